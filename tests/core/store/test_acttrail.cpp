#include "core/store/acttrail.h"

#include <QTest>

#include <algorithm>

using namespace locascope;

namespace {

LabelEvent eventOf(const std::string& uuid, const std::string& sample, EventCause cause = EventCause::Reviewed, const std::string& undoes = {},
                   const std::string& act = {}) {
    LabelEvent event;
    event.uuid = uuid;
    event.sampleId = sample;
    event.reviewer = "me";
    event.cause = cause;
    event.act = act;
    event.undoes = undoes;
    return event;
}

struct Trail {
    std::string done;   ///< ids, the newest first
    std::string undone;
};

std::string idsOf(const std::vector<StoredAct>& acts) {
    std::string ids;
    for (const StoredAct& act : acts)
        ids += (ids.empty() ? "" : " ") + act.id;
    return ids;
}

/// Read in pages of that many events.
Trail trailOf(std::vector<LabelEvent> events, std::size_t page = 100, const std::set<std::string>& known = {}) {
    std::reverse(events.begin(), events.end());
    ActTrail trail("me", known);
    std::vector<StoredAct> done;
    std::vector<StoredAct> undone;
    for (std::size_t first = 0; first < events.size(); first += page) {
        trail.read(std::span(events).subspan(first, std::min(page, events.size() - first)));
        std::ranges::move(trail.takeDone(), std::back_inserter(done));
        std::ranges::move(trail.takeUndone(), std::back_inserter(undone));
    }
    trail.atStart();
    std::ranges::move(trail.takeDone(), std::back_inserter(done));
    std::ranges::move(trail.takeUndone(), std::back_inserter(undone));
    return {idsOf(done), idsOf(undone)};
}

constexpr auto undoneCause = EventCause::Undone;

} // namespace

class TestActTrail final : public QObject {
    Q_OBJECT
private slots:
    void actsAreFoundNewestFirst() {
        const Trail trail = trailOf({eventOf("x", "1"), eventOf("y", "2"), eventOf("z", "1")});
        QCOMPARE(trail.done, std::string("z y x"));
        QCOMPARE(trail.undone, std::string());
    }
    void whatWasUndoneCanBeDoneAgainInItsOrder() {
        const Trail trail = trailOf({eventOf("x", "1"), eventOf("y", "2"), eventOf("uy", "2", undoneCause, "y"), eventOf("ux", "1", undoneCause, "x")});
        QCOMPARE(trail.done, std::string());
        QCOMPARE(trail.undone, std::string("ux uy"));
    }
    void whatWasDoneAgainStandsForWhatItBroughtBack() {
        const Trail trail = trailOf({eventOf("x", "1"), eventOf("y", "2"), eventOf("uy", "2", undoneCause, "y"), eventOf("ux", "1", undoneCause, "x"),
                                     eventOf("rx", "1", EventCause::Reviewed, "ux")});
        QCOMPARE(trail.done, std::string("rx"));
        QCOMPARE(trail.undone, std::string("uy"));
    }
    void whatWasDoneAgainCanBeUndoneAgain() {
        const Trail trail = trailOf({eventOf("x", "1"), eventOf("ux", "1", undoneCause, "x"), eventOf("rx", "1", EventCause::Reviewed, "ux"),
                                     eventOf("urx", "1", undoneCause, "rx")});
        QCOMPARE(trail.done, std::string());
        QCOMPARE(trail.undone, std::string("urx"));
    }
    void aNewActEndsWhatCouldBeDoneAgain() {
        const Trail trail = trailOf({eventOf("x", "1"), eventOf("ux", "1", undoneCause, "x"), eventOf("y", "2"), eventOf("uy", "2", undoneCause, "y")});
        QCOMPARE(trail.done, std::string());
        QCOMPARE(trail.undone, std::string("uy"));
    }
    void anActOnManySamplesIsOneWhereverThePagesEnd() {
        std::vector<LabelEvent> events = {eventOf("x", "1")};
        for (int i = 0; i < 7; ++i)
            events.push_back(eventOf("b" + std::to_string(i), std::to_string(i), EventCause::Bulk, {}, "bulk"));
        events.push_back(eventOf("y", "2"));
        for (std::size_t page = 1; page <= events.size(); ++page)
            QCOMPARE(trailOf(events, page).done, std::string("y bulk x"));
        ActTrail trail("me");
        std::reverse(events.begin(), events.end());
        trail.read(events);
        const auto acts = trail.takeDone();
        QCOMPARE(acts.at(1).events.size(), std::size_t{7});
        QCOMPARE(acts.at(1).events.front().uuid, std::string("b0"));
    }
    void anUndoneActOnManySamplesIsNotDone() {
        const Trail trail = trailOf({eventOf("x", "1"), eventOf("b0", "1", EventCause::Bulk, {}, "bulk"), eventOf("b1", "2", EventCause::Bulk, {}, "bulk"),
                                     eventOf("u0", "1", undoneCause, "bulk", "undoing"), eventOf("u1", "2", undoneCause, "bulk", "undoing")});
        QCOMPARE(trail.done, std::string("x"));
        QCOMPARE(trail.undone, std::string("undoing"));
    }
    void othersAndImportsAreNotTakenBack() {
        LabelEvent of = eventOf("theirs", "1");
        of.reviewer = "somebody else";
        const Trail trail = trailOf({eventOf("x", "1"), of, eventOf("i", "1", EventCause::Imported)});
        QCOMPARE(trail.done, std::string("x"));
    }
    void anImportBelongsToWhoeverImported() {
        LabelEvent mine = eventOf("i0", "1", EventCause::Imported, {}, actBy("01234567-89ab-4def-8123-456789abcdef", "me"));
        mine.reviewer = "somebody else";
        LabelEvent theirs = eventOf("j0", "1", EventCause::Imported, {}, actBy("fedcba98-89ab-4def-8123-456789abcdef", "somebody else"));
        QCOMPARE(trailOf({eventOf("x", "1"), mine, theirs}).done, mine.act + " x");
    }
    void rulingsAreActsLikeOthers() {
        const std::vector<LabelEvent> events{eventOf("x", "1"), eventOf("r", "1", EventCause::Ruling), eventOf("s", "2", EventCause::Ruling), eventOf("u", "2", undoneCause, "s")};
        for (const std::size_t page : {1U, 2U, 100U}) {
            QCOMPARE(trailOf(events, page).done, std::string("r x"));
            QCOMPARE(trailOf(events, page).undone, std::string("u"));
        }
        ActTrail trail("me");
        trail.read(std::vector{events[3]});
        trail.atStart();
        QVERIFY(trail.takeUndone().empty()); // whether it takes a ruling back is not known yet
        trail.read(std::vector{events[2], events[1]});
        const std::vector<StoredAct> undone = trail.takeUndone();
        QVERIFY(undone.size() == 1 && undone[0].isRuling);
        trail.atStart();
        QVERIFY(trail.takeDone().at(0).isRuling);
    }
    void whatIsKnownIsPassedOver() { QCOMPARE(trailOf({eventOf("x", "1"), eventOf("y", "2")}, 100, {"y"}).done, std::string("x")); }
    void undoneEventsOfSchema1TakeBackTheNewestOnTheirSample() {
        const Trail trail = trailOf({eventOf("x", "1"), eventOf("y", "1"), eventOf("z", "2"), eventOf("u", "1", undoneCause), eventOf("v", "2", undoneCause)});
        QCOMPARE(trail.done, std::string("x"));
        QCOMPARE(trail.undone, std::string("v u"));
    }
};

QTEST_GUILESS_MAIN(TestActTrail)
#include "test_acttrail.moc"
