#include "core/model/plan.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace locascope {

namespace {

constexpr double clearlyFaster = 0.97;
constexpr int mostThreads = 1024;
constexpr int largestBatch = 64;
constexpr int allConvolutions = 100;

const char* nameOf(NumberFormat numbers) {
    switch (numbers) {
    case NumberFormat::Float32: return "float32";
    case NumberFormat::BFloat16: return "bfloat16";
    case NumberFormat::Float16: break;
    }
    return "float16";
}

std::optional<NumberFormat> numbersNamed(std::string_view name) {
    for (const NumberFormat numbers : {NumberFormat::Float32, NumberFormat::BFloat16, NumberFormat::Float16})
        if (name == nameOf(numbers))
            return numbers;
    return std::nullopt;
}

std::optional<int> numberWithin(std::string_view text, int least, int most) {
    int value = 0;
    const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isNumber = failure == std::errc() && rest == text.data() + text.size();
    return isNumber && value >= least && value <= most ? std::optional(value) : std::nullopt;
}

/// The value of `key=value` at the start of `text`, which moves behind it and one space; nothing where another key is there.
std::optional<std::string_view> taken(std::string_view& text, std::string_view key) {
    if (text.substr(0, key.size()) != key || text.substr(key.size(), 1) != "=")
        return std::nullopt;
    text.remove_prefix(key.size() + 1);
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view value = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return value;
}

} // namespace

ExecutionPlan startingPlan() {
    return {.frozen = true, .channelsLast = true, .batch = 4};
}

std::string planText(const ExecutionPlan& plan) {
    std::string text = plan.frozen ? "frozen" : "as loaded";
    text += plan.channelsLast ? ", channels last" : "";
    text += plan.oneDnnLayout ? ", oneDNN's layout" : "";
    text += std::string(", ") + nameOf(plan.numbers);
    text += plan.lowPercent < allConvolutions ? " in the first " + std::to_string(plan.lowPercent) + " % of the convolutions" : "";
    if (plan.threads > 0)
        text += ", " + std::to_string(plan.threads) + (plan.threads == 1 ? " thread" : " threads");
    return text + (plan.batch == 1 ? ", one by one" : ", batches of " + std::to_string(plan.batch));
}

std::string formatPlan(const ExecutionPlan& plan) {
    return "frozen=" + std::to_string(static_cast<int>(plan.frozen)) + " channels-last=" + std::to_string(static_cast<int>(plan.channelsLast))
           + " numbers=" + nameOf(plan.numbers) + " low-percent=" + std::to_string(plan.lowPercent) + " onednn-layout=" + std::to_string(static_cast<int>(plan.oneDnnLayout))
           + " threads=" + std::to_string(plan.threads) + " batch=" + std::to_string(plan.batch);
}

std::optional<ExecutionPlan> parsePlan(std::string_view text) {
    std::string_view rest = text;
    const auto number = [&rest](std::string_view key, int least, int most) {
        const auto value = taken(rest, key);
        return value ? numberWithin(*value, least, most) : std::nullopt;
    };
    const auto frozen = number("frozen", 0, 1);
    const auto channelsLast = number("channels-last", 0, 1);
    const auto numbers = numbersNamed(taken(rest, "numbers").value_or(""));
    const auto lowPercent = number("low-percent", 1, allConvolutions);
    const auto oneDnnLayout = number("onednn-layout", 0, 1);
    const auto threads = number("threads", 0, mostThreads);
    const auto batch = number("batch", 1, largestBatch);
    if (!frozen || !channelsLast || !numbers || !lowPercent || !oneDnnLayout || !threads || !batch)
        return std::nullopt;
    const ExecutionPlan plan{*frozen == 1, *channelsLast == 1, *numbers, *lowPercent, *oneDnnLayout == 1, *threads, *batch};
    return formatPlan(plan) == text ? std::optional(plan) : std::nullopt;
}

const MeasuredPlan* fastestHonest(std::span<const MeasuredPlan> measured) {
    const MeasuredPlan* best = nullptr;
    for (const MeasuredPlan& one : measured) {
        const bool isHonest = std::isfinite(one.seconds) && one.deviation <= mostDeviation; // false for NaN
        if (isHonest && (best == nullptr || one.seconds < best->seconds * clearlyFaster))
            best = &one;
    }
    return best;
}

} // namespace locascope
