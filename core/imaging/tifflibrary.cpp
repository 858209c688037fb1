#include "core/imaging/tifflibrary.h"

#include "core/imaging/decodeformat.h"

#include <cstdio>
#include <new>

namespace locascope {

namespace {

// Allocations of libtiff for its own tables (strip offsets, tags); pixels are held by this room.
constexpr tmsize_t maxTableBytes = tmsize_t{256} << 20;
constexpr std::size_t longestMessage = 512;

TiffSource& sourceOf(thandle_t handle) {
    return *static_cast<TiffSource*>(handle);
}

tmsize_t readSource(thandle_t handle, void* destination, tmsize_t length) {
    TiffSource& source = sourceOf(handle);
    if (length <= 0)
        return 0;
    try {
        const auto to = std::span(static_cast<std::byte*>(destination), static_cast<std::size_t>(length));
        const std::size_t count = source.bytes.read(source.offset, to);
        source.offset += count;
        return static_cast<tmsize_t>(count);
    } catch (...) {
        source.thrown = std::current_exception();
        return 0;
    }
}

tmsize_t writeNothing(thandle_t, void*, tmsize_t) {
    return -1;
}

toff_t seekSource(thandle_t handle, toff_t offset, int whence) {
    TiffSource& source = sourceOf(handle);
    const std::uint64_t base = whence == SEEK_SET   ? 0
                               : whence == SEEK_CUR ? source.offset
                                                    : source.bytes.size();
    source.offset = base + offset;
    return source.offset;
}

int closeNothing(thandle_t) {
    return 0;
}
toff_t sizeOfSource(thandle_t handle) {
    return sourceOf(handle).bytes.size();
}

// libtiff only reads what is mapped; where it must change bits it copies first.
int mapSource(thandle_t handle, void** base, toff_t* size) {
    const std::span<const std::byte> whole = sourceOf(handle).bytes.whole();
    *base = const_cast<std::byte*>(whole.data());
    *size = whole.size();
    return whole.empty() ? 0 : 1;
}
void unmapNothing(thandle_t, void*, toff_t) {}

int keepFirstError(TIFF*, void* user, const char*, const char* format, va_list arguments) {
    auto& source = *static_cast<TiffSource*>(user);
    if (source.error.empty()) {
        std::string text(longestMessage, '\0');
        std::vsnprintf(text.data(), text.size(), format, arguments);
        source.error = cleanClause(text.c_str());
    }
    return 1;
}

int ignoreWarning(TIFF*, void*, const char*, const char*, va_list) {
    return 1;
}

} // namespace

void throwDamagedTiff(const TiffSource& source, const std::filesystem::path& path) {
    if (source.thrown)
        std::rethrow_exception(source.thrown);
    throw Error(ErrorKind::Damaged, path,
                "damaged: " +
                    (source.error.empty() ? std::string("its TIFF structure does not hold") : source.error) +
                    "; copy it again from its source");
}

OpenTiff openTiff(TiffSource& source, const std::filesystem::path& path) {
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                   &TIFFOpenOptionsFree);
    if (!options)
        throw std::bad_alloc();
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), maxTableBytes);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), keepFirstError, &source);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), ignoreWarning, &source);
    // c: no strip chopping, so that strips are checked as they are stored.
    OpenTiff tiff(TIFFClientOpenExt("TIFF", "rc", &source, readSource, writeNothing, seekSource, closeNothing,
                                sizeOfSource, mapSource, unmapNothing, options.get()));
    if (!tiff)
        throwDamagedTiff(source, path);
    return tiff;
}

} // namespace locascope
