#include "core/imaging/decode.h"

#include "core/imaging/decodeformat.h"
#include "core/imaging/reduce.h"

#include <algorithm>
#include <array>
#include <new>

namespace locascope {

namespace {

constexpr std::size_t longestClause = 160; // a library's message, so that an error stays one readable line

bool startsWith(std::span<const std::byte> bytes, std::initializer_list<int> magic) {
    return bytes.size() >= magic.size() &&
           std::equal(magic.begin(), magic.end(), bytes.begin(), [](int expected, std::byte found) {
               return static_cast<std::byte>(expected) == found;
           });
}

std::string sizeText(std::uint64_t width, std::uint64_t height) {
    return std::to_string(width) + " x " + std::to_string(height) + " pixels";
}

FileFormat knownFormat(std::span<const std::byte> bytes, const std::filesystem::path& path) {
    if (bytes.empty())
        throw Error(ErrorKind::Empty, path, "an empty file");
    const std::optional<FileFormat> format = formatOfBytes(bytes);
    if (!format)
        throw Error(ErrorKind::Unsupported, path,
                    "neither PNG nor JPEG nor TIFF by its first bytes; save it as one of these");
    return *format;
}

void requireReduction(int reduction) {
    if (reduction != 1 && reduction != 2 && reduction != 4 && reduction != 8)
        throw Error(ErrorKind::Invalid, {},
                    "a reduction of " + std::to_string(reduction) + " is none of 1, 2, 4 and 8");
}

Plane decodeByFormat(FileFormat format, const DecodeTask& task) {
    switch (format) {
    case FileFormat::Png:
        return decodePng(task);
    case FileFormat::Jpeg:
        return decodeJpeg(task);
    case FileFormat::Tiff:
        return decodeTiff(task);
    }
    return {};
}

} // namespace

std::optional<FileFormat> formatOfBytes(std::span<const std::byte> bytes) {
    if (startsWith(bytes, {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}))
        return FileFormat::Png;
    if (startsWith(bytes, {0xff, 0xd8, 0xff}))
        return FileFormat::Jpeg;
    if (startsWith(bytes, {'I', 'I', 42, 0}) || startsWith(bytes, {'M', 'M', 0, 42}) ||
        startsWith(bytes, {'I', 'I', 43, 0}) || startsWith(bytes, {'M', 'M', 0, 43}))
        return FileFormat::Tiff;
    return {};
}

ImageHeader readImageHeader(std::span<const std::byte> bytes, const std::filesystem::path& path,
                            const DecodeLimits& limits) {
    switch (knownFormat(bytes, path)) {
    case FileFormat::Png:
        return readPngHeader(bytes, path, limits);
    case FileFormat::Jpeg:
        return readJpegHeader(bytes, path, limits);
    case FileFormat::Tiff: {
        TiffInMemory tiff(bytes);
        return readTiffHeader(tiff, path, limits);
    }
    }
    return {};
}

Plane decodePlane(std::span<const std::byte> bytes, const std::filesystem::path& path,
                  const DecodeOptions& options) {
    requireReduction(options.reduction);
    const FileFormat format = knownFormat(bytes, path);
    const DecodeClock clock(options.limits, options.stop);
    try {
        clock.check(path);
        return decodeByFormat(format, {bytes, path, options, clock});
    } catch (const DecodeCancelled&) {
        return {};
    } catch (const std::bad_alloc&) {
        throw Error(ErrorKind::TooLarge, path,
                    "needs more memory than there is; close other images and try again");
    }
}

void requireSize(std::uint64_t width, std::uint64_t height, const std::filesystem::path& path,
                 const DecodeLimits& limits) {
    if (width == 0 || height == 0)
        throw Error(ErrorKind::Damaged, path, "its header says " + sizeText(width, height));
    const auto side = static_cast<std::uint64_t>(limits.maxSide);
    if (width > side || height > side)
        throw Error(ErrorKind::TooLarge, path,
                    sizeText(width, height) + ", above the limit of " + std::to_string(side) + " on a side");
    if (width * height > static_cast<std::uint64_t>(limits.maxPixels))
        throw Error(ErrorKind::TooLarge, path,
                    sizeText(width, height) + ", above the limit of " + std::to_string(limits.maxPixels) +
                        " pixels");
}

void requireMemory(std::uint64_t bytes, const ImageHeader& header, const std::filesystem::path& path,
                   const DecodeLimits& limits) {
    if (bytes > limits.maxBytes)
        throw Error(
            ErrorKind::TooLarge, path,
            sizeText(static_cast<std::uint64_t>(header.width), static_cast<std::uint64_t>(header.height)) +
                " of " + std::to_string(header.channels) + " x " + std::to_string(header.bits) +
                " bits need more than the " + std::to_string(limits.maxBytes >> 20U) + " MB allowed");
}

void throwEndsEarly(std::uint64_t byte, const std::filesystem::path& path) {
    throw Error(ErrorKind::EndsEarly, path,
                "ends early at byte " + std::to_string(byte) + "; copy it again from its source");
}

std::string cleanClause(std::string_view text) {
    std::string clause(text.substr(0, longestClause));
    std::replace_if(
        clause.begin(), clause.end(), [](unsigned char c) { return c < ' ' || c > '~'; }, ' ');
    while (!clause.empty() && (clause.back() == '.' || clause.back() == ' '))
        clause.pop_back();
    return clause;
}

} // namespace locascope
