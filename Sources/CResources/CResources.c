// Every file of lexicons/ is named here (a test compares this list with the folder); the compiler builds the program
// anew when one of them changes. #embed is C23, and keeps lexicons/ the only copy.
#include "CResources.h"

static const uint8_t any_emoji[] = {
#embed "../../lexicons/any/emoji.tsv"
};
static const uint8_t any_quote[] = {
#embed "../../lexicons/any/quote.tsv"
};
static const uint8_t any_role[] = {
#embed "../../lexicons/any/role.tsv"
};
static const uint8_t any_template[] = {
#embed "../../lexicons/any/template.tsv"
};
static const uint8_t en_agent_denial[] = {
#embed "../../lexicons/en/agent-denial.tsv"
};
static const uint8_t en_agent_inquiry[] = {
#embed "../../lexicons/en/agent-inquiry.tsv"
};
static const uint8_t en_agent_insult[] = {
#embed "../../lexicons/en/agent-insult.tsv"
};
static const uint8_t en_agent_refusal[] = {
#embed "../../lexicons/en/agent-refusal.tsv"
};
static const uint8_t en_agent_remedy[] = {
#embed "../../lexicons/en/agent-remedy.tsv"
};
static const uint8_t en_agent_transfer[] = {
#embed "../../lexicons/en/agent-transfer.tsv"
};
static const uint8_t en_announcement[] = {
#embed "../../lexicons/en/announcement.tsv"
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
static const uint8_t en_context_card[] = {
#embed "../../lexicons/en/context-card.tsv"
};
static const uint8_t en_context_harmless[] = {
#embed "../../lexicons/en/context-harmless.tsv"
};
static const uint8_t en_context_identity[] = {
#embed "../../lexicons/en/context-identity.tsv"
};
static const uint8_t en_context_order[] = {
#embed "../../lexicons/en/context-order.tsv"
};
static const uint8_t en_context_passport[] = {
#embed "../../lexicons/en/context-passport.tsv"
};
static const uint8_t en_context_permit[] = {
#embed "../../lexicons/en/context-permit.tsv"
};
static const uint8_t en_context_phone[] = {
#embed "../../lexicons/en/context-phone.tsv"
};
static const uint8_t en_context_plate[] = {
#embed "../../lexicons/en/context-plate.tsv"
};
static const uint8_t en_context_unit[] = {
#embed "../../lexicons/en/context-unit.tsv"
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
static const uint8_t en_escalation_bank[] = {
#embed "../../lexicons/en/escalation-bank.tsv"
};
static const uint8_t en_escalation_danger[] = {
#embed "../../lexicons/en/escalation-danger.tsv"
};
static const uint8_t en_escalation_dispute[] = {
#embed "../../lexicons/en/escalation-dispute.tsv"
};
static const uint8_t en_escalation_failure[] = {
#embed "../../lexicons/en/escalation-failure.tsv"
};
static const uint8_t en_escalation_fraud[] = {
#embed "../../lexicons/en/escalation-fraud.tsv"
};
static const uint8_t en_escalation_hearsay[] = {
#embed "../../lexicons/en/escalation-hearsay.tsv"
};
static const uint8_t en_escalation_human[] = {
#embed "../../lexicons/en/escalation-human.tsv"
};
static const uint8_t en_escalation_legal[] = {
#embed "../../lexicons/en/escalation-legal.tsv"
};
static const uint8_t en_escalation_loss[] = {
#embed "../../lexicons/en/escalation-loss.tsv"
};
static const uint8_t en_escalation_manager[] = {
#embed "../../lexicons/en/escalation-manager.tsv"
};
static const uint8_t en_escalation_misconduct[] = {
#embed "../../lexicons/en/escalation-misconduct.tsv"
};
static const uint8_t en_escalation_press[] = {
#embed "../../lexicons/en/escalation-press.tsv"
};
static const uint8_t en_escalation_promise[] = {
#embed "../../lexicons/en/escalation-promise.tsv"
};
static const uint8_t en_escalation_regulator[] = {
#embed "../../lexicons/en/escalation-regulator.tsv"
};
static const uint8_t en_escalation_review[] = {
#embed "../../lexicons/en/escalation-review.tsv"
};
static const uint8_t en_escalation_solved[] = {
#embed "../../lexicons/en/escalation-solved.tsv"
};
static const uint8_t en_escalation_threat[] = {
#embed "../../lexicons/en/escalation-threat.tsv"
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
static const uint8_t en_spelling[] = {
#embed "../../lexicons/en/spelling.tsv"
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
static const uint8_t zh_agent_denial[] = {
#embed "../../lexicons/zh/agent-denial.tsv"
};
static const uint8_t zh_agent_inquiry[] = {
#embed "../../lexicons/zh/agent-inquiry.tsv"
};
static const uint8_t zh_agent_insult[] = {
#embed "../../lexicons/zh/agent-insult.tsv"
};
static const uint8_t zh_agent_record[] = {
#embed "../../lexicons/zh/agent-record.tsv"
};
static const uint8_t zh_agent_refusal[] = {
#embed "../../lexicons/zh/agent-refusal.tsv"
};
static const uint8_t zh_agent_remedy[] = {
#embed "../../lexicons/zh/agent-remedy.tsv"
};
static const uint8_t zh_agent_transfer[] = {
#embed "../../lexicons/zh/agent-transfer.tsv"
};
static const uint8_t zh_announcement[] = {
#embed "../../lexicons/zh/announcement.tsv"
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
static const uint8_t zh_context_card[] = {
#embed "../../lexicons/zh/context-card.tsv"
};
static const uint8_t zh_context_harmless[] = {
#embed "../../lexicons/zh/context-harmless.tsv"
};
static const uint8_t zh_context_identity[] = {
#embed "../../lexicons/zh/context-identity.tsv"
};
static const uint8_t zh_context_order[] = {
#embed "../../lexicons/zh/context-order.tsv"
};
static const uint8_t zh_context_passport[] = {
#embed "../../lexicons/zh/context-passport.tsv"
};
static const uint8_t zh_context_permit[] = {
#embed "../../lexicons/zh/context-permit.tsv"
};
static const uint8_t zh_context_phone[] = {
#embed "../../lexicons/zh/context-phone.tsv"
};
static const uint8_t zh_context_plate[] = {
#embed "../../lexicons/zh/context-plate.tsv"
};
static const uint8_t zh_context_plate_beginning[] = {
#embed "../../lexicons/zh/context-plate-beginning.tsv"
};
static const uint8_t zh_context_plate_ending[] = {
#embed "../../lexicons/zh/context-plate-ending.tsv"
};
static const uint8_t zh_context_unit[] = {
#embed "../../lexicons/zh/context-unit.tsv"
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
static const uint8_t zh_escalation_bank[] = {
#embed "../../lexicons/zh/escalation-bank.tsv"
};
static const uint8_t zh_escalation_danger[] = {
#embed "../../lexicons/zh/escalation-danger.tsv"
};
static const uint8_t zh_escalation_dispute[] = {
#embed "../../lexicons/zh/escalation-dispute.tsv"
};
static const uint8_t zh_escalation_failure[] = {
#embed "../../lexicons/zh/escalation-failure.tsv"
};
static const uint8_t zh_escalation_fraud[] = {
#embed "../../lexicons/zh/escalation-fraud.tsv"
};
static const uint8_t zh_escalation_hearsay[] = {
#embed "../../lexicons/zh/escalation-hearsay.tsv"
};
static const uint8_t zh_escalation_human[] = {
#embed "../../lexicons/zh/escalation-human.tsv"
};
static const uint8_t zh_escalation_legal[] = {
#embed "../../lexicons/zh/escalation-legal.tsv"
};
static const uint8_t zh_escalation_loss[] = {
#embed "../../lexicons/zh/escalation-loss.tsv"
};
static const uint8_t zh_escalation_manager[] = {
#embed "../../lexicons/zh/escalation-manager.tsv"
};
static const uint8_t zh_escalation_misconduct[] = {
#embed "../../lexicons/zh/escalation-misconduct.tsv"
};
static const uint8_t zh_escalation_press[] = {
#embed "../../lexicons/zh/escalation-press.tsv"
};
static const uint8_t zh_escalation_promise[] = {
#embed "../../lexicons/zh/escalation-promise.tsv"
};
static const uint8_t zh_escalation_regulator[] = {
#embed "../../lexicons/zh/escalation-regulator.tsv"
};
static const uint8_t zh_escalation_review[] = {
#embed "../../lexicons/zh/escalation-review.tsv"
};
static const uint8_t zh_escalation_solved[] = {
#embed "../../lexicons/zh/escalation-solved.tsv"
};
static const uint8_t zh_escalation_threat[] = {
#embed "../../lexicons/zh/escalation-threat.tsv"
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
static const uint8_t escalation_model[] = {
// Empty only while the first one is being trained.
#embed "escalation.model" if_empty(0)
};

#define LEXICON(name, symbol) {name, symbol, sizeof symbol}
static const plaint_resource lexicons[] = {
    LEXICON("any/emoji.tsv", any_emoji),
    LEXICON("any/quote.tsv", any_quote),
    LEXICON("any/role.tsv", any_role),
    LEXICON("any/template.tsv", any_template),
    LEXICON("en/agent-denial.tsv", en_agent_denial),
    LEXICON("en/agent-inquiry.tsv", en_agent_inquiry),
    LEXICON("en/agent-insult.tsv", en_agent_insult),
    LEXICON("en/agent-refusal.tsv", en_agent_refusal),
    LEXICON("en/agent-remedy.tsv", en_agent_remedy),
    LEXICON("en/agent-transfer.tsv", en_agent_transfer),
    LEXICON("en/announcement.tsv", en_announcement),
    LEXICON("en/appended.tsv", en_appended),
    LEXICON("en/booster-after.tsv", en_booster_after),
    LEXICON("en/booster.tsv", en_booster),
    LEXICON("en/comparison.tsv", en_comparison),
    LEXICON("en/context-card.tsv", en_context_card),
    LEXICON("en/context-harmless.tsv", en_context_harmless),
    LEXICON("en/context-identity.tsv", en_context_identity),
    LEXICON("en/context-order.tsv", en_context_order),
    LEXICON("en/context-passport.tsv", en_context_passport),
    LEXICON("en/context-permit.tsv", en_context_permit),
    LEXICON("en/context-phone.tsv", en_context_phone),
    LEXICON("en/context-plate.tsv", en_context_plate),
    LEXICON("en/context-unit.tsv", en_context_unit),
    LEXICON("en/contrast.tsv", en_contrast),
    LEXICON("en/courtesy.tsv", en_courtesy),
    LEXICON("en/cue-process.tsv", en_cue_process),
    LEXICON("en/cue-product.tsv", en_cue_product),
    LEXICON("en/cue-service.tsv", en_cue_service),
    LEXICON("en/cue-speed.tsv", en_cue_speed),
    LEXICON("en/ended.tsv", en_ended),
    LEXICON("en/escalation-bank.tsv", en_escalation_bank),
    LEXICON("en/escalation-danger.tsv", en_escalation_danger),
    LEXICON("en/escalation-dispute.tsv", en_escalation_dispute),
    LEXICON("en/escalation-failure.tsv", en_escalation_failure),
    LEXICON("en/escalation-fraud.tsv", en_escalation_fraud),
    LEXICON("en/escalation-hearsay.tsv", en_escalation_hearsay),
    LEXICON("en/escalation-human.tsv", en_escalation_human),
    LEXICON("en/escalation-legal.tsv", en_escalation_legal),
    LEXICON("en/escalation-loss.tsv", en_escalation_loss),
    LEXICON("en/escalation-manager.tsv", en_escalation_manager),
    LEXICON("en/escalation-misconduct.tsv", en_escalation_misconduct),
    LEXICON("en/escalation-press.tsv", en_escalation_press),
    LEXICON("en/escalation-promise.tsv", en_escalation_promise),
    LEXICON("en/escalation-regulator.tsv", en_escalation_regulator),
    LEXICON("en/escalation-review.tsv", en_escalation_review),
    LEXICON("en/escalation-solved.tsv", en_escalation_solved),
    LEXICON("en/escalation-threat.tsv", en_escalation_threat),
    LEXICON("en/irrealis.tsv", en_irrealis),
    LEXICON("en/negation.tsv", en_negation),
    LEXICON("en/number.tsv", en_number),
    LEXICON("en/question.tsv", en_question),
    LEXICON("en/quote.tsv", en_quote),
    LEXICON("en/repair.tsv", en_repair),
    LEXICON("en/sarcasm.tsv", en_sarcasm),
    LEXICON("en/spelling.tsv", en_spelling),
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
    LEXICON("zh/agent-denial.tsv", zh_agent_denial),
    LEXICON("zh/agent-inquiry.tsv", zh_agent_inquiry),
    LEXICON("zh/agent-insult.tsv", zh_agent_insult),
    LEXICON("zh/agent-record.tsv", zh_agent_record),
    LEXICON("zh/agent-refusal.tsv", zh_agent_refusal),
    LEXICON("zh/agent-remedy.tsv", zh_agent_remedy),
    LEXICON("zh/agent-transfer.tsv", zh_agent_transfer),
    LEXICON("zh/announcement.tsv", zh_announcement),
    LEXICON("zh/appended.tsv", zh_appended),
    LEXICON("zh/booster-after.tsv", zh_booster_after),
    LEXICON("zh/booster.tsv", zh_booster),
    LEXICON("zh/comparison.tsv", zh_comparison),
    LEXICON("zh/context-card.tsv", zh_context_card),
    LEXICON("zh/context-harmless.tsv", zh_context_harmless),
    LEXICON("zh/context-identity.tsv", zh_context_identity),
    LEXICON("zh/context-order.tsv", zh_context_order),
    LEXICON("zh/context-passport.tsv", zh_context_passport),
    LEXICON("zh/context-permit.tsv", zh_context_permit),
    LEXICON("zh/context-phone.tsv", zh_context_phone),
    LEXICON("zh/context-plate-beginning.tsv", zh_context_plate_beginning),
    LEXICON("zh/context-plate-ending.tsv", zh_context_plate_ending),
    LEXICON("zh/context-plate.tsv", zh_context_plate),
    LEXICON("zh/context-unit.tsv", zh_context_unit),
    LEXICON("zh/contrast.tsv", zh_contrast),
    LEXICON("zh/courtesy.tsv", zh_courtesy),
    LEXICON("zh/cue-process.tsv", zh_cue_process),
    LEXICON("zh/cue-product.tsv", zh_cue_product),
    LEXICON("zh/cue-service.tsv", zh_cue_service),
    LEXICON("zh/cue-speed.tsv", zh_cue_speed),
    LEXICON("zh/ended.tsv", zh_ended),
    LEXICON("zh/escalation-bank.tsv", zh_escalation_bank),
    LEXICON("zh/escalation-danger.tsv", zh_escalation_danger),
    LEXICON("zh/escalation-dispute.tsv", zh_escalation_dispute),
    LEXICON("zh/escalation-failure.tsv", zh_escalation_failure),
    LEXICON("zh/escalation-fraud.tsv", zh_escalation_fraud),
    LEXICON("zh/escalation-hearsay.tsv", zh_escalation_hearsay),
    LEXICON("zh/escalation-human.tsv", zh_escalation_human),
    LEXICON("zh/escalation-legal.tsv", zh_escalation_legal),
    LEXICON("zh/escalation-loss.tsv", zh_escalation_loss),
    LEXICON("zh/escalation-manager.tsv", zh_escalation_manager),
    LEXICON("zh/escalation-misconduct.tsv", zh_escalation_misconduct),
    LEXICON("zh/escalation-press.tsv", zh_escalation_press),
    LEXICON("zh/escalation-promise.tsv", zh_escalation_promise),
    LEXICON("zh/escalation-regulator.tsv", zh_escalation_regulator),
    LEXICON("zh/escalation-review.tsv", zh_escalation_review),
    LEXICON("zh/escalation-solved.tsv", zh_escalation_solved),
    LEXICON("zh/escalation-threat.tsv", zh_escalation_threat),
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

plaint_resource plaint_escalation_model(void) {
    return (plaint_resource){"escalation.model", escalation_model, sizeof escalation_model};
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
