#include "core/imaging/decode.h"

#include "core/files/gunzip.h"
#include "core/imaging/decodeformat.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t gzipHead = 256 * 1024; // of the content, for a header: a profile or a thumbnail may come before it
constexpr std::size_t longestMagic = 8;
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
                    isGzip(bytes) ? "gzip inside gzip; unpack it once"
                                  : "neither PNG nor JPEG nor TIFF by its first bytes; save it as one of these");
    return *format;
}

// Nothing is unpacked whose first bytes are no image's.
Bytes unpacked(std::span<const std::byte> bytes, const std::filesystem::path& path, const DecodeLimits& limits, const DecodeClock& clock) {
    const Bytes start = gunzipStart(bytes, path, longestMagic);
    if (start.size() == longestMagic)
        knownFormat(start, path);
    return gunzip(bytes, path,
                  {.maxBytes = std::min<std::size_t>(limits.maxBytes, maxImageFileBytes), .check = [&] { clock.check(path); }});
}

ImageHeader readPlainHeader(std::span<const std::byte> bytes, const std::filesystem::path& path, const DecodeLimits& limits,
                            const ImagePlace& place) {
    const FileFormat format = knownFormat(bytes, path);
    if (format == FileFormat::Tiff) {
        TiffInMemory tiff(bytes);
        return readTiffHeader(tiff, path, limits, place);
    }
    requirePage(1, place.page, path);
    const ImageHeader header = format == FileFormat::Png ? readPngHeader(bytes, path, limits) : readJpegHeader(bytes, path, limits);
    requireChannel(header, place.channel, path);
    return header;
}

// From the first bytes of the content where they suffice; a TIFF's directory may lie behind its pixels.
ImageHeader readGzippedHeader(std::span<const std::byte> bytes, const std::filesystem::path& path, const DecodeLimits& limits,
                              const ImagePlace& place) {
    const Bytes head = gunzipStart(bytes, path, gzipHead);
    try {
        if (head.size() >= longestMagic)
            return readPlainHeader(head, path, limits, place);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::EndsEarly)
            throw;
    }
    return readPlainHeader(unpacked(bytes, path, limits, DecodeClock(limits, {})), path, limits, place);
}

void requireReduction(int reduction) {
    if (reduction != 1 && reduction != 2 && reduction != 4 && reduction != 8)
        throw Error(ErrorKind::Invalid, {},
                    "a reduction of " + std::to_string(reduction) + " is none of 1, 2, 4 and 8");
}

Plane decodeByFormat(FileFormat format, const DecodeTask& task) {
    if (format != FileFormat::Tiff)
        requirePage(1, task.options.page, task.path);
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
                            const DecodeLimits& limits, const ImagePlace& place) {
    if (!isGzip(bytes))
        return readPlainHeader(bytes, path, limits, place);
    ImageHeader header = readGzippedHeader(bytes, path, limits, place);
    header.isGzipped = true;
    return header;
}

Bytes unpackedImage(Bytes bytes, const std::filesystem::path& path, const DecodeLimits& limits) {
    return isGzip(bytes) ? unpacked(bytes, path, limits, DecodeClock(limits, {})) : std::move(bytes);
}

Plane decodePlane(std::span<const std::byte> bytes, const std::filesystem::path& path,
                  const DecodeOptions& options) {
    requireReduction(options.reduction);
    const DecodeClock clock(options.limits, options.stop);
    try {
        clock.check(path);
        const Bytes content = isGzip(bytes) ? unpacked(bytes, path, options.limits, clock) : Bytes();
        const std::span<const std::byte> image = isGzip(bytes) ? std::span<const std::byte>(content) : bytes;
        return decodeByFormat(knownFormat(image, path), {image, path, options, clock});
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

void requireChannel(const ImageHeader& header, int channel, const std::filesystem::path& path) {
    const bool isIndexed = header.colourised && header.channels == 1;
    const int channels = isIndexed ? 3 : header.channels;
    if (channel < -1 || channel >= channels)
        throw Error(ErrorKind::Mismatch, path,
                    "has no channel " + std::to_string(channel) + " (counted from 0), it has " + std::to_string(channels) +
                        "; name another one");
}

void requirePage(std::size_t pages, int page, const std::filesystem::path& path) {
    if (page < 0 || static_cast<std::size_t>(page) >= pages)
        throw Error(ErrorKind::Mismatch, path,
                    "has no page " + std::to_string(page) + " (counted from 0), it has " + std::to_string(pages) +
                        "; is a file of the set missing or exchanged?");
}

SampleChoice sampleChoice(const ImageHeader& header, const DecodeOptions& options) {
    if (options.channel >= 0)
        return {options.channel, options.channel};
    if (!header.colourised)
        return {};
    switch (options.stain) {
    case Stain::Nucleus:
        return {2, 2};
    case Stain::Protein:
        return {1, 1};
    case Stain::Microtubules:
        return {0, 0};
    case Stain::Reticulum:
        return {0, 1};
    }
    return {};
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
