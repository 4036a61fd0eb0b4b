#pragma once
// SHA-256 by GNU Nettle, for digests of texts, lexicons and models.
#include <stddef.h>
#include <stdint.h>

/// Writes the 32 bytes of the SHA-256 digest of `length` bytes to `digest`.
void plaint_sha256(const uint8_t *_Nullable bytes, size_t length, uint8_t *_Nonnull digest);
