#include "CTransliteration.h"

#include <cstring>
#include <string>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace {
const icu::Transliterator *simplifier() {
    UErrorCode error = U_ZERO_ERROR;
    static const icu::Transliterator *made =
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, error);
    return made;
}

int32_t write(const icu::UnicodeString &text, uint8_t *output, int32_t capacity) {
    std::string bytes;
    text.toUTF8String(bytes);
    if (static_cast<int32_t>(bytes.size()) > capacity) return -1;
    std::memcpy(output, bytes.data(), bytes.size());
    return static_cast<int32_t>(bytes.size());
}

icu::UnicodeString read(const uint8_t *text, int32_t length) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(reinterpret_cast<const char *>(text), length));
}
}  // namespace

extern "C" {

int32_t test_simplify(const uint8_t *text, int32_t length, uint8_t *output, int32_t capacity) {
    if (simplifier() == nullptr) return -1;
    icu::UnicodeString converted = read(text, length);
    simplifier()->transliterate(converted);
    return write(converted, output, capacity);
}

int32_t test_simplification_rules(uint8_t *output, int32_t capacity) {
    if (simplifier() == nullptr) return -1;
    icu::UnicodeString rules;
    simplifier()->toRules(rules, false);
    return write(rules, output, capacity);
}

int32_t test_is_in_gb2312(uint32_t scalar) {
    UErrorCode error = U_ZERO_ERROR;
    static UConverter *converter = ucnv_open("ibm-5478_P100-1995", &error);
    if (converter == nullptr) return -1;
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    ucnv_reset(converter);
    const icu::UnicodeString text(static_cast<UChar32>(scalar));
    char bytes[16];
    error = U_ZERO_ERROR;
    ucnv_fromUChars(converter, bytes, sizeof bytes, text.getBuffer(), text.length(), &error);
    return U_SUCCESS(error);
}

int32_t test_nfc(const uint8_t *text, int32_t length, uint8_t *output, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2 *form = icu::Normalizer2::getNFCInstance(error);
    const icu::UnicodeString normalised = form->normalize(read(text, length), error);
    return U_SUCCESS(error) ? write(normalised, output, capacity) : -1;
}

}  // extern "C"
