#include "core/review/csvcell.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace locascope {

namespace {

template <class Number>
std::string shortest(Number value) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

template <class Number>
std::optional<Number> wholeText(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return {};
    return value;
}

template <class Number>
std::optional<Number> decimal(std::string_view text, char delimiter) {
    std::string plain(text);
    if (delimiter == ';')
        std::replace(plain.begin(), plain.end(), ',', '.');
    const auto value = wholeText<Number>(plain);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

/// `text` has digits exactly where `pattern` has '0', and its other characters where they stand.
bool matches(std::string_view text, std::string_view pattern) {
    return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(),
                      [](char letter, char wanted) { return wanted == '0' ? letter >= '0' && letter <= '9' : letter == wanted; });
}

int digits(std::string_view text, std::size_t start, std::size_t count) {
    return wholeText<int>(text.substr(start, count)).value_or(0);
}

} // namespace

std::string numberText(float value) { return shortest(value); }
std::string numberText(double value) { return shortest(value); }

std::optional<double> numberOf(std::string_view text, char delimiter) { return decimal<double>(text, delimiter); }

std::optional<float> probabilityOf(std::string_view text, char delimiter) {
    const auto value = decimal<float>(text, delimiter);
    return value && *value >= 0 && *value <= 1 ? value : std::nullopt;
}

std::optional<std::uint64_t> wholeNumberOf(std::string_view text) { return wholeText<std::uint64_t>(text); }

std::string timeText(std::int64_t milliseconds) {
    using namespace std::chrono;
    constexpr std::int64_t first = -62167219200000, last = 253402300799999; // years 0 and 9999
    if (milliseconds < first || milliseconds > last)
        return {};
    const sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(milliseconds)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                  static_cast<int>(clock.subseconds().count()));
    return text;
}

std::optional<std::int64_t> timeOf(std::string_view text) {
    using namespace std::chrono;
    const bool precise = matches(text, "0000-00-00T00:00:00.000Z");
    if (!precise && !matches(text, "0000-00-00T00:00:00Z"))
        return {};
    const year_month_day date(year(digits(text, 0, 4)), month(static_cast<unsigned>(digits(text, 5, 2))),
                              day(static_cast<unsigned>(digits(text, 8, 2))));
    const int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    if (!date.ok() || hour > 23 || minute > 59 || second > 59)
        return {};
    const auto time = sys_days(date) + hours(hour) + minutes(minute) + seconds(second) + milliseconds(precise ? digits(text, 20, 3) : 0);
    return time.time_since_epoch().count();
}

std::string lowered(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
    return result;
}

} // namespace locascope
