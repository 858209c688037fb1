#include "core/imaging/decodeformat.h"
#include "core/imaging/tiffblocks.h"
#include "core/imaging/tiffheader.h"
#include "core/imaging/tifflevels.h"
#include "core/imaging/tifflibrary.h"
#include "core/files/tiffpages.h"

#include <algorithm>

namespace locascope {

namespace {

constexpr std::size_t allPages = mostTiffPages + 1;

// Opens a file at the page asked for; libtiff itself opens it at the first one.
OpenTiff openAtPage(TiffSource& source, const std::vector<TiffPage>& pages, int page, const std::filesystem::path& path) {
    requirePage(pages.size(), page, path);
    const TiffPage& wanted = pages[static_cast<std::size_t>(page)];
    requireTiffValues(source.bytes, pages.front(), path);
    requireTiffValues(source.bytes, wanted, path);
    OpenTiff tiff = openTiff(source, path);
    if (page > 0 && TIFFSetSubDirectory(tiff.get(), wanted.offset) != 1)
        throwDamagedTiff(source, path);
    return tiff;
}

} // namespace

ImageHeader readTiffHeader(TiffBytes& bytes, const std::filesystem::path& path, const DecodeLimits& limits, const ImagePlace& place) {
    // In memory the whole chain is cheap to follow; in a file each page may lie in another place.
    const bool isInMemory = !bytes.whole().empty();
    const std::vector<TiffPage> pages = tiffPages(bytes, path, isInMemory ? allPages : static_cast<std::size_t>(std::max(place.page, 0)) + 2);
    TiffSource source{bytes, 0, {}, {}};
    const OpenTiff tiff = openAtPage(source, pages, place.page, path);
    return readTiffLayout(tiff.get(), fullPages(pages), path, limits, place).header;
}

Plane decodeTiff(const DecodeTask& task) {
    TiffInMemory bytes(task.bytes);
    const std::vector<TiffPage> pages = tiffPages(bytes, task.path);
    TiffSource source{bytes, 0, {}, {}};
    const OpenTiff tiff = openAtPage(source, pages, task.options.page, task.path);
    TiffLayout layout = readTiffLayout(tiff.get(), fullPages(pages), task.path, task.options.limits, task.place());
    requireBlocksWithinFile(tiff.get(), source, task.path);
    const std::uint64_t pixels = static_cast<std::uint64_t>(layout.header.width) * static_cast<std::uint64_t>(layout.header.height);
    requireMemory(pixels * static_cast<std::uint64_t>(layout.header.planeBits() / 8) * 2, layout.header, task.path, task.options.limits);
    const int reduced = selectTiffLevel(tiff.get(), source, pages, task, layout);
    return readTiffPlane(tiff.get(), source, layout, task, task.options.reduction / reduced);
}

} // namespace locascope
