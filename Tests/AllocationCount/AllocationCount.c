#define _GNU_SOURCE
#include "AllocationCount.h"

#include <errno.h>
#include <execinfo.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

#if defined(__GLIBC__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
#define COUNTS 1
#else
#define COUNTS 0
#endif

enum { STACKS = 12, FRAMES = 24 };

static _Thread_local bool counting;
static _Thread_local int64_t calls;
static _Thread_local void *stacks[STACKS][FRAMES];
static _Thread_local int depths[STACKS];

void plaint_allocations_begin(void) {
    // The first backtrace loads a library, which allocates.
    void *frames[2];
    backtrace(frames, 2);
    calls = 0;
    counting = true;
}

int64_t plaint_allocations_end(void) {
    counting = false;
    return calls;
}

int32_t plaint_allocations_are_counted(void) { return COUNTS; }

void plaint_allocations_print(int32_t descriptor) {
    for (int64_t index = 0; index < STACKS && index < calls; index++) {
        backtrace_symbols_fd(stacks[index], depths[index], descriptor);
        if (write(descriptor, "\n", 1) < 0) return;
    }
}

#if COUNTS
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static void note(void) {
    if (!counting) return;
    if (calls < STACKS) {
        counting = false;
        depths[calls] = backtrace(stacks[calls], FRAMES);
        counting = true;
    }
    calls++;
}

void *malloc(size_t size) {
    note();
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    note();
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    note();
    return __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    note();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    note();
    void *made = __libc_memalign(alignment, size);
    if (made == NULL) return ENOMEM;
    *block = made;
    return 0;
}
#endif
