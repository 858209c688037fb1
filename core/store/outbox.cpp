#include "core/store/outbox.h"

#include "core/files/error.h"

#include <algorithm>
#include <charconv>

namespace locascope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t page = 500;
const std::string deliveredKey = "outbox/delivered";
const std::string serverKey = "outbox/server";

std::int64_t numberOf(const std::optional<std::string>& text) {
    std::int64_t number = 0;
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), number);
    return number;
}

Outbox::Waiting waitingIn(const ReviewStore& store, std::int64_t delivered) {
    Outbox::Waiting waiting;
    waiting.last = delivered;
    for (std::int64_t before = 0;;) {
        const std::vector<LabelEvent> older = store.eventsBefore(before, page);
        for (const LabelEvent& event : older) {
            if (event.sequence <= delivered)
                break;
            waiting.last = std::max(waiting.last, event.sequence);
            waiting.events.push_back(event);
        }
        if (older.size() < page || older.back().sequence <= delivered)
            break;
        before = older.back().sequence;
    }
    std::ranges::reverse(waiting.events);
    return waiting;
}

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

void Outbox::put(std::span<const LabelEvent> events) { m_store->append(events); }

Outbox::Waiting Outbox::waiting() const { return waitingIn(*m_store, delivered()); }

bool Outbox::isEmpty() const {
    const std::vector<LabelEvent> newest = m_store->eventsBefore(0, 1);
    return newest.empty() || newest.front().sequence <= delivered();
}

void Outbox::markDelivered(std::int64_t last) {
    if (last > delivered())
        m_store->putSetting(deliveredKey, std::to_string(last));
    m_store->tidy();
}

std::int64_t Outbox::delivered() const { return numberOf(m_store->setting(deliveredKey)); }

} // namespace locascope
