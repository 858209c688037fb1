#include "core/imaging/decodeformat.h"
#include "core/imaging/reduce.h"
#include "core/imaging/tiffpages.h"

#include <tiffio.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace locascope {

namespace {

// Allocations of libtiff for its own tables (strip offsets, tags); pixels are held by this room.
constexpr tmsize_t maxTableBytes = tmsize_t{256} << 20;
constexpr std::uint32_t rowsBetweenChecks = 64;
constexpr std::size_t longestMessage = 512;

// A file as libtiff sees it, with the first error it reported about it. Exceptions wait here until libtiff's
// frames are left.
struct TiffSource {
    TiffBytes& bytes;
    std::uint64_t offset = 0;
    std::string error;
    std::exception_ptr thrown;
};

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

struct TiffEnd {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, TiffEnd>;

[[noreturn]] void throwDamaged(const TiffSource& source, const std::filesystem::path& path) {
    if (source.thrown)
        std::rethrow_exception(source.thrown);
    throw Error(ErrorKind::Damaged, path,
                "damaged: " +
                    (source.error.empty() ? std::string("its TIFF structure does not hold") : source.error) +
                    "; copy it again from its source");
}

Tiff openTiff(TiffSource& source, const std::filesystem::path& path) {
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                   &TIFFOpenOptionsFree);
    if (!options)
        throw std::bad_alloc();
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), maxTableBytes);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), keepFirstError, &source);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), ignoreWarning, &source);
    // c: no strip chopping, so that strips are checked as they are stored.
    Tiff tiff(TIFFClientOpenExt("TIFF", "rc", &source, readSource, writeNothing, seekSource, closeNothing,
                                sizeOfSource, mapSource, unmapNothing, options.get()));
    if (!tiff)
        throwDamaged(source, path);
    return tiff;
}

template <class T>
T tagOr(TIFF* tiff, std::uint32_t tag, T otherwise) {
    T value = otherwise;
    return TIFFGetFieldDefaulted(tiff, tag, &value) == 1 ? value : otherwise;
}

[[noreturn]] void throwUnsupported(const std::string& what, const std::filesystem::path& path) {
    throw Error(ErrorKind::Unsupported, path,
                what + " not read; save it as uncompressed grey of 8 or 16 bits");
}

std::string compressionName(std::uint16_t compression) {
    const TIFFCodec* codec = TIFFFindCODEC(compression);
    return codec ? std::string(codec->name) : std::to_string(compression);
}

void requireCompression(TIFF* tiff, const std::filesystem::path& path) {
    const auto compression = tagOr<std::uint16_t>(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
    switch (compression) {
    case COMPRESSION_NONE:
    case COMPRESSION_LZW:
    case COMPRESSION_ADOBE_DEFLATE:
    case COMPRESSION_DEFLATE:
    case COMPRESSION_PACKBITS:
    case COMPRESSION_ZSTD:
    case COMPRESSION_LZMA:
        if (TIFFIsCODECConfigured(compression))
            return;
        break;
    default:
        break;
    }
    throw Error(ErrorKind::Unsupported, path,
                "compression " + compressionName(compression) +
                    " is not supported; save it uncompressed or with LZW");
}

std::string photometricName(std::uint16_t photometric) {
    switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
        return "grey with 0 as white (min-is-white) is";
    case PHOTOMETRIC_PALETTE:
        return "palette colours are";
    case PHOTOMETRIC_MASK:
        return "a transparency mask is";
    case PHOTOMETRIC_SEPARATED:
        return "CMYK is";
    case PHOTOMETRIC_YCBCR:
        return "YCbCr is";
    case PHOTOMETRIC_CIELAB:
    case PHOTOMETRIC_ICCLAB:
    case PHOTOMETRIC_ITULAB:
        return "LAB is";
    case PHOTOMETRIC_LOGL:
    case PHOTOMETRIC_LOGLUV:
        return "a logarithmic scale is";
    default:
        return "photometric interpretation " + std::to_string(photometric) + " is";
    }
}

void requireSamples(TIFF* tiff, const std::filesystem::path& path) {
    const auto format = tagOr<std::uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
    const auto bits = tagOr<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    if (format == SAMPLEFORMAT_INT)
        throwUnsupported("signed samples are", path);
    if (format == SAMPLEFORMAT_IEEEFP)
        throwUnsupported("floating-point samples are", path);
    if (format != SAMPLEFORMAT_UINT)
        throwUnsupported("samples of format " + std::to_string(format) + " are", path);
    if (bits != 8 && bits != 16)
        throwUnsupported("samples of " + std::to_string(bits) + " bits are", path);
}

