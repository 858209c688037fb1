#include "ui/models/storethread.h"

#include "tests/support/reviewworld.h"
#include "tests/ui/models/memorystore.h"

#include <QSignalSpy>
#include <QtTest>

#include <atomic>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// A server that lives in memory and an outbox on the disk.
struct TeamWorld {
    ReviewWorld disk;
    std::shared_ptr<MemoryReview> review = std::make_shared<MemoryReview>();

    std::filesystem::path outbox() const { return outboxFile(disk.directory(), "server", disk.plate().root); }
    StoreThread::OutboxOpener openOutbox() const {
        return [file = outbox(), plate = disk.plate()] { return std::make_unique<Outbox>(file, "server", plate); };
    }
    std::unique_ptr<StoreThread> start() const {
        auto thread = std::make_unique<StoreThread>();
        thread->keepIn(openOutbox());
        thread->openWith([shared = review] { return MemoryStore::open(shared); });
        return thread;
    }
    void setAway(bool isAway) const {
        review->with([isAway](MemoryReview& inside) {
            inside.appendFails = isAway ? std::optional(ErrorKind::TimedOut) : std::nullopt;
            inside.openFails = inside.appendFails;
        });
    }
    std::vector<std::string> stored() const {
        std::vector<std::string> uuids;
        review->with([&](MemoryReview& inside) {
            for (const LabelEvent& event : inside.events)
                uuids.push_back(event.uuid);
        });
        return uuids;
    }
};

std::vector<std::string> numbered(int count) {
    std::vector<std::string> uuids;
    for (const LabelEvent& event : numberedEvents(0, count))
        uuids.push_back(event.uuid);
    return uuids;
}

} // namespace

/// FAULTS.md, C14 and C15: a server that is away costs nothing that was decided.
class TestStoreThread final : public QObject {
    Q_OBJECT
private slots:
    void decisionsAreKeptBeforeTheServerHasThem() {
        const TeamWorld world;
        const auto thread = world.start();
        QSignalSpy kept(thread.get(), &StoreThread::kept);
        QSignalSpy saved(thread.get(), &StoreThread::saved);
        thread->append(numberedEvent(0));
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(kept.size(), 1);
        QCOMPARE(thread->unsavedCount(), std::size_t{0});
        QCOMPARE(thread->keptCount(), std::size_t{0});
        QCOMPARE(world.stored(), numbered(1));
    }

    void whatIsDecidedWhileTheServerIsAwayIsOnTheDisk() {
        const TeamWorld world;
        const auto thread = world.start();
        QSignalSpy failed(thread.get(), &StoreThread::savingFailed);
        thread->append(numberedEvent(0));
        QTRY_COMPARE(world.stored(), numbered(1));
        world.setAway(true);
        thread->append(numberedEvent(1));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.first().at(0).value<std::vector<std::string>>().empty()); // nothing is in danger
        thread->append(numberedEvent(2));
        QTRY_COMPARE(thread->keptCount(), std::size_t{2});
        QCOMPARE(thread->unsavedCount(), std::size_t{2});
        QCOMPARE(Outbox(world.outbox(), "server", world.disk.plate()).waiting().events.size(), std::size_t{2});
        world.setAway(false);
        thread->retryNow();
        QTRY_COMPARE(thread->unsavedCount(), std::size_t{0});
        QCOMPARE(thread->keptCount(), std::size_t{0});
        QCOMPARE(world.stored(), numbered(3));
    }

    void aServerThatComesBackIsFoundByItself() {
        const TeamWorld world;
        world.setAway(true);
        const auto thread = world.start();
        thread->append(numberedEvents(0, 2));
        QTRY_COMPARE(thread->keptCount(), std::size_t{2});
        world.setAway(false);
        QTRY_COMPARE_WITH_TIMEOUT(world.stored(), numbered(2), 3 * StoreThread::retryMilliseconds);
    }

    void anotherSittingSendsFirstWhatWasLeft() {
        const TeamWorld world;
        world.setAway(true);
        {
            const auto thread = world.start();
            thread->append(numberedEvents(0, 3));
            QTRY_COMPARE(thread->keptCount(), std::size_t{3});
        }
        QVERIFY(world.stored().empty());
        const auto thread = world.start();
        QSignalSpy left(thread.get(), &StoreThread::leftOver);
        QTRY_COMPARE(left.size(), 1);
        QCOMPARE(thread->unsavedCount(), std::size_t{3});
        QCOMPARE(thread->keptCount(), std::size_t{3});
        thread->append(numberedEvent(3));
        QTRY_COMPARE(thread->keptCount(), std::size_t{4});
        world.setAway(false);
        thread->retryNow();
        QTRY_COMPARE(thread->unsavedCount(), std::size_t{0});
        QCOMPARE(world.stored(), numbered(4));
    }

    void whatTheServerRefusesIsSaidAndSentWhenItIsTaken() {
        const TeamWorld world;
        std::atomic<bool> isGranted = false;
        world.review->with([&](MemoryReview& inside) {
            inside.accept = [&](const LabelEvent& event) {
                if (!isGranted && event.uuid == numberedEvent(1).uuid)
                    throw EventsRefused(Error(ErrorKind::PermissionDenied, "/memory", "not his name"), EventsRefused::Because::Content);
            };
        });
        {
            const auto thread = world.start();
            QSignalSpy refused(thread.get(), &StoreThread::refused);
            thread->append(numberedEvents(0, 3));
            QTRY_COMPARE(thread->refusedCount(), std::size_t{1});
            QCOMPARE(thread->unsavedCount(), std::size_t{1});
            QCOMPARE(thread->keptCount(), std::size_t{1});
            QCOMPARE(world.stored(), (std::vector<std::string>{"writer-0", "writer-2"}));
            QCOMPARE(refused.last().at(0).value<std::vector<RefusedEvent>>().front().reason, std::string("not his name"));
        }
        const auto thread = world.start();
        QSignalSpy refused(thread.get(), &StoreThread::refused);
        QTRY_COMPARE(refused.size(), 1); // given again in each sitting
        isGranted = true;
        thread->append(numberedEvent(3));
        QTRY_COMPARE(thread->unsavedCount(), std::size_t{1});
        thread->retryNow();
        QTRY_COMPARE(thread->unsavedCount(), std::size_t{0});
        QCOMPARE(thread->refusedCount(), std::size_t{0});
        QVERIFY(refused.last().at(0).value<std::vector<RefusedEvent>>().empty());
        QCOMPARE(world.stored().size(), std::size_t{4});
    }

    void whereTheOutboxCannotBeMadeTheServerIsEnough() {
        const TeamWorld world;
        StoreThread thread;
        thread.keepIn([]() -> std::unique_ptr<Outbox> { throw Error(ErrorKind::DiskFull, "/outbox", "full"); });
        thread.openWith([shared = world.review] { return MemoryStore::open(shared); });
        thread.append(numberedEvent(0));
        QTRY_COMPARE(world.stored(), numbered(1));
        QTRY_COMPARE(thread.unsavedCount(), std::size_t{0});
        world.setAway(true);
        QSignalSpy failed(&thread, &StoreThread::savingFailed);
        thread.append(numberedEvent(1));
        QTRY_VERIFY(!failed.isEmpty());
        QCOMPARE(failed.first().at(0).value<std::vector<std::string>>(), std::vector<std::string>{numberedEvent(1).uuid}); // in danger, and said to be
        QCOMPARE(thread.keptCount(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestStoreThread)
#include "test_storethread.moc"
