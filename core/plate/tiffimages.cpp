#include "core/plate/tiffimages.h"

#include "core/plate/imagejdescription.h"

namespace locascope {

namespace {

/// How the pages of a file follow one another, the channel fastest.
struct PageAxes {
    int channels = 1;
    int slices = 1;
    int frames = 1;
};

PageAxes axesOf(const TiffContents& contents, const std::optional<ImageJDescription>& told, std::string& trouble) {
    const int pages = static_cast<int>(contents.pages.size());
    if (told && told->images > pages) {
        trouble = "holds " + std::to_string(told->images) + " images behind " + std::to_string(pages) + (pages == 1 ? " page" : " pages") +
                  ", as ImageJ writes stacks of more than 4 GB, and only the first is read; save it as OME-TIFF";
        return {};
    }
    if (told && static_cast<std::int64_t>(told->channels) * told->slices * told->frames == pages)
        return {told->channels, told->slices, told->frames};
    if (told && told->tellsAxes)
        trouble = "says that it has " + std::to_string(told->channels) + " channels, " + std::to_string(told->slices) + " slices and " + std::to_string(told->frames) +
                  " frames, but it has " + std::to_string(pages) + " pages; they are taken for channels";
    else if (told)
        return {1, pages, 1}; // a stack
    if (contents.planes() > mostPlainChannels) {
        trouble = "holds " + std::to_string(contents.planes()) + " pictures and does not say which are channels and which are z planes; only the first is read, save it as OME-TIFF";
        return {};
    }
    return {pages, 1, 1};
}

} // namespace

PlacedImage plainTiffImage(const TiffContents& contents, std::string_view description, std::uint32_t file, std::string& trouble) {
    const std::optional<ImageJDescription> told = parseImageJDescription(description, contents.pixelsPerUnit);
    if (contents.unlikeTheFirst > 0)
        trouble = "has " + std::to_string(contents.unlikeTheFirst) + (contents.unlikeTheFirst == 1 ? " page" : " pages") + " of another size than the first, left out";
    const PageAxes axes = axesOf(contents, told, trouble);
    PlacedImage image;
    const int pages = axes.channels * axes.slices * axes.frames;
    const int samples = contents.planes() > mostPlainChannels && axes.channels == 1 && axes.slices == 1 ? 1 : contents.samples;
    for (int i = 0; i < pages; ++i)
        for (int sample = 0; sample < samples; ++sample)
            image.planes.push_back({(i % axes.channels) * samples + sample, i / axes.channels % axes.slices, i / axes.channels / axes.slices, file,
                                    contents.pages[static_cast<std::size_t>(i)], contents.samples > 1 ? sample : -1});
    if (contents.isColour && axes.channels == 1 && samples >= 3)
        image.channels = {"red", "green", "blue"};
    if (told)
        image.pixelSizeUm = told->pixelSizeUm;
    return image;
}

} // namespace locascope
