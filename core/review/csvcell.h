#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locascope {

/// Shortest text that reads back as the same number, with a '.' in any locale.
std::string numberText(float value);
std::string numberText(double value);

/// The whole text as a finite number; none otherwise. A comma counts as the decimal point where `delimiter` is ';'.
std::optional<double> numberOf(std::string_view text, char delimiter);
std::optional<float> probabilityOf(std::string_view text, char delimiter); ///< within [0, 1]
std::optional<std::uint64_t> wholeNumberOf(std::string_view text);         ///< digits only

/// UTC as ISO 8601 with milliseconds, "2024-02-29T23:59:59.123Z". Empty outside the years 0 to 9999.
std::string timeText(std::int64_t milliseconds);
/// With or without the fraction, ending with Z.
std::optional<std::int64_t> timeOf(std::string_view text);

std::string lowered(std::string_view text); ///< ASCII only

} // namespace locascope
