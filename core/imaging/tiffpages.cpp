#include "core/imaging/tiffpages.h"

#include "core/imaging/decodeformat.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <set>
#include <string>

// TIFF revision 6.0, section 2, and its 64-bit form (BigTIFF).

namespace locascope {

namespace {

class TiffWalk final {
public:
    TiffWalk(TiffBytes& bytes, const std::filesystem::path& path)
        : m_bytes(bytes)
        , m_path(path) {
        m_isBigEndian = number(0, 1) == 'M';
        m_isBig = number(2, 2) == 43;
    }

    std::uint64_t firstDirectory() const { return m_isBig ? number(8, 8) : number(4, 4); }

    /// Offset of the directory after the one at `offset`, 0 at the end.
    std::uint64_t nextDirectory(std::uint64_t offset) const {
        const std::uint64_t entries = number(offset, countBytes());
        return number(offset + countBytes() + entries * entryBytes(), offsetBytes());
    }

    /// Every value of the directory lies within the file.
    void requireValues(std::uint64_t offset) const {
        const std::uint64_t entries = number(offset, countBytes());
        for (std::uint64_t i = 0; i < entries; ++i)
            requireValue(offset + countBytes() + i * entryBytes());
    }

    /// Its tag NewSubfileType says that it is a smaller copy or a mask of another page.
    bool isReduced(std::uint64_t offset) const {
        constexpr std::uint64_t newSubfileType = 254, smallerOrMask = 1 | 4, asLong = 4;
        const std::uint64_t entries = number(offset, countBytes());
        for (std::uint64_t i = 0; i < entries; ++i) {
            const std::uint64_t entry = offset + countBytes() + i * entryBytes();
            const std::uint64_t tag = number(entry, 2);
            if (tag == newSubfileType && number(entry + 2, 2) == asLong)
                return (number(entry + 4 + offsetBytes(), 4) & smallerOrMask) != 0;
            if (tag >= newSubfileType) // tags ascend, and this is the lowest of those in use
                return false;
        }
        return false;
    }

private:
    std::size_t countBytes() const { return m_isBig ? 8 : 2; }
    std::size_t entryBytes() const { return m_isBig ? 20 : 12; }
    std::size_t offsetBytes() const { return m_isBig ? 8 : 4; }

    void requireWithin(std::uint64_t offset, std::uint64_t length) const {
        if (offset > m_bytes.size() || length > m_bytes.size() - offset)
            throwEndsEarly(m_bytes.size(), m_path);
    }

    std::uint64_t number(std::uint64_t offset, std::size_t length) const {
        std::array<std::byte, 8> digits{};
        requireWithin(offset, length);
        if (m_bytes.read(offset, std::span(digits).first(length)) != length)
            throwEndsEarly(m_bytes.size(), m_path);
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < length; ++i)
            value = value << 8U | std::to_integer<std::uint64_t>(digits[m_isBigEndian ? i : length - 1 - i]);
        return value;
    }

    void requireValue(std::uint64_t entry) const {
        constexpr std::array<std::uint64_t, 19> typeBytes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4,
                                                          8, 4, 8, 4, 0, 0, 8, 8, 8};
        const std::uint64_t type = number(entry + 2, 2);
        const std::uint64_t size = type < typeBytes.size() ? typeBytes[type] : 0;
        const std::uint64_t count = number(entry + 4, offsetBytes());
        if (size == 0 || count <= offsetBytes() / size)
            return;
        requireWithin(0, count);
        requireWithin(number(entry + 4 + offsetBytes(), offsetBytes()), count * size);
    }

    TiffBytes& m_bytes;
    const std::filesystem::path& m_path;
    bool m_isBigEndian = false;
    bool m_isBig = false;
};

} // namespace

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
