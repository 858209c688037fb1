#include "core/similarity/dotswithall.h"

#include <cstddef>
#include <future>

namespace locascope {

namespace {

constexpr std::size_t worthAThread = 4'000'000; ///< numbers in a table: of fewer, starting a thread takes as long as it saves

} // namespace

std::vector<float> dotsWithAll(const std::vector<float>& query, const FeatureTable& table, const DotKernel& kernel) {
    std::vector<float> sums(table.count());
    const std::size_t length = table.length(), half = sums.size() * length < worthAThread ? 0 : sums.size() / 2;
    std::future<void> first;
    if (half > 0)
        first = std::async(std::launch::async | std::launch::deferred, [&] { kernel.dots(query.data(), table.rows(), length, half, sums.data()); });
    kernel.dots(query.data(), table.rows() + half * length, length, sums.size() - half, sums.data() + half);
    if (first.valid())
        first.get();
    return sums;
}

} // namespace locascope
