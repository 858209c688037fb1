#include "core/files/tiffpicture.h"

#include "core/files/tiffwalk.h"

namespace locascope {

namespace {

constexpr std::uint64_t shortestTiff = 8;

// TIFF revision 6.0, section 8.
enum Tag : std::uint64_t { ImageWidth = 256, ImageLength = 257, Photometric = 262, ImageDescription = 270, SamplesPerPixel = 277, XResolution = 282 };
constexpr std::uint64_t rgb = 2;

} // namespace

TiffPicture tiffPicture(TiffBytes& bytes, const TiffPage& page, const std::filesystem::path& path, std::size_t mostDescription) {
    const TiffWalk walk(bytes, path);
    TiffPicture picture;
    const std::uint64_t entries = walk.entriesOf(page.offset);
    for (std::uint64_t i = 0; i < entries; ++i) {
        const TiffEntry entry = walk.entry(page.offset, i);
        switch (entry.tag) {
        case ImageWidth: picture.width = walk.wholeNumber(entry); break;
        case ImageLength: picture.height = walk.wholeNumber(entry); break;
        case Photometric: picture.isColour = walk.wholeNumber(entry) == rgb; break;
        case SamplesPerPixel: picture.samples = walk.wholeNumber(entry); break;
        case XResolution: picture.pixelsPerUnit = walk.fraction(entry); break;
        case ImageDescription:
            picture.descriptionBytes = walk.bytesOf(entry);
            if (mostDescription > 0)
                picture.description = walk.text(entry, mostDescription);
            break;
        default: break;
        }
    }
    return picture;
}

bool isTiff(TiffBytes& bytes, const std::filesystem::path& path) { return bytes.size() >= shortestTiff && TiffWalk(bytes, path).isTiff(); }

} // namespace locascope
