#pragma once

#include "core/files/readfile.h"
#include "core/imaging/plane.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace locascope {

enum class FileFormat { Png, Jpeg, Tiff };

struct ImageHeader {
    FileFormat format{};
    int width = 0;
    int height = 0;
    int channels = 0;    ///< samples per pixel
    int bits = 0;        ///< per sample, as stored
    int pages = 1;       ///< of a TIFF without the smaller copies of a pyramid, all of them where the whole file is in memory, else counted to 2;
                         ///< 2 for a PNG that is an animation
    bool colourised = false; ///< three or more colour channels (or a palette) rather than grey
    bool isFloatingPoint = false; ///< values are rounded to counts
    int chromaAcross = 1;    ///< pixels that share a chroma sample of a colour JPEG, across and down: 2 and 2 is 4:2:0
    int chromaDown = 1;
    bool isGzipped = false;  ///< the file is a gzip stream that holds the image
    std::optional<double> pixelSizeUm; ///< set by headerOfFile alone, where a TIFF tells it

    /// Of the plane that decoding gives: 8 or 16.
    int planeBits() const { return bits > 8 ? 16 : 8; }
};

/// Which image of a file that holds several.
struct ImagePlace {
    int page = 0;     ///< TIFF directory of the main chain, from 0, smaller copies counted too (the IFD of OME-XML); 0 for other formats
    int channel = -1; ///< sample of a pixel, interleaved or in planes of its own, from 0; -1: the grey value, or the plane of the stain
};

/// "4:2:0", "4:2:2", …, or "1/4" in other cases, where the stain's plane comes from a JPEG of colour whose chroma is stored more coarsely than its brightness, and
/// brightness, which is whole, holds less than half of the stain (ITU-R BT.601: 0.11 of blue, 0.30 of red; 0.59 of green and 0.89 of yellow are enough). Else empty.
std::string coarseChroma(const ImageHeader& header, Stain stain);

struct DecodeLimits {
    std::int64_t maxPixels = std::int64_t{1} << 28;     ///< 16,384², four times the largest scanner field
    int maxSide = 65500;
    std::size_t maxBytes = std::size_t{1} << 30;        ///< decoder memory, and what a gzip stream may hold
    int maxMilliseconds = 5000;                         ///< of one file; then Error TimedOut
};

struct DecodeOptions {
    Stain stain = Stain::Protein; ///< which plane of a colourised file: blue, green, red, or (red + green) / 2 rounded down
    int page = 0;                 ///< as ImagePlace
    int channel = -1;             ///< as ImagePlace; another than -1 overrules `stain`
    int reduction = 1;            ///< 1, 2, 4, 8: cheap for JPEG, from a TIFF's pyramid where it has one, by area averaging for the rest; sizes round up
    DecodeLimits limits;
    std::stop_token stop;
};

/// What is read, and what value a pixel then has (everything else is Unsupported, and the error names it):
/// - PNG: grey of 8 and 16 bits, with or without alpha: the sample. RGB and RGBA of 8 and 16 bits: the plane of the stain. Palettes: the palette's
///   colour (8 bits), then as RGB. Interlaced or not. Grey of 1, 2 and 4 bits is refused. An animation gives its default image.
/// - JPEG: grey and RGB/YCbCr of 8 bits, sequential and progressive, Huffman and arithmetic coding. CMYK, 12 bits and lossless are refused.
/// - TIFF and BigTIFF, strips and tiles, interleaved and separate planes: grey and RGB, with or without alpha, and any one channel of others; uncompressed, LZW, Deflate,
///   PackBits, ZSTD and LZMA, with predictor. Samples:
///     unsigned, 8 and 16 bits: as they are
///     unsigned, 10, 12 and 14 bits, packed: the same number in 16 bits (12 of 16 bits is 16 bits with values up to 4095)
///     unsigned of 32 bits, signed of 16 and 32 bits: the same number in 16 bits; a value below 0 or above 65535 refuses the file
///     floating point, 32 and 64 bits: the nearest whole number (halves to the even one) in 16 bits; a value that rounds to none from 0 to 65535, or is no number,
///     refuses the file, and so do fractions where the plane's largest value is below 50: a picture scaled to 0…1 is no count. isFloatingPoint says so; inspectPlate notes it.
///   Other depths and sample formats, palettes, CMYK, LAB, YCbCr, min-is-white and other compressions are refused. Pages that call themselves smaller copies of
///   another, and SubIFDs, are its pyramid: a reduction reads the smallest copy of exactly the size that suits, if there is one, and averages from there. Of several other pages
///   the first is read unless `page` says another, and `pages` tells how many there are.
/// - Any of these in a gzip stream, whatever its name: all members, each with its checksum and length; unpacked once.
/// Values are never rescaled. Alpha, transparency, gamma, colour profiles and significant-bit tags are ignored. So is the orientation
/// that EXIF or TIFF may name: a field is shown as it was stored, so that coordinates mean the same in every program and for all four stains.
/// Any warning of a decoder about lost or invented pixels is an error.

/// Known by their first bytes, whatever the name says; empty for anything else (SVG, JPEG 2000, EXR, gzip, …).
std::optional<FileFormat> formatOfBytes(std::span<const std::byte> bytes);

/// Reads only the header. `bytes` may be a prefix (64 KB is enough but for TIFFs whose directory lies at the end: pass all).
/// Errors as decodePlane.
ImageHeader readImageHeader(std::span<const std::byte> bytes, const std::filesystem::path& path,
                            const DecodeLimits& limits = {}, const ImagePlace& place = {});

/// The image in a gzip stream; other bytes as they are. For a caller that reads header and plane, both of which unpack by themselves. Errors as decodePlane.
Bytes unpackedImage(Bytes bytes, const std::filesystem::path& path, const DecodeLimits& limits = {});

/// One grey plane of raw counts, 8 or 16 bits, unchanged by gamma or colour tags. Grey files give their samples, colourised ones the plane of the stain.
/// Never a partial picture. An empty plane when `stop` was requested. Throws Error naming `path`: Unsupported (format, depth, compression),
/// TooLarge (names width and height; before any allocation), Empty, EndsEarly, Damaged, TimedOut, Mismatch (no such page or channel). Any thread.
Plane decodePlane(std::span<const std::byte> bytes, const std::filesystem::path& path, const DecodeOptions& options = {});

} // namespace locascope
