#include "core/store/outboxdelivery.h"

#include "tests/support/asnobody.h"
#include "tests/support/expecterror.h"
#include "tests/support/reviewworld.h"
#include "tests/ui/models/memorystore.h"

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

/// A server on which some may not write, and some may not rule.
struct Strict {
    Strict() {
        review->accept = [this](const LabelEvent& event) {
            ++asked;
            if (strangers.contains(event.reviewer))
                throw EventsRefused(Error(ErrorKind::PermissionDenied, "/memory", "not his name"), EventsRefused::Because::Reviewer);
            if (!mayRule && event.cause == EventCause::Ruling)
                throw EventsRefused(Error(ErrorKind::PermissionDenied, "/memory", "may not rule"), EventsRefused::Because::Ruling);
        };
    }
    Delivery take(Outbox& outbox, bool alsoRefused = false) {
        const auto store = MemoryStore::open(review);
        return deliver(outbox, *store, {.alsoRefused = alsoRefused});
    }
    std::shared_ptr<MemoryReview> review = std::make_shared<MemoryReview>();
    std::set<std::string> strangers;
    bool mayRule = false;
    int asked = 0;
};

LabelEvent ruling(int number, const std::string& writer) {
    LabelEvent event = numberedEvent(number, writer);
    event.cause = EventCause::Ruling;
    return event;
}

std::vector<std::string> uuidsOf(const std::vector<RefusedEvent>& refused) {
    std::vector<std::string> uuids;
    for (const RefusedEvent& one : refused)
        uuids.push_back(one.event.uuid);
    return uuids;
}

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

    void whatIsRefusedStaysAndKeepsNothingElse() {
        const ReviewWorld world;
        Strict server;
        server.strangers = {"bo"};
        Outbox outbox(place(world), ::server, world.plate());
        outbox.put(numberedEvents(0, 400, "ann"));
        outbox.put(numberedEvents(0, 300, "bo"));
        outbox.put(numberedEvents(400, 10, "ann"));
        const Delivery delivery = server.take(outbox);
        QCOMPARE(delivery.refused.size(), std::size_t{300});
        QCOMPARE(delivery.refused.front().reason, std::string("not his name"));
        QCOMPARE(uuidsOf(server.review->events), uuidsOf(numberedEvents(0, 410, "ann")));
        QVERIFY(server.asked < 4'000); // not each event alone
        QVERIFY(outbox.waiting().events.empty());
        QVERIFY(!outbox.isEmpty());
        Outbox again(place(world));
        QCOMPARE(again.server(), ::server);
        QCOMPARE(uuidsOf(again.refused()), uuidsOf(numberedEvents(0, 300, "bo")));
        again.put(numberedEvents(410, 1, "ann"));
        QCOMPARE(server.take(again).refused.size(), std::size_t{300});
        server.strangers.clear();
        QVERIFY(server.take(again, true).refused.empty());
        QVERIFY(again.isEmpty());
        QCOMPARE(server.review->events.size(), std::size_t{711});
    }

    // So that whatever is taken later comes in the order in which it was said.
    void whatBuildsOnSomethingRefusedWaitsWithIt() {
        const ReviewWorld world;
        Strict server;
        Outbox outbox(place(world), ::server, world.plate());
        LabelEvent later = numberedEvent(501, "ann"), undo = numberedEvent(2, "ann"), other = numberedEvent(1001, "bo");
        later.uuid = "later"; // on the same sample
        undo.uuid = "undo";
        undo.undoes = "later";
        outbox.put(std::vector{ruling(1, "ann"), later, undo, other, numberedEvent(3, "ann")});
        const Delivery delivery = server.take(outbox);
        QCOMPARE(uuidsOf(delivery.refused), (std::vector<std::string>{"ann-1", "later", "undo"}));
        QVERIFY(delivery.refused[0].because == EventsRefused::Because::Ruling && delivery.refused[1].because == EventsRefused::Because::Earlier);
        QCOMPARE(uuidsOf(server.review->events), (std::vector<std::string>{"bo-1001", "ann-3"}));
        LabelEvent third = later;
        third.uuid = "third";
        outbox.put(std::vector{third});
        QCOMPARE(server.take(outbox).refused.size(), std::size_t{4});
        server.mayRule = true;
        QCOMPARE(uuidsOf(server.take(outbox, true).sent), (std::vector<std::string>{"ann-1", "later", "undo", "third"}));
        QVERIFY(outbox.isEmpty());
    }

    void anActIsRefusedAsAWhole() {
        const ReviewWorld world;
        Strict server;
        server.strangers = {"bo"};
        Outbox outbox(place(world), ::server, world.plate());
        std::vector<LabelEvent> act = {numberedEvent(1, "ann"), numberedEvent(1, "bo"), numberedEvent(2, "ann")};
        for (LabelEvent& event : act)
            event.act = "import";
        outbox.put(act);
        outbox.put(numberedEvents(5, 1, "ann"));
        QCOMPARE(server.take(outbox).refused.size(), std::size_t{3});
        QCOMPARE(uuidsOf(server.review->events), (std::vector<std::string>{"ann-5"}));
    }

    void whereTheServerGoesAwayMeanwhileTheRestWaits() {
        const ReviewWorld world;
        Strict server;
        server.strangers = {"bo"};
        Outbox outbox(place(world), ::server, world.plate());
        outbox.put(numberedEvents(0, 2, "ann"));
        outbox.put(numberedEvents(0, 1, "bo"));
        outbox.put(numberedEvents(2, 2, "ann"));
        server.review->accept = [&, accept = server.review->accept](const LabelEvent& event) {
            if (event.uuid == "ann-3" && !server.mayRule)
                throw Error(ErrorKind::TimedOut, "/memory", "away");
            accept(event);
        };
        const Delivery delivery = server.take(outbox);
        QVERIFY(delivery.stoppedBy);
        QCOMPARE(uuidsOf(delivery.refused), (std::vector<std::string>{"bo-0"}));
        QCOMPARE(uuidsOf(outbox.waiting().events), uuidsOf(numberedEvents(2, 2, "ann")));
        server.strangers.clear();
        QVERIFY(server.take(outbox, true).stoppedBy);
        QCOMPARE(uuidsOf(outbox.refused()), (std::vector<std::string>{"bo-0"})); // as it was: nothing was sent
        server.mayRule = true;
        server.take(outbox, true);
        QVERIFY(outbox.isEmpty());
        QCOMPARE(uuidsOf(server.review->events), (std::vector<std::string>{"ann-0", "ann-1", "bo-0", "ann-2", "ann-3"}));
    }

    void twoProgramsOfOneOutboxForgetNothingThatWasRefused() {
        const ReviewWorld world;
        Outbox one(place(world), server, world.plate());
        Outbox other(place(world), server, world.plate());
        one.put(numberedEvents(0, 5));
        const auto events = one.waiting().events;
        const auto refused = [&](std::size_t index) { return RefusedEvent{events[index], EventsRefused::Because::Content, "made"}; };
        other.markRefused(std::vector{refused(0), refused(1)});
        one.markRefused(std::vector{refused(0), refused(1), refused(2)});
        QCOMPARE(other.refused().size(), std::size_t{3});
        other.markRefused(std::vector{refused(1)});
        QCOMPARE(one.refused().size(), std::size_t{1});
    }

    void aReviewIsNoOutbox() {
        const ReviewWorld world;
        world.open();
        QVERIFY(errorOf([&] { Outbox outbox(world.file()); })->kind() == ErrorKind::Mismatch);
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
