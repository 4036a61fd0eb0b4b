#include "CICUConverter.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <new>

struct plaint_converter {
    UConverter *source = nullptr;
    UConverter *utf8 = nullptr;
    int64_t replaced = 0;
    UChar pivot[2048];
    UChar *pivot_source = pivot;
    UChar *pivot_target = pivot;
};

namespace {
void replace(const void *context, UConverterToUnicodeArgs *arguments, const char *, int32_t,
             UConverterCallbackReason reason, UErrorCode *error) {
    if (reason > UCNV_IRREGULAR) return;
    const UChar replacement = 0xFFFD;
    static_cast<plaint_converter *>(const_cast<void *>(context))->replaced++;
    *error = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, error);
}
}  // namespace

extern "C" {

plaint_converter *plaint_converter_open(const char *name) {
    auto *converter = new (std::nothrow) plaint_converter;
    if (converter == nullptr) return nullptr;
    UErrorCode error = U_ZERO_ERROR;
    converter->source = ucnv_open(name, &error);
    converter->utf8 = ucnv_open("UTF-8", &error);
    if (U_SUCCESS(error)) ucnv_setToUCallBack(converter->source, replace, converter, nullptr, nullptr, &error);
    if (U_SUCCESS(error)) return converter;
    plaint_converter_close(converter);
    return nullptr;
}

void plaint_converter_close(plaint_converter *converter) {
    ucnv_close(converter->source);
    ucnv_close(converter->utf8);
    delete converter;
}

int32_t plaint_converter_convert(plaint_converter *converter, const uint8_t *source, size_t length, int32_t flush,
                                 uint8_t *target, size_t capacity, size_t *used, size_t *written) {
    UErrorCode error = U_ZERO_ERROR;
    const char *from = reinterpret_cast<const char *>(source);
    char *to = reinterpret_cast<char *>(target);
    ucnv_convertEx(converter->utf8, converter->source, &to, to + capacity, &from, from + length, converter->pivot,
                   &converter->pivot_source, &converter->pivot_target, converter->pivot + 2048, false, flush != 0,
                   &error);
    *used = static_cast<size_t>(from - reinterpret_cast<const char *>(source));
    *written = static_cast<size_t>(to - reinterpret_cast<char *>(target));
    if (error == U_BUFFER_OVERFLOW_ERROR) return 1;
    return U_SUCCESS(error) ? 0 : -1;
}

int64_t plaint_converter_replaced(const plaint_converter *converter) { return converter->replaced; }

}  // extern "C"
