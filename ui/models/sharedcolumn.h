#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

namespace locascope {

/// One value per sample, in blocks that copies share until one side changes a block: another thread is given what there is at this moment for the
/// price of some hundred pointers. A block is allocated when the first of its values is set; before, all are T(). A column is used by one thread at
/// a time; its copies are independent of it.
template <class T>
class SharedColumn final {
public:
    static constexpr std::size_t blockSize = 4096;

    SharedColumn() = default;
    explicit SharedColumn(std::size_t size)
        : m_size(size)
        , m_blocks((size + blockSize - 1) / blockSize) {}

    std::size_t size() const { return m_size; }

    const T& operator[](std::size_t i) const {
        static const T none{};
        const auto& block = m_blocks[i / blockSize];
        return block ? (*block)[i % blockSize] : none;
    }

    void set(std::size_t i, T value) {
        auto& block = m_blocks[i / blockSize];
        if (!block)
            block = std::make_shared<Block>(std::min(blockSize, m_size - i / blockSize * blockSize));
        else if (block.use_count() > 1)
            block = std::make_shared<Block>(*block);
        else
            std::atomic_thread_fence(std::memory_order_acquire); // whoever let go of it has done reading
        (*block)[i % blockSize] = std::move(value);
    }

private:
    using Block = std::vector<T>;

    std::size_t m_size = 0;
    std::vector<std::shared_ptr<Block>> m_blocks;
};

} // namespace locascope
