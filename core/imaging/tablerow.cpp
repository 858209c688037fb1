#include "core/imaging/tablerow.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace locascope {

namespace {

constexpr std::size_t mostRows = 4;

std::uint32_t contribution(const std::array<double, 3>& full, double fraction) {
    std::uint32_t packed = 0;
    for (const double part : full)
        packed = packed << 10 | static_cast<std::uint32_t>(fraction > 0 ? part * fraction + 0.5 : 0);
    return packed;
}

/// The first entry of the table that is not below `bound`.
std::size_t entryAt(double bound, std::size_t size) {
    return static_cast<std::size_t>(std::clamp(std::ceil(bound), 0.0, static_cast<double>(size)));
}

/// Divides by a small number through a multiplication; exact for dividends below 2^20 and divisors to 16.
struct Divider {
    explicit Divider(int divisor)
        : half(static_cast<std::uint64_t>(divisor) / 2)
        , factor(((std::uint64_t{1} << 40) + static_cast<std::uint64_t>(divisor) - 1) / static_cast<std::uint64_t>(divisor)) {}
    std::size_t rounded(std::uint64_t sum) const { return static_cast<std::size_t>((sum + half) * factor >> 40); }
    std::uint64_t half, factor;
};

/// All rows at once: a sum is written once and never read.
template <class T, int count, class Entry>
void sumRows(std::span<const TableRow> rows, int width, std::uint32_t* __restrict sums, const Entry& entry) {
    std::array<const T*, mostRows> values{};
    std::array<const std::uint32_t*, mostRows> tables{};
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = static_cast<const T*>(rows[i].values);
        tables[i] = rows[i].table;
    }
    for (int x = 0; x < width; ++x) {
        std::uint32_t sum = 0;
        for (std::size_t i = 0; i < count; ++i)
            sum += tables[i][entry(values[i][x])];
        sums[x] = sum;
    }
}

template <class T, class Entry>
void sumRows(std::span<const TableRow> rows, int width, std::uint32_t* sums, const Entry& entry) {
    switch (rows.size()) {
    case 1: return sumRows<T, 1>(rows, width, sums, entry);
    case 2: return sumRows<T, 2>(rows, width, sums, entry);
    case 3: return sumRows<T, 3>(rows, width, sums, entry);
    default: return sumRows<T, 4>(rows, width, sums, entry);
    }
}

/// Every value is its own entry.
template <class T>
void sumRows(std::span<const TableRow> rows, int width, std::uint32_t* sums) {
    sumRows<T>(rows, width, sums, [](T value) { return static_cast<std::size_t>(value); });
}

} // namespace

std::vector<std::uint32_t> brightnessTable(const ContrastWindow& window, const std::array<double, 3>& full, std::size_t size) {
    std::vector<std::uint32_t> table(size);
    const std::size_t firstFull = std::isfinite(window.maximum) ? entryAt(window.maximum, size) : size;
    for (std::size_t value = 0; value < firstFull; ++value)
        table[value] = contribution(full, displayFraction(window, static_cast<double>(value)));
    for (std::size_t value = firstFull; value < size; ++value)
        table[value] = contribution(full, static_cast<double>(value) > window.minimum ? 1 : 0);
    return table;
}

std::vector<std::uint32_t> tableOfSums(const std::vector<std::uint32_t>& table, int taps) {
    std::vector<std::uint32_t> sums((table.size() - 1) * static_cast<std::size_t>(taps) + 1);
    const Divider divider(taps);
    for (std::size_t sum = 0; sum < sums.size(); ++sum)
        sums[sum] = table[divider.rounded(sum)];
    return sums;
}

void sumThroughTables(std::span<const TableRow> rows, int bits, int taps, int width, std::uint32_t* sums) {
    if (bits == 8)
        return taps == 1 ? sumRows<std::uint8_t>(rows, width, sums) : sumRows<std::uint16_t>(rows, width, sums);
    if (taps == 1)
        return sumRows<std::uint16_t>(rows, width, sums);
    sumRows<std::uint32_t>(rows, width, sums, [divider = Divider(taps)](std::uint32_t sum) { return divider.rounded(sum); });
}

} // namespace locascope
