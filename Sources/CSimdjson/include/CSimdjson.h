#pragma once
// Plaint's window on the system's simdjson, as a fast judge of JSON and of UTF-8. No simdjson header is included here:
// it is C++, and Swift needs a yes or a no from it and nothing else.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A JSON validator with its scratch memory (opaque; one thread at a time).
typedef struct plaint_json_validator plaint_json_validator;

/// Bytes that must be readable behind the bytes given to `plaint_json_validator_accepts`; their values do not matter.
enum { PLAINT_JSON_SPARE_BYTES = 64 };

/// Makes a validator; NULL when memory is short.
plaint_json_validator *_Nullable plaint_json_validator_open(void);
void plaint_json_validator_close(plaint_json_validator *_Nonnull validator);

/// 1 if `length` bytes are one valid JSON value in valid UTF-8. 0 says only that simdjson does not vouch for it: it
/// also refuses valid JSON with lone surrogates, deep nesting, or numbers that fit neither 64 bits nor a double.
int32_t plaint_json_validator_accepts(plaint_json_validator *_Nonnull validator, const uint8_t *_Nonnull bytes,
                                      size_t length);

/// 1 if `length` bytes are valid UTF-8, else 0.
int32_t plaint_is_utf8(const uint8_t *_Nullable bytes, size_t length);

#ifdef __cplusplus
}
#endif
