#include "core/imaging/fileheader.h"

#include "core/files/gunzip.h"
#include "core/imaging/decodeformat.h"
#include "core/imaging/sampleproblems.h"
#include "core/plate/tiffpixelsize.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace locascope {

namespace {

// Read of each file at first: a page, which holds the header of any PNG and of a JPEG without embedded
// thumbnail or profile.
constexpr std::size_t firstPrefix = 4096;
constexpr std::size_t secondPrefix = 64 * 1024;

// Unpacked of a gzip stream's prefix for a description that lies before the pixels.
constexpr std::size_t gzipHead = std::size_t{1} << 20;

// Read of its end: room for the end marker and for what some programs append.
constexpr std::size_t tailBytes = 128;

bool isPrefix(const Bytes& bytes, std::size_t asked) {
    return bytes.size() == asked;
}

// What the last bytes of a whole file hold: the chunk IEND of a PNG, the marker EOI of a JPEG. Those of a TIFF are checked with its header.
bool hasEndMarker(std::span<const std::byte> bytes, FileFormat format) {
    static constexpr std::string_view pngEnd("IEND\xae\x42\x60\x82"), jpegEnd("\xff\xd9");
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return format == FileFormat::Tiff || text.rfind(format == FileFormat::Png ? pngEnd : jpegEnd) != std::string_view::npos;
}

// A file that seems cut is read whole, for something long may have been appended.
void requireEndMarker(const FileEnds& ends, FileFormat format, const std::filesystem::path& path, const ReadOptions& options) {
    if (!hasEndMarker(ends.end, format) && !hasEndMarker(readFile(path, options), format))
        throwEndsEarly(ends.fileSize, path);
}

std::string lowerSuffix(const std::string& file) {
    const std::size_t dot = file.rfind('.');
    std::string suffix = dot == std::string::npos ? std::string() : file.substr(dot + 1);
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return suffix;
}

// `bytes` are unpacked, or the prefix of a file; what they do not hold is not known.
std::optional<double> pixelSizeIn(std::span<const std::byte> bytes, const ImageHeader& header, const std::filesystem::path& path) {
    if (header.format != FileFormat::Tiff)
        return {};
    TiffInMemory tiff(bytes);
    return tiffPixelSize(tiff, path);
}

} // namespace

// A JPEG's header may lie behind long profiles: then more is read, at last the whole file. A TIFF's lies
// anywhere, and is read where it lies. Of a gzip stream no more is unpacked than the header takes: how it ends is known once it is shown.
ImageHeader headerOfFile(const std::filesystem::path& root, const std::filesystem::path& path, const DecodeLimits& limits, const ImagePlace& place) {
    const ReadOptions options{.maxBytes = maxImageFileBytes, .inside = root, .prefixBytes = {}};
    for (const std::size_t prefix : {firstPrefix, secondPrefix}) {
        const FileEnds ends = readFileEnds(path, prefix, tailBytes, options);
        if (formatOfBytes(ends.start) == FileFormat::Tiff && isPrefix(ends.start, prefix)) {
            TiffInFile tiff(path, options);
            ImageHeader header = readTiffHeader(tiff, path, limits, place);
            header.pixelSizeUm = tiffPixelSize(tiff, path);
            return header;
        }
        std::optional<ImageHeader> header;
        try {
            header = readImageHeader(ends.start, path, limits, place);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::EndsEarly || !isPrefix(ends.start, prefix))
                throw;
        }
        if (header) {
            if (!header->isGzipped)
                requireEndMarker(ends, header->format, path, options);
            header->pixelSizeUm = pixelSizeIn(header->isGzipped ? gunzipStart(ends.start, path, gzipHead) : ends.start, *header, path);
            return *header;
        }
    }
    Bytes bytes = readFile(path, options);
    const bool isPacked = isGzip(bytes);
    bytes = unpackedImage(std::move(bytes), path, limits);
    ImageHeader header = readImageHeader(bytes, path, limits, place);
    header.isGzipped = isPacked;
    if (!isPacked)
        requireEndMarker({{}, bytes, bytes.size()}, header.format, path, options);
    header.pixelSizeUm = pixelSizeIn(bytes, header, path);
    return header;
}

bool isLikeItsName(const std::string& file, const ImageHeader& header) {
    std::string suffix = lowerSuffix(file);
    if ((suffix == "gz") != header.isGzipped)
        return false;
    if (header.isGzipped)
        suffix = lowerSuffix(file.substr(0, file.size() - suffix.size() - 1));
    switch (header.format) {
    case FileFormat::Png:
        return suffix == "png";
    case FileFormat::Jpeg:
        return suffix == "jpg" || suffix == "jpeg";
    case FileFormat::Tiff:
        return suffix == "tif" || suffix == "tiff";
    }
    return false;
}

} // namespace locascope
