#pragma once

#include "tests/support/madeimages.h"

#include <algorithm>

#include <string>
#include <vector>

namespace locascope::testing {

/// How a TIFF of several pages is made.
struct StackMaking {
    std::string description;            ///< of the first page
    int samples = 1;                    ///< of a pixel: as many planes follow one another in `planes` for each page
    int planar = PLANARCONFIG_CONTIG;
    int photometric = PHOTOMETRIC_MINISBLACK;
    float resolution = 0;               ///< XResolution
    const char* mode = "w";
    std::vector<int> reducedAfter = {}; ///< pages behind which a smaller copy follows
};

namespace detail {

inline void writePage(TIFF* tiff, const std::vector<Plane>& planes, std::size_t first, const StackMaking& making) {
    const Plane& shape = planes[first];
    const int samples = making.samples, bytes = shape.bits() / 8;
    setTiffFields(tiff, shape.width(), shape.height(),
                  {.samples = samples, .bits = shape.bits(), .photometric = making.photometric, .planar = making.planar});
    if (first == 0 && !making.description.empty())
        TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, making.description.c_str());
    if (making.resolution > 0)
        TIFFSetField(tiff, TIFFTAG_XRESOLUTION, static_cast<double>(making.resolution));
    const bool isSeparate = making.planar == PLANARCONFIG_SEPARATE;
    for (int pass = 0; pass < (isSeparate ? samples : 1); ++pass)
        for (int y = 0; y < shape.height(); ++y) {
            std::vector<std::uint8_t> row;
            for (int x = 0; x < shape.width(); ++x)
                for (int sample = isSeparate ? pass : 0; sample < (isSeparate ? pass + 1 : samples); ++sample) {
                    const auto* from = planes[first + static_cast<std::size_t>(sample)].row<std::uint8_t>(y) + x * bytes;
                    row.insert(row.end(), from, from + bytes);
                }
            TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), static_cast<std::uint16_t>(pass));
        }
    TIFFWriteDirectory(tiff);
}

} // namespace detail

/// A TIFF with a page for each `making.samples` planes, which may differ in size from page to page.
inline Bytes stackTiffBytes(const std::vector<Plane>& planes, const StackMaking& making = {}) {
    detail::MemoryFile file;
    TIFF* tiff = detail::openMemory(file, making.mode);
    for (std::size_t i = 0; i < planes.size(); i += static_cast<std::size_t>(making.samples)) {
        detail::writePage(tiff, planes, i, making);
        if (std::find(making.reducedAfter.begin(), making.reducedAfter.end(), static_cast<int>(i)) == making.reducedAfter.end())
            continue;
        const Plane half(planes[i].width() / 2, planes[i].height() / 2, planes[i].bits());
        detail::setTiffFields(tiff, half.width(), half.height(), {.bits = half.bits()});
        TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
        std::vector<std::uint8_t> row(half.bytesPerRow(), 1);
        for (int y = 0; y < half.height(); ++y)
            TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0);
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
    return file.bytes;
}

/// Planes of one size, each of one value: `value`, `value` + 1, …
inline std::vector<Plane> flatPlanes(int count, int value = 100, int width = 20, int height = 15, int bits = 16) {
    std::vector<Plane> planes;
    for (int i = 0; i < count; ++i)
        planes.push_back(filledPlane(width, height, bits, [&](int, int) { return value + i; }));
    return planes;
}

/// What an OME-XML says of one image.
struct OmeImageText {
    int c = 1, z = 1, t = 1;
    std::string order = "XYZCT";
    std::vector<std::string> channels = {}; ///< names; none: no element Channel
    std::string inPixels = {};              ///< elements behind the channels
    std::string attributes = {};            ///< more of the element Pixels
};

/// OME-XML of schema 2016-06 with the images "Image:0", "Image:1", …
inline std::string omeText(const std::vector<OmeImageText>& images, const std::string& rest = {}, const std::string& uuid = {}) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by a test -->\n<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"";
    text += (uuid.empty() ? "" : " UUID=\"" + uuid + "\"") + std::string(">\n");
    for (std::size_t i = 0; i < images.size(); ++i) {
        const OmeImageText& image = images[i];
        text += "<Image ID=\"Image:" + std::to_string(i) + "\">\n<Pixels ID=\"Pixels:" + std::to_string(i) + "\" DimensionOrder=\"" + image.order + "\" Type=\"uint16\" SizeX=\"20\" SizeY=\"15\" SizeC=\"" +
                std::to_string(image.c) + "\" SizeZ=\"" + std::to_string(image.z) + "\" SizeT=\"" + std::to_string(image.t) + "\"" + image.attributes + ">\n";
        for (std::size_t c = 0; c < image.channels.size(); ++c)
            text += "<Channel ID=\"Channel:" + std::to_string(i) + ":" + std::to_string(c) + "\" SamplesPerPixel=\"1\" Name=\"" + image.channels[c] + "\"/>\n";
        text += image.inPixels + "</Pixels>\n</Image>\n";
    }
    return text + rest + "</OME>\n";
}

} // namespace locascope::testing
