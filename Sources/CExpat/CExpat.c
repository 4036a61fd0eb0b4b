#include "CExpat.h"

#include <expat.h>
#include <stdlib.h>

struct plaint_xml {
    XML_Parser parser;
    void *context;
    plaint_xml_start start;
    plaint_xml_end end;
    plaint_xml_text text;
};

static void on_start(void *data, const XML_Char *name, const XML_Char **attributes) {
    plaint_xml *xml = data;
    xml->start(xml->context, name, (const char *const *)attributes);
}

static void on_end(void *data, const XML_Char *name) {
    plaint_xml *xml = data;
    xml->end(xml->context, name);
}

static void on_text(void *data, const XML_Char *bytes, int length) {
    plaint_xml *xml = data;
    xml->text(xml->context, bytes, length);
}

static void on_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal) {
    (void)name, (void)system, (void)public, (void)internal;
    plaint_xml *xml = data;
    XML_StopParser(xml->parser, XML_FALSE);
}

plaint_xml *plaint_xml_open(void *context, plaint_xml_start start, plaint_xml_end end, plaint_xml_text text) {
    plaint_xml *xml = malloc(sizeof *xml);
    if (xml == NULL) return NULL;
    *xml = (plaint_xml){XML_ParserCreate(NULL), context, start, end, text};
    if (xml->parser == NULL) {
        free(xml);
        return NULL;
    }
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    return xml;
}

void plaint_xml_close(plaint_xml *xml) {
    XML_ParserFree(xml->parser);
    free(xml);
}

int32_t plaint_xml_parse(plaint_xml *xml, const uint8_t *bytes, int32_t length, int32_t is_last) {
    return XML_Parse(xml->parser, (const char *)bytes, length, is_last) == XML_STATUS_OK ? 0 : -1;
}

const char *plaint_xml_error(plaint_xml *xml, int64_t *line) {
    *line = (int64_t)XML_GetCurrentLineNumber(xml->parser);
    return XML_ErrorString(XML_GetErrorCode(xml->parser));
}
