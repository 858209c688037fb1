#pragma once

#include "core/imaging/contrast.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace locascope {

/// What each raw value from 0 to `size` − 1 adds: red, green and blue, each rounded to a whole step of 255, in 10-bit lanes from the top, so
/// that four stains add without carrying over. `full` is red, green and blue at full brightness, in [0, 255].
std::vector<std::uint32_t> brightnessTable(const ContrastWindow& window, const std::array<double, 3>& full, std::size_t size);

/// One stain of one row and its table.
struct TableRow {
    const void* values = nullptr;
    const std::uint32_t* table = nullptr;
};

/// The same for sums of `taps` values, 1 to 16, by way of their mean, rounded half up.
std::vector<std::uint32_t> tableOfSums(const std::vector<std::uint32_t>& table, int taps);

/// Adds up a row by looking every value up: for curves, where arithmetic takes longer. The rows hold `width` raw values of `bits`, 8 or 16, or,
/// with more than one of `taps`, sums of so many, as RowSampler makes them; the tables are of raw values, or of sums where those have 8 bits. For
/// CompositeKernel::packLanes.
void sumThroughTables(std::span<const TableRow> rows, int bits, int taps, int width, std::uint32_t* sums);

} // namespace locascope
