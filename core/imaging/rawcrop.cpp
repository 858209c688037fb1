#include "core/imaging/rawimage.h"

#include "core/files/error.h"

namespace locascope {

namespace {

using Annotations = std::vector<std::pair<std::string, std::string>>;

std::string rectangleText(const PixelRectangle& part) {
    return std::to_string(part.x) + "," + std::to_string(part.y) + "," + std::to_string(part.width) + "," + std::to_string(part.height);
}

std::string planesText(const Plate& plate) {
    return plate.chosenPlane ? "plane " + std::to_string(*plate.chosenPlane) : "maximum of " + std::to_string(plate.depth);
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
    if (plate.depth > 1)
        add("z planes", planesText(plate));
    for (const Stain stain : crop.stains)
        if (sample.files[stain])
            add(("file of " + std::string(stainKey(stain))).c_str(), *sample.files[stain]);
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
