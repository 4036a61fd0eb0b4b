#pragma once
// Plaint's window on libarchive: compressed input, zip files, and compressed output. No header of libarchive is
// included here.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compressed source that is being read (opaque; one thread at a time).
typedef struct plaint_archive plaint_archive;

/// Reads from `descriptor`, which stays the caller's: a zip file if `is_zip`, else gzip, zstd, bzip2, xz or lz4, told by
/// their first bytes. `prefix` are the bytes that were read already. With `is_seekable` the descriptor is wound back
/// instead. A byte at `wake` (or -1) ends the waiting for a pipe. NULL when memory is short.
plaint_archive *_Nullable plaint_archive_open(int32_t descriptor, const uint8_t *_Nullable prefix, size_t length,
                                              int32_t is_zip, int32_t is_seekable, int32_t wake);
void plaint_archive_close(plaint_archive *_Nonnull archive);

/// Goes to the next file inside. Returns 1 with its name (valid until the next call), 0 at the end, -1 on failure.
int32_t plaint_archive_next(plaint_archive *_Nonnull archive, const char *_Nullable *_Nonnull name);

/// Reads unpacked bytes of the file. Returns their number, 0 at its end, -1 on failure.
int64_t plaint_archive_read(plaint_archive *_Nonnull archive, uint8_t *_Nonnull target, size_t capacity);

/// Compressed bytes taken from the descriptor so far.
int64_t plaint_archive_consumed(const plaint_archive *_Nonnull archive);

/// 1 if reading ended because of a byte at `wake`.
int32_t plaint_archive_was_woken(const plaint_archive *_Nonnull archive);

/// What went wrong, in libarchive's words.
const char *_Nonnull plaint_archive_error(plaint_archive *_Nonnull archive);

/// Bytes on their way to a compressed file: one frame (a gzip member or a zstd frame) after the other.
typedef struct plaint_compressor plaint_compressor;

/// `is_zstd` 0 is gzip. Nothing in the frames depends on clock or host.
plaint_compressor *_Nullable plaint_compressor_open(int32_t is_zstd);
void plaint_compressor_close(plaint_compressor *_Nonnull compressor);

/// Adds bytes to the frame, begins one if none is open. Returns 0, or -1 on failure.
int32_t plaint_compressor_write(plaint_compressor *_Nonnull compressor, const uint8_t *_Nonnull bytes, size_t length);

/// Ends the frame that is open. Returns 0, or -1 on failure.
int32_t plaint_compressor_end_frame(plaint_compressor *_Nonnull compressor);

/// The compressed bytes that wait; valid until the next call, and forgotten with `plaint_compressor_clear`.
const uint8_t *_Nullable plaint_compressor_bytes(const plaint_compressor *_Nonnull compressor, size_t *_Nonnull length);
void plaint_compressor_clear(plaint_compressor *_Nonnull compressor);

#ifdef __cplusplus
}
#endif
