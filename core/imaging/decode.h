#pragma once

#include "core/files/readfile.h"
#include "core/imaging/plane.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>

namespace locascope {

enum class FileFormat { Png, Jpeg, Tiff };

struct ImageHeader {
    FileFormat format{};
    int width = 0;
    int height = 0;
    int channels = 0;    ///< samples per pixel
    int bits = 0;        ///< per sample, as stored
    int pages = 1;       ///< TIFF directories, counted to at most 2
    bool colourised = false; ///< three or more colour channels (or a palette) rather than grey
};

struct DecodeLimits {
    std::int64_t maxPixels = std::int64_t{1} << 28;     ///< 16,384², four times the largest scanner field
    int maxSide = 65500;
    std::size_t maxBytes = std::size_t{1} << 30;        ///< decoder memory
    int maxMilliseconds = 5000;                         ///< of one file; then Error TimedOut
};

struct DecodeOptions {
    Stain stain = Stain::Protein; ///< which plane of a colourised file: blue, green, red, or (red + green) / 2 rounded down
    int reduction = 1;            ///< 1, 2, 4, 8: cheap for JPEG, by area averaging for the rest; sizes round up
    DecodeLimits limits;
    std::stop_token stop;
};

/// What is read, and what value a pixel then has (everything else is Unsupported, and the error names it):
/// - PNG: grey of 8 and 16 bits, with or without alpha: the sample. RGB and RGBA of 8 and 16 bits: the plane of the stain. Palettes: the palette's
///   colour (8 bits), then as RGB. Interlaced or not. Grey of 1, 2 and 4 bits is refused. An animation gives its default image.
/// - JPEG: grey and RGB/YCbCr of 8 bits, sequential and progressive, Huffman and arithmetic coding. CMYK, 12 bits and lossless are refused.
/// - TIFF and BigTIFF, strips and tiles, interleaved and separate planes: unsigned grey and RGB of 8 and 16 bits, with or without alpha;
///   uncompressed, LZW, Deflate, PackBits, ZSTD and LZMA, with predictor. Other depths, signed and floating-point samples, palettes, CMYK, LAB,
///   min-is-white and other compressions are refused. Of several pages the first is read, and `pages` says that there are more. SubIFDs are not followed.
/// Values are never rescaled. Alpha, transparency, gamma, colour profiles and significant-bit tags are ignored. So is the orientation
/// that EXIF or TIFF may name: a field is shown as it was stored, so that coordinates mean the same in every program and for all four stains.
/// Any warning of a decoder about lost or invented pixels is an error.

/// Known by their first bytes, whatever the name says; empty for anything else (SVG, JPEG 2000, EXR, …).
std::optional<FileFormat> formatOfBytes(std::span<const std::byte> bytes);

/// Reads only the header. `bytes` may be a prefix (64 KB is enough but for TIFFs whose directory lies at the end: pass all).
/// Errors as decodePlane.
ImageHeader readImageHeader(std::span<const std::byte> bytes, const std::filesystem::path& path,
                            const DecodeLimits& limits = {});

/// One grey plane of raw counts, 8 or 16 bits, unchanged by gamma or colour tags. Grey files give their samples, colourised ones the plane of the stain.
/// Never a partial picture. An empty plane when `stop` was requested. Throws Error naming `path`: Unsupported (format, depth, compression),
/// TooLarge (names width and height; before any allocation), Empty, EndsEarly, Damaged, TimedOut. Any thread.
Plane decodePlane(std::span<const std::byte> bytes, const std::filesystem::path& path, const DecodeOptions& options = {});

} // namespace locascope
