#pragma once

#include "core/plate/omexml.h"
#include "core/plate/placedimage.h"
#include "core/plate/platelisting.h"
#include "core/plate/platetiffs.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace locascope {

/// Finds the files that OME-XML names in a plate, and where the planes of its images lie in them. Remembers what it saw of a file. One thread.
class OmeFiles final {
public:
    /// Both must outlive it; files that are named and not there are added to the images of `listing`, as broken links, so that they can be said to be missing.
    OmeFiles(PlateListing& listing, PlateTiffs& tiffs);

    /// Where the text came from.
    struct Origin {
        std::string path;                  ///< of the file that holds it, relative to the plate
        std::optional<std::uint32_t> file; ///< its number in the listing; none where it is no image
    };

    /// The images of a text. Planes whose file lies outside the plate, is not there or has another UUID than is said are left out or fail when they are read, with
    /// one problem for each cause. An image of which nothing is left is left out. Throws Error for the origin, with the line, where what it says of a file does not
    /// hold: a directory that the file lacks, samples of a pixel that are not those of SizeC, a file of no name.
    std::vector<PlacedImage> place(const OmeDocument& document, const Origin& origin, std::vector<Problem>& problems);

    /// What was seen of a file already, so that it is not opened again.
    void remember(std::uint32_t file, const TiffContents& contents, const std::string& uuid);

    std::optional<std::uint32_t> numberOf(const std::string& path) const;

private:
    struct Seen {
        std::optional<TiffContents> contents; ///< nothing where the file cannot be read
        std::string uuid;
    };
    class Placing;
    const Seen& look(std::uint32_t file);
    std::uint32_t addMissing(const std::string& path);

    PlateListing& m_listing;
    PlateTiffs& m_tiffs;
    std::unordered_map<std::string, std::uint32_t> m_numbers; ///< by path
    std::unordered_map<std::uint32_t, Seen> m_seen;
};

} // namespace locascope
