#include "core/imaging/decodeformat.h"
#include "core/imaging/pngchunks.h"
#include "core/imaging/pnginflate.h"
#include "core/imaging/reduce.h"

#include <spng.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

// PNG, W3C recommendation of 2003 (second edition). The chunks are walked here first, which finds a cut file
// and a hostile length at once; libspng is then given the critical chunks alone, so that no colour tag can
// change a value and no text chunk can ask for memory, and with the pixel data unpacked where that goes at once.

namespace locascope {

namespace {

constexpr std::size_t headerDataBytes = 13;
constexpr std::size_t mostInflatedBytes = std::size_t{64} << 20; // at once: in well under 100 ms, after which the clock is asked again
constexpr int rowsBetweenChecks = 64; // 64 rows of the widest image are decoded in well under 100 ms

enum ColourType { Grey = 0, Rgb = 2, Indexed = 3, GreyAlpha = 4, RgbAlpha = 6 };

int samplesOf(int colourType, const std::filesystem::path& path) {
    switch (colourType) {
    case Grey:
    case Indexed:
        return 1;
    case GreyAlpha:
        return 2;
    case Rgb:
        return 3;
    case RgbAlpha:
        return 4;
    default:
        throw Error(ErrorKind::Damaged, path,
                    "damaged: PNG has no colour type " + std::to_string(colourType));
    }
}

void requireDepth(int colourType, int bits, const std::filesystem::path& path) {
    const bool exists =
        bits == 8 || (bits == 16 && colourType != Indexed) ||
        ((bits == 1 || bits == 2 || bits == 4) && (colourType == Grey || colourType == Indexed));
    if (!exists)
        throw Error(ErrorKind::Damaged, path,
                    "damaged: PNG has no depth of " + std::to_string(bits) + " bits for colour type " +
                        std::to_string(colourType));
    if (bits < 8 && colourType == Grey)
        throw Error(ErrorKind::Unsupported, path,
                    "grey of " + std::to_string(bits) + " bits is not read; save it with 8 or 16 bits");
}

ImageHeader headerOf(const PngChunk& chunk, const std::filesystem::path& path, const DecodeLimits& limits) {
    if (chunk.name() != "IHDR" || chunk.data().size() != headerDataBytes)
        throw Error(ErrorKind::Damaged, path, "damaged: its first chunk is no PNG header");
    requireChecksum(chunk, path);
    const std::byte* data = chunk.data().data();
    const std::uint32_t width = bigEndian32(data);
    const std::uint32_t height = bigEndian32(data + 4);
    const int bits = std::to_integer<int>(data[8]);
    const int colourType = std::to_integer<int>(data[9]);
    requireSize(width, height, path, limits);
    ImageHeader header{.format = FileFormat::Png,
                       .width = static_cast<int>(width),
                       .height = static_cast<int>(height),
                       .channels = samplesOf(colourType, path),
                       .bits = bits,
                       .pages = 1,
                       .colourised = colourType != Grey && colourType != GreyAlpha};
    requireDepth(colourType, bits, path);
    return header;
}

std::optional<PngChunk> firstChunk(std::span<const std::byte> bytes, const std::filesystem::path& path) {
    return pngChunkAt(bytes, pngSignatureBytes, PngReach::WholeFile, path);
}

// Number of frames of an animation (acTL), which must come before the pixels.
int pagesOf(std::span<const std::byte> bytes, const std::filesystem::path& path) {
    std::size_t offset = pngSignatureBytes;
    while (const auto chunk = pngChunkAt(bytes, offset, PngReach::Prefix, path)) {
        if (chunk->name() == "acTL" && chunk->data().size() == 8)
            return bigEndian32(chunk->data().data()) > 1 ? 2 : 1;
        if (chunk->name() == "IDAT" || chunk->name() == "IEND")
            break;
        offset += chunk->whole.size();
    }
    return 1;
}

// The critical chunks, in order; the others are seen to be whole.
std::vector<PngChunk> criticalChunks(const DecodeTask& task) {
    std::vector<PngChunk> critical;
    for (std::size_t offset = pngSignatureBytes;;) {
        const PngChunk chunk = *pngChunkAt(task.bytes, offset, PngReach::WholeFile, task.path);
        offset += chunk.whole.size();
        if (chunk.isCritical())
            critical.push_back(chunk);
        else
            requireChecksum(chunk, task.path);
        if (chunk.name() == "IEND")
            return critical;
    }
}

// What libspng is given.
std::vector<std::span<const std::byte>> partsOf(const DecodeTask& task, const std::vector<PngChunk>& chunks, const std::optional<InflatedPng>& inflated) {
    std::vector<std::span<const std::byte>> parts{task.bytes.first(pngSignatureBytes)};
    if (inflated)
        parts.insert(parts.end(), inflated->parts().begin(), inflated->parts().end());
    else
        for (const PngChunk& chunk : chunks)
            parts.push_back(chunk.whole);
    return parts;
}

struct PartsReader {
    const std::vector<std::span<const std::byte>>& parts;
    std::size_t part = 0;
    std::size_t offset = 0;

