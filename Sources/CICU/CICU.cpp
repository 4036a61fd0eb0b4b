#include "CICU.h"

#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

namespace {
UBreakIterator *iterator(plaint_word_breaker *breaker) { return reinterpret_cast<UBreakIterator *>(breaker); }
}  // namespace

extern "C" {

plaint_word_breaker *plaint_word_breaker_open(int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    // The compiled rules of zh, en and root are the same bytes, so one iterator serves both languages.
    UBreakIterator *opened = ubrk_open(UBRK_WORD, "", nullptr, 0, &error);
    *status = error;
    return U_SUCCESS(error) ? reinterpret_cast<plaint_word_breaker *>(opened) : nullptr;
}

void plaint_word_breaker_close(plaint_word_breaker *breaker) { ubrk_close(iterator(breaker)); }

int32_t plaint_word_breaker_segment(plaint_word_breaker *breaker, const uint8_t *text, int64_t length, int32_t *ends,
                                    uint8_t *statuses, int32_t capacity, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, reinterpret_cast<const char *>(text), length, &error);
    ubrk_setUText(iterator(breaker), &view, &error);
    int32_t count = 0;
    if (U_SUCCESS(error)) {
        for (int32_t end = ubrk_next(iterator(breaker)); end != UBRK_DONE && count < capacity;
             end = ubrk_next(iterator(breaker))) {
            ends[count] = end;
            statuses[count] = static_cast<uint8_t>(ubrk_getRuleStatus(iterator(breaker)) / 100);
            count++;
        }
    }
    utext_close(&view);
    *status = error;
    return U_SUCCESS(error) ? count : -1;
}

const char *plaint_icu_version(void) {
    static char text[U_MAX_VERSION_STRING_LENGTH] = "";
    static const bool made = [] {
        UVersionInfo version;
        u_getVersion(version);
        u_versionToString(version, text);
        return true;
    }();
    (void)made;
    return text;
}

const char *plaint_icu_error_name(int32_t status) { return u_errorName(static_cast<UErrorCode>(status)); }

int32_t plaint_is_pictograph(uint32_t scalar) {
    const UChar32 c = static_cast<UChar32>(scalar);
    return u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) || u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
}

int32_t plaint_is_nfc(const uint8_t *text, int32_t length) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2 *form = icu::Normalizer2::getNFCInstance(error);
    if (U_FAILURE(error)) return 0;
    const icu::StringPiece piece(reinterpret_cast<const char *>(text), length);
    const UBool normalised = form->isNormalizedUTF8(piece, error);
    return U_SUCCESS(error) && normalised;
}

uint32_t plaint_compose(uint32_t letter, uint32_t mark) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2 *form = icu::Normalizer2::getNFCInstance(error);
    if (U_FAILURE(error)) return 0;
    const UChar32 composed = form->composePair(static_cast<UChar32>(letter), static_cast<UChar32>(mark));
    return composed < 0 ? 0 : static_cast<uint32_t>(composed);
}

}  // extern "C"
