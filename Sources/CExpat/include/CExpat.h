#pragma once
// Plaint's window on Expat: XML as a stream of three kinds of events. No header of Expat is included here.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// An XML document that arrives piece by piece (opaque; one thread at a time).
typedef struct plaint_xml plaint_xml;

/// An element begins: its name and its attributes, name and value by turns, with NULL behind the last.
typedef void (*plaint_xml_start)(void *_Nullable context, const char *_Nonnull name,
                                 const char *_Nullable const *_Nonnull attributes);
/// An element ends.
typedef void (*plaint_xml_end)(void *_Nullable context, const char *_Nonnull name);
/// Characters, in pieces.
typedef void (*plaint_xml_text)(void *_Nullable context, const char *_Nonnull bytes, int32_t length);

/// NULL when memory is short. A document type declaration is refused: no spreadsheet has one, and entities can be bombs.
plaint_xml *_Nullable plaint_xml_open(void *_Nullable context, plaint_xml_start _Nonnull start,
                                      plaint_xml_end _Nonnull end, plaint_xml_text _Nonnull text);
void plaint_xml_close(plaint_xml *_Nonnull xml);

/// Takes the next bytes. Returns 0, or -1 if they are no XML.
int32_t plaint_xml_parse(plaint_xml *_Nonnull xml, const uint8_t *_Nullable bytes, int32_t length, int32_t is_last);

/// What is wrong, and the line it is in.
const char *_Nonnull plaint_xml_error(plaint_xml *_Nonnull xml, int64_t *_Nonnull line);

#ifdef __cplusplus
}
#endif
