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

/// Compiled rules of the iterator (RBBIDataHeader and what follows): copies at most `capacity` bytes to `rules` and
/// returns the length of all; -1 and an ICU error code in `status` when ICU cannot.
int32_t plaint_word_breaker_rules(plaint_word_breaker *_Nonnull breaker, uint8_t *_Nullable rules, int32_t capacity,
                                  int32_t *_Nonnull status);

/// Spreads a serialised code point trie (UCPTrie) out: categories of U+0000...U+FFFF in `bmp`, of U+10000...U+1FFFF in
/// `supplementary` (65,536 bytes each). 0, or -1 where the trie cannot be read or holds values above 255.
int32_t plaint_categories(const uint8_t *_Nonnull trie, int32_t length, uint8_t *_Nonnull bmp,
                          uint8_t *_Nonnull supplementary);

/// ICU's dictionary of Chinese and Japanese words with their costs (opaque; one thread at a time).
typedef struct plaint_dictionary plaint_dictionary;

/// Opens it; NULL where it is missing or in a format other than "Dict" 1 over UTF-16.
plaint_dictionary *_Nullable plaint_dictionary_open(void);
void plaint_dictionary_close(plaint_dictionary *_Nonnull dictionary);

/// `next` is this where no longer word follows.
#define PLAINT_DICTIONARY_END UINT64_MAX

/// The state of the empty prefix.
uint64_t plaint_dictionary_root(const plaint_dictionary *_Nonnull dictionary);

/// The units that may follow the prefix `state`: their number is returned, and up to `capacity` of them written, each with
/// the cost of the word that ends with it (-1: none) and the state after it.
int32_t plaint_dictionary_children(plaint_dictionary *_Nonnull dictionary, uint64_t state, uint16_t *_Nonnull units,
                                   int32_t *_Nonnull costs, uint64_t *_Nonnull next, int32_t capacity);

/// One step from `state` by `unit`: 0 no such prefix, else 1; `cost` and `next` as above.
int32_t plaint_dictionary_step(plaint_dictionary *_Nonnull dictionary, uint64_t state, uint16_t unit,
                               int32_t *_Nonnull cost, uint64_t *_Nonnull next);

/// Version of the ICU library that runs, such as "72.1".
const char *_Nonnull plaint_icu_version(void);

/// Name of an ICU error code, such as "U_MISSING_RESOURCE_ERROR".
const char *_Nonnull plaint_icu_error_name(int32_t status);

/// 1 if the code point has the property Emoji_Presentation or Extended_Pictographic, else 0.
int32_t plaint_is_pictograph(uint32_t scalar);

/// 1 if `length` bytes of UTF-8 are in normalisation form C, 0 if not (or not valid UTF-8).
int32_t plaint_is_nfc(const uint8_t *_Nonnull text, int32_t length);

/// The character that a letter and a combining mark make in normalisation form C, or 0 if they make none.
uint32_t plaint_compose(uint32_t letter, uint32_t mark);

#ifdef __cplusplus
}
#endif
