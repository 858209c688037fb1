#pragma once

#include <cstddef>
#include <limits>
#include <new>

namespace locascope {

/// Memory for pixels and files. Large blocks come from the system on huge pages, and some of those that were given back are kept for the next of that size: the kernel
/// clears each page that it hands out, which for a field of large TIFFs takes longer than decoding them, and a heap of such blocks is soon full of holes. Small ones are malloc's.
/// Any thread. Throws std::bad_alloc.
void* takeBlock(std::size_t bytes);
/// `bytes` as it was asked for; null is nothing.
void giveBlock(void* block, std::size_t bytes) noexcept;

inline constexpr std::size_t largeBlockBytes = std::size_t{4} << 20;
/// What is kept of given-back blocks at most: enough for the planes and files of one sample of 2048 x 2048 x 4 of 16 bits (72 MB) while another is on its way.
inline constexpr std::size_t keptBlockBytes = std::size_t{96} << 20;

/// For containers: what they hold lies in such blocks.
template <class T>
struct BlockAllocator {
    using value_type = T;

    BlockAllocator() = default;
    template <class U>
    BlockAllocator(const BlockAllocator<U>&) {} // NOLINT: as an allocator has to

    T* allocate(std::size_t count) {
        if (count > std::numeric_limits<std::size_t>::max() / sizeof(T))
            throw std::bad_alloc();
        return static_cast<T*>(takeBlock(count * sizeof(T)));
    }
    void deallocate(T* block, std::size_t count) noexcept { giveBlock(block, count * sizeof(T)); }
    friend bool operator==(const BlockAllocator&, const BlockAllocator&) { return true; }
};

} // namespace locascope
