#pragma once

#include "core/files/blocks.h"
#include "core/imaging/decode.h"
#include "core/imaging/pngchunks.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace locascope {

/// A PNG whose pixel data were unpacked at once by libdeflate, which takes half the time of zlib and of the row by row that libspng does with it: the same chunks, but what was packed
/// lies in them stored (RFC 1951, 3.2.4), all checksums have been seen to hold, and those of the new chunk are not set.
class InflatedPng final {
public:
    /// Of the critical chunks of a file, in order. Nothing where that cannot be done or something is wrong with them, of which libspng then tells: an interlaced image, more than
    /// `mostBytes` unpacked, a checksum that does not hold, data that end early or go on.
    static std::optional<InflatedPng> from(std::span<const PngChunk> critical, const ImageHeader& header, std::size_t mostBytes);

    /// What to read, one after another, behind the signature; views into this and into the file.
    const std::vector<std::span<const std::byte>>& parts() const { return m_parts; }

private:
    struct GiveBack {
        std::size_t bytes;
        void operator()(std::byte* block) const noexcept { giveBlock(block, bytes); }
    };

    std::unique_ptr<std::byte, GiveBack> m_pixels; ///< filtered rows
    std::unique_ptr<std::byte[]> m_frames; ///< what lies around the stored blocks
    std::vector<std::span<const std::byte>> m_parts;
};

} // namespace locascope
