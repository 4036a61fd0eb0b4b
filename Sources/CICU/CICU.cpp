#include "CICU.h"

#include <cstring>
#include <unicode/appendable.h>
#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucharstrie.h>
#include <unicode/ucptrie.h>
#include <unicode/udata.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>
#include <vector>

namespace {
UBreakIterator *iterator(plaint_word_breaker *breaker) { return reinterpret_cast<UBreakIterator *>(breaker); }

struct Units : icu::Appendable {
    std::vector<UChar> units;
    UBool appendCodeUnit(UChar unit) override {
        units.push_back(unit);
        return true;
    }
};
}  // namespace

struct plaint_dictionary {
    UDataMemory *memory;
    icu::UCharsTrie trie;
    uint64_t root;
    plaint_dictionary(UDataMemory *memory, const UChar *words)
        : memory(memory), trie(words), root(trie.getState64()) {}
    ~plaint_dictionary() { udata_close(memory); }
};

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

int32_t plaint_word_breaker_rules(plaint_word_breaker *breaker, uint8_t *rules, int32_t capacity, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    const int32_t length = ubrk_getBinaryRules(iterator(breaker), rules, capacity, &error);
    *status = error;
    return U_SUCCESS(error) ? length : -1;
}

int32_t plaint_categories(const uint8_t *trie, int32_t length, uint8_t *bmp, uint8_t *supplementary) {
    UErrorCode error = U_ZERO_ERROR;
    UCPTrie *opened =
        ucptrie_openFromBinary(UCPTRIE_TYPE_FAST, UCPTRIE_VALUE_BITS_ANY, trie, length, nullptr, &error);
    if (U_FAILURE(error)) return -1;
    int32_t result = 0;
    for (UChar32 start = 0; start < 0x20000;) {
        uint32_t value = 0;
        const UChar32 end = ucptrie_getRange(opened, start, UCPMAP_RANGE_NORMAL, 0, nullptr, nullptr, &value);
        if (end < 0 || value > 255) {
            result = -1;
            break;
        }
        for (UChar32 c = start; c <= end && c < 0x20000; c++) {
            (c < 0x10000 ? bmp : supplementary)[c & 0xFFFF] = static_cast<uint8_t>(value);
        }
        start = end + 1;
    }
    ucptrie_close(opened);
    return result;
}

plaint_dictionary *plaint_dictionary_open(void) {
    UErrorCode error = U_ZERO_ERROR;
    UDataMemory *memory = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &error);
    if (U_FAILURE(error)) return nullptr;
    UDataInfo info;
    info.size = sizeof info;
    udata_getInfo(memory, &info);
    // ICU's dictionarydata.h: indexes[0] is where the trie begins, the lowest bits of indexes[4] are its type (1: UChars).
    const auto *indexes = static_cast<const int32_t *>(udata_getMemory(memory));
    if (std::memcmp(info.dataFormat, "Dict", 4) != 0 || info.formatVersion[0] != 1 || (indexes[4] & 7) != 1) {
        udata_close(memory);
        return nullptr;
    }
    const auto *words = reinterpret_cast<const char *>(indexes) + indexes[0];
    return new plaint_dictionary(memory, reinterpret_cast<const UChar *>(words));
}

void plaint_dictionary_close(plaint_dictionary *dictionary) { delete dictionary; }

uint64_t plaint_dictionary_root(const plaint_dictionary *dictionary) { return dictionary->root; }

int32_t plaint_dictionary_step(plaint_dictionary *dictionary, uint64_t state, uint16_t unit, int32_t *cost,
                               uint64_t *next) {
    dictionary->trie.resetToState64(state);
    const UStringTrieResult result = dictionary->trie.next(unit);
    *cost = USTRINGTRIE_HAS_VALUE(result) ? dictionary->trie.getValue() : -1;
    *next = USTRINGTRIE_HAS_NEXT(result) ? dictionary->trie.getState64() : PLAINT_DICTIONARY_END;
    return USTRINGTRIE_MATCHES(result);
}

int32_t plaint_dictionary_children(plaint_dictionary *dictionary, uint64_t state, uint16_t *units, int32_t *costs,
                                   uint64_t *next, int32_t capacity) {
    Units children;
    dictionary->trie.resetToState64(state);
    dictionary->trie.getNextUChars(children);
    const int32_t count = static_cast<int32_t>(children.units.size());
    for (int32_t index = 0; index < count && index < capacity; index++) {
        units[index] = children.units[index];
        plaint_dictionary_step(dictionary, state, units[index], costs + index, next + index);
    }
    return count;
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
