#include "core/files/tiffpages.h"

#include "core/files/error.h"
#include "core/files/tiffwalk.h"

#include <algorithm>
#include <set>

namespace locascope {

void walkTiffPages(TiffBytes& bytes, const std::filesystem::path& path, const std::function<bool(const TiffPage&)>& take) {
    const TiffWalk walk(bytes, path);
    std::set<std::uint64_t> visited;
    std::uint64_t walked = 0;
    for (std::uint64_t offset = walk.firstDirectory(); offset != 0; offset = walk.nextDirectory(offset)) {
        const bool isFirst = visited.empty();
        if (!visited.insert(offset).second || visited.size() > mostTiffPages)
            throw Error(ErrorKind::Damaged, path,
                        "damaged: its list of pages leads in a circle or never ends");
        walked += walk.bytesOfDirectory(offset);
        if (walked > bytes.size())
            throw Error(ErrorKind::Damaged, path, "damaged: its pages lie one upon another");
        // A first page is a page of its own whatever it says.
        if (!take({offset, !isFirst && walk.isReduced(offset)}))
            return;
    }
    if (visited.empty())
        throw Error(ErrorKind::Damaged, path, "damaged: a TIFF without any page");
}

std::vector<TiffPage> tiffPages(TiffBytes& bytes, const std::filesystem::path& path, std::size_t countTo) {
    std::vector<TiffPage> pages;
    std::size_t full = 0;
    walkTiffPages(bytes, path, [&](const TiffPage& page) {
        pages.push_back(page);
        full += page.isReduced ? 0 : 1;
        return full < countTo;
    });
    return pages;
}

int fullPages(const std::vector<TiffPage>& pages) {
    return static_cast<int>(std::count_if(pages.begin(), pages.end(), [](const TiffPage& page) { return !page.isReduced; }));
}

void requireTiffValues(TiffBytes& bytes, const TiffPage& page, const std::filesystem::path& path) {
    TiffWalk(bytes, path).requireValues(page.offset);
}

} // namespace locascope
