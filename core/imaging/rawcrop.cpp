#include "core/imaging/rawimage.h"

#include "core/files/error.h"
#include "core/imaging/loadsample.h"

#include <algorithm>

namespace locascope {

namespace {

using Annotations = std::vector<std::pair<std::string, std::string>>;

std::string rectangleText(const PixelRectangle& part) {
    return std::to_string(part.x) + "," + std::to_string(part.y) + "," + std::to_string(part.width) + "," + std::to_string(part.height);
}

void addFiles(Annotations& texts, const std::string& name, const std::vector<PlaneSource>& planes) {
    for (const PlaneSource& plane : planes)
        if (const std::pair file{name, plane.file}; std::find(texts.begin(), texts.end(), file) == texts.end())
            texts.push_back(file);
}

Annotations annotationsOf(const Plate& plate, const Sample& sample, const ChannelStack& stack, const RawCrop& crop) {
    Annotations texts{{"program", crop.software}, {"sample", sample.id}};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty())
            texts.emplace_back(name, value);
    };
    add("plate", sample.plateName);
    add("well", sample.well);
    add("site", sample.site ? std::to_string(*sample.site) : std::string());
    add("crop x,y,width,height in pixels", rectangleText(crop.part));
    add("field width x height in pixels", std::to_string(stack.fullWidth) + " x " + std::to_string(stack.fullHeight));
    add("z planes", planesText(plate, sample));
    for (const Stain stain : crop.stains)
        addFiles(texts, "file of " + std::string(stainKey(stain)), chosenPlanes(plate, sample, stain));
    if (const auto size = pixelSizeOf(plate, sample); size && size->isEntered)
        add("pixel size", "entered");
    if (plate.simulated)
        add("simulated", "yes");
    return texts;
}

} // namespace

RawImage rawCrop(const Plate& plate, const Sample& sample, const ChannelStack& stack, const RawCrop& crop) {
    RawImage image;
    for (const Stain stain : crop.stains)
        if (!stack.planes[stain].isEmpty())
            image.pages.push_back({std::string(stainKey(stain)), crop.colours[stain], cropped(stack.planes[stain], crop.part)});
    if (image.pages.empty())
        throw Error(ErrorKind::Invalid, sample.id, "has none of the stains that were asked for");
    image.name = sample.id;
    image.software = crop.software;
    image.plateName = sample.plateName;
    image.well = sample.well;
    if (const auto size = pixelSizeOf(plate, sample))
        image.pixelSizeUm = size->micrometres;
    image.annotations = annotationsOf(plate, sample, stack, crop);
    return image;
}

} // namespace locascope
