#include "core/imaging/tifflevels.h"

#include "core/imaging/tiffblocks.h"

#include <algorithm>
#include <optional>

namespace locascope {

namespace {

constexpr std::size_t mostLevels = 16; // halved that often, the largest image is a pixel

void goTo(TIFF* tiff, TiffSource& source, const TiffPage& page, const std::filesystem::path& path) {
    requireTiffValues(source.bytes, page, path);
    if (TIFFSetSubDirectory(tiff, page.offset) != 1)
        throwDamagedTiff(source, path);
}

std::vector<TiffPage> smallerCopies(TIFF* tiff, const std::vector<TiffPage>& pages, int page) {
    std::vector<TiffPage> copies;
    std::uint16_t count = 0;
    const std::uint64_t* offsets = nullptr;
    if (TIFFGetField(tiff, TIFFTAG_SUBIFD, &count, &offsets) == 1)
        for (std::size_t i = 0; i < count && copies.size() < mostLevels; ++i)
            copies.push_back({offsets[i], true});
    for (std::size_t next = static_cast<std::size_t>(page) + 1; next < pages.size() && pages[next].isReduced && copies.size() < mostLevels; ++next)
        copies.push_back(pages[next]);
    return copies;
}

// 2, 4 or 8; 0 where the sizes do not match, or the copy is smaller than asked for.
int stepOf(const ImageHeader& copy, const ImageHeader& whole, int reduction) {
    for (int step = reduction; step > 1; step /= 2)
        if (copy.width == (whole.width + step - 1) / step && copy.height == (whole.height + step - 1) / step)
            return step;
    return 0;
}

bool isStoredAlike(const TiffLayout& copy, const TiffLayout& whole) {
    return copy.kind == whole.kind && copy.header.bits == whole.header.bits && copy.header.channels == whole.header.channels &&
           copy.header.colourised == whole.header.colourised;
}

struct Level {
    TiffPage page;
    TiffLayout layout;
    int step = 1;
};

std::optional<Level> levelAt(TIFF* tiff, TiffSource& source, const TiffPage& copy, const DecodeTask& task, const TiffLayout& whole) {
    try {
        goTo(tiff, source, copy, task.path);
        const TiffLayout layout = readTiffLayout(tiff, whole.header.pages, task.path, task.options.limits, task.place());
        const int step = stepOf(layout.header, whole.header, task.options.reduction);
        if (step > 1 && isStoredAlike(layout, whole)) {
            requireBlocksWithinFile(tiff, source, task.path);
            return Level{copy, layout, step};
        }
    } catch (const Error&) { // a smaller copy that is damaged costs time, nothing else
        source.error.clear();
    }
    return {};
}

} // namespace

int selectTiffLevel(TIFF* tiff, TiffSource& source, const std::vector<TiffPage>& pages, const DecodeTask& task, TiffLayout& layout) {
    const int page = task.options.page;
    const std::vector<TiffPage> copies = task.options.reduction > 1 ? smallerCopies(tiff, pages, page) : std::vector<TiffPage>();
    if (copies.empty())
        return 1;
    Level best{pages[static_cast<std::size_t>(page)], layout, 1};
    for (const TiffPage& copy : copies) {
        task.clock.check(task.path);
        if (const auto level = levelAt(tiff, source, copy, task, layout); level && level->step > best.step)
            best = *level;
    }
    goTo(tiff, source, best.page, task.path);
    layout = best.layout;
    return best.step;
}

} // namespace locascope
