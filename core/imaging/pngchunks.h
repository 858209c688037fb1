#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

namespace locascope {

// The chunks of a PNG (W3C recommendation of 2003, second edition, 5.3).

inline constexpr std::size_t pngSignatureBytes = 8;
inline constexpr std::size_t pngChunkOverhead = 12; // length, name, CRC

std::uint32_t bigEndian32(const std::byte* at);

/// Views into the file.
struct PngChunk {
    std::span<const std::byte> whole; // length, name, data, CRC
    std::string_view name() const { return {reinterpret_cast<const char*>(whole.data()) + 4, 4}; }
    std::span<const std::byte> data() const { return whole.subspan(8, whole.size() - pngChunkOverhead); }
    bool isCritical() const { return (std::to_integer<int>(whole[4]) & 0x20) == 0; }
    bool hasGoodChecksum() const;
};

enum class PngReach { WholeFile, Prefix };

/// The chunk at `offset`; nothing where a prefix ends inside it. Throws Error EndsEarly where the whole file does.
std::optional<PngChunk> pngChunkAt(std::span<const std::byte> bytes, std::size_t offset, PngReach reach, const std::filesystem::path& path);

/// Throws Error Damaged.
void requireChecksum(const PngChunk& chunk, const std::filesystem::path& path);

} // namespace locascope
