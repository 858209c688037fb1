#pragma once

#include "core/files/readfile.h"
#include "core/imaging/encode.h"
#include "core/imaging/plane.h"

#include <cstdio>

#include <jpeglib.h>
#include <spng.h>
#include <tiffio.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

namespace locascope::testing {

/// A plane whose every value differs from its neighbours and is known: valueOf(x, y) modulo the depth.
inline int knownValue(int x, int y, int bits) {
    return (x * 7 + y * 131 + 4660) % (bits == 16 ? 65536 : 256);
}

inline void setValue(Plane& plane, int x, int y, int value) {
    if (plane.bits() == 16)
        plane.row<std::uint16_t>(y)[x] = static_cast<std::uint16_t>(value);
    else
        plane.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(value);
}

inline Plane filledPlane(int width, int height, int bits, const std::function<int(int, int)>& value) {
    Plane plane(width, height, bits);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            setValue(plane, x, y, value(x, y));
    return plane;
}

inline Plane knownPlane(int width, int height, int bits) {
    return filledPlane(width, height, bits, [bits](int x, int y) { return knownValue(x, y, bits); });
}

/// Smooth, so that JPEG and compression find something to do.
inline Plane smoothPlane(int width, int height, int bits) {
    const int scale = bits == 16 ? 256 : 1;
    return filledPlane(width, height, bits, [scale](int x, int y) {
        return scale * (((x / 3) % 100) + ((y / 5) % 100) + ((x * y) % 7));
    });
}

inline bool haveEqualPixels(const Plane& left, const Plane& right) {
    return left.width() == right.width() && left.height() == right.height() && left.bits() == right.bits() &&
           std::memcmp(left.data(), right.data(), left.byteCount()) == 0;
}

/// A PNG of any colour type; `pixels` as libspng takes them (host byte order), `prepare` may add chunks.
inline Bytes pngBytes(int width, int height, int bits, int colourType, std::span<const std::uint8_t> pixels,
                      int interlace = 0, const std::function<void(spng_ctx*)>& prepare = {}) {
    const std::unique_ptr<spng_ctx, decltype(&spng_ctx_free)> context(spng_ctx_new(SPNG_CTX_ENCODER),
                                                                      &spng_ctx_free);
    spng_ihdr header{};
    header.width = static_cast<std::uint32_t>(width);
    header.height = static_cast<std::uint32_t>(height);
    header.bit_depth = static_cast<std::uint8_t>(bits);
    header.color_type = static_cast<std::uint8_t>(colourType);
    header.interlace_method = static_cast<std::uint8_t>(interlace);
    spng_set_option(context.get(), SPNG_ENCODE_TO_BUFFER, 1);
    spng_set_ihdr(context.get(), &header);
    if (prepare)
        prepare(context.get());
    if (const int result = spng_encode_image(context.get(), pixels.data(), pixels.size(), SPNG_FMT_PNG,
                                             SPNG_ENCODE_FINALIZE))
        throw std::runtime_error(spng_strerror(result));
    std::size_t size = 0;
    int result = 0;
    const std::unique_ptr<void, decltype(&std::free)> buffer(
        spng_get_png_buffer(context.get(), &size, &result), &std::free);
    const auto* first = static_cast<const std::byte*>(buffer.get());
    return {first, first + size};
}

/// How a JPEG is made.
struct JpegMaking {
    int components = 1; ///< 1 grey, 3 RGB, 4 CMYK
    int quality = 95;
    bool isProgressive = false;
};

/// A JPEG of interleaved 8-bit `samples`.
inline Bytes jpegBytes(int width, int height, const std::vector<std::uint8_t>& samples,
                       const JpegMaking& making = {}) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &buffer, &size);
    info.image_width = static_cast<JDIMENSION>(width);
    info.image_height = static_cast<JDIMENSION>(height);
    info.input_components = making.components;
    info.in_color_space = making.components == 1   ? JCS_GRAYSCALE
                          : making.components == 3 ? JCS_RGB
                                                   : JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, making.quality, TRUE);
    if (making.isProgressive)
        jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        auto* row = const_cast<JSAMPROW>(samples.data() + std::size_t{info.next_scanline} * info.image_width *
                                                              static_cast<std::size_t>(making.components));
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    const auto* first = reinterpret_cast<const std::byte*>(buffer);
    Bytes bytes(first, first + size);
    std::free(buffer);
    return bytes;
}

inline Bytes greyJpegBytes(const Plane& plane, const JpegMaking& making = {}) {
    std::vector<std::uint8_t> samples(plane.byteCount());
    std::memcpy(samples.data(), plane.data(), samples.size());
    return jpegBytes(plane.width(), plane.height(), samples, making);
}

/// How a TIFF is made; the defaults give uncompressed grey in strips.
struct TiffMaking {
    int samples = 1;
    int bits = 8;
    int photometric = PHOTOMETRIC_MINISBLACK;
    int compression = COMPRESSION_NONE;
    int predictor = 1;
    int planar = PLANARCONFIG_CONTIG;
    int sampleFormat = SAMPLEFORMAT_UINT;
    int rowsPerStrip = 16;
    int tile = 0;           ///< side of a tile in pixels; 0 for strips
    int pages = 1;          ///< all alike
    const char* mode = "w"; ///< "w", "w8" for BigTIFF, "wb" for big-endian
    std::function<bool(int page)> isReducedPage = {}; ///< whether a page calls itself a smaller copy; none does where empty
};