// Grey with or without alpha, RGB with or without alpha; returns whether it is colour.
bool requireColours(TIFF* tiff, int samples, const std::filesystem::path& path) {
    std::uint16_t photometric = 0;
    if (TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric) != 1)
        throw Error(ErrorKind::Damaged, path, "damaged: it does not say whether it is grey or colour");
    if (photometric != PHOTOMETRIC_MINISBLACK && photometric != PHOTOMETRIC_RGB)
        throwUnsupported(photometricName(photometric), path);
    const int colours = photometric == PHOTOMETRIC_RGB ? 3 : 1;
    if (samples != colours && samples != colours + 1)
        throwUnsupported(std::to_string(samples) + " samples a pixel, where " + std::to_string(colours) +
                             " are expected, are",
                         path);
    return colours == 3;
}

ImageHeader headerOf(TIFF* tiff, int pages, const std::filesystem::path& path, const DecodeLimits& limits) {
    const auto width = tagOr<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0);
    const auto height = tagOr<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0);
    const auto samples = tagOr<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    requireSize(width, height, path, limits);
    if (tagOr<std::uint32_t>(tiff, TIFFTAG_IMAGEDEPTH, 1) != 1)
        throwUnsupported("volumes are", path);
    requireCompression(tiff, path);
    const bool isColour = requireColours(tiff, samples, path);
    requireSamples(tiff, path);
    return {.format = FileFormat::Tiff,
            .width = static_cast<int>(width),
            .height = static_cast<int>(height),
            .channels = samples,
            .bits = tagOr<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1),
            .pages = std::min(pages, 2),
            .colourised = isColour};
}

// Every strip or tile lies within the file, so that a cut file is known before anything is decoded.
void requireBlocksWithinFile(TIFF* tiff, const TiffSource& source, const std::filesystem::path& path) {
    const std::uint32_t blocks = TIFFIsTiled(tiff) ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
    const std::uint64_t size = source.bytes.size();
    if (blocks == 0)
        throwDamaged(source, path);
    for (std::uint32_t i = 0; i < blocks; ++i) {
        const std::uint64_t offset = TIFFGetStrileOffset(tiff, i);
        const std::uint64_t length = TIFFGetStrileByteCount(tiff, i);
        if (length == 0 || offset == 0)
            throw Error(ErrorKind::Damaged, path,
                        "damaged: its block " + std::to_string(i) + " of " + std::to_string(blocks) +
                            " is empty");
        if (offset > size || length > size - offset)
            throwEndsEarly(size, path);
    }
}

// What is shared by the ways in which pixels are stored.
struct TiffPixels {
    TIFF* tiff;
    const TiffSource& source;
    const ImageHeader& header;
    const DecodeTask& task;
    bool arePlanesSeparate;

    int samplesInBlock() const { return arePlanesSeparate ? 1 : header.channels; }
    std::size_t sampleBytes() const { return header.bits == 16 ? 2 : 1; }

    void require(bool isGood) const {
        if (!isGood || !source.error.empty())
            throwDamaged(source, task.path);
    }
};

// Copies the samples wanted of `count` pixels; one sample a pixel is the grey value itself.
void takePixels(const TiffPixels& pixels, const std::byte* from, int count, std::byte* to) {
    const int samples = pixels.samplesInBlock();
    const Stain stain = pixels.task.options.stain;
    if (samples == 1) {
        std::memcpy(to, from, static_cast<std::size_t>(count) * pixels.sampleBytes());
        return;
    }
    // Grey with alpha: the first sample, which is where takeStain finds red.
    const Stain wanted = samples >= 3 ? stain : Stain::Microtubules;
    if (pixels.header.bits == 16)
        takeStain(reinterpret_cast<const std::uint16_t*>(from), samples, count, wanted,
                  reinterpret_cast<std::uint16_t*>(to));
    else
        takeStain(reinterpret_cast<const std::uint8_t*>(from), samples, count, wanted,
                  reinterpret_cast<std::uint8_t*>(to));
}

void readStrips(const TiffPixels& pixels, std::uint16_t sample, Plane& plane) {
    const auto rowBytes = static_cast<std::size_t>(TIFFScanlineSize64(pixels.tiff));
    pixels.require(rowBytes == plane.bytesPerRow() * static_cast<std::size_t>(pixels.samplesInBlock()));
    std::vector<std::byte> row(rowBytes);
    for (std::uint32_t y = 0; y < static_cast<std::uint32_t>(plane.height()); ++y) {
        if (y % rowsBetweenChecks == 0)
            pixels.task.clock.check(pixels.task.path);
        auto* target = plane.row<std::byte>(static_cast<int>(y));
        const bool isDirect = pixels.samplesInBlock() == 1;
        pixels.require(TIFFReadScanline(pixels.tiff, isDirect ? target : row.data(), y, sample) == 1);
        if (!isDirect)
            takePixels(pixels, row.data(), plane.width(), target);
    }
}

