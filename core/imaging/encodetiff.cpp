#include "core/imaging/rawimage.h"

#include "core/files/error.h"
#include "core/imaging/decodeformat.h"

#include <tiffio.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <new>

namespace locascope {

namespace {

constexpr std::size_t longestMessage = 512;
constexpr std::size_t mostOfClassicTiff = std::size_t{3500} << 20; ///< offsets have 32 bits; deflate may add a little
constexpr double micrometresPerCentimetre = 10000;

/// The file that libtiff writes. Exceptions wait here until its frames are left.
struct Sink {
    Bytes bytes;
    std::size_t offset = 0;
    std::string error;
    std::exception_ptr thrown;
};

Sink& sinkOf(thandle_t handle) { return *static_cast<Sink*>(handle); }

tmsize_t readBack(thandle_t handle, void* destination, tmsize_t length) {
    Sink& sink = sinkOf(handle);
    const std::size_t left = sink.bytes.size() - std::min(sink.bytes.size(), sink.offset);
    const std::size_t count = std::min(left, static_cast<std::size_t>(std::max<tmsize_t>(0, length)));
    std::memcpy(destination, sink.bytes.data() + (sink.bytes.size() - left), count);
    sink.offset += count;
    return static_cast<tmsize_t>(count);
}

tmsize_t writeOn(thandle_t handle, void* from, tmsize_t length) {
    Sink& sink = sinkOf(handle);
    const auto count = static_cast<std::size_t>(std::max<tmsize_t>(0, length));
    try {
        if (sink.bytes.size() < sink.offset + count)
            sink.bytes.resize(sink.offset + count);
        std::memcpy(sink.bytes.data() + sink.offset, from, count);
        sink.offset += count;
        return length;
    } catch (...) {
        sink.thrown = std::current_exception();
        return -1;
    }
}

toff_t seek(thandle_t handle, toff_t offset, int whence) {
    Sink& sink = sinkOf(handle);
    const std::size_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? sink.offset : sink.bytes.size();
    sink.offset = base + static_cast<std::size_t>(offset);
    return sink.offset;
}

int closeNothing(thandle_t) { return 0; }
toff_t sizeOf(thandle_t handle) { return sinkOf(handle).bytes.size(); }

int keepFirstError(TIFF*, void* user, const char*, const char* format, va_list arguments) {
    auto& sink = *static_cast<Sink*>(user);
    if (sink.error.empty()) {
        std::string text(longestMessage, '\0');
        std::vsnprintf(text.data(), text.size(), format, arguments);
        sink.error = cleanClause(text.c_str());
    }
    return 1;
}

int ignoreWarning(TIFF*, void*, const char*, const char*, va_list) { return 1; }

[[noreturn]] void throwFailed(const Sink& sink) {
    if (sink.thrown)
        std::rethrow_exception(sink.thrown);
    throw Error(ErrorKind::Invalid, {}, "a TIFF cannot be made: " + (sink.error.empty() ? std::string("libtiff does not say why") : sink.error));
}

void requireGood(bool good, const Sink& sink) {
    if (!good)
        throwFailed(sink);
}

struct TiffEnd {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using OpenTiff = std::unique_ptr<TIFF, TiffEnd>;

OpenTiff openToWrite(Sink& sink, std::size_t bytesOfPixels) {
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(), &TIFFOpenOptionsFree);
    if (!options)
        throw std::bad_alloc();
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), keepFirstError, &sink);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), ignoreWarning, &sink);
    OpenTiff tiff(TIFFClientOpenExt("TIFF", bytesOfPixels > mostOfClassicTiff ? "wl8" : "wl", &sink, readBack, writeOn, seek, closeNothing, sizeOf,
                                    nullptr, nullptr, options.get()));
    requireGood(tiff != nullptr, sink);
    return tiff;
}

void requirePages(const RawImage& image) {
    if (image.pages.empty() || image.pages.front().plane.isEmpty())
        throw Error(ErrorKind::Invalid, {}, "a TIFF cannot be made of an empty image");
    const Plane& first = image.pages.front().plane;
    for (const RawImage::Page& page : image.pages)
        if (page.plane.width() != first.width() || page.plane.height() != first.height() || page.plane.bits() != first.bits())
            throw Error(ErrorKind::Invalid, {}, "the pages of a TIFF must have one size and one depth");
}

void setTags(TIFF* tiff, const RawImage& image, std::size_t number, const std::string& description) {
    const Plane& plane = image.pages[number].plane;
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(plane.width()));
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(plane.height()));
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, plane.bits());
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
    TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(tiff, 0));
    TIFFSetField(tiff, TIFFTAG_PAGENAME, image.pages[number].name.c_str());
    TIFFSetField(tiff, TIFFTAG_SOFTWARE, image.software.c_str());
    if (number == 0)
        TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, description.c_str());
    if (image.pixelSizeUm && *image.pixelSizeUm > 0) {
        const double pixelsPerCentimetre = micrometresPerCentimetre / *image.pixelSizeUm;
        TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
        TIFFSetField(tiff, TIFFTAG_XRESOLUTION, pixelsPerCentimetre);
        TIFFSetField(tiff, TIFFTAG_YRESOLUTION, pixelsPerCentimetre);
    }
}

void writePage(TIFF* tiff, const Sink& sink, const Plane& plane) {
    std::vector<std::byte> row(plane.bytesPerRow()); // libtiff takes the differences in place
    for (int y = 0; y < plane.height(); ++y) {
        std::memcpy(row.data(), plane.row<std::byte>(y), row.size());
        requireGood(TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0) == 1, sink);
    }
    requireGood(TIFFWriteDirectory(tiff) == 1, sink);
}

} // namespace

Bytes encodeRawTiff(const RawImage& image) {
    requirePages(image);
    const std::string description = omeXml(image);
    Sink sink;
    {
        const OpenTiff tiff = openToWrite(sink, image.pages.front().plane.byteCount() * image.pages.size());
        for (std::size_t i = 0; i < image.pages.size(); ++i) {
            setTags(tiff.get(), image, i, description);
            writePage(tiff.get(), sink, image.pages[i].plane);
        }
    }
    requireGood(sink.error.empty() && !sink.thrown, sink);
    return std::move(sink.bytes);
}

} // namespace locascope
