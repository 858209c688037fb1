#include "core/store/mergeevents.h"
#include "core/store/voices.h"
#include "tests/support/reviewworld.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace {

using Events = std::vector<LabelEvent>;

bool isSoak() { return qEnvironmentVariableIsSet("LOCASCOPE_SOAK"); }

LabelEvent eventOf(const std::string& uuid, std::int64_t timeMs, const std::string& sample = "a", const std::string& reviewer = "Ann", int shown = 0) {
    LabelEvent event;
    event.uuid = uuid;
    event.sampleId = sample;
    event.reviewer = reviewer;
    event.timeMs = timeMs;
    event.after.emplace();
    event.after->present = {toClass(static_cast<std::size_t>(shown))};
    return event;
}

Events numbered(Events events) {
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].sequence = static_cast<std::int64_t>(i + 1);
    return events;
}

/// Some more events on a review; the clock may go back, and decisions are taken back now and then.
void goOn(Events& events, std::mt19937& random, const std::string& prefix, bool clockGoesBack) {
    std::int64_t time = events.empty() ? 1'000 : events.back().timeMs;
    for (std::size_t count = random() % 12, i = 0; i < count; ++i) {
        time += static_cast<std::int64_t>(random() % 5) - (clockGoesBack && random() % 3 == 0 ? 20 : 0);
        LabelEvent event = eventOf(prefix + std::to_string(random()), time, std::string(1, static_cast<char>('a' + random() % 4)),
                                   random() % 2 ? "Ann" : "Bo", static_cast<int>(random() % 3));
        if (random() % 6 == 0)
            event.after.reset();
        if (random() % 4 == 0)
            event.act = prefix + "act";
        if (random() % 4 == 0)
            event.undoes = prefix + "act";
        events.push_back(event);
    }
    events = numbered(events);
}

std::vector<std::string> uuidsOf(const Events& events) {
    std::vector<std::string> uuids;
    for (const LabelEvent& event : events)
        uuids.push_back(event.uuid);
    return uuids;
}

std::set<std::string> unionOf(const Events& first, const Events& second) {
    std::set<std::string> uuids;
    for (const Events* events : {&first, &second})
        for (const LabelEvent& event : *events)
            uuids.insert(event.uuid);
    return uuids;
}

/// Whether `events` are among `merged`, in their order and with their content.
bool keepsOrder(const Events& merged, const Events& events) {
    auto at = merged.begin();
    for (const LabelEvent& event : events) {
        at = std::find_if(at, merged.end(), [&](const LabelEvent& one) { return withSequence(one, event.sequence) == event; });
        if (at == merged.end())
            return false;
        ++at;
    }
    return true;
}

} // namespace

