#pragma once

#include "core/files/tiffbytes.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace locascope {

/// A directory has some dozens of entries, and each is looked at.
inline constexpr std::uint64_t mostTiffEntries = 4096;

/// One entry of a directory of a TIFF.
struct TiffEntry {
    std::uint64_t tag = 0;
    std::uint64_t type = 0;
    std::uint64_t count = 0;
    std::uint64_t valueField = 0; ///< offset of the field that holds the values or their offset
};

/// Goes along the structure of a TIFF or BigTIFF (TIFF revision 6.0, section 2, and its 64-bit form). Throws Error EndsEarly where it leads
/// beyond the end. `bytes` and `path` must outlive it.
class TiffWalk final {
public:
    TiffWalk(TiffBytes& bytes, const std::filesystem::path& path);

    /// Whether the first bytes are those of a TIFF or BigTIFF.
    bool isTiff() const;

    std::uint64_t firstDirectory() const;
    /// Offset of the directory after the one at `offset`, 0 at the end.
    std::uint64_t nextDirectory(std::uint64_t offset) const;
    /// No more than mostTiffEntries, all of which lie within the file. Throws Error EndsEarly, and Damaged where there are more.
    std::uint64_t entriesOf(std::uint64_t directory) const;
    /// What a directory takes: its entries, their number and the offset of the next.
    std::uint64_t bytesOfDirectory(std::uint64_t directory) const;
    TiffEntry entry(std::uint64_t directory, std::uint64_t number) const;

    /// Bytes that the values of an entry take; 0 where their type is not known or they are more than can be.
    std::uint64_t bytesOf(const TiffEntry& entry) const;
    /// Where the values of an entry lie.
    std::uint64_t placeOf(const TiffEntry& entry) const;
    /// The first value of an entry of whole numbers without a sign; 0 for any other.
    std::uint64_t wholeNumber(const TiffEntry& entry) const;
    /// The first value of an entry of fractions; 0 for any other and for a fraction of nothing.
    double fraction(const TiffEntry& entry) const;
    /// Up to `most` bytes of an entry of text, without the zeros at its end.
    std::string text(const TiffEntry& entry, std::size_t most) const;

    /// Throws EndsEarly unless every value of the directory lies within the file.
    void requireValues(std::uint64_t directory) const;
    /// The tag NewSubfileType says that the picture is a smaller copy or a mask of another.
    bool isReduced(std::uint64_t directory) const;

private:
    std::size_t countBytes() const { return m_isBig ? 8 : 2; }
    std::size_t entryBytes() const { return m_isBig ? 20 : 12; }
    std::size_t offsetBytes() const { return m_isBig ? 8 : 4; }
    void requireWithin(std::uint64_t offset, std::uint64_t length) const;
    std::uint64_t number(std::uint64_t offset, std::size_t length) const;
    void requireValue(const TiffEntry& entry) const;

    TiffBytes& m_bytes;
    const std::filesystem::path& m_path;
    bool m_isBigEndian = false;
    bool m_isBig = false;
};

} // namespace locascope
