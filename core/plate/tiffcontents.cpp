#include "core/plate/tiffcontents.h"

#include "core/files/error.h"
#include "core/files/gunzip.h"
#include "core/files/tiffpicture.h"
#include "core/plate/xmldocument.h"

#include <algorithm>
#include <array>

namespace locascope {

namespace {

// Directories are small and lie between pixels, each in another place.
constexpr std::size_t windowBytes = 4096;
constexpr std::uint64_t mostSamples = 65535; // a tag of 16 bits

bool isPacked(TiffBytes& bytes) {
    std::array<std::byte, 3> magic{};
    return bytes.read(0, magic) == magic.size() && isGzip(magic);
}

} // namespace

TiffToRead::TiffToRead(const std::filesystem::path& root, const std::string& file) : m_path(root / file) {
    const ReadOptions options{.maxBytes = maxImageFileBytes, .inside = root, .prefixBytes = {}};
    m_bytes = std::make_unique<TiffInFile>(m_path, options, windowBytes);
    if (isPacked(*m_bytes)) {
        m_unpacked = gunzip(readFile(m_path, options), m_path);
        m_bytes = std::make_unique<TiffInMemory>(m_unpacked);
    }
    if (!isTiff(*m_bytes, m_path))
        throw Error(ErrorKind::Unsupported, m_path, "is no TIFF by its first bytes");
}

TiffContents TiffToRead::contents() {
    TiffContents contents;
    std::uint64_t samples = 0;
    walkTiffPages(*m_bytes, m_path, [&](const TiffPage& page) {
        const int number = contents.chain++;
        if (page.isReduced)
            return true;
        const TiffPicture picture = tiffPicture(*m_bytes, page, m_path, 0);
        if (number == 0) {
            samples = picture.samples;
            contents.width = picture.width;
            contents.height = picture.height;
            contents.samples = static_cast<int>(std::clamp<std::uint64_t>(samples, 1, mostSamples));
            contents.isColour = picture.isColour;
            contents.pixelsPerUnit = picture.pixelsPerUnit;
        }
        if (picture.width == contents.width && picture.height == contents.height && picture.samples == samples)
            contents.pages.push_back(number);
        else
            ++contents.unlikeTheFirst;
        return true;
    });
    return contents;
}

std::string TiffToRead::descriptionHead(std::size_t most) {
    const std::vector<TiffPage> pages = tiffPages(*m_bytes, m_path, 1);
    return tiffPicture(*m_bytes, pages.front(), m_path, most).description;
}

std::string TiffToRead::description() {
    const std::vector<TiffPage> pages = tiffPages(*m_bytes, m_path, 1);
    const std::uint64_t length = tiffPicture(*m_bytes, pages.front(), m_path, 0).descriptionBytes;
    if (length > maxDescriptionBytes)
        throw Error(ErrorKind::TooLarge, m_path, "its description is " + std::to_string(length >> 20U) + " MB long, more than the " +
                                                     std::to_string(maxDescriptionBytes >> 20U) + " MB that are read");
    return descriptionHead(maxDescriptionBytes);
}

} // namespace locascope
