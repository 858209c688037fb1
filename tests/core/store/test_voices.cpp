#include "core/store/voices.h"

#include <QTest>

using namespace locascope;

namespace {

/// A review of one sample, event by event.
struct Story {
    std::vector<LabelEvent> events;

    LabelEvent& add(const std::string& reviewer, EventCause cause, std::optional<int> shown, const std::string& undoes = {}) {
        LabelEvent event;
        event.sequence = static_cast<std::int64_t>(events.size() + 1);
        event.uuid = std::to_string(event.sequence);
        event.sampleId = "a";
        event.reviewer = reviewer;
        event.cause = cause;
        event.undoes = undoes;
        if (shown)
            event.after.emplace().present = {toClass(static_cast<std::size_t>(*shown))};
        events.push_back(event);
        return events.back();
    }
    std::string current(const std::string& reviewer) const { return uuidIn(voicesBySample(events), reviewer); }
    std::string independent(const std::string& reviewer) const { return uuidIn(independentVoices(events), reviewer); }

private:
    static std::string uuidIn(const std::map<std::string, Voices>& voices, const std::string& reviewer) {
        const auto sample = voices.find("a");
        const auto voice = sample == voices.end() ? Voices::const_iterator() : sample->second.find(reviewer);
        return sample == voices.end() || voice == sample->second.end() ? std::string() : voice->second->uuid;
    }
};

} // namespace

class TestVoices final : public QObject {
    Q_OBJECT
private slots:
    void theLastWordCountsUnlessItWasTakenBack() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Ann", EventCause::Reviewed, 2);
        QCOMPARE(story.current("Ann"), std::string("2"));
        story.add("Ann", EventCause::Undone, {});
        QCOMPARE(story.current("Ann"), std::string());
        QCOMPARE(story.independent("Ann"), std::string());
        QCOMPARE(story.current("Bo"), std::string());
    }

    void aRulingIsNoIndependentWord() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Ann", EventCause::Ruling, 2);
        QCOMPARE(story.current("Ann"), std::string("2"));
        QCOMPARE(story.independent("Ann"), std::string("1"));
    }

    void aRulingStandsWhenALaterDecisionIsTakenBack() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Ann", EventCause::Ruling, 2);
        story.add("Ann", EventCause::Reviewed, 3);
        QCOMPARE(story.current("Ann"), std::string("3"));
        story.add("Ann", EventCause::Undone, 2, "3");
        QCOMPARE(story.current("Ann"), std::string("2"));
        QVERIFY(lastRuling(voicesBySample(story.events).at("a")));
        QCOMPARE(story.independent("Ann"), std::string("1"));
        story.add("Ann", EventCause::Undone, 3, "4"); // done again
        QCOMPARE(story.current("Ann"), std::string("5"));
        QCOMPARE(story.independent("Ann"), std::string("3"));
    }

    void aRulingStandsWhenAnEarlierDecisionIsTakenBack() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Ann", EventCause::Ruling, 2);
        story.add("Ann", EventCause::Undone, {}, "1");
        QCOMPARE(story.current("Ann"), std::string("2"));
        QCOMPARE(story.independent("Ann"), std::string());
    }

    void aRulingThatIsTakenBackIsGone() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Ann", EventCause::Ruling, 2);
        story.add("Ann", EventCause::Undone, 1, "2");
        QCOMPARE(story.current("Ann"), std::string("3"));
        QVERIFY(!lastRuling(voicesBySample(story.events).at("a")));
        QCOMPARE(story.independent("Ann"), std::string("1"));
    }

    void whatIsInheritedIsNoIndependentWord() {
        Story story;
        story.add("Ann", EventCause::Imported, 1).after->inherited = true;
        QCOMPARE(story.independent("Ann"), std::string());
        story.add("Ann", EventCause::Reviewed, 2);
        QCOMPARE(story.independent("Ann"), std::string("2"));
        story.add("Ann", EventCause::Undone, 1, "2").after->inherited = true;
        QCOMPARE(story.independent("Ann"), std::string());
        QCOMPARE(story.current("Ann"), std::string("3"));
    }

    void disputesSayHowTheyStand() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Bo", EventCause::Reviewed, 2);
        QVERIFY(disputesIn(story.events).at(0).state == DisputeState::Open);
        story.add("Cy", EventCause::Reviewed, 2);
        QVERIFY(disputesIn(story.events).at(0).state == DisputeState::Outvoted);
        story.add("Eve", EventCause::Ruling, 1);
        const std::vector<Dispute> ruled = disputesIn(story.events);
        QVERIFY(ruled.at(0).state == DisputeState::Ruled);
        QCOMPARE(ruled.at(0).voices.size(), std::size_t{3});
        QCOMPARE(ruled.at(0).ruling->uuid, std::string("4"));
        Story agreed;
        agreed.add("Ann", EventCause::Reviewed, 1);
        agreed.add("Bo", EventCause::Reviewed, 1);
        agreed.add("Eve", EventCause::Ruling, 2);
        QVERIFY(disputesIn(agreed.events).empty()); // those who judged alone agree
    }
};

QTEST_GUILESS_MAIN(TestVoices)
#include "test_voices.moc"
