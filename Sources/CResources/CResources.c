// Every file of lexicons/ is named here (a test compares this list with the folder); the compiler builds the program
// anew when one of them changes. #embed is C23, and keeps lexicons/ the only copy.
#include "CResources.h"

static const uint8_t any_emoji[] = {
#embed "../../lexicons/any/emoji.tsv"
};
static const uint8_t any_quote[] = {
#embed "../../lexicons/any/quote.tsv"
};
static const uint8_t any_template[] = {
#embed "../../lexicons/any/template.tsv"
};
static const uint8_t en_appended[] = {
#embed "../../lexicons/en/appended.tsv"
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
static const uint8_t en_quote[] = {
#embed "../../lexicons/en/quote.tsv"
};
static const uint8_t en_repair[] = {
#embed "../../lexicons/en/repair.tsv"
};
static const uint8_t en_sarcasm[] = {
#embed "../../lexicons/en/sarcasm.tsv"
};
static const uint8_t en_template[] = {
#embed "../../lexicons/en/template.tsv"
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
static const uint8_t overlays_app[] = {
#embed "../../lexicons/overlays/app.tsv"
};
static const uint8_t overlays_bank[] = {
#embed "../../lexicons/overlays/bank.tsv"
};
static const uint8_t overlays_delivery[] = {
#embed "../../lexicons/overlays/delivery.tsv"
};
static const uint8_t overlays_hotel[] = {
#embed "../../lexicons/overlays/hotel.tsv"
};
static const uint8_t overlays_restaurant[] = {
#embed "../../lexicons/overlays/restaurant.tsv"
};
static const uint8_t overlays_retail[] = {
#embed "../../lexicons/overlays/retail.tsv"
};
static const uint8_t overlays_telecom[] = {
#embed "../../lexicons/overlays/telecom.tsv"
};
static const uint8_t zh_appended[] = {
#embed "../../lexicons/zh/appended.tsv"
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
static const uint8_t zh_quote[] = {
#embed "../../lexicons/zh/quote.tsv"
};
static const uint8_t zh_repair[] = {
#embed "../../lexicons/zh/repair.tsv"
};
static const uint8_t zh_sarcasm[] = {
#embed "../../lexicons/zh/sarcasm.tsv"
};
static const uint8_t zh_template[] = {
#embed "../../lexicons/zh/template.tsv"
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
// Traditional → Simplified by ICU's rules; Normalisation/TraditionalTable.swift says how it is laid out.
static const uint8_t traditional_table[] = {
#embed "traditional.table"
};
static const uint8_t default_model[] = {
// Empty only while the first model is being trained.
#embed "default.model" if_empty(0)
};

#define LEXICON(name, symbol) {name, symbol, sizeof symbol}
static const plaint_resource lexicons[] = {
    LEXICON("any/emoji.tsv", any_emoji),
    LEXICON("any/quote.tsv", any_quote),
    LEXICON("any/template.tsv", any_template),
    LEXICON("en/appended.tsv", en_appended),
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
    LEXICON("en/quote.tsv", en_quote),
    LEXICON("en/repair.tsv", en_repair),
    LEXICON("en/sarcasm.tsv", en_sarcasm),
    LEXICON("en/template.tsv", en_template),
    LEXICON("en/unit-money.tsv", en_unit_money),
    LEXICON("en/unit-time.tsv", en_unit_time),
    LEXICON("en/valence-domain.tsv", en_valence_domain),
    LEXICON("en/valence.tsv", en_valence),
    LEXICON("overlays/app.tsv", overlays_app),
    LEXICON("overlays/bank.tsv", overlays_bank),
    LEXICON("overlays/delivery.tsv", overlays_delivery),
    LEXICON("overlays/hotel.tsv", overlays_hotel),
    LEXICON("overlays/restaurant.tsv", overlays_restaurant),
    LEXICON("overlays/retail.tsv", overlays_retail),
    LEXICON("overlays/telecom.tsv", overlays_telecom),
    LEXICON("zh/appended.tsv", zh_appended),
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
    LEXICON("zh/quote.tsv", zh_quote),
    LEXICON("zh/repair.tsv", zh_repair),
    LEXICON("zh/sarcasm.tsv", zh_sarcasm),
    LEXICON("zh/template.tsv", zh_template),
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

static const _Alignas(16) uint8_t lexicon_image[] = {
#embed "lexicon.image" if_empty(0)
};

plaint_resource plaint_lexicon_image(void) {
    return (plaint_resource){"lexicon.image", lexicon_image, sizeof lexicon_image};
}

static const _Alignas(16) uint8_t model_image[] = {
#embed "default.image" if_empty(0)
};

plaint_resource plaint_model_image(void) {
    return (plaint_resource){"default.image", model_image, sizeof model_image};
}

plaint_resource plaint_traditional_table(void) {
    return (plaint_resource){"traditional.table", traditional_table, sizeof traditional_table};
}
