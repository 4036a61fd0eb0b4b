#include "CArchive.h"

#include <archive.h>
#include <archive_entry.h>
#include <poll.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>
#include <vector>

struct plaint_archive {
    struct archive *handle = nullptr;
    int descriptor = -1;
    int wake = -1;
    bool is_seekable = false;
    bool is_open = false;
    bool was_woken = false;
    std::vector<uint8_t> prefix;
    bool gave_prefix = false;
    int64_t consumed = 0;
    uint8_t buffer[1 << 16];
};

namespace {

/// False if a byte at `wake` came before any input.
bool wait_for_input(plaint_archive *source) {
    if (source->is_seekable || source->wake < 0) return true;
    pollfd requests[2] = {{source->descriptor, POLLIN, 0}, {source->wake, POLLIN, 0}};
    while (poll(requests, 2, -1) < 0 && errno == EINTR) {
    }
    return requests[1].revents == 0;
}

la_ssize_t read_some(struct archive *handle, void *context, const void **bytes) {
    auto *source = static_cast<plaint_archive *>(context);
    if (!source->gave_prefix) {
        source->gave_prefix = true;
        if (!source->prefix.empty()) {
            *bytes = source->prefix.data();
            source->consumed += static_cast<int64_t>(source->prefix.size());
            return static_cast<la_ssize_t>(source->prefix.size());
        }
    }
    while (true) {
        if (!wait_for_input(source)) {
            source->was_woken = true;
            return 0;
        }
        const ssize_t count = read(source->descriptor, source->buffer, sizeof source->buffer);
        if (count >= 0) {
            source->consumed += count;
            *bytes = source->buffer;
            return count;
        }
        if (errno != EINTR && errno != EAGAIN) {
            archive_set_error(handle, errno, "%s", strerror(errno));
            return -1;
        }
    }
}

la_int64_t skip_some(struct archive *, void *context, la_int64_t request) {
    auto *source = static_cast<plaint_archive *>(context);
    if (!source->is_seekable || lseek(source->descriptor, request, SEEK_CUR) < 0) return 0;
    source->consumed += request;
    return request;
}

la_int64_t seek_to(struct archive *, void *context, la_int64_t offset, int whence) {
    auto *source = static_cast<plaint_archive *>(context);
    const off_t position = lseek(source->descriptor, offset, whence);
    return position < 0 ? ARCHIVE_FATAL : position;
}

la_ssize_t append(struct archive *, void *context, const void *bytes, size_t length) {
    auto *target = static_cast<std::vector<uint8_t> *>(context);
    const auto *start = static_cast<const uint8_t *>(bytes);
    target->insert(target->end(), start, start + length);
    return static_cast<la_ssize_t>(length);
}

}  // namespace

