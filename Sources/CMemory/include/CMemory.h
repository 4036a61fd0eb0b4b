#ifndef CMEMORY_H
#define CMEMORY_H

/// Asks for the cache line at `address`, which is read soon: Swift has no word for it. Any address will do.
static inline void plaint_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#endif
