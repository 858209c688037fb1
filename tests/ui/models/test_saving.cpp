#include "tests/ui/models/sessionworld.h"
#include "ui/models/reviewlog.h"

using namespace locascope;
using namespace locascope::testing;

namespace {

bool hasNotice(const Session& session, const char* key) {
    const auto notices = session.notices();
    return std::any_of(notices.begin(), notices.end(), [&](const Notice& notice) { return notice.key == QLatin1String(key); });
}

} // namespace

/// FAULTS.md, C3, C9 and "Always saved": what is not on disk is said to be so, and gets there.
class TestSaving final : public QObject {
    Q_OBJECT
private slots:
    void aDecisionReadsSavingUntilTheStoreHasConfirmedIt() {
        SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->isIndexComplete() && session->image());
        session->toggle(toClass(2));
        session->commit();
        QCOMPARE(session->savingState(0), SavingState::Saving);
        QCOMPARE(session->unsavedCount(), 1);
        QTRY_COMPARE(session->savingState(0), SavingState::Saved);
        QCOMPARE(session->unsavedCount(), 0);
    }
    void aFullDiskLeavesDecisionsVisiblyUnsavedUntilThereIsRoom() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->isIndexComplete());
        world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; });
        session->commitAs(Outcome::Negative);
        session->commitAs(Outcome::Unusable);
        QTRY_COMPARE(session->savingState(0), SavingState::Failed);
        QTRY_COMPARE(session->savingState(1), SavingState::Failed);
        QCOMPARE(session->unsavedCount(), 2);
        QCOMPARE(session->notices().back().key, QStringLiteral("saving"));
        QCOMPARE(session->notices().back().kind, static_cast<int>(ErrorKind::DiskFull));
        QCOMPARE(session->decision(0)->outcome, Outcome::Negative);
        world.review->with([](auto& review) { review.appendFails.reset(); });
        const int tried = world.review->with([](auto& review) { return review.appends; });
        session->retrySaving();
        awaitStore(*session);
        QCOMPARE(world.review->with([](auto& review) { return review.appends; }), tried + 1); // at once, not when the clock comes round
        QCOMPARE(session->unsavedCount(), 0);
        QCOMPARE(session->savingState(0), SavingState::Saved);
        QCOMPARE(session->savingState(1), SavingState::Saved);
        QVERIFY(session->notices().empty());
        QCOMPARE(world.review->events.size(), std::size_t{2});
        QCOMPARE(world.review->events[0].after->outcome, Outcome::Negative);
    }
    void aFailedSaveIsTriedAgainByItself() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->isIndexComplete());
        world.review->with([](auto& review) { review.appendFails = ErrorKind::WriteFailed; });
        session->commitAs(Outcome::Negative);
        QTRY_COMPARE(session->savingState(0), SavingState::Failed);
        world.review->with([](auto& review) { review.appendFails.reset(); });
        QTRY_COMPARE_WITH_TIMEOUT(session->savingState(0), SavingState::Saved, 2 * StoreThread::retryMilliseconds);
    }
    void undoWhileUnsavedKeepsTheOrderOfEvents() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->isIndexComplete());
        world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; });
        session->commitAs(Outcome::Negative);
        session->undo();
        session->redo();
        world.review->with([](auto& review) { review.appendFails.reset(); });
        session->retrySaving();
        QTRY_COMPARE(session->unsavedCount(), 0);
        QCOMPARE(world.review->events.size(), std::size_t{3});
        QCOMPARE(world.review->events[0].cause, EventCause::Reviewed);
        QCOMPARE(world.review->events[1].cause, EventCause::Undone);
        QCOMPARE(world.review->events[2].cause, EventCause::Reviewed);
    }
    void aReadOnlyReviewIsAnnouncedAndItsDecisionsWait() {
        const SessionWorld world;
        world.review->mode = StoreMode::ReadOnly;
        const auto session = world.openSession();
        QTRY_VERIFY(!session->notices().empty());
        QCOMPARE(session->notices().front().kind, static_cast<int>(ErrorKind::ReadOnly));
        session->commitAs(Outcome::Negative);
        QTRY_COMPARE(session->savingState(0), SavingState::Failed);
        world.review->with([](auto& review) { review.mode = StoreMode::ReadWrite; });
        session->retrySaving();
        QTRY_COMPARE(session->savingState(0), SavingState::Saved);
        QVERIFY(!hasNotice(*session, "saving"));
    }
    void aReviewThatCannotBeOpenedLetsOneWorkAndSavesLater() {
        const SessionWorld world;
        world.review->openFails = ErrorKind::PermissionDenied;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        session->commitAs(Outcome::Negative);
        QTRY_COMPARE(session->savingState(0), SavingState::Failed);
        QCOMPARE(session->current(), 1);
        world.review->with([](auto& review) { review.openFails.reset(); });
        session->retrySaving();
        QTRY_COMPARE(session->savingState(0), SavingState::Saved);
        QCOMPARE(session->decision(0)->outcome, Outcome::Negative);
    }
    void decisionsMadeBeforeTheReviewIsReadAreKept() {
        SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->isIndexComplete());
            session->commitAs(Outcome::Negative);
            session->commitAs(Outcome::Negative);
            QTRY_COMPARE(session->unsavedCount(), 0);
        }
        std::atomic<bool> mayOpen = false;
        world.holdReview(mayOpen);
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        session->goTo(1);
        session->commitAs(Outcome::Unusable);
        session->toggle(toClass(5));
        QVERIFY(!session->decision(0));
        world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; }); // or what is read would be the same
        mayOpen = true;
        QTRY_VERIFY(session->decision(0));
        QCOMPARE(session->decision(1)->outcome, Outcome::Unusable);
        QCOMPARE(session->chips()[5].mark, ChipMark::Added);
        world.review->with([](auto& review) { review.appendFails.reset(); });
        session->retrySaving();
        QTRY_COMPARE(session->unsavedCount(), 0);
        QCOMPARE(world.review->with([](auto& review) { return review.events.back().after->outcome; }), Outcome::Unusable);
    }
    void closingSavesWhatWasDecidedInTheLastMoment() {
        const SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->image());
            session->commitAs(Outcome::Negative);
        }
        QCOMPARE(world.review->events.size(), std::size_t{1});
    }
    void closingTriesOnceMore() {
        const SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->isIndexComplete());
            world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; });
            session->commitAs(Outcome::Negative);
            QTRY_COMPARE(session->savingState(0), SavingState::Failed);
            world.review->with([](auto& review) { review.appendFails.reset(); });
        }
        QCOMPARE(world.review->eventCount(), std::size_t{1});
    }
    void closingBeforeThePlateIsKnownSavesToo() {
        SessionWorld world;
        world.parts.findReview = findReview;
        world.parts.openStore = [](const std::filesystem::path& file, const PlateIdentity& plate) { return ReviewStore::open(file, plate); };
        world.parts.fingerprint = [](const Plate&) {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            return std::string("late");
        };
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->image());
            session->commitAs(Outcome::Negative);
        }
        const auto session = world.openSession();
        QTRY_VERIFY(session->decision(0));
    }
    void theReviewOfAMovedPlateComesAlong() {
        SessionWorld world;
        world.parts.findReview = findReview;
        world.parts.openStore = [](const std::filesystem::path& file, const PlateIdentity& plate) { return ReviewStore::open(file, plate); };
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->isIndexComplete());
            session->commitAs(Outcome::Negative);
            QTRY_COMPARE(session->unsavedCount(), 0);
            QTest::qWait(100);
        }
        const std::filesystem::path elsewhere = world.folder / "elsewhere";
        std::filesystem::rename(world.plateDirectory, elsewhere);
        const auto session = world.session();
        session->openPlate(elsewhere);
        QTRY_VERIFY(session->decision(0));
        QTRY_VERIFY(!session->notices().empty());
        QCOMPARE(session->notices().front().key, QStringLiteral("review"));
    }
    void whatAnotherProgramWritesIntoTheFileIsTold() {
        SessionWorld world;
        world.options.reviewFile = world.folder / "review.sqlite";
        world.parts.openStore = [](const std::filesystem::path& file, const PlateIdentity& plate) { return ReviewStore::open(file, plate); };
        const auto session = world.openSession();
        QTRY_VERIFY(session->isIndexComplete());
        QSignalSpy news(session.get(), &Session::newsArrived);
        const auto elsewhere = ReviewStore::open(world.options.reviewFile, {world.plateDirectory, {}});
        const auto decide = [&](int sample, const std::string& reviewer) {
            LabelEvent event;
            event.uuid = newUuid();
            event.sampleId = SessionWorld::idOf(sample);
            event.reviewer = reviewer;
            event.after = Decision{};
            event.after->present = {toClass(7)};
            elsewhere->append(std::vector{event});
        };
        awaitStore(*session);
        decide(1, "another");
        QTRY_COMPARE(news.size(), 1);
        QVERIFY(news.front().front().value<std::vector<int>>() == std::vector{1});
        QVERIFY(!session->decision(1));
        decide(2, "reader"); // himself, in another program
        QTRY_VERIFY(session->decision(2));
        QVERIFY(session->decision(2)->present == LabelSet({toClass(7)}));
        QTRY_COMPARE(news.size(), 2);

        Blinding blinding;
        blinding.set(Hidden::OtherReviewers, true);
        elsewhere->putSetting(blindingSetting, formatBlinding(blinding));
        QTRY_VERIFY(session->blinding().hides(Hidden::OtherReviewers));
        decide(3, "another");
        decide(4, "reader");
        QTRY_VERIFY(session->decision(4));
        QCOMPARE(news.size(), 3);
        QVERIFY(news.back().front().value<std::vector<int>>() == std::vector{4});
        QVERIFY(session->notices().empty());
    }
    void anotherPlateDoesNotLoseWhatIsUnsaved() {
        SessionWorld world;
        SessionWorld other(2);
        const auto session = world.openSession();
        QTRY_VERIFY(session->isIndexComplete());
        world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; });
        session->commitAs(Outcome::Negative);
        QTRY_COMPARE(session->savingState(0), SavingState::Failed);
        session->openPlate(other.plateDirectory);
        QTRY_COMPARE(session->order().size(), std::size_t{2});
        QVERIFY(!session->decision(0));
        QCOMPARE(session->unsavedCount(), 1);
        QVERIFY(hasNotice(*session, "saving"));
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 5; ++i) {
            const int tried = world.review->with([](auto& review) { return review.appends; });
            session->retrySaving();
            QTRY_VERIFY(world.review->with([](auto& review) { return review.appends; }) > tried);
        }
        QVERIFY(timer.elapsed() < 4 * StoreThread::retryMilliseconds); // five tries that the clock did not cause
        world.review->with([](auto& review) { review.appendFails.reset(); });
        session->retrySaving();
        QTRY_COMPARE(session->unsavedCount(), 0);
        QCOMPARE(world.review->eventCount(), std::size_t{1});
        QVERIFY(!hasNotice(*session, "saving"));
    }
    // FAULTS.md, C14 and C15.
    void whatIsDecidedWhileTheServerIsAwayIsKeptAndShownAgain() {
        SessionWorld world;
        world.options.reviewFile = "postgresql://reader:secret@host/reviews";
        world.review->with([](auto& review) { review.openFails = ErrorKind::TimedOut; });
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->isIndexComplete());
            session->commitAs(Outcome::Negative);
            QTRY_COMPARE(session->savingState(0), SavingState::Kept);
            QCOMPARE(session->unsavedCount(), 1);
            QCOMPARE(session->keptCount(), 1);
            QTRY_VERIFY(hasNotice(*session, "kept"));
            QVERIFY(!hasNotice(*session, "saving"));
        }
        const std::string named = "postgresql://reader@host/reviews"; // without the password
        QCOMPARE(Outbox(outboxFile(world.options.dataDirectory, named, world.plateDirectory), named, {world.plateDirectory, {}}).waiting().events.size(), std::size_t{1});
        const auto session = world.openSession();
        QTRY_COMPARE(session->savingState(0), SavingState::Kept);
        QCOMPARE(session->decision(0)->outcome, Outcome::Negative);
        world.review->with([](auto& review) { review.openFails.reset(); });
        session->retrySaving();
        QTRY_COMPARE(session->savingState(0), SavingState::Saved);
        QCOMPARE(session->unsavedCount(), 0);
        QCOMPARE(world.review->eventCount(), std::size_t{1});
        QTRY_VERIFY(!hasNotice(*session, "kept"));
    }
    void historyIsAnsweredForTheSampleAskedFor() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->isIndexComplete());
        session->commitAs(Outcome::Negative);
        session->undo();
        QTRY_COMPARE(session->unsavedCount(), 0);
        std::vector<LabelEvent> history;
        int sample = -1;
        connect(session.get(), &Session::historyArrived, this, [&](int index, const std::vector<LabelEvent>& events) {
            sample = index;
            history = events;
        });
        session->requestHistory(0);
        QTRY_COMPARE(sample, 0);
        QCOMPARE(history.size(), std::size_t{2});
        QCOMPARE(history[1].cause, EventCause::Undone);
    }
    void whatIsDecidedAnewStandsBeforeWhatAnEarlierSittingKept() {
        ReviewLog log;
        log.setAuthor({"reader", "77"});
        Decision kept, made;
        kept.note = "kept";
        made.note = "made";
        log.decide(0, "s00", made, 2); // before the outbox was read
        LabelEvent first{.uuid = "first", .sampleId = "s00", .reviewer = "reader", .after = kept}, second{.uuid = "second", .sampleId = "s01", .reviewer = "reader", .after = kept};
        log.addKept({first, second}, [](const std::string& id) { return id == "s00" ? 0 : 1; });
        QCOMPARE(log.entry(0)->decision.note, std::string("made"));
        QCOMPARE(log.entry(1)->decision.note, std::string("kept"));
        QCOMPARE(log.keptCount(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestSaving)
#include "test_saving.moc"
