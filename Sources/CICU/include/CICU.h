#pragma once
// Plaint's window on the system's ICU. No ICU header is included here: ICU renames its functions with macros that
// Swift does not import, and its C types collide with those of the ICU inside Foundation.
#include <stdint.h>

#include "CICUConverter.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A word-break iterator (opaque; one thread at a time).
typedef struct plaint_word_breaker plaint_word_breaker;

/// Opens ICU's root word-break iterator; NULL and an ICU error code in `status` when ICU cannot.
plaint_word_breaker *_Nullable plaint_word_breaker_open(int32_t *_Nonnull status);
void plaint_word_breaker_close(plaint_word_breaker *_Nonnull breaker);

/// Word boundaries of `length` bytes of valid UTF-8: the byte offset of the end of each segment in `ends` and its rule
/// status divided by 100 in `statuses` (0 none, 1 number, 2 letter, 3 kana, 4 ideograph). Both hold at most `capacity`
/// segments; `length` segments always suffice. Returns the number of segments, or -1 and an ICU error code in `status`.
int32_t plaint_word_breaker_segment(plaint_word_breaker *_Nonnull breaker, const uint8_t *_Nonnull text,
                                    int64_t length, int32_t *_Nonnull ends, uint8_t *_Nonnull statuses,
                                    int32_t capacity, int32_t *_Nonnull status);

/// Version of the ICU library that runs, such as "72.1".
const char *_Nonnull plaint_icu_version(void);

/// Name of an ICU error code, such as "U_MISSING_RESOURCE_ERROR".
const char *_Nonnull plaint_icu_error_name(int32_t status);

/// 1 if the code point has the property Emoji_Presentation or Extended_Pictographic, else 0.
int32_t plaint_is_pictograph(uint32_t scalar);

/// 1 if `length` bytes of UTF-8 are in normalisation form C, 0 if not (or not valid UTF-8).
int32_t plaint_is_nfc(const uint8_t *_Nonnull text, int32_t length);

#ifdef __cplusplus
}
#endif
