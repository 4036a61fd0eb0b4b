// Preloaded into the command: lets the Nth call of one function fail. FAIL_CALL=read|write|close|rename|fsync|open,
// FAIL_AFTER=N, FAIL_CODE=errno. With FAIL_CALL=shrink the file FAIL_FILE is cut to half before the Nth read of it. Calls
// on standard error are left alone.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fails(const char *name) {
    static int left = -1;
    const char *wanted = getenv("FAIL_CALL");
    if (wanted == NULL || strcmp(wanted, name) != 0) return 0;
    if (left < 0) left = atoi(getenv("FAIL_AFTER"));
    if (left-- != 0) return 0;
    left = 1 << 30;
    const char *marker = getenv("FAIL_MARKER");
    // Says that the call was reached, so that the loop over N knows when to end.
    if (marker != NULL) fclose(fopen(marker, "w"));
    const char *code = getenv("FAIL_CODE");
    errno = code == NULL ? EIO : atoi(code);
    return 1;
}

ssize_t read(int descriptor, void *bytes, size_t length) {
    static ssize_t (*real)(int, void *, size_t);
    if (real == NULL) real = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
    const char *file = getenv("FAIL_FILE");
    struct stat status, read_status;
    const int is_file = file != NULL && stat(file, &status) == 0 && fstat(descriptor, &read_status) == 0 &&
                        status.st_ino == read_status.st_ino && status.st_dev == read_status.st_dev;
    if (is_file && fails("shrink") && truncate(file, status.st_size / 2) != 0) abort();
    return fails("read") ? -1 : real(descriptor, bytes, length);
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    if (real == NULL) real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    return descriptor != 2 && fails("write") ? -1 : real(descriptor, bytes, length);
}

int open(const char *path, int flags, ...) {
    static int (*real)(const char *, int, ...);
    if (real == NULL) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return fails("open") ? -1 : real(path, flags, mode);
}

int close(int descriptor) {
    static int (*real)(int);
    if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "close");
    if (!fails("close")) return real(descriptor);
    const int code = errno;
    real(descriptor);
    errno = code;
    return -1;
}

int fsync(int descriptor) {
    static int (*real)(int);
    if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return fails("fsync") ? -1 : real(descriptor);
}

int rename(const char *from, const char *to) {
    static int (*real)(const char *, const char *);
    if (real == NULL) real = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
    return fails("rename") ? -1 : real(from, to);
}
