#pragma once

#include "core/files/tiffbytes.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace locascope {

/// The pictures in a TIFF, without a look at a pixel.
struct TiffContents {
    std::vector<int> pages;   ///< numbers, in the main chain from 0, of those that are no smaller copies and have the size of the first
    int chain = 0;            ///< all directories of the main chain
    int unlikeTheFirst = 0;   ///< pictures of another size, left out of `pages`
    std::uint64_t width = 0;
    std::uint64_t height = 0;
    int samples = 1;          ///< of a pixel, on every page of `pages`
    bool isColour = false;    ///< RGB
    double pixelsPerUnit = 0; ///< XResolution; 0 where it is not said

    /// Planes there are.
    std::size_t planes() const { return pages.size() * static_cast<std::size_t>(samples); }
};

/// One TIFF, in a gzip stream or not, whose structure is read where it lies. One thread.
class TiffToRead final {
public:
    /// Opens `file`, relative to `root`. Throws Error as readFile and gunzip, and Unsupported for what is no TIFF by its first bytes.
    TiffToRead(const std::filesystem::path& root, const std::string& file);

    /// Throws Error Damaged and EndsEarly. 65,536 pages at most.
    TiffContents contents();
    /// The first `most` bytes of the first page's description, or all where it is shorter. Throws Error EndsEarly.
    std::string descriptionHead(std::size_t most);
    /// All of it. Throws Error TooLarge, before it is read, above maxDescriptionBytes.
    std::string description();

private:
    std::filesystem::path m_path;
    Bytes m_unpacked;
    std::unique_ptr<TiffBytes> m_bytes;
};

/// Bytes of a description from which its kind and the UUID of an OME-XML are known.
inline constexpr std::size_t descriptionHeadBytes = 4096;

} // namespace locascope
