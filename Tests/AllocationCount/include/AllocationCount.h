#pragma once
// Counts how often a thread asks for memory. Linked into the tests alone: it takes malloc's place in their process and
// hands every call on to glibc.
#include <stdint.h>

/// Starts counting on the calling thread, from 0.
void plaint_allocations_begin(void);

/// Stops counting; the number of calls of malloc, calloc, realloc, posix_memalign and aligned_alloc since.
int64_t plaint_allocations_end(void);

/// 1 where calls are counted; 0 under a sanitizer, which has its own malloc.
int32_t plaint_allocations_are_counted(void);

/// Writes the call stacks of the first few counted calls to a file descriptor, as object and offset (for addr2line).
void plaint_allocations_print(int32_t descriptor);