    static int read(spng_ctx*, void* user, void* destination, std::size_t length) {
        return static_cast<PartsReader*>(user)->take(static_cast<std::byte*>(destination), length);
    }

    int take(std::byte* destination, std::size_t length) {
        while (length > 0) {
            if (part == parts.size())
                return SPNG_IO_EOF;
            const std::span<const std::byte> rest = parts[part].subspan(offset);
            const std::size_t count = std::min(length, rest.size());
            std::memcpy(destination, rest.data(), count);
            destination += count;
            length -= count;
            offset += count;
            if (offset == parts[part].size()) {
                ++part;
                offset = 0;
            }
        }
        return 0;
    }
};

struct ContextEnd {
    void operator()(spng_ctx* context) const { spng_ctx_free(context); }
};
using Context = std::unique_ptr<spng_ctx, ContextEnd>;

void requireGood(int result, const std::filesystem::path& path) {
    if (result == 0)
        return;
    if (result == SPNG_EMEM)
        throw std::bad_alloc();
    if (result == SPNG_EIDAT_TOO_SHORT || result == SPNG_IO_EOF)
        throw Error(ErrorKind::EndsEarly, path,
                    "ends early: its pixel data stop before the last row; copy it again from its source");
    throw Error(ErrorKind::Damaged, path,
                "damaged: " + cleanClause(spng_strerror(result)) + "; copy it again from its source");
}

enum class Checksums { ToBeChecked, Checked };

Context openContext(PartsReader& reader, Checksums checksums, const DecodeTask& task) {
    const bool isChecked = checksums == Checksums::Checked;
    Context context(spng_ctx_new(isChecked ? SPNG_CTX_IGNORE_ADLER32 : 0));
    if (!context)
        throw std::bad_alloc();
    const spng_crc_action action = isChecked ? SPNG_CRC_USE : SPNG_CRC_ERROR;
    requireGood(spng_set_crc_action(context.get(), action, action), task.path);
    const auto side = static_cast<std::uint32_t>(task.options.limits.maxSide);
    requireGood(spng_set_image_limits(context.get(), side, side), task.path);
    requireGood(spng_set_png_stream(context.get(), &PartsReader::read, &reader), task.path);
    return context;
}

// Decodes row after row into what `rowAt(y)` gives, in the order in which they are stored: an interlaced
// image touches a row several times.
template <class RowAt>
void decodeRows(spng_ctx* context, std::size_t rowBytes, const DecodeTask& task, RowAt rowAt) {
    for (int done = 0;; ++done) {
        if (done % rowsBetweenChecks == 0)
            task.clock.check(task.path);
        spng_row_info row{};
        int result = spng_get_row_info(context, &row);
        if (result == 0)
            result = spng_decode_row(context, rowAt(row.row_num), rowBytes);
        if (result == SPNG_EOI)
            return;
        requireGood(result, task.path);
    }
}

void takePlaneRow(const std::byte* row, const ImageHeader& header, int samples, const SampleChoice& choice, Plane& plane, int y) {
    if (plane.bits() == 16)
        takeSamples(reinterpret_cast<const std::uint16_t*>(row), samples, header.width, choice.first, choice.second,
                    plane.row<std::uint16_t>(y));
    else
        takeSamples(reinterpret_cast<const std::uint8_t*>(row), samples, header.width, choice.first, choice.second,
                    plane.row<std::uint8_t>(y));
}

Plane decodeGrey(spng_ctx* context, const ImageHeader& header, const DecodeTask& task) {
    Plane plane(header.width, header.height, header.bits);
    decodeRows(context, plane.bytesPerRow(), task,
               [&](std::uint32_t y) { return plane.row<std::byte>(static_cast<int>(y)); });
    return plane;
}

// All rows are kept, since an interlaced image comes back to each. `samples` a pixel come from libspng.
Plane decodeInterleaved(spng_ctx* context, const ImageHeader& header, int samples, const DecodeTask& task) {
    Plane plane(header.width, header.height, header.bits == 16 ? 16 : 8);
    const std::size_t rowBytes = plane.bytesPerRow() * static_cast<std::size_t>(samples);
    const std::unique_ptr<std::byte[]> rows(
        new std::byte[rowBytes * static_cast<std::size_t>(header.height)]);
    decodeRows(context, rowBytes, task, [&](std::uint32_t y) { return rows.get() + rowBytes * y; });
    for (int y = 0; y < header.height; ++y)
        takePlaneRow(rows.get() + rowBytes * static_cast<std::size_t>(y), header, samples, sampleChoice(header, task.options), plane, y);
    return plane;
}

} // namespace

ImageHeader readPngHeader(std::span<const std::byte> bytes, const std::filesystem::path& path,
                          const DecodeLimits& limits) {
    ImageHeader header = headerOf(*firstChunk(bytes, path), path, limits);
    header.pages = pagesOf(bytes, path);
    return header;
}

Plane decodePng(const DecodeTask& task) {
    const ImageHeader header = readPngHeader(task.bytes, task.path, task.options.limits);
    requireChannel(header, task.options.channel, task.path);
    const bool isIndexed = header.colourised && header.channels == 1;
    const int samples = isIndexed ? 3 : header.channels;
    const std::uint64_t pixels =
        static_cast<std::uint64_t>(header.width) * static_cast<std::uint64_t>(header.height);
    const std::uint64_t sampleBytes = header.bits == 16 ? 2 : 1;
    requireMemory(pixels * sampleBytes * static_cast<std::uint64_t>(samples + (samples > 1 ? 1 : 0)), header,
                  task.path, task.options.limits);

    const std::vector<PngChunk> chunks = criticalChunks(task);
    const std::optional<InflatedPng> inflated = InflatedPng::from(chunks, header, mostInflatedBytes);
    const auto parts = partsOf(task, chunks, inflated);
    PartsReader reader{parts};
    const Context context = openContext(reader, inflated ? Checksums::Checked : Checksums::ToBeChecked, task);
    const int format = isIndexed ? SPNG_FMT_RGB8 : SPNG_FMT_PNG;
    requireGood(spng_decode_image(context.get(), nullptr, 0, format, SPNG_DECODE_PROGRESSIVE), task.path);
    const Plane plane = samples == 1 ? decodeGrey(context.get(), header, task)
                                     : decodeInterleaved(context.get(), header, samples, task);
    requireGood(spng_decode_chunks(context.get()), task.path);
    return reducedPlane(plane, task.options.reduction);
}

} // namespace locascope
