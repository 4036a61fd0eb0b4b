// Every file of lexicons/ is named here (a test compares this list with the folder); the compiler builds the program
// anew when one of them changes. #embed is C23, and keeps lexicons/ the only copy.
#include "CResources.h"

static const uint8_t any_emoji[] = {
#embed "../../lexicons/any/emoji.tsv"
};
static const uint8_t en_booster_after[] = {
#embed "../../lexicons/en/booster-after.tsv"
};
static const uint8_t en_booster[] = {
#embed "../../lexicons/en/booster.tsv"
};
static const uint8_t en_comparison[] = {
#embed "../../lexicons/en/comparison.tsv"
};
static const uint8_t en_contrast[] = {
#embed "../../lexicons/en/contrast.tsv"
};
static const uint8_t en_courtesy[] = {
#embed "../../lexicons/en/courtesy.tsv"
};
static const uint8_t en_cue_process[] = {
#embed "../../lexicons/en/cue-process.tsv"
};
static const uint8_t en_cue_product[] = {
#embed "../../lexicons/en/cue-product.tsv"
};
static const uint8_t en_cue_service[] = {
#embed "../../lexicons/en/cue-service.tsv"
};
static const uint8_t en_cue_speed[] = {
#embed "../../lexicons/en/cue-speed.tsv"
};
static const uint8_t en_ended[] = {
#embed "../../lexicons/en/ended.tsv"
};
static const uint8_t en_irrealis[] = {
#embed "../../lexicons/en/irrealis.tsv"
};
static const uint8_t en_negation[] = {
#embed "../../lexicons/en/negation.tsv"
};
static const uint8_t en_number[] = {
#embed "../../lexicons/en/number.tsv"
};
static const uint8_t en_question[] = {
#embed "../../lexicons/en/question.tsv"
};
static const uint8_t en_repair[] = {
#embed "../../lexicons/en/repair.tsv"
};
static const uint8_t en_sarcasm[] = {
#embed "../../lexicons/en/sarcasm.tsv"
};
static const uint8_t en_unit_money[] = {
#embed "../../lexicons/en/unit-money.tsv"
};
static const uint8_t en_unit_time[] = {
#embed "../../lexicons/en/unit-time.tsv"
};
static const uint8_t en_valence_domain[] = {
#embed "../../lexicons/en/valence-domain.tsv"
};
static const uint8_t en_valence[] = {
#embed "../../lexicons/en/valence.tsv"
};
static const uint8_t overlays_delivery[] = {
#embed "../../lexicons/overlays/delivery.tsv"
};
static const uint8_t overlays_hotel[] = {
#embed "../../lexicons/overlays/hotel.tsv"
};
static const uint8_t zh_booster_after[] = {
#embed "../../lexicons/zh/booster-after.tsv"
};
static const uint8_t zh_booster[] = {
#embed "../../lexicons/zh/booster.tsv"
};
static const uint8_t zh_comparison[] = {
#embed "../../lexicons/zh/comparison.tsv"
};
static const uint8_t zh_contrast[] = {
#embed "../../lexicons/zh/contrast.tsv"
};
static const uint8_t zh_courtesy[] = {
#embed "../../lexicons/zh/courtesy.tsv"
};
static const uint8_t zh_cue_process[] = {
#embed "../../lexicons/zh/cue-process.tsv"
};
static const uint8_t zh_cue_product[] = {
#embed "../../lexicons/zh/cue-product.tsv"
};
static const uint8_t zh_cue_service[] = {
#embed "../../lexicons/zh/cue-service.tsv"
};
static const uint8_t zh_cue_speed[] = {
#embed "../../lexicons/zh/cue-speed.tsv"
};
static const uint8_t zh_ended[] = {
#embed "../../lexicons/zh/ended.tsv"
};
static const uint8_t zh_irrealis[] = {
#embed "../../lexicons/zh/irrealis.tsv"
};
static const uint8_t zh_negation[] = {
#embed "../../lexicons/zh/negation.tsv"
};
static const uint8_t zh_number[] = {
#embed "../../lexicons/zh/number.tsv"
};
static const uint8_t zh_potential[] = {
#embed "../../lexicons/zh/potential.tsv"
};
static const uint8_t zh_question[] = {
#embed "../../lexicons/zh/question.tsv"
};
static const uint8_t zh_repair[] = {
#embed "../../lexicons/zh/repair.tsv"
};
static const uint8_t zh_sarcasm[] = {
#embed "../../lexicons/zh/sarcasm.tsv"
};
static const uint8_t zh_terms[] = {
#embed "../../lexicons/zh/terms.tsv"
};
static const uint8_t zh_unit_money[] = {
#embed "../../lexicons/zh/unit-money.tsv"
};
static const uint8_t zh_unit_time[] = {
#embed "../../lexicons/zh/unit-time.tsv"
};
static const uint8_t zh_valence_domain[] = {
#embed "../../lexicons/zh/valence-domain.tsv"
};
static const uint8_t zh_valence[] = {
#embed "../../lexicons/zh/valence.tsv"
};
static const uint8_t zh_verb[] = {
#embed "../../lexicons/zh/verb.tsv"
};
static const uint8_t default_model[] = {
// Empty only while the first model is being trained.
#embed "default.model" if_empty(0)
};

