#include "core/store/outbox.h"

#include "tests/support/asnobody.h"
#include "tests/support/expecterror.h"
#include "tests/support/reviewworld.h"

#include <QtTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

const std::string server = "postgresql://reviewer@host/reviews";

void deliver(Outbox& outbox, ReviewStore& review) {
    const Outbox::Waiting waiting = outbox.waiting();
    review.append(waiting.events);
    outbox.markDelivered(waiting.last);
}

/// A server that can be away, and that can be cut off after it has stored but before it says so.
class Unreliable final {
public:
    explicit Unreliable(ReviewStore& store) : m_store(store) {}
    bool isAway = false;
    bool isCutBeforeAnswer = false;

    void deliverFrom(Outbox& outbox) {
        if (isAway)
            return;
        if (isCutBeforeAnswer)
            m_store.append(outbox.waiting().events); // and nobody is told
        else
            deliver(outbox, m_store);
    }

private:
    ReviewStore& m_store;
};

std::vector<std::string> uuidsOf(const std::vector<LabelEvent>& events) {
    std::vector<std::string> uuids;
    for (const LabelEvent& event : events)
        uuids.push_back(event.uuid);
    return uuids;
}

} // namespace

class TestOutbox : public QObject {
    Q_OBJECT
private:
    static std::filesystem::path place(const ReviewWorld& world) { return outboxFile(world.directory(), server, world.plate().root); }

private slots:
    void whatIsPutWaitsInOrderUntilItIsDelivered() {
        const ReviewWorld world;
        Outbox outbox(place(world), server, world.plate());
        QVERIFY(outbox.isEmpty());
        outbox.put(numberedEvents(0, 3));
        outbox.put(numberedEvents(3, 1'200)); // more than a page
        const Outbox::Waiting waiting = outbox.waiting();
        QCOMPARE(uuidsOf(waiting.events), uuidsOf(numberedEvents(0, 1'203)));
        outbox.put(numberedEvents(1'203, 1));
        outbox.markDelivered(waiting.last);
        QCOMPARE(uuidsOf(outbox.waiting().events), uuidsOf(numberedEvents(1'203, 1)));
        outbox.markDelivered(waiting.last + 1);
        QVERIFY(outbox.isEmpty());
        QVERIFY(outbox.waiting().events.empty());
    }

    void aMarkNeverGoesBack() {
        const ReviewWorld world;
        Outbox outbox(place(world), server, world.plate());
        outbox.put(numberedEvents(0, 2));
        outbox.markDelivered(2);
        outbox.markDelivered(1);
        QVERIFY(outbox.isEmpty());
    }

    void theSameEventWaitsOnce() {
        const ReviewWorld world;
        Outbox outbox(place(world), server, world.plate());
        outbox.put(numberedEvents(0, 2));
        outbox.put(numberedEvents(0, 3));
        QCOMPARE(outbox.waiting().events.size(), std::size_t{3});
    }

    void whatWaitsSurvivesTheProgram() {
        const ReviewWorld world;
        Outbox(place(world), server, world.plate()).put(numberedEvents(0, 5));
        Outbox again(place(world), server, world.plate());
        std::vector<LabelEvent> expected;
        for (int number = 0; number < 5; ++number)
            expected.push_back(withSequence(numberedEvent(number), number + 1));
        QCOMPARE(again.waiting().events, expected);
    }

    void aServerThatComesBackGetsEverythingOnceAndInOrder() {
        const ReviewWorld world;
        const auto review = world.open();
        Unreliable unreliable(*review);
        Outbox outbox(place(world), server, world.plate());
        unreliable.isAway = true;
        outbox.put(numberedEvents(0, 4));
        unreliable.deliverFrom(outbox);
        outbox.put(numberedEvents(4, 4));
        unreliable.isAway = false;
        unreliable.isCutBeforeAnswer = true;
        unreliable.deliverFrom(outbox);
        QVERIFY(!outbox.isEmpty());
        outbox.put(numberedEvents(8, 1));
        unreliable.isCutBeforeAnswer = false;
        unreliable.deliverFrom(outbox);
        QVERIFY(outbox.isEmpty());
        QCOMPARE(uuidsOf(review->allEvents()), uuidsOf(numberedEvents(0, 9)));
        QVERIFY(review->verify().empty());
    }

    void whatTheServerRefusesStillWaits() {
        const ReviewWorld world;
        const auto review = world.open();
        const auto readOnly = world.open(StoreMode::ReadOnly);
        Outbox outbox(place(world), server, world.plate());
        outbox.put(numberedEvents(0, 2));
        QVERIFY(errorOf([&] { deliver(outbox, *readOnly); })->kind() == ErrorKind::ReadOnly);
        QCOMPARE(outbox.waiting().events.size(), std::size_t{2});
    }

    void twoProgramsOfOneOutboxLoseNothing() {
        const ReviewWorld world;
        const auto review = world.open();
        Outbox first(place(world), server, world.plate());
        Outbox second(place(world), server, world.plate());
        first.put(numberedEvents(0, 2, "a"));
        const Outbox::Waiting seenByFirst = first.waiting();
        second.put(numberedEvents(0, 2, "b"));
        deliver(second, *review);
        review->append(seenByFirst.events);
        first.markDelivered(seenByFirst.last);
        QVERIFY(first.isEmpty());
        QCOMPARE(uuidsOf(review->allEvents()), (std::vector<std::string>{"a-0", "a-1", "b-0", "b-1"}));
    }

    void eachServerAndPlateHasItsOwnFile() {
        const auto file = outboxFile("/d", server, "/p/one");
        QVERIFY(file != outboxFile("/d", server, "/q/one"));
        QVERIFY(file != outboxFile("/d", server + "2", "/p/one"));
        QCOMPARE(file, outboxFile("/d", server, "/p/one"));
        QCOMPARE(file.parent_path(), std::filesystem::path("/d/outbox"));
        QVERIFY(file.filename().native().starts_with("one-"));
    }

    void aPlaceThatCannotBeWrittenIsRefused() {
        const ReviewWorld world;
        Outbox(place(world), server, world.plate()).put(numberedEvents(0, 1));
        std::filesystem::permissions(place(world), std::filesystem::perms::owner_read);
        std::filesystem::permissions(world.directory(), std::filesystem::perms::all);
        const AsNobody nobody(place(world).parent_path());
        const auto thrown = errorOf([&] { Outbox(place(world), server, world.plate()); });
        QVERIFY(thrown);
        QCOMPARE(thrown->path(), place(world));
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "test_outbox.moc"
