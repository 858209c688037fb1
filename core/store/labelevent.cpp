#include "core/store/labelevent.h"

#include <array>
#include <utility>

namespace locascope {

namespace {

constexpr std::array<std::pair<EventCause, std::string_view>, 7> keys = {{
    {EventCause::Reviewed, "reviewed"},
    {EventCause::Undone, "undone"},
    {EventCause::Imported, "imported"},
    {EventCause::Bulk, "bulk"},
    {EventCause::Ruling, "ruling"},
    {EventCause::Vocabulary, "vocabulary"},
    {EventCause::Assignment, "assignment"},
}};

} // namespace

std::string_view eventCauseKey(EventCause cause) {
    for (const auto& [value, key] : keys)
        if (value == cause)
            return key;
    return {};
}

const std::string& actOf(const LabelEvent& event) { return event.act.empty() ? event.uuid : event.act; }

std::optional<EventCause> eventCauseOfKey(std::string_view key) {
    for (const auto& [value, name] : keys)
        if (name == key)
            return value;
    return {};
}

std::string actBy(const std::string& id, const std::string& actor) { return id + '/' + actor; }

std::string_view actorOf(const LabelEvent& event) {
    constexpr std::size_t uuidLetters = 36;
    const std::string_view act = event.act;
    return act.size() > uuidLetters && act[uuidLetters] == '/' ? act.substr(uuidLetters + 1) : std::string_view(event.reviewer);
}

} // namespace locascope
