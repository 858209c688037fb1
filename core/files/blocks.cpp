#include "core/files/blocks.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <mutex>
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

struct Block {
    void* start = nullptr;
    std::size_t bytes = 0; ///< whole huge pages
};

void unmap(const Block& block) { ::munmap(block.start, block.bytes); }

std::size_t mappedBytes(std::size_t bytes) { return (bytes + hugePage - 1) / hugePage * hugePage; }

/// Given back last, taken first: its pages are likeliest in a cache.
class KeptBlocks final {
public:
    KeptBlocks() { m_blocks.reserve(keptBlockBytes / largeBlockBytes); }

    void* take(std::size_t bytes) {
        const std::lock_guard lock(m_mutex);
        const auto found = std::find_if(m_blocks.rbegin(), m_blocks.rend(), [bytes](const Block& kept) { return kept.bytes == bytes; });
        if (found == m_blocks.rend())
            return nullptr;
        void* start = found->start;
        m_blocks.erase(std::next(found).base());
        m_bytes -= bytes;
        return start;
    }

    /// Those that were given back longest ago make room.
    void give(const Block& block) noexcept {
        if (block.bytes > keptBlockBytes)
            return unmap(block);
        const std::lock_guard lock(m_mutex);
        while (m_bytes + block.bytes > keptBlockBytes) {
            m_bytes -= m_blocks.front().bytes;
            unmap(m_blocks.front());
            m_blocks.erase(m_blocks.begin());
        }
        m_blocks.push_back(block); // there is room: none is smaller than largeBlockBytes
        m_bytes += block.bytes;
    }

private:
    std::mutex m_mutex;
    std::vector<Block> m_blocks;
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
    keptBlocks().give({block, mappedBytes(bytes)});
}

} // namespace locascope
