#pragma once

#include "core/plate/plate.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

// OME-XML, schemas 2008-09 to 2016-06: docs.openmicroscopy.org, "OME-TIFF specification" and "OME Data Model, plate, well and screen".

/// One element TiffData: where some planes of an image lie.
struct OmeTiffData {
    std::size_t line = 0;
    int firstC = 0;
    int firstZ = 0;
    int firstT = 0;
    std::optional<int> ifd;   ///< directory of the main chain, from 0
    std::optional<int> count; ///< planes, one a directory, in the image's order
    std::string fileName;     ///< as written; empty: the file that holds the text
    std::string uuid;         ///< of that file; empty where it is not said
};

/// One image (series).
struct OmeImage {
    std::string id;
    std::size_t line = 0; ///< of its element Pixels
    int sizeC = 1;        ///< samples of a pixel counted each
    int sizeZ = 1;
    int sizeT = 1;
    std::string order = "CZT";         ///< which of C, Z and T runs fastest, then the others
    std::vector<std::string> channels; ///< sizeC names; empty where there is none
    std::optional<double> pixelSizeUm;
    std::vector<OmeTiffData> data;     ///< empty: all directories of the file, in order
    std::string plateName;
    std::string well;                  ///< as normalisedWell
    std::optional<int> site;           ///< number among the samples of the well, from 1
};

/// One text.
struct OmeDocument {
    std::string uuid;             ///< of the file that holds the text; empty where it is not said
    std::string metadataFile;     ///< where the text only says in which other file the metadata are
    std::size_t metadataLine = 0;
    std::vector<OmeImage> images; ///< those with pixels
};

/// Where one plane of an image lies.
struct OmePlane {
    int c = 0;            ///< number of the plane, where the samples of a pixel are one plane
    int z = 0;
    int t = 0;
    int ifd = 0;
    std::size_t data = 0; ///< number in OmeImage::data
};

/// Most planes of one text: four times what a directory chain of a TIFF can hold.
inline constexpr std::size_t mostOmePlanes = std::size_t{1} << 18;

/// Throws Error for `file` with the line: as XmlDocument; Invalid where the root is not OME, a size is missing or wrong or SizeC is not the number of
/// channels described; TooLarge for more than mostOmePlanes.
OmeDocument parseOmeXml(std::string_view text, const std::filesystem::path& file, std::size_t maxBytes);

/// Lays the planes of an image out over its elements TiffData. `samples` of a pixel are one plane. An element without a number counts as many planes as are
/// left of the image; one that says more than that is cut. Throws Error Mismatch for `file` with the line where sizeC is no multiple of `samples`.
std::vector<OmePlane> omePlanes(const OmeImage& image, int samples, const std::filesystem::path& file);

/// Whether the beginning of a text holds the root of OME-XML, behind a declaration or comments, or a document type, which is taken for one so that it is refused.
bool isOmeXml(std::string_view head);

/// The UUID of a text of which only the head was read; empty where it is not said there.
std::string omeUuid(std::string_view head);

} // namespace locascope
