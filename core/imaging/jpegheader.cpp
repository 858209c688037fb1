#include "core/imaging/decodeformat.h"

#include <algorithm>
#include <string>

// JPEG, ITU-T T.81, annex B: the marker segments up to the frame header.

namespace locascope {

namespace {

constexpr std::size_t frameHeaderBytes = 8; // length, precision, height, width, number of components
constexpr std::size_t componentBytes = 3;   // id, sampling factors, quantisation table

int byteAt(std::span<const std::byte> bytes, std::size_t offset, const std::filesystem::path& path) {
    if (offset >= bytes.size())
        throwEndsEarly(bytes.size(), path);
    return std::to_integer<int>(bytes[offset]);
}

int wordAt(std::span<const std::byte> bytes, std::size_t offset, const std::filesystem::path& path) {
    return byteAt(bytes, offset, path) << 8U | byteAt(bytes, offset + 1, path);
}

bool isFrameHeader(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

bool standsAlone(int marker) { return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8); }

void requireProcess(int marker, const std::filesystem::path& path) {
    const bool isSequentialOrProgressive = marker <= 0xc2 || marker == 0xc9 || marker == 0xca;
    if (!isSequentialOrProgressive)
        throw Error(ErrorKind::Unsupported, path, "lossless and hierarchical JPEG are not read; save it as PNG or TIFF");
}

// How much finer the first component is sampled than the coarsest of the others; factors that make no sense are left to libjpeg.
void readSampling(std::span<const std::byte> bytes, std::size_t offset, const std::filesystem::path& path, ImageHeader& header) {
    int across = 4, down = 4;
    const int first = byteAt(bytes, offset + 1, path);
    for (int i = 1; i < header.channels; ++i) {
        const int factors = byteAt(bytes, offset + componentBytes * static_cast<std::size_t>(i) + 1, path);
        across = std::min(across, factors >> 4);
        down = std::min(down, factors & 15);
    }
    if (header.channels == 1 || across == 0 || down == 0)
        return;
    header.chromaAcross = std::max(1, (first >> 4) / across);
    header.chromaDown = std::max(1, (first & 15) / down);
}

ImageHeader frameHeader(std::span<const std::byte> bytes, std::size_t offset, const std::filesystem::path& path,
                        const DecodeLimits& limits) {
    if (wordAt(bytes, offset, path) < static_cast<int>(frameHeaderBytes))
        throw Error(ErrorKind::Damaged, path, "damaged: its frame header is too short");
    const int bits = byteAt(bytes, offset + 2, path);
    const int height = wordAt(bytes, offset + 3, path);
    const int width = wordAt(bytes, offset + 5, path);
    const int components = byteAt(bytes, offset + 7, path);
    if (bits != 8)
        throw Error(ErrorKind::Unsupported, path,
                    "JPEG of " + std::to_string(bits) + " bits is not read; save it as a 16-bit PNG or TIFF");
    if (components != 1 && components != 3)
        throw Error(ErrorKind::Unsupported, path,
                    "JPEG of " + std::to_string(components) + " components (CMYK?) is not read; save it as grey or RGB");
    requireSize(static_cast<std::uint64_t>(width), static_cast<std::uint64_t>(height), path, limits);
    ImageHeader header{.format = FileFormat::Jpeg, .width = width, .height = height, .channels = components, .bits = bits,
                       .pages = 1, .colourised = components == 3};
    readSampling(bytes, offset + frameHeaderBytes, path, header);
    return header;
}

} // namespace

ImageHeader readJpegHeader(std::span<const std::byte> bytes, const std::filesystem::path& path, const DecodeLimits& limits) {
    std::size_t offset = 0;
    for (;;) {
        if (byteAt(bytes, offset, path) != 0xff)
            throw Error(ErrorKind::Damaged, path,
                        "damaged: no JPEG marker at byte " + std::to_string(offset) + "; copy it again from its source");
        while (byteAt(bytes, offset, path) == 0xff)
            ++offset;
        const int marker = byteAt(bytes, offset++, path);
        if (standsAlone(marker))
            continue;
        if (marker == 0 || marker == 0xd9 || marker == 0xda)
            throw Error(ErrorKind::Damaged, path, "damaged: its pixel data come before its header");
        if (isFrameHeader(marker)) {
            requireProcess(marker, path);
            return frameHeader(bytes, offset, path, limits);
        }
        const int length = wordAt(bytes, offset, path);
        if (length < 2)
            throw Error(ErrorKind::Damaged, path, "damaged: a JPEG segment of " + std::to_string(length) + " bytes");
        offset += static_cast<std::size_t>(length);
    }
}

std::string coarseChroma(const ImageHeader& header, Stain stain) {
    const bool isInBrightness = stain == Stain::Protein || stain == Stain::Reticulum;
    const int across = header.chromaAcross, down = header.chromaDown;
    if (isInBrightness || across * down == 1)
        return {};
    if (across == 2)
        return down == 2 ? "4:2:0" : down == 1 ? "4:2:2" : "1/" + std::to_string(across * down);
    return across == 1 && down == 2 ? "4:4:0" : across == 4 && down == 1 ? "4:1:1" : "1/" + std::to_string(across * down);
}

} // namespace locascope
