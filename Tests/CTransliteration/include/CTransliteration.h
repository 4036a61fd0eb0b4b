#pragma once
// ICU's transliterator and character sets, for the tests alone: what the program's own table is compared with.
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Traditional → Simplified of `length` bytes of UTF-8 by ICU itself; returns the number of bytes written to `output`,
/// or -1 if `capacity` is too small or ICU cannot.
int32_t test_simplify(const uint8_t *_Nonnull text, int32_t length, uint8_t *_Nonnull output, int32_t capacity);

/// The rules behind it as ICU writes them, one `來源 > 结果;` a line; the same way of returning.
int32_t test_simplification_rules(uint8_t *_Nonnull output, int32_t capacity);

/// 1 if GB 2312 has the character, 0 if not, -1 if ICU has no such converter.
int32_t test_is_in_gb2312(uint32_t scalar);

/// Normalisation form C of `length` bytes of UTF-8.
int32_t test_nfc(const uint8_t *_Nonnull text, int32_t length, uint8_t *_Nonnull output, int32_t capacity);

#ifdef __cplusplus
}
#endif
