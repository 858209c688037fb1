#include "core/plate/tiffpixelsize.h"

#include "core/files/error.h"
#include "core/files/tiffpicture.h"
#include "core/plate/imagejdescription.h"
#include "core/plate/omexml.h"

namespace locascope {

namespace {

constexpr std::size_t mostDescription = std::size_t{1} << 20;

std::optional<double> pixelSizeOf(const TiffPicture& picture, const std::filesystem::path& path) {
    if (picture.descriptionBytes > mostDescription)
        return {};
    if (const auto told = parseImageJDescription(picture.description, picture.pixelsPerUnit))
        return told->pixelSizeUm;
    if (!isOmeXml(picture.description))
        return {};
    const OmeDocument document = parseOmeXml(picture.description, path, mostDescription);
    return document.images.empty() ? std::nullopt : document.images.front().pixelSizeUm;
}

} // namespace

std::optional<double> tiffPixelSize(TiffBytes& bytes, const std::filesystem::path& path) {
    try {
        return pixelSizeOf(tiffPicture(bytes, tiffPages(bytes, path, 1).front(), path, mostDescription), path);
    } catch (const Error&) {
        return {};
    }
}

} // namespace locascope
