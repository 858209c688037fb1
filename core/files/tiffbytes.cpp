#include "core/files/tiffbytes.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t mostWindows = 64; // a directory and its values lie in one or two places, and a file has some dozens

std::size_t copyFrom(std::span<const std::byte> bytes, std::uint64_t offset, std::span<std::byte> to) {
    if (offset >= bytes.size())
        return 0;
    const std::size_t count = std::min<std::size_t>(to.size(), bytes.size() - offset);
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), count, to.begin());
    return count;
}

} // namespace

std::size_t TiffInMemory::read(std::uint64_t offset, std::span<std::byte> to) {
    return copyFrom(m_bytes, offset, to);
}

TiffInFile::TiffInFile(std::filesystem::path path, const ReadOptions& options, std::size_t windowBytes)
    : m_file(std::move(path), options)
    , m_windowBytes(windowBytes) {
    m_windows.push_back({0, m_file.read(0, m_windowBytes)});
}

const TiffInFile::Window& TiffInFile::windowAt(std::uint64_t offset) {
    const std::uint64_t start = offset - offset % m_windowBytes;
    const auto known = std::find_if(m_windows.begin(), m_windows.end(),
                                    [start](const Window& window) { return window.offset == start; });
    if (known != m_windows.end())
        return *known;
    if (m_windows.size() == mostWindows)
        m_windows.erase(m_windows.begin());
    m_windows.push_back({start, m_file.read(start, m_windowBytes)});
    return m_windows.back();
}

std::size_t TiffInFile::read(std::uint64_t offset, std::span<std::byte> to) {
    std::size_t done = 0;
    while (done < to.size() && offset + done < m_file.size()) {
        const Window& window = windowAt(offset + done);
        const std::size_t count = copyFrom(window.bytes, offset + done - window.offset, to.subspan(done));
        if (count == 0)
            break;
        done += count;
    }
    return done;
}

} // namespace locascope
