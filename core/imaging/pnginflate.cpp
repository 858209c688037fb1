#include "core/imaging/pnginflate.h"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace locascope {

namespace {

constexpr std::size_t mostStoredBytes = 65535; // of one block
constexpr std::size_t blockHeadBytes = 5;
constexpr std::size_t chunkHeadBytes = 8;      // length, name
constexpr std::size_t zlibHeadBytes = 2;
constexpr std::size_t checkBytes = 4;          // of zlib's Adler-32, of the chunk's CRC
constexpr std::size_t interlaceAt = 12;        // in the header's data

struct DecompressorEnd {
    void operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }
};

/// The filtered rows: a byte that names the filter, then the pixels.
std::size_t filteredBytes(const ImageHeader& header) {
    const std::size_t bits = static_cast<std::size_t>(header.width) * static_cast<std::size_t>(header.channels) * static_cast<std::size_t>(header.bits);
    return static_cast<std::size_t>(header.height) * (1 + (bits + 7) / 8);
}

bool isPixels(const PngChunk& chunk) { return chunk.name() == "IDAT"; }

bool isInterlaced(const PngChunk& first) { return first.data()[interlaceAt] != std::byte{0}; }

/// The data of several chunks as one; a view where there is but one.
std::span<const std::byte> joined(std::span<const PngChunk> chunks, std::vector<std::byte>& room) {
    if (chunks.size() == 1)
        return chunks.front().data();
    for (const PngChunk& chunk : chunks)
        room.insert(room.end(), chunk.data().begin(), chunk.data().end());
    return room;
}

/// Whether `packed`, all of it, gives exactly `pixels`, and its checksum holds.
bool unpack(std::span<const std::byte> packed, std::span<std::byte> pixels) {
    const std::unique_ptr<libdeflate_decompressor, DecompressorEnd> decompressor(libdeflate_alloc_decompressor());
    std::size_t taken = 0, given = 0;
    return decompressor
           && libdeflate_zlib_decompress_ex(decompressor.get(), packed.data(), packed.size(), pixels.data(), pixels.size(), &taken, &given) == LIBDEFLATE_SUCCESS
           && taken == packed.size() && given == pixels.size();
}

void putBigEndian32(std::byte* at, std::size_t value) {
    for (unsigned i = 0; i < 4; ++i)
        at[i] = static_cast<std::byte>(value >> (24 - 8 * i) & 0xffU);
}

void putLittleEndian16(std::byte* at, std::size_t value) {
    at[0] = static_cast<std::byte>(value & 0xffU);
    at[1] = static_cast<std::byte>(value >> 8U & 0xffU);
}

} // namespace

std::optional<InflatedPng> InflatedPng::from(std::span<const PngChunk> critical, const ImageHeader& header, std::size_t mostBytes) {
    const std::size_t bytes = filteredBytes(header);
    const auto first = std::find_if(critical.begin(), critical.end(), isPixels);
    const auto end = std::find_if_not(first, critical.end(), isPixels);
    const bool isOdd = first == critical.end() || std::any_of(end, critical.end(), isPixels) || isInterlaced(critical.front()) || bytes > mostBytes;
    if (isOdd || !std::all_of(critical.begin(), critical.end(), [](const PngChunk& chunk) { return chunk.hasGoodChecksum(); }))
        return std::nullopt;
    InflatedPng png;
    png.m_pixels = {static_cast<std::byte*>(takeBlock(bytes)), GiveBack{bytes}};
    std::vector<std::byte> room;
    if (!unpack(joined({first, end}, room), {png.m_pixels.get(), bytes}))
        return std::nullopt;

    const std::size_t blocks = (bytes + mostStoredBytes - 1) / mostStoredBytes;
    const std::size_t framesBytes = chunkHeadBytes + zlibHeadBytes + blocks * blockHeadBytes + 2 * checkBytes;
    png.m_frames.reset(new std::byte[framesBytes]{});
    std::byte* frame = png.m_frames.get();
    const auto add = [&png](std::span<const std::byte> part) { png.m_parts.push_back(part); };
    std::for_each(critical.begin(), first, [&](const PngChunk& chunk) { add(chunk.whole); });
    putBigEndian32(frame, framesBytes - chunkHeadBytes - checkBytes + bytes);
    std::memcpy(frame + 4, "IDAT", 4);
    frame[chunkHeadBytes] = std::byte{0x78}; // RFC 1950: deflate, a window of 32 KB, no dictionary, fastest
    frame[chunkHeadBytes + 1] = std::byte{0x01};
    add({frame, chunkHeadBytes + zlibHeadBytes});
    frame += chunkHeadBytes + zlibHeadBytes;
    for (std::size_t at = 0; at < bytes; at += mostStoredBytes, frame += blockHeadBytes) {
        const std::size_t length = std::min(mostStoredBytes, bytes - at);
        frame[0] = static_cast<std::byte>(at + length == bytes);
        putLittleEndian16(frame + 1, length);
        putLittleEndian16(frame + 3, ~length);
        add({frame, blockHeadBytes});
        add({png.m_pixels.get() + at, length});
    }
    add({frame, 2 * checkBytes});
    std::for_each(end, critical.end(), [&](const PngChunk& chunk) { add(chunk.whole); });
    return png;
}

} // namespace locascope
