#pragma once

#include "core/files/error.h"
#include "core/store/eventsrefused.h"
#include "core/store/reviewstore.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace locascope::testing {

/// What a MemoryStore keeps beyond its own life, and how it is to fail. Shared with the store's thread.
struct MemoryReview {
    std::mutex mutex;
    std::vector<LabelEvent> events;
    std::map<std::string, std::map<std::string, StoredPrediction>> predictions;
    std::map<std::string, std::string> settings;
    PlateIdentity boundTo;
    std::optional<ErrorKind> appendFails;
    std::optional<ErrorKind> openFails;
    std::function<void(const LabelEvent&)> accept; ///< throws EventsRefused where the event is not taken; may be empty
    StoreMode mode = StoreMode::ReadWrite;
    bool tellsNews = false; ///< of settings, to whoever put them, as a server does
    int appends = 0; ///< tried

    template <class Act>
    auto with(Act act) {
        const std::lock_guard lock(mutex);
        return act(*this);
    }
    std::size_t eventCount() {
        return with([](auto& review) { return review.events.size(); });
    }
};

/// A review that lives in memory.
class MemoryStore final : public ReviewStore {
    template <class Act>
    auto read(Act act) const {
        const std::lock_guard lock(m_review->mutex);
        return act(*m_review);
    }

public:
    /// With the mutex of `review` held. Its mode is that of this moment, as of a file.
    explicit MemoryStore(std::shared_ptr<MemoryReview> review) : m_review(std::move(review)), m_mode(m_review->mode) {}

    static std::unique_ptr<ReviewStore> open(const std::shared_ptr<MemoryReview>& review) {
        const std::lock_guard lock(review->mutex);
        if (review->openFails)
            throw Error(*review->openFails, "/memory", "cannot be opened");
        return std::make_unique<MemoryStore>(review);
    }

    StoreMode mode() const override { return m_mode; }
    std::string readOnlyReason() const override { return {}; }
    std::filesystem::path file() const override { return "/memory"; }
    PlateIdentity boundTo() const override { return read([](auto& review) { return review.boundTo; }); }
    void bindTo(const PlateIdentity& plate) override { read([&](auto& review) { return review.boundTo = plate; }); }

    std::vector<LabelEvent> append(std::span<const LabelEvent> events) override {
        const std::lock_guard lock(m_review->mutex);
        ++m_review->appends;
        if (m_mode == StoreMode::ReadOnly)
            throw Error(ErrorKind::ReadOnly, "/memory", "not saved");
        if (m_review->appendFails)
            throw Error(*m_review->appendFails, "/memory", "not saved");
        if (m_review->accept)
            std::for_each(events.begin(), events.end(), m_review->accept);
        std::vector<LabelEvent> stored;
        for (LabelEvent event : events) {
            const auto same = [&](const LabelEvent& one) { return one.uuid == event.uuid; };
            if (std::none_of(m_review->events.begin(), m_review->events.end(), same)) {
                event.sequence = static_cast<std::int64_t>(m_review->events.size()) + 1;
                m_review->events.push_back(event);
            }
            stored.push_back(event);
        }
        return stored;
    }

    std::map<std::string, Decision> currentDecisions(const std::optional<std::string>& reviewer) const override {
        const std::lock_guard lock(m_review->mutex);
        std::map<std::string, Decision> decisions;
        for (const LabelEvent& event : m_review->events) {
            if (reviewer && event.reviewer != *reviewer)
                continue;
            if (event.after)
                decisions[event.sampleId] = *event.after;
            else
                decisions.erase(event.sampleId);
        }
        return decisions;
    }
    std::map<std::string, std::int64_t> decisionTimes(const std::string& reviewer) const override {
        std::map<std::string, std::int64_t> times;
        for (const LabelEvent& event : allEvents())
            if (event.reviewer == reviewer)
                times[event.sampleId] = event.timeMs;
        return times;
    }
    std::vector<LabelEvent> history(const std::string& sampleId) const override {
        std::vector<LabelEvent> events = allEvents();
        std::erase_if(events, [&](const LabelEvent& event) { return event.sampleId != sampleId; });
        return events;
    }
    std::vector<LabelEvent> allEvents() const override { return read([](auto& review) { return review.events; }); }
    std::vector<LabelEvent> eventsBefore(std::int64_t sequence, std::size_t count) const override {
        std::vector<LabelEvent> events = allEvents();
        std::erase_if(events, [&](const LabelEvent& event) { return sequence > 0 && event.sequence >= sequence; });
        std::reverse(events.begin(), events.end());
        events.resize(std::min(events.size(), count));
        return events;
    }
    std::vector<LabelEvent> eventsAfter(std::int64_t sequence) const override {
        std::vector<LabelEvent> events = allEvents();
        std::erase_if(events, [&](const LabelEvent& event) { return event.sequence <= sequence; });
        return events;
    }
    std::vector<std::string> reviewers() const override {
        std::set<std::string> names;
        for (const LabelEvent& event : allEvents())
            names.insert(event.reviewer);
        return {names.begin(), names.end()};
    }

    void putPredictions(const std::string& digest, std::span<const StoredPrediction> predictions) override {
        const std::lock_guard lock(m_review->mutex);
        for (const StoredPrediction& prediction : predictions)
            m_review->predictions[digest][prediction.sampleId] = prediction;
    }
    std::map<std::string, StoredPrediction> predictions(const std::string& digest) const override {
        return read([&](auto& review) { return review.predictions[digest]; });
    }
    std::vector<std::string> modelDigests() const override { return {}; }

    std::optional<std::string> setting(const std::string& key) const override {
        const std::lock_guard lock(m_review->mutex);
        const auto found = m_review->settings.find(key);
        return found == m_review->settings.end() ? std::nullopt : std::optional(found->second);
    }
    void putSetting(const std::string& key, const std::string& value) override {
        read([&](auto& review) { return review.settings[key] = value; });
        if (m_onNews)
            m_onNews(News::Settings);
    }
    bool listen(std::function<void(News)> onNews) override {
        m_onNews = read([](auto& review) { return review.tellsNews; }) ? std::move(onNews) : nullptr;
        return m_onNews != nullptr;
    }
    std::map<std::string, std::string> settings() const override { return read([](auto& review) { return review.settings; }); }
    void tidy() override {}
    std::vector<std::string> verify() const override { return {}; }
    void backUpTo(const std::filesystem::path&) const override {}

private:
    std::shared_ptr<MemoryReview> m_review;
    StoreMode m_mode;
    std::function<void(News)> m_onNews;
};

} // namespace locascope::testing