extern "C" {

plaint_archive *plaint_archive_open(int32_t descriptor, const uint8_t *prefix, size_t length, int32_t is_zip,
                                    int32_t is_seekable, int32_t wake) {
    auto *source = new (std::nothrow) plaint_archive;
    if (source == nullptr) return nullptr;
    source->handle = archive_read_new();
    source->descriptor = descriptor;
    source->wake = wake;
    source->is_seekable = is_seekable != 0;
    if (source->is_seekable) {
        lseek(descriptor, 0, SEEK_SET);
    } else if (length > 0) {
        source->prefix.assign(prefix, prefix + length);
    }
    struct archive *handle = source->handle;
    if (is_zip != 0) {
        if (source->is_seekable) archive_read_support_format_zip_seekable(handle);
        archive_read_support_format_zip_streamable(handle);
    } else {
        archive_read_support_filter_gzip(handle);
        archive_read_support_filter_bzip2(handle);
        archive_read_support_filter_xz(handle);
        archive_read_support_filter_zstd(handle);
        archive_read_support_filter_lz4(handle);
        archive_read_support_format_raw(handle);
        archive_read_support_format_empty(handle);
    }
    archive_read_set_read_callback(handle, read_some);
    archive_read_set_skip_callback(handle, skip_some);
    if (source->is_seekable) archive_read_set_seek_callback(handle, seek_to);
    archive_read_set_callback_data(handle, source);
    return source;
}

void plaint_archive_close(plaint_archive *source) {
    archive_read_free(source->handle);
    delete source;
}

int32_t plaint_archive_next(plaint_archive *source, const char **name) {
    if (!source->is_open) {
        if (archive_read_open1(source->handle) != ARCHIVE_OK) return -1;
        source->is_open = true;
    }
    struct archive_entry *entry = nullptr;
    const int status = archive_read_next_header(source->handle, &entry);
    if (status == ARCHIVE_EOF) return 0;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return -1;
    const char *utf8 = archive_entry_pathname_utf8(entry);
    *name = utf8 != nullptr ? utf8 : archive_entry_pathname(entry);
    if (*name == nullptr) *name = "?";
    return 1;
}

int64_t plaint_archive_read(plaint_archive *source, uint8_t *target, size_t capacity) {
    while (true) {
        const la_ssize_t count = archive_read_data(source->handle, target, capacity);
        if (count >= 0) return count;
        if (count != ARCHIVE_RETRY) return -1;
    }
}

int64_t plaint_archive_consumed(const plaint_archive *source) { return source->consumed; }

int32_t plaint_archive_was_woken(const plaint_archive *source) { return source->was_woken; }

const char *plaint_archive_error(plaint_archive *source) {
    const char *text = archive_error_string(source->handle);
    return text != nullptr ? text : "it ends too early, or is damaged";
}

struct plaint_compressor {
    bool is_zstd;
    struct archive *handle = nullptr;
    std::vector<uint8_t> bytes;
};

plaint_compressor *plaint_compressor_open(int32_t is_zstd) {
    auto *compressor = new (std::nothrow) plaint_compressor;
    if (compressor != nullptr) compressor->is_zstd = is_zstd != 0;
    return compressor;
}

void plaint_compressor_close(plaint_compressor *compressor) {
    if (compressor->handle != nullptr) archive_write_free(compressor->handle);
    delete compressor;
}

static int32_t begin_frame(plaint_compressor *compressor) {
    struct archive *handle = archive_write_new();
    compressor->handle = handle;
    int status = compressor->is_zstd ? archive_write_add_filter_zstd(handle) : archive_write_add_filter_gzip(handle);
    if (status != ARCHIVE_OK) return -1;
    // The time of day has no place in a result.
    if (!compressor->is_zstd) archive_write_set_filter_option(handle, "gzip", "timestamp", nullptr);
    archive_write_set_format_raw(handle);
    archive_write_set_bytes_per_block(handle, 0);
    archive_write_set_bytes_in_last_block(handle, 1);
    if (archive_write_open(handle, &compressor->bytes, nullptr, append, nullptr) != ARCHIVE_OK) return -1;
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_pathname(entry, "data");
    status = archive_write_header(handle, entry);
    archive_entry_free(entry);
    return status == ARCHIVE_OK ? 0 : -1;
}

int32_t plaint_compressor_write(plaint_compressor *compressor, const uint8_t *bytes, size_t length) {
    if (compressor->handle == nullptr && begin_frame(compressor) != 0) return -1;
    while (length > 0) {
        const la_ssize_t count = archive_write_data(compressor->handle, bytes, length);
        if (count <= 0) return -1;
        bytes += count;
        length -= static_cast<size_t>(count);
    }
    return 0;
}

int32_t plaint_compressor_end_frame(plaint_compressor *compressor) {
    if (compressor->handle == nullptr) return 0;
    const int status = archive_write_close(compressor->handle);
    archive_write_free(compressor->handle);
    compressor->handle = nullptr;
    return status == ARCHIVE_OK ? 0 : -1;
}

const uint8_t *plaint_compressor_bytes(const plaint_compressor *compressor, size_t *length) {
    *length = compressor->bytes.size();
    return compressor->bytes.data();
}

void plaint_compressor_clear(plaint_compressor *compressor) { compressor->bytes.clear(); }

}  // extern "C"
