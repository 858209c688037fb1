#include "core/store/outbox.h"

#include "core/files/error.h"
#include "core/store/refusedrun.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string_view>

namespace locascope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t page = 500;
const std::string deliveredKey = "outbox/delivered";
const std::string serverKey = "outbox/server";
const std::string seenKey = "outbox/seen";

std::int64_t numberOf(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

RefusedEvent asRefused(const LabelEvent& event, const RefusedRun& run) { return {event, run.because, run.reason}; }

std::string valueOf(const RefusedEvent& refused) { return refusedValue({0, 0, refused.because, refused.reason}); }

} // namespace

fs::path outboxFile(const fs::path& dataDirectory, std::string_view server, const fs::path& plateRoot) {
    return dataDirectory / "outbox" / reviewFileName(plateRoot, std::string(server) + '\0' + plateRoot.native());
}

Outbox::Outbox(const fs::path& file, const std::string& server, const PlateIdentity& plate)
    : m_file(file)
    , m_store(ReviewStore::open(file, plate)) {
    if (m_store->mode() != StoreMode::ReadWrite)
        throw Error(ErrorKind::ReadOnly, m_file, "decisions for the server cannot be kept here: " + m_store->readOnlyReason());
    if (m_store->setting(serverKey) != server)
        m_store->putSetting(serverKey, server);
}

Outbox::Outbox(const fs::path& file)
    : m_file(file)
    , m_store(ReviewStore::open(file, {})) {
    if (server().empty())
        throw Error(ErrorKind::Mismatch, m_file, "is a review, but not one that waits for a server; move it elsewhere");
    if (m_store->mode() != StoreMode::ReadWrite)
        throw Error(ErrorKind::ReadOnly, m_file, "what was delivered cannot be marked in it: " + m_store->readOnlyReason());
}

std::string Outbox::server() const { return m_store->setting(serverKey).value_or(""); }

void Outbox::learnFingerprint(const std::string& fingerprint) {
    if (plate().fingerprint.empty() && !fingerprint.empty())
        m_store->bindTo({plate().root, fingerprint});
}

void Outbox::put(std::span<const LabelEvent> events) { m_store->append(events); }

std::optional<std::int64_t> Outbox::seen() const {
    const auto kept = m_store->setting(seenKey);
    return kept ? std::optional(numberOf(*kept)) : std::nullopt;
}

void Outbox::noteSeen(std::int64_t sequence) {
    if (seen() != sequence)
        m_store->putSetting(seenKey, std::to_string(sequence));
}

std::vector<LabelEvent> Outbox::eventsFrom(std::int64_t first) const {
    std::vector<LabelEvent> events;
    for (std::int64_t before = 0;;) {
        const std::vector<LabelEvent> older = m_store->eventsBefore(before, page);
        for (const LabelEvent& event : older) {
            if (event.sequence < first)
                break;
            events.push_back(event);
        }
        if (older.size() < page || older.back().sequence < first)
            break;
        before = older.back().sequence;
    }
    std::ranges::reverse(events);
    return events;
}

std::vector<Outbox::Run> Outbox::runs() const {
    std::vector<Run> found;
    const std::map<std::string, std::string> settings = m_store->settings();
    for (auto one = settings.lower_bound(std::string(refusedKeys)); one != settings.end() && one->first.starts_with(refusedKeys); ++one)
        if (const auto run = parseRefusedRun(one->first, one->second))
            found.push_back({one->first, run->first, run->last, one->second});
    return found;
}

Outbox::Waiting Outbox::waiting() const {
    const std::int64_t mark = delivered();
    Waiting waiting{eventsFrom(mark + 1), mark};
    if (waiting.events.empty())
        return waiting;
    waiting.last = waiting.events.back().sequence;
    const std::vector<Run> refused = runs();
    std::erase_if(waiting.events, [&](const LabelEvent& event) {
        return std::any_of(refused.begin(), refused.end(), [&](const Run& run) { return run.first <= event.sequence && event.sequence <= run.last; });
    });
    return waiting;
}

std::vector<RefusedEvent> Outbox::refused() const {
    const std::vector<Run> all = runs();
    if (all.empty())
        return {};
    const auto first = std::min_element(all.begin(), all.end(), [](const Run& a, const Run& b) { return a.first < b.first; });
    std::vector<RefusedEvent> refused;
    for (const LabelEvent& event : eventsFrom(first->first))
        if (const auto run = std::find_if(all.begin(), all.end(), [&](const Run& one) { return one.first <= event.sequence && event.sequence <= one.last; }); run != all.end())
            refused.push_back(asRefused(event, *parseRefusedRun(run->key, run->value)));
    return refused;
}

bool Outbox::isEmpty() const {
    const std::vector<LabelEvent> newest = m_store->eventsBefore(0, 1);
    return (newest.empty() || newest.front().sequence <= delivered()) && runs().empty();
}

void Outbox::markDelivered(std::int64_t last) {
    if (last > delivered())
        m_store->putSetting(deliveredKey, std::to_string(last));
    m_store->tidy();
}

// A run that another program wrote meanwhile has a key of its own, and stays.
void Outbox::markRefused(std::span<const RefusedEvent> refused) {
    const std::vector<Run> before = runs();
    std::set<std::string> keys;
    for (std::size_t i = 0; i < refused.size();) {
        const std::string value = valueOf(refused[i]);
        std::size_t end = i + 1;
        while (end < refused.size() && refused[end].event.sequence == refused[end - 1].event.sequence + 1 && valueOf(refused[end]) == value)
            ++end;
        const std::string key = refusedKey({refused[i].event.sequence, refused[end - 1].event.sequence, refused[i].because, {}});
        keys.insert(key);
        if (std::none_of(before.begin(), before.end(), [&](const Run& run) { return run.key == key && run.value == value; }))
            m_store->putSetting(key, value);
        i = end;
    }
    for (const Run& run : before)
        if (!keys.contains(run.key))
            m_store->putSetting(run.key, "");
}

std::int64_t Outbox::delivered() const { return numberOf(m_store->setting(deliveredKey).value_or("")); }

} // namespace locascope
