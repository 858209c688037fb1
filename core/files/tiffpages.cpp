#include "core/files/tiffpages.h"

#include "core/files/error.h"
#include "core/files/tiffwalk.h"

#include <algorithm>
#include <set>

namespace locascope {

std::vector<TiffPage> tiffPages(TiffBytes& bytes, const std::filesystem::path& path, std::size_t countTo) {
    const TiffWalk walk(bytes, path);
    std::set<std::uint64_t> visited;
    std::vector<TiffPage> pages;
    std::size_t full = 0;
    for (std::uint64_t offset = walk.firstDirectory(); offset != 0 && full < countTo; offset = walk.nextDirectory(offset)) {
        if (!visited.insert(offset).second || visited.size() > mostTiffPages)
            throw Error(ErrorKind::Damaged, path,
                        "damaged: its list of pages leads in a circle or never ends");
        // A first page is a page of its own whatever it says.
        pages.push_back({offset, !pages.empty() && walk.isReduced(offset)});
        full += pages.back().isReduced ? 0 : 1;
    }
    if (pages.empty())
        throw Error(ErrorKind::Damaged, path, "damaged: a TIFF without any page");
    return pages;
}

int fullPages(const std::vector<TiffPage>& pages) {
    return static_cast<int>(std::count_if(pages.begin(), pages.end(), [](const TiffPage& page) { return !page.isReduced; }));
}

void requireTiffValues(TiffBytes& bytes, const TiffPage& page, const std::filesystem::path& path) {
    TiffWalk(bytes, path).requireValues(page.offset);
}

} // namespace locascope
