#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace locascope {

/// Sorts `samples` by ascending `keyOf(sample)`, which is asked once a sample; equal keys stay in the order they are in. Radix sort by digits of 11
/// bits; digits that all keys share cost nothing. A million: 20 to 60 ms on one core. Unfinished when `stop` is requested.
void sortByKey(std::vector<int>& samples, const std::function<std::uint64_t(int)>& keyOf, const std::stop_token& stop);

/// Keys whose order is that of the values. Negative zero, NaN and values below 0 count as 0.
std::uint64_t ascendingKey(float value);
std::uint64_t descendingKey(float value);

} // namespace locascope