void takeTile(const TiffPixels& pixels, const std::vector<std::byte>& tile, int tileWidth, int left, int top,
              int rows, Plane& plane) {
    const std::size_t tileRowBytes =
        static_cast<std::size_t>(tileWidth * pixels.samplesInBlock()) * pixels.sampleBytes();
    const int count = std::min(tileWidth, plane.width() - left);
    for (int y = 0; y < rows; ++y)
        takePixels(pixels, tile.data() + tileRowBytes * static_cast<std::size_t>(y), count,
                   plane.row<std::byte>(top + y) + static_cast<std::size_t>(left) * pixels.sampleBytes());
}

void readTiles(const TiffPixels& pixels, std::uint16_t sample, Plane& plane) {
    const auto tileWidth = tagOr<std::uint32_t>(pixels.tiff, TIFFTAG_TILEWIDTH, 0);
    const auto tileHeight = tagOr<std::uint32_t>(pixels.tiff, TIFFTAG_TILELENGTH, 0);
    requireSize(tileWidth, tileHeight, pixels.task.path, pixels.task.options.limits);
    const std::uint64_t bytes = TIFFTileSize64(pixels.tiff);
    requireMemory(bytes, pixels.header, pixels.task.path, pixels.task.options.limits);
    pixels.require(bytes == std::uint64_t{tileWidth} * tileHeight *
                                static_cast<std::uint64_t>(pixels.samplesInBlock()) * pixels.sampleBytes());
    std::vector<std::byte> tile(bytes);
    const int tileRows = static_cast<int>(tileHeight);
    for (int top = 0; top < plane.height(); top += tileRows)
        for (int left = 0; left < plane.width(); left += static_cast<int>(tileWidth)) {
            pixels.task.clock.check(pixels.task.path);
            const auto index = TIFFComputeTile(pixels.tiff, static_cast<std::uint32_t>(left),
                                               static_cast<std::uint32_t>(top), 0, sample);
            pixels.require(TIFFReadEncodedTile(pixels.tiff, index, tile.data(),
                                               static_cast<tmsize_t>(bytes)) == static_cast<tmsize_t>(bytes));
            takeTile(pixels, tile, static_cast<int>(tileWidth), left, top,
                     std::min(tileRows, plane.height() - top), plane);
        }
}

Plane readSample(const TiffPixels& pixels, std::uint16_t sample) {
    Plane plane(pixels.header.width, pixels.header.height, pixels.header.bits);
    if (TIFFIsTiled(pixels.tiff))
        readTiles(pixels, sample, plane);
    else
        readStrips(pixels, sample, plane);
    return plane;
}

template <class T>
void averageInto(Plane& red, const Plane& green) {
    for (int y = 0; y < red.height(); ++y) {
        T* sum = red.row<T>(y);
        const T* other = green.row<T>(y);
        for (int x = 0; x < red.width(); ++x)
            sum[x] = static_cast<T>((sum[x] + other[x]) / 2);
    }
}

Plane readSeparateStain(const TiffPixels& pixels, Stain stain) {
    if (stain != Stain::Reticulum)
        return readSample(pixels, stain == Stain::Microtubules ? 0 : stain == Stain::Protein ? 1 : 2);
    Plane red = readSample(pixels, 0);
    const Plane green = readSample(pixels, 1);
    if (red.bits() == 16)
        averageInto<std::uint16_t>(red, green);
    else
        averageInto<std::uint8_t>(red, green);
    return red;
}

} // namespace

ImageHeader readTiffHeader(TiffBytes& bytes, const std::filesystem::path& path, const DecodeLimits& limits) {
    // In memory the whole chain is cheap to follow; in a file each page may lie in another place.
    const int pages = bytes.whole().empty() ? tiffPages(bytes, path, 2) : tiffPages(bytes, path);
    TiffSource source{bytes, 0, {}, {}};
    const Tiff tiff = openTiff(source, path);
    return headerOf(tiff.get(), pages, path, limits);
}

Plane decodeTiff(const DecodeTask& task) {
    TiffInMemory bytes(task.bytes);
    const int pages = tiffPages(bytes, task.path);
    TiffSource source{bytes, 0, {}, {}};
    const Tiff tiff = openTiff(source, task.path);
    const ImageHeader header = headerOf(tiff.get(), pages, task.path, task.options.limits);
    requireBlocksWithinFile(tiff.get(), source, task.path);
    const bool arePlanesSeparate =
        header.channels > 1 &&
        tagOr<std::uint16_t>(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
    const std::uint64_t pixelCount =
        static_cast<std::uint64_t>(header.width) * static_cast<std::uint64_t>(header.height);
    requireMemory(pixelCount * static_cast<std::uint64_t>(header.bits / 8) * 2, header, task.path,
                  task.options.limits);
    const TiffPixels pixels{tiff.get(), source, header, task, arePlanesSeparate};
    const Plane plane = arePlanesSeparate && header.colourised ? readSeparateStain(pixels, task.options.stain)
                                                               : readSample(pixels, 0);
    return reducedPlane(plane, task.options.reduction);
}

} // namespace locascope
