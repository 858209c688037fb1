#pragma once

#include "core/files/readfile.h"
#include "core/imaging/composite.h"
#include "core/imaging/crop.h"
#include "core/imaging/plane.h"
#include "core/plate/plate.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace locascope {

/// Raw counts of some stains of one field (or of a part of it), with what must be known to use them.
struct RawImage {
    struct Page {
        std::string name; ///< of the channel: "nucleus"
        Colour colour;    ///< in which viewers may show it
        Plane plane;
    };

    std::vector<Page> pages;      ///< at least one; all of one size and depth
    std::string name;             ///< of the image: the sample's id
    std::string software;         ///< "Locascope 0.1.0"
    std::string plateName;        ///< empty: not known, as the well
    std::string well;             ///< "B03"
    std::optional<double> pixelSizeUm;
    std::vector<std::pair<std::string, std::string>> annotations; ///< names and values
};

/// One little-endian TIFF page per stain: grey, 8 or 16 bits, exactly the counts, deflate with horizontal differences. The first page's description is
/// omeXml(); every page names its channel (PageName) and, where the pixel size is known, carries its resolution in pixels per centimetre. The same image
/// gives the same bytes: there is no time in it. TIFF 6.0; BigTIFF above 3.5 GB. Error Invalid: no page, pages that differ in size or depth. Any thread.
Bytes encodeRawTiff(const RawImage& image);

/// OME-XML, schema 2016-06 (docs.openmicroscopy.org, OME-TIFF): channels with names and colours, PhysicalSizeX and Y in µm, the plate with its well where
/// that is known, and the annotations as a MapAnnotation. Text that is not UTF-8 or has control characters is percent-encoded. Errors as encodeRawTiff.
std::string omeXml(const RawImage& image);

/// What is cut out of one field for measuring elsewhere.
struct RawCrop {
    PixelRectangle part;       ///< in pixels of the full-size file
    std::vector<Stain> stains; ///< in the order of the pages
    PerStain<Colour> colours;
    std::string software;      ///< "Locascope 0.1.0"
};

/// The counts of a field as they are, with where they come from: sample, plate, well, site, part, pixel size, z planes, program. Stains that `stack` lacks are
/// left out. Error Invalid where no stain is left or the part lies beyond the field.
RawImage rawCrop(const Plate& plate, const Sample& sample, const ChannelStack& stack, const RawCrop& crop);

} // namespace locascope
