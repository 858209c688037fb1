#include "core/imaging/tiffheader.h"

#include "core/imaging/decodeformat.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace locascope {

namespace {

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

SampleKind sampleKind(TIFF* tiff, const std::filesystem::path& path) {
    const auto format = tagOr<std::uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
    switch (format) {
    case SAMPLEFORMAT_UINT:
        return SampleKind::Unsigned;
    case SAMPLEFORMAT_INT:
        return SampleKind::Signed;
    case SAMPLEFORMAT_IEEEFP:
        return SampleKind::Float;
    default:
        throwUnsupported("samples of format " + std::to_string(format) + " are", path);
    }
}

std::string_view kindName(SampleKind kind) {
    return kind == SampleKind::Float ? "floating-point " : kind == SampleKind::Signed ? "signed " : "";
}

void requireDepth(SampleKind kind, int bits, const std::filesystem::path& path) {
    static constexpr std::array unsignedBits{8, 10, 12, 14, 16, 32}, signedBits{16, 32, 0, 0, 0, 0}, floatBits{32, 64, 0, 0, 0, 0};
    const auto& read = kind == SampleKind::Float ? floatBits : kind == SampleKind::Signed ? signedBits : unsignedBits;
    if (bits == 0 || std::find(read.begin(), read.end(), bits) == read.end())
        throwUnsupported(std::string(kindName(kind)) + "samples of " + std::to_string(bits) + " bits are", path);
}

// Horizontal differencing is defined for whole bytes; libtiff would find out only while it decodes. It knows the tag only of the compressions that use it.
void requirePredictor(TIFF* tiff, int bits, const std::filesystem::path& path) {
    const auto compression = tagOr<std::uint16_t>(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
    if (bits % 8 == 0 || compression == COMPRESSION_NONE || compression == COMPRESSION_PACKBITS)
        return;
    if (tagOr<std::uint16_t>(tiff, TIFFTAG_PREDICTOR, PREDICTOR_NONE) != PREDICTOR_NONE)
        throwUnsupported("a predictor with samples of " + std::to_string(bits) + " bits is", path);
}

// Grey with or without alpha, RGB with or without alpha, and any number of channels where one of them is asked for; returns whether
// it is colour.
bool requireColours(TIFF* tiff, int samples, const ImagePlace& place, const std::filesystem::path& path) {
    std::uint16_t photometric = 0;
    if (TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric) != 1)
        throw Error(ErrorKind::Damaged, path, "damaged: it does not say whether it is grey or colour");
    if (photometric != PHOTOMETRIC_MINISBLACK && photometric != PHOTOMETRIC_RGB)
        throwUnsupported(photometricName(photometric), path);
    const int colours = photometric == PHOTOMETRIC_RGB ? 3 : 1;
    const bool isUsual = samples == colours || samples == colours + 1;
    if (samples == 0 || (!isUsual && place.channel < 0))
        throwUnsupported(std::to_string(samples) + " samples a pixel, where " + std::to_string(colours) +
                             " are expected, are",
                         path);
    return colours == 3;
}

} // namespace

TiffLayout readTiffLayout(TIFF* tiff, int pages, const std::filesystem::path& path, const DecodeLimits& limits, const ImagePlace& place) {
    const auto width = tagOr<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0);
    const auto height = tagOr<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0);
    const auto samples = tagOr<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    const auto bits = tagOr<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    requireSize(width, height, path, limits);
    if (tagOr<std::uint32_t>(tiff, TIFFTAG_IMAGEDEPTH, 1) != 1)
        throwUnsupported("volumes are", path);
    requireCompression(tiff, path);
    const bool isColour = requireColours(tiff, samples, place, path);
    const SampleKind kind = sampleKind(tiff, path);
    requireDepth(kind, bits, path);
    requirePredictor(tiff, bits, path);
    TiffLayout layout{.header = {.format = FileFormat::Tiff,
                                 .width = static_cast<int>(width),
                                 .height = static_cast<int>(height),
                                 .channels = samples,
                                 .bits = bits,
                                 .pages = pages,
                                 .colourised = isColour,
                                 .isFloatingPoint = kind == SampleKind::Float},
                      .kind = kind};
    requireChannel(layout.header, place.channel, path);
    layout.arePlanesSeparate =
        samples > 1 && tagOr<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
    return layout;
}

} // namespace locascope
