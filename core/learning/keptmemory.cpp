#include "core/learning/keptmemory.h"

#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <deque>
#include <mutex>

namespace locascope {

namespace {

/// Smaller ones malloc hands out without asking the kernel.
constexpr std::size_t leastKept = std::size_t{64} << 10;
/// Before each block, as wide as the alignment: what LibTorch gives back is a bare address.
constexpr std::size_t headBytes = 64;
constexpr std::size_t stepsAnOctave = 8;

/// Blocks of nearly the same size serve each other: sizes are rounded up to an eighth of the power of two below.
std::size_t roundedUp(std::size_t bytes) {
    const std::size_t step = std::bit_floor(bytes) / stepsAnOctave;
    return (bytes + step - 1) / step * step;
}

bool isKept(std::size_t bytes) { return bytes >= leastKept && bytes <= mostKeptTensorBytes; }

struct Block {
    std::size_t bytes; ///< with the head
    void* start;
};

class KeptBlocks {
public:
    /// Null where none of that size is kept.
    void* take(std::size_t bytes) {
        const std::lock_guard lock(m_mutex);
        for (auto block = m_blocks.rbegin(); block != m_blocks.rend(); ++block)
            if (block->bytes == bytes) {
                void* start = block->start;
                m_blocks.erase(std::next(block).base());
                m_bytes -= bytes;
                return start;
            }
        return nullptr;
    }

    /// The oldest are let go where there are too many.
    void give(Block block) {
        const std::lock_guard lock(m_mutex);
        m_blocks.push_back(block);
        m_bytes += block.bytes;
        shrinkTo(mostKeptTensorBytes);
    }

    void clear() {
        const std::lock_guard lock(m_mutex);
        shrinkTo(0);
    }

    std::size_t bytes() {
        const std::lock_guard lock(m_mutex);
        return m_bytes;
    }

private:
    void shrinkTo(std::size_t most) {
        while (m_bytes > most) {
            c10::free_cpu(m_blocks.front().start);
            m_bytes -= m_blocks.front().bytes;
            m_blocks.pop_front();
        }
    }

    std::mutex m_mutex;
    std::deque<Block> m_blocks; ///< the oldest first
    std::size_t m_bytes = 0;
};

/// Never destroyed: tensors may outlive everything else.
KeptBlocks& kept() {
    static auto* blocks = new KeptBlocks;
    return *blocks;
}

void* startOf(std::size_t bytes) {
    if (isKept(bytes))
        if (void* start = kept().take(bytes))
            return start;
    try {
        return c10::alloc_cpu(bytes);
    } catch (const std::exception&) {
        kept().clear();
        return c10::alloc_cpu(bytes);
    }
}

void giveBack(void* data) {
    if (data == nullptr)
        return;
    void* start = static_cast<std::byte*>(data) - headBytes;
    std::size_t bytes = 0;
    std::memcpy(&bytes, start, sizeof bytes);
    if (isKept(bytes))
        kept().give({bytes, start});
    else
        c10::free_cpu(start);
}

class KeepingAllocator final : public c10::Allocator {
public:
    // One of the two overrides: newer LibTorch dropped the const, and asks for copy_data.
    c10::DataPtr allocate(std::size_t wanted) const { return handOut(wanted); }
    c10::DataPtr allocate(std::size_t wanted) { return handOut(wanted); }
    void copy_data(void* to, const void* from, std::size_t bytes) const { std::memcpy(to, from, bytes); }
    c10::DeleterFnPtr raw_deleter() const override { return &giveBack; }

private:
    static c10::DataPtr handOut(std::size_t wanted) {
        if (wanted == 0)
            return {nullptr, nullptr, &giveBack, c10::DeviceType::CPU};
        const std::size_t whole = wanted + headBytes;
        const std::size_t bytes = isKept(whole) ? roundedUp(whole) : whole;
        void* start = startOf(std::max(wanted, bytes)); // LibTorch's own error for what no address space holds
        std::memcpy(start, &bytes, sizeof bytes);
        void* data = static_cast<std::byte*>(start) + headBytes;
        return {data, data, &giveBack, c10::DeviceType::CPU};
    }
};

} // namespace

void keepTensorMemory() {
    static auto* allocator = new KeepingAllocator; // as long as tensors
    c10::SetCPUAllocator(allocator);
}

std::size_t keptTensorBytes() {
    return kept().bytes();
}

} // namespace locascope
