#include "CSimdjson.h"

#include <simdjson.h>

#include <new>

static_assert(PLAINT_JSON_SPARE_BYTES >= simdjson::SIMDJSON_PADDING, "blocks need more spare bytes for this simdjson");

struct plaint_json_validator {
    simdjson::dom::parser parser;
};

extern "C" {

plaint_json_validator *plaint_json_validator_open(void) {
    auto *validator = new (std::nothrow) plaint_json_validator;
    // Well under the depth that Plaint allows, so that this judge never passes what the strict checker would refuse;
    // deeper values are rare and go to that checker.
    if (validator != nullptr && validator->parser.allocate(4096, 512) != simdjson::SUCCESS) {
        delete validator;
        return nullptr;
    }
    return validator;
}

void plaint_json_validator_close(plaint_json_validator *validator) { delete validator; }

int32_t plaint_json_validator_accepts(plaint_json_validator *validator, const uint8_t *bytes, size_t length) {
    simdjson::dom::element value;
    // `false`: the caller's bytes have the padding already, so they need not be copied.
    return validator->parser.parse(bytes, length, false).get(value) == simdjson::SUCCESS;
}

int32_t plaint_is_utf8(const uint8_t *bytes, size_t length) {
    return length == 0 || simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}

}  // extern "C"