class TestMergeEvents final : public QObject {
    Q_OBJECT
private slots:
    void anyTwoReviewsThatWentOnApartBecomeTheirUnion() {
        std::mt19937 random(20'26);
        const int trials = isSoak() ? 200'000 : 3'000;
        for (int trial = 0; trial < trials; ++trial) {
            Events first;
            goOn(first, random, "base-", trial % 2);
            Events second = first;
            goOn(first, random, "first-", trial % 2);
            goOn(second, random, "second-", trial % 2);
            const Events merged = mergeEvents(first, second).events;
            const std::vector<std::string> uuids = uuidsOf(merged);
            QCOMPARE(uuids.size(), unionOf(first, second).size());
            QVERIFY(std::set<std::string>(uuids.begin(), uuids.end()) == unionOf(first, second));
            QVERIFY(keepsOrder(merged, first) && keepsOrder(merged, second));
            QVERIFY(merged == numbered(merged));
            QVERIFY(mergeEvents(second, first).events == merged); // whichever is named first
            QVERIFY(mergeEvents(merged, first).events == merged); // once more changes nothing
            QVERIFY(mergeEvents(second, merged).events == merged);
            QVERIFY(mergeEvents(first, first).events == first);
        }
    }

    void everyTwoOfThreeReviewsMergeIntoTheSameDecisions() {
        std::mt19937 random(3);
        for (int trial = 0; trial < 500; ++trial) {
            Events base;
            goOn(base, random, "base-", false);
            Events one = base, two = base, three = base;
            goOn(one, random, "one-", false);
            goOn(two, random, "two-", false);
            goOn(three, random, "three-", false);
            const Events left = mergeEvents(mergeEvents(one, two).events, three).events;
            const Events right = mergeEvents(one, mergeEvents(three, two).events).events;
            QVERIFY(left == right); // clocks that never go back
        }
    }

    void theCountsSayWhereEventsCameFrom() {
        const Events first = numbered({eventOf("x", 1), eventOf("f", 2)}), second = numbered({eventOf("x", 1), eventOf("s", 1), eventOf("t", 3)});
        const MergedEvents merged = mergeEvents(first, second);
        QCOMPARE(uuidsOf(merged.events), (std::vector<std::string>{"x", "s", "f", "t"}));
        QCOMPARE(merged.common, std::size_t{1});
        QCOMPARE(merged.ofFirst, std::size_t{1});
        QCOMPARE(merged.ofSecond, std::size_t{2});
        QCOMPARE(merged.reordered, std::size_t{0});
        QVERIFY(mergeEvents({}, {}).events.empty());
        QVERIFY(mergeEvents(first, {}).events == first && mergeEvents({}, first).events == first);
    }

    void ofTwoOrdersOfCommonEventsTheFirstStands() {
        const Events first = numbered({eventOf("x", 5), eventOf("y", 1), eventOf("f", 2)}), second = numbered({eventOf("y", 1), eventOf("x", 5), eventOf("s", 9)});
        const MergedEvents merged = mergeEvents(first, second);
        QCOMPARE(uuidsOf(merged.events), (std::vector<std::string>{"x", "y", "f", "s"}));
        QCOMPARE(merged.reordered, std::size_t{1});
        QCOMPARE(uuidsOf(mergeEvents(second, first).events), (std::vector<std::string>{"y", "x", "f", "s"}));
        QVERIFY(mergeEvents(merged.events, second).events == merged.events);
    }

    void whatOneReviewerDecidedTwiceApartIsADivergence() {
        const LabelEvent base = eventOf("x", 1), first = eventOf("f", 3, "a", "Ann", 1), second = eventOf("s", 2, "a", "Ann", 2);
        const MergedEvents merged = mergeEvents(numbered({base, first}), numbered({base, second}));
        QCOMPARE(merged.divergences.size(), std::size_t{1});
        QCOMPARE(merged.divergences[0].first.uuid, std::string("f"));
        QCOMPARE(merged.divergences[0].second.uuid, std::string("s"));
        QVERIFY(!merged.divergences[0].secondCounts); // the later by the clock
        QVERIFY(mergeEvents(numbered({base, second}), numbered({base, first})).divergences[0].secondCounts);
    }

    void oneReviewThatOnlyWentFurtherIsNone() {
        const LabelEvent base = eventOf("x", 1), later = eventOf("f", 3, "a", "Ann", 1);
        QVERIFY(mergeEvents(numbered({base}), numbered({base, later})).divergences.empty());
        QVERIFY(mergeEvents(numbered({base, later}), numbered({base})).divergences.empty());
    }

    void theSameDecisionOrAnotherReviewersIsNone() {
        const LabelEvent base = eventOf("x", 1), same = eventOf("s", 2, "a", "Ann", 1), other = eventOf("o", 2, "a", "Bo", 2);
        const Events first = numbered({base, eventOf("f", 3, "a", "Ann", 1)});
        QVERIFY(mergeEvents(first, numbered({base, same})).divergences.empty());
        QVERIFY(mergeEvents(first, numbered({base, other})).divergences.empty());
        LabelEvent takenBack = same, noted = same;
        takenBack.after.reset();
        noted.after->note = "seen twice";
        QCOMPARE(mergeEvents(first, numbered({base, takenBack})).divergences.size(), std::size_t{1});
        QCOMPARE(mergeEvents(first, numbered({base, noted})).divergences.size(), std::size_t{1});
    }

    void oneIdentifierOfTwoEventsIsRefused() {
        QCOMPARE(kindThrownBy([] { mergeEvents(numbered({eventOf("x", 1)}), numbered({eventOf("x", 2)})); }), ErrorKind::Damaged);
        LabelEvent changed = eventOf("x", 1);
        changed.act = "another";
        QCOMPARE(kindThrownBy([&] { mergeEvents(numbered({eventOf("x", 1)}), numbered({changed})); }), ErrorKind::Damaged);
        changed.act.clear();
        changed.after->note = "changed";
        QCOMPARE(kindThrownBy([&] { mergeEvents(numbered({eventOf("x", 1)}), numbered({changed})); }), ErrorKind::Damaged);
    }

    void aProbabilityThatIsNotKnownIsTheSameInBoth() {
        LabelEvent event = eventOf("x", 1);
        event.after->proposal.probabilities = {0.5F, std::nanf("")};
        QCOMPARE(mergeEvents(numbered({event}), numbered({event})).common, std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestMergeEvents)
#include "test_mergeevents.moc"
