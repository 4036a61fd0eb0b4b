#pragma once
// The lexicons and the default model inside the program: read-only memory, no files beside the binary.
#include <stddef.h>
#include <stdint.h>

typedef struct {
    /// Path relative to lexicons/.
    const char *_Nonnull name;
    const uint8_t *_Nonnull bytes;
    size_t length;
} plaint_resource;

int32_t plaint_lexicon_count(void);
plaint_resource plaint_lexicon(int32_t index);
plaint_resource plaint_default_model(void);
/// What is weighed beside the rules of escalation.
plaint_resource plaint_escalation_model(void);
/// Lexicon and model as `plaint compile` lays them out, on multiples of 16 bytes.
plaint_resource plaint_lexicon_image(void);
plaint_resource plaint_model_image(void);
plaint_resource plaint_traditional_table(void);
