#include "core/store/refusedrun.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace locascope {

namespace {

constexpr std::array<std::string_view, 4> becauseKeys = {"reviewer", "ruling", "content", "earlier"}; // as EventsRefused::Because

std::optional<std::int64_t> numberOf(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && number >= 0 ? std::optional(number) : std::nullopt;
}

} // namespace

std::string refusedKey(const RefusedRun& run) { return std::string(refusedKeys) + std::to_string(run.first) + '-' + std::to_string(run.last); }

std::string refusedValue(const RefusedRun& run) { return std::string(becauseKeys[static_cast<std::size_t>(run.because)]) + '\n' + run.reason; }

std::optional<RefusedRun> parseRefusedRun(std::string_view key, std::string_view value) {
    const std::size_t dash = key.find('-', refusedKeys.size());
    if (value.empty() || !key.starts_with(refusedKeys) || dash == std::string_view::npos)
        return {};
    const auto first = numberOf(key.substr(refusedKeys.size(), dash - refusedKeys.size())), last = numberOf(key.substr(dash + 1));
    if (!first || !last || *last < *first)
        return {};
    const std::size_t end = std::min(value.find('\n'), value.size());
    RefusedRun run{*first, *last, EventsRefused::Because::Content, std::string(value.substr(std::min(end + 1, value.size())))};
    if (const auto known = std::find(becauseKeys.begin(), becauseKeys.end(), value.substr(0, end)); known != becauseKeys.end())
        run.because = static_cast<EventsRefused::Because>(known - becauseKeys.begin());
    return run;
}

} // namespace locascope