namespace detail {

struct MemoryFile {
    Bytes bytes;
    std::size_t offset = 0;
};

inline TIFF* openMemory(MemoryFile& file, const char* mode) {
    const auto read = [](thandle_t handle, void* to, tmsize_t length) -> tmsize_t {
        auto& memory = *static_cast<MemoryFile*>(handle);
        if (memory.offset >= memory.bytes.size())
            return 0;
        const auto count =
            std::min<std::size_t>(static_cast<std::size_t>(length), memory.bytes.size() - memory.offset);
        std::memcpy(to, memory.bytes.data() + memory.offset, count);
        memory.offset += count;
        return static_cast<tmsize_t>(count);
    };
    const auto write = [](thandle_t handle, void* from, tmsize_t length) -> tmsize_t {
        auto& memory = *static_cast<MemoryFile*>(handle);
        const auto count = static_cast<std::size_t>(length);
        memory.bytes.resize(std::max(memory.bytes.size(), memory.offset + count));
        std::memcpy(memory.bytes.data() + memory.offset, from, count);
        memory.offset += count;
        return length;
    };
    const auto seek = [](thandle_t handle, toff_t offset, int whence) -> toff_t {
        auto& memory = *static_cast<MemoryFile*>(handle);
        const std::size_t base = whence == SEEK_SET   ? 0
                                 : whence == SEEK_CUR ? memory.offset
                                                      : memory.bytes.size();
        return memory.offset = base + offset;
    };
    const auto size = [](thandle_t handle) -> toff_t {
        return static_cast<MemoryFile*>(handle)->bytes.size();
    };
    return TIFFClientOpen(
        "made", mode, &file, read, write, seek, [](thandle_t) { return 0; }, size, nullptr, nullptr);
}

inline void setTiffFields(TIFF* tiff, int width, int height, const TiffMaking& making) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, making.samples);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, making.bits);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, making.photometric);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, making.compression);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, making.planar);
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, making.sampleFormat);
    if (making.predictor != 1)
        TIFFSetField(tiff, TIFFTAG_PREDICTOR, making.predictor);
    const int extra = making.samples - (making.photometric == PHOTOMETRIC_RGB         ? 3
                                        : making.photometric == PHOTOMETRIC_SEPARATED ? 4
                                                                                      : 1);
    const std::vector<std::uint16_t> extras(static_cast<std::size_t>(std::max(extra, 0)),
                                            EXTRASAMPLE_UNASSALPHA);
    if (extra > 0)
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, extra, extras.data());
    if (making.photometric == PHOTOMETRIC_PALETTE) {
        std::vector<std::uint16_t> ramp(std::size_t{1} << making.bits);
        TIFFSetField(tiff, TIFFTAG_COLORMAP, ramp.data(), ramp.data(), ramp.data());
    }
    if (making.tile) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, making.tile);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, making.tile);
    } else {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, making.rowsPerStrip);
    }
}

} // namespace detail

/// A TIFF whose row `y` of sample plane `sample` (0 where samples are interleaved) is `row(y, sample)`,
/// packed as TIFF wants it. Tiles only for interleaved samples of whole bytes.
inline Bytes tiffBytes(int width, int height, const TiffMaking& making,
                       const std::function<std::vector<std::uint8_t>(int y, int sample)>& row) {
    detail::MemoryFile file;
    TIFF* tiff = detail::openMemory(file, making.mode);
    for (int page = 0; page < making.pages; ++page) {
        detail::setTiffFields(tiff, width, height, making);
        if (making.isReducedPage && making.isReducedPage(page))
            TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
        if (making.tile) {
            const auto pixelBytes = static_cast<std::size_t>(making.samples * making.bits / 8);
            const auto tileRow = pixelBytes * static_cast<std::size_t>(making.tile);
            for (int top = 0; top < height; top += making.tile)
                for (int left = 0; left < width; left += making.tile) {
                    std::vector<std::uint8_t> tile(tileRow * static_cast<std::size_t>(making.tile));
                    for (int y = top; y < std::min(height, top + making.tile); ++y) {
                        const std::vector<std::uint8_t> whole = row(y, 0);
                        const std::size_t begin = pixelBytes * static_cast<std::size_t>(left);
                        const std::size_t count = std::min(tileRow, whole.size() - begin);
                        std::memcpy(tile.data() + tileRow * static_cast<std::size_t>(y - top),
                                    whole.data() + begin, count);
                    }
                    TIFFWriteTile(tiff, tile.data(), static_cast<std::uint32_t>(left),
                                  static_cast<std::uint32_t>(top), 0, 0);
                }
        } else {
            const int planes = making.planar == PLANARCONFIG_SEPARATE ? making.samples : 1;
            for (int sample = 0; sample < planes; ++sample)
                for (int y = 0; y < height; ++y) {
                    std::vector<std::uint8_t> bytes = row(y, sample);
                    TIFFWriteScanline(tiff, bytes.data(), static_cast<std::uint32_t>(y),
                                      static_cast<std::uint16_t>(sample));
                }
        }
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
    return file.bytes;
}

/// A grey TIFF of the plane; depth and samples of `making` follow the plane.
inline Bytes greyTiffBytes(const Plane& plane, TiffMaking making = {}) {
    making.bits = plane.bits();
    making.samples = 1;
    return tiffBytes(plane.width(), plane.height(), making, [&](int y, int) {
        const auto* first = plane.row<std::uint8_t>(y);
        return std::vector<std::uint8_t>(first, first + plane.bytesPerRow());
    });
}

} // namespace locascope::testing
