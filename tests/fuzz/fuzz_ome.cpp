#include "core/files/error.h"
#include "core/files/tiffpicture.h"
#include "core/plate/companion.h"
#include "core/plate/imagejdescription.h"
#include "core/plate/omexml.h"
#include "core/plate/tiffpixelsize.h"
#include "core/plate/xmldocument.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <span>

using namespace locascope;

namespace {

void readText(std::string_view text) {
    try {
        const OmeDocument document = parseOmeXml(text, "fuzzed.ome.tif", maxDescriptionBytes);
        std::size_t planes = 0;
        for (const OmeImage& image : document.images) {
            require(image.line >= 1 && image.line <= text.size() + 1);
            require(image.channels.size() == static_cast<std::size_t>(image.sizeC));
            require(!image.pixelSizeUm || *image.pixelSizeUm > 0);
            require(image.well.empty() || normalisedWell(image.well) == image.well);
            for (const OmePlane& plane : omePlanes(image, 1, "fuzzed.ome.tif")) {
                require(plane.c < image.sizeC && plane.z < image.sizeZ && plane.t < image.sizeT && plane.ifd >= 0);
                require(plane.data < std::max<std::size_t>(image.data.size(), 1));
                ++planes;
            }
            for (const OmeTiffData& data : image.data) {
                const auto path = pathInPlate("a/", data.fileName);
                require(!path || (!path->starts_with("/") && !path->starts_with("../") && *path != ".."));
            }
        }
        require(planes <= mostOmePlanes);
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
}

/// The same bytes as a file whose directories are walked.
void readFile(std::span<const std::byte> bytes) {
    TiffInMemory tiff(bytes);
    try {
        if (!isTiff(tiff, "fuzzed.tif"))
            return;
        for (const TiffPage& page : tiffPages(tiff, "fuzzed.tif"))
            require(tiffPicture(tiff, page, "fuzzed.tif", 1000).description.size() <= 1000);
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    tiffPixelSize(tiff, "fuzzed.tif");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    readText(text);
    readFile(std::as_bytes(std::span(data, size)));
    omeUuid(text.substr(0, 4096));
    if (const auto told = parseImageJDescription(text, 3))
        require(told->channels >= 1 && told->slices >= 1 && told->frames >= 1 && told->images >= 1);
    return 0;
}
