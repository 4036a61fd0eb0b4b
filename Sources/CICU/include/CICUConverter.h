#pragma once
// ICU's converters: from the encoding of a source to UTF-8, piece by piece.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A converter to UTF-8 (opaque; one thread at a time).
typedef struct plaint_converter plaint_converter;

/// Opens a converter by any name that ICU knows ("GB18030", "Big5-HKSCS", "UTF-16LE"); NULL if it knows none.
plaint_converter *_Nullable plaint_converter_open(const char *_Nonnull name);
void plaint_converter_close(plaint_converter *_Nonnull converter);

/// Converts from `source` to `target` until one of them is used up. `used` and `written` get the bytes of either.
/// `flush` says that nothing follows the source. Malformed and unassigned sequences become U+FFFD. Returns 1 if the
/// target is full (call again), 0 if all was converted, -1 if ICU failed.
int32_t plaint_converter_convert(plaint_converter *_Nonnull converter, const uint8_t *_Nullable source, size_t length,
                                 int32_t flush, uint8_t *_Nonnull target, size_t capacity, size_t *_Nonnull used,
                                 size_t *_Nonnull written);

/// Number of U+FFFD put in so far.
int64_t plaint_converter_replaced(const plaint_converter *_Nonnull converter);

#ifdef __cplusplus
}
#endif