#define LEXICON(name, symbol) {name, symbol, sizeof symbol}
static const plaint_resource lexicons[] = {
    LEXICON("any/emoji.tsv", any_emoji),
    LEXICON("en/booster-after.tsv", en_booster_after),
    LEXICON("en/booster.tsv", en_booster),
    LEXICON("en/comparison.tsv", en_comparison),
    LEXICON("en/contrast.tsv", en_contrast),
    LEXICON("en/courtesy.tsv", en_courtesy),
    LEXICON("en/cue-process.tsv", en_cue_process),
    LEXICON("en/cue-product.tsv", en_cue_product),
    LEXICON("en/cue-service.tsv", en_cue_service),
    LEXICON("en/cue-speed.tsv", en_cue_speed),
    LEXICON("en/ended.tsv", en_ended),
    LEXICON("en/irrealis.tsv", en_irrealis),
    LEXICON("en/negation.tsv", en_negation),
    LEXICON("en/number.tsv", en_number),
    LEXICON("en/question.tsv", en_question),
    LEXICON("en/repair.tsv", en_repair),
    LEXICON("en/sarcasm.tsv", en_sarcasm),
    LEXICON("en/unit-money.tsv", en_unit_money),
    LEXICON("en/unit-time.tsv", en_unit_time),
    LEXICON("en/valence-domain.tsv", en_valence_domain),
    LEXICON("en/valence.tsv", en_valence),
    LEXICON("overlays/delivery.tsv", overlays_delivery),
    LEXICON("overlays/hotel.tsv", overlays_hotel),
    LEXICON("zh/booster-after.tsv", zh_booster_after),
    LEXICON("zh/booster.tsv", zh_booster),
    LEXICON("zh/comparison.tsv", zh_comparison),
    LEXICON("zh/contrast.tsv", zh_contrast),
    LEXICON("zh/courtesy.tsv", zh_courtesy),
    LEXICON("zh/cue-process.tsv", zh_cue_process),
    LEXICON("zh/cue-product.tsv", zh_cue_product),
    LEXICON("zh/cue-service.tsv", zh_cue_service),
    LEXICON("zh/cue-speed.tsv", zh_cue_speed),
    LEXICON("zh/ended.tsv", zh_ended),
    LEXICON("zh/irrealis.tsv", zh_irrealis),
    LEXICON("zh/negation.tsv", zh_negation),
    LEXICON("zh/number.tsv", zh_number),
    LEXICON("zh/potential.tsv", zh_potential),
    LEXICON("zh/question.tsv", zh_question),
    LEXICON("zh/repair.tsv", zh_repair),
    LEXICON("zh/sarcasm.tsv", zh_sarcasm),
    LEXICON("zh/terms.tsv", zh_terms),
    LEXICON("zh/unit-money.tsv", zh_unit_money),
    LEXICON("zh/unit-time.tsv", zh_unit_time),
    LEXICON("zh/valence-domain.tsv", zh_valence_domain),
    LEXICON("zh/valence.tsv", zh_valence),
    LEXICON("zh/verb.tsv", zh_verb),
};

int32_t plaint_lexicon_count(void) { return (int32_t)(sizeof lexicons / sizeof lexicons[0]); }

plaint_resource plaint_lexicon(int32_t index) { return lexicons[index]; }

plaint_resource plaint_default_model(void) {
    return (plaint_resource){"default.model", default_model, sizeof default_model};
}
