#include "core/imaging/pngchunks.h"

#include "core/files/endsearly.h"
#include "core/files/error.h"
#include "core/imaging/decodeformat.h"

#include <libdeflate.h>

namespace locascope {

std::uint32_t bigEndian32(const std::byte* at) {
    return std::to_integer<std::uint32_t>(at[0]) << 24U | std::to_integer<std::uint32_t>(at[1]) << 16U |
           std::to_integer<std::uint32_t>(at[2]) << 8U | std::to_integer<std::uint32_t>(at[3]);
}

bool PngChunk::hasGoodChecksum() const {
    const auto covered = whole.subspan(4, whole.size() - 8);
    return libdeflate_crc32(0, covered.data(), covered.size()) == bigEndian32(whole.data() + whole.size() - 4);
}

std::optional<PngChunk> pngChunkAt(std::span<const std::byte> bytes, std::size_t offset, PngReach reach, const std::filesystem::path& path) {
    const std::size_t left = bytes.size() - offset;
    const std::size_t length = left >= pngChunkOverhead ? bigEndian32(bytes.data() + offset) : 0;
    if (left >= pngChunkOverhead && length <= left - pngChunkOverhead)
        return PngChunk{bytes.subspan(offset, length + pngChunkOverhead)};
    if (reach == PngReach::Prefix)
        return {};
    throwEndsEarly(bytes.size(), path);
}

void requireChecksum(const PngChunk& chunk, const std::filesystem::path& path) {
    if (!chunk.hasGoodChecksum())
        throw Error(ErrorKind::Damaged, path,
                    "damaged: the checksum of its chunk " + cleanClause(chunk.name()) + " does not hold; copy it again from its source");
}

} // namespace locascope
