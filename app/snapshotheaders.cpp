#include "app/snapshotheaders.h"

#include "core/imaging/fileheader.h"
#include "core/imaging/loadsample.h"

namespace locascope {

namespace {

std::optional<ImageHeader> headerOf(const Plate& plate, const PlaneSource& plane) {
    try {
        return headerOfFile(plate.root, plate.root / plane.file, {}, {.page = plane.page, .channel = plane.channel});
    } catch (const Error&) {
        return {};
    }
}

} // namespace

SampleHeaders headersOf(const Plate& plate, const Sample& sample, const PerStain<bool>& wanted) {
    SampleHeaders told{.shape = {}, .pixelSizeUm = sample.pixelSizeUm};
    for (const Stain stain : allStains) {
        const std::vector<PlaneSource> planes = chosenPlanes(plate, sample, stain);
        const bool tellsShape = wanted[stain] && told.shape.width == 0;
        const bool tellsPixelSize = !plate.enteredPixelSizeUm && !told.pixelSizeUm;
        if (planes.empty() || (!tellsShape && !tellsPixelSize)) {
            continue;
        }
        const std::optional<ImageHeader> header = headerOf(plate, planes.front());
        if (header && tellsPixelSize) {
            told.pixelSizeUm = header->pixelSizeUm;
        }
        if (header && tellsShape) {
            told.shape = {header->width, header->height, header->planeBits()};
        }
    }
    return told;
}

} // namespace locascope
