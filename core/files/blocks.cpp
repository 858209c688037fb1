#include "core/files/blocks.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <utility>
#include <vector>

namespace locascope {

namespace {

constexpr std::size_t hugePage = std::size_t{2} << 20;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool areWatched = true; // AddressSanitizer sees what malloc gives
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool areWatched = true;
#else
constexpr bool areWatched = false;
#endif
#else
constexpr bool areWatched = false;
#endif

bool isLarge(std::size_t bytes) { return bytes >= largeBlockBytes && !areWatched; }

std::size_t mappedBytes(std::size_t bytes) { return (bytes + hugePage - 1) / hugePage * hugePage; }

/// Given back last, taken first: its pages are likeliest in a cache.
class KeptBlocks final {
public:
    void* take(std::size_t bytes) {
        const std::lock_guard lock(m_mutex);
        for (std::size_t i = m_blocks.size(); i-- > 0;) {
            if (m_blocks[i].second != bytes)
                continue;
            void* block = m_blocks[i].first;
            m_blocks.erase(m_blocks.begin() + static_cast<std::ptrdiff_t>(i));
            m_bytes -= bytes;
            return block;
        }
        return nullptr;
    }

    /// Those that were given back longest ago make room. Returns what is to be unmapped.
    std::vector<std::pair<void*, std::size_t>> give(void* block, std::size_t bytes) {
        std::vector<std::pair<void*, std::size_t>> dropped;
        if (bytes > keptBlockBytes)
            return {{block, bytes}};
        const std::lock_guard lock(m_mutex);
        while (m_bytes + bytes > keptBlockBytes) {
            m_bytes -= m_blocks.front().second;
            dropped.push_back(m_blocks.front());
            m_blocks.erase(m_blocks.begin());
        }
        m_blocks.emplace_back(block, bytes);
        m_bytes += bytes;
        return dropped;
    }

private:
    std::mutex m_mutex;
    std::vector<std::pair<void*, std::size_t>> m_blocks; ///< and their sizes
    std::size_t m_bytes = 0;
};

/// Never destroyed: blocks are given back until the very end of the program.
KeptBlocks& keptBlocks() {
    static KeptBlocks& kept = *new KeptBlocks;
    return kept;
}

/// Aligned to huge pages, of which a mapping of its own need not begin at one.
void* mapped(std::size_t bytes) {
    void* start = ::mmap(nullptr, bytes + hugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED)
        throw std::bad_alloc();
    const auto first = reinterpret_cast<std::uintptr_t>(start);
    const std::uintptr_t aligned = (first + hugePage - 1) / hugePage * hugePage;
    if (aligned > first)
        ::munmap(start, aligned - first);
    if (const std::size_t behind = first + hugePage - aligned; behind > 0)
        ::munmap(reinterpret_cast<void*>(aligned + bytes), behind);
    return reinterpret_cast<void*>(aligned);
}

} // namespace

void* takeBlock(std::size_t bytes) {
    if (!isLarge(bytes)) {
        if (void* block = std::malloc(bytes > 0 ? bytes : 1))
            return block;
        throw std::bad_alloc();
    }
    const std::size_t size = mappedBytes(bytes);
    if (size < bytes)
        throw std::bad_alloc();
    if (void* block = keptBlocks().take(size))
        return block;
    void* block = mapped(size);
#ifdef MADV_HUGEPAGE
    ::madvise(block, bytes / hugePage * hugePage, MADV_HUGEPAGE); // whole ones: nothing is held that was not asked for
#endif
    return block;
}

void giveBlock(void* block, std::size_t bytes) noexcept {
    if (!block || !isLarge(bytes))
        return std::free(block);
    const std::size_t size = mappedBytes(bytes);
    try {
        for (const auto& [dropped, length] : keptBlocks().give(block, size))
            ::munmap(dropped, length);
    } catch (const std::bad_alloc&) {
        ::munmap(block, size); // no room for the list itself
    }
}

} // namespace locascope
