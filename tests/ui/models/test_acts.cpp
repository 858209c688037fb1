#include "tests/ui/models/sessionworld.h"

using namespace locascope;
using namespace locascope::testing;

namespace {

bool isReady(const Session& session) { return session.isIndexComplete() && session.image() && session.modelState() == ModelState::Ready && session.probabilities(session.current()); }

std::vector<LabelEvent> eventsOf(const SessionWorld& world) {
    return world.review->with([](auto& review) { return review.events; });
}

/// Opened, and what the review says has arrived.
std::unique_ptr<Session> openedAgain(const SessionWorld& world) {
    auto session = world.openSession();
    [&] { QTRY_VERIFY(session->isIndexComplete()); }();
    awaitStore(*session);
    return session;
}

const char* const bothReviewers = "Id,class,decision,reviewer\ns00,Nucleoli,present,\ns01,Nucleoli,present,\ns02,Nucleoli,present,Ann\n";

void importFile(const SessionWorld& world, Session& session, std::string_view csv) {
    const auto before = world.review->eventCount();
    writeFile(world.folder / "theirs.csv", csv);
    awaitStore(session);
    const auto settled = world.review->eventCount();
    session.importCsv(world.folder / "theirs.csv");
    [&] { QTRY_VERIFY(world.review->eventCount() > std::max(before, settled) && session.decision(0)); }();
}

} // namespace

/// Acts on many samples are one, and what can be taken back outlives the session.
class TestActs final : public QObject {
    Q_OBJECT
private slots:
    void allSelectedSamplesAreLabelledInOneActAndOneTransaction() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->setSelection({0, 2, 3}, 0);
        session->toggle(toClass(7));
        const BulkPlan plan = session->planForSelected();
        QCOMPARE(plan.result, CommitResult::Committed);
        QVERIFY(plan.samples == (std::vector<int>{0, 2, 3}));
        QCOMPARE(plan.reviewedBefore, 0);
        QVERIFY(!session->decision(0)); // planned, not done
        session->decideAll(plan);
        awaitStore(*session);
        QCOMPARE(world.review->with([](auto& review) { return review.appends; }), 1);
        const auto events = eventsOf(world);
        QCOMPARE(events.size(), std::size_t{3});
        for (const LabelEvent& event : events) {
            QCOMPARE(event.cause, EventCause::Bulk);
            QVERIFY(!event.act.empty() && event.act == events.front().act);
            QVERIFY(event.after->present == LabelSet({toClass(0), toClass(7)}));
        }
        QCOMPARE(session->savingState(3), SavingState::Saved);
        QCOMPARE(session->reviewedCount(), 3);
    }
    void whatTheModelSaysOfTheSampleOnScreenIsNotSaidOfTheOthers() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->setSelection({0, 1}, 0);
        session->decideAll(session->planForSelected());
        QVERIFY(!session->decision(0)->proposal.modelDigest.empty());
        QVERIFY(session->decision(1)->proposal.modelDigest.empty());
        QVERIFY(session->decision(1)->present == LabelSet({toClass(0)}));
    }
    void samplesThatSaySoAlreadyGetNoEventAndOthersAreCounted() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->setSelection({1, 2}, 1);
        session->decideAll(session->planForSelected(Outcome::Negative));
        session->setSelection({0, 1, 2, 3}, 0);
        const BulkPlan same = session->planForSelected(Outcome::Negative);
        QVERIFY(same.samples == (std::vector<int>{0, 3}));
        QCOMPARE(same.unchanged, 2);
        QCOMPARE(same.reviewedBefore, 0);
        const BulkPlan other = session->planForSelected(Outcome::Unusable);
        QCOMPARE(other.samples.size(), std::size_t{4});
        QCOMPARE(other.reviewedBefore, 2);
    }
    void anActOnManyIsUndoneAndDoneAgainAsOne() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->goTo(2);
        session->commitAs(Outcome::Unusable);
        session->setSelection({1, 2, 4}, 1);
        session->decideAll(session->planForSelected(Outcome::Negative));
        QCOMPARE(session->nextUndo()->samples, 3);
        QCOMPARE(session->nextUndo()->after->outcome, Outcome::Negative);
        session->undo();
        QVERIFY(!session->decision(1) && !session->decision(4));
        QCOMPARE(session->decision(2)->outcome, Outcome::Unusable);
        QCOMPARE(session->nextUndo()->samples, 1);
        QCOMPARE(session->nextRedo()->samples, 3);
        session->redo();
        QCOMPARE(session->decision(4)->outcome, Outcome::Negative);
        QCOMPARE(session->decision(2)->outcome, Outcome::Negative);
        awaitStore(*session);
        const auto events = eventsOf(world);
        QCOMPARE(events.size(), std::size_t{10});
        QCOMPARE(events[4].cause, EventCause::Undone);
        QCOMPARE(events[4].undoes, events[1].act);
        QCOMPARE(events[7].undoes, events[4].act);
        QCOMPARE(events[7].cause, EventCause::Bulk);
    }
    void undoAndRedoSurviveARestart() {
        const SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isReady(*session));
            session->commitAs(Outcome::Unusable);
            session->setSelection({1, 2, 4}, 1);
            session->decideAll(session->planForSelected(Outcome::Negative));
            session->goTo(5);
            session->commitAs(Outcome::Unsure);
            session->undo();
        }
        {
            const auto session = openedAgain(world);
            QTRY_VERIFY(session->canRedo());
            QCOMPARE(session->nextUndo()->samples, 3);
            session->redo();
            QCOMPARE(session->decision(5)->outcome, Outcome::Unsure);
            session->undo();
            session->undo();
            QVERIFY(!session->decision(1) && !session->decision(2) && !session->decision(4));
        }
        const auto session = openedAgain(world);
        QTRY_VERIFY(session->canUndo());
        QCOMPARE(session->nextUndo()->sample, 0);
        QCOMPARE(session->nextRedo()->samples, 3);
        session->redo();
        QCOMPARE(session->decision(4)->outcome, Outcome::Negative);
        session->redo();
        QCOMPARE(session->decision(5)->outcome, Outcome::Unsure);
        session->undo();
        session->undo();
        session->undo();
        QVERIFY(!session->decision(0));
        QVERIFY(!session->canUndo());
    }
    void whatIsDecidedBeforeTheReviewIsReadEndsWhatCouldBeDoneAgain() {
        SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->isIndexComplete());
            session->commitAs(Outcome::Unusable);
            session->commitAs(Outcome::Negative);
            session->undo();
        }
        std::atomic<bool> mayOpen = false;
        world.holdReview(mayOpen);
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        session->goTo(3);
        session->commitAs(Outcome::Negative);
        mayOpen = true;
        QTRY_VERIFY(session->decision(0));
        awaitStore(*session);
        QVERIFY(!session->canRedo());
        session->undo();
        QVERIFY(!session->decision(3));
        session->undo();
        QVERIFY(!session->decision(0));
        QVERIFY(!session->canUndo());
    }
    void olderActsAreReadAsTheyAreNeeded() {
        const SessionWorld world;
        std::vector<LabelEvent> events;
        for (int i = 0; i < 2'500; ++i) {
            LabelEvent& event = events.emplace_back();
            event.uuid = "event " + std::to_string(i);
            event.sampleId = SessionWorld::idOf(i % 6);
            event.reviewer = i < 10 || i >= 2'490 ? "reader" : "somebody else";
            event.after = Decision{.outcome = Outcome::Negative, .present = {}, .notJudged = {}, .touched = {}, .proposal = {}, .note = {}};
        }
        MemoryStore::open(world.review)->append(events);
        const auto session = openedAgain(world);
        QTRY_VERIFY(session->canUndo());
        for (int i = 0; i < 20; ++i) {
            QTRY_VERIFY(session->canUndo());
            session->undo();
        }
        awaitStore(*session);
        QVERIFY(!session->canUndo());
    }
    void aBulkActThatCannotBeSavedIsUnsavedOnEverySample() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        awaitStore(*session);
        world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; });
        session->setSelection({0, 1, 2}, 0);
        session->decideAll(session->planForSelected(Outcome::Negative));
        QCOMPARE(session->savingState(2), SavingState::Saving);
        QTRY_COMPARE(session->savingState(2), SavingState::Failed);
        QCOMPARE(session->unsavedCount(), 3);
        session->undo();
        world.review->with([](auto& review) { review.appendFails.reset(); });
        session->retrySaving();
        QTRY_COMPARE(session->unsavedCount(), 0);
        QCOMPARE(session->savingState(2), SavingState::None);
        QCOMPARE(eventsOf(world).size(), std::size_t{6});
    }
    void theLastLabelsAreRepeatedOnTheNextSample() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->repeatLast(), CommitResult::NothingSolid);
        session->toggle(toClass(9));
        session->commit();
        QCOMPARE(session->repeatLast(), CommitResult::Committed);
        QVERIFY(session->decision(1)->present == LabelSet({toClass(0), toClass(9)}));
        QCOMPARE(session->current(), 2);
        session->undo();
        QVERIFY(!session->decision(1));
    }
    void anEarlierStateIsRestoredByAppending() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->commitAs(Outcome::Unusable);
        session->goTo(0);
        session->commitAs(Outcome::Negative);
        awaitStore(*session);
        session->restoreState(0, eventsOf(world).front().after);
        QCOMPARE(session->decision(0)->outcome, Outcome::Unusable);
        session->restoreState(0, session->decision(0));
        session->restoreState(0, std::nullopt);
        QVERIFY(!session->decision(0));
        awaitStore(*session);
        QCOMPARE(eventsOf(world).size(), std::size_t{4});
        session->undo();
        QCOMPARE(session->decision(0)->outcome, Outcome::Unusable);
    }
    void theHistoryOfTheReviewIsReadInPages() {
        const SessionWorld world;
        std::vector<LabelEvent> events;
        for (int i = 1; i <= 4'500; ++i) {
            LabelEvent& event = events.emplace_back();
            event.uuid = "event " + std::to_string(i);
            event.sampleId = SessionWorld::idOf(i % 6);
            event.reviewer = i % 900 == 0 ? "rare" : "often";
            event.after = Decision{.outcome = Outcome::Labelled, .present = {toClass(static_cast<std::size_t>(i % 28))}, .notJudged = {}, .touched = {}, .proposal = {}, .note = i == 7 ? "Seven" : ""};
        }
        MemoryStore::open(world.review)->append(events);
        const auto session = openedAgain(world);
        const auto read = [&](const HistoryFilter& filter) {
            std::vector<std::int64_t> found;
            HistoryPage page;
            int pages = 0;
            while (!page.isComplete) {
                bool arrived = false;
                session->readHistory({filter, page.readTo, 0}, session.get(), [&](HistoryPage answer) {
                    page = std::move(answer);
                    arrived = true;
                });
                [&] { QTRY_VERIFY(arrived); }();
                for (const LabelEvent& event : page.events)
                    found.push_back(event.sequence);
                ++pages;
            }
            [&] { QCOMPARE(pages, filter.sampleId.empty() ? 3 : 1); }();
            return found;
        };
        QCOMPARE(read({}).size(), std::size_t{4'500});
        HistoryFilter rare;
        rare.reviewer = "rare";
        QVERIFY(read(rare) == (std::vector<std::int64_t>{4500, 3600, 2700, 1800, 900}));
        HistoryFilter note;
        note.text = QStringLiteral("sEVEN");
        QVERIFY(read(note) == (std::vector<std::int64_t>{7}));
        HistoryFilter labelClass;
        labelClass.labelClass = toClass(3);
        QCOMPARE(read(labelClass).size(), std::size_t{161});
        HistoryFilter sample;
        sample.sampleId = SessionWorld::idOf(2);
        QCOMPARE(read(sample).size(), std::size_t{750});
    }
    void anImportIsOneActOfWhoeversLabelsAndIsUndoneAndDoneAgainAsOne() {
        const SessionWorld world;
        {
            const auto session = openedAgain(world);
            session->goTo(1);
            session->commitAs(Outcome::Negative);
            importFile(world, *session, bothReviewers);
            QVERIFY(session->decision(0)->present == LabelSet({toClass(2)}) && session->decision(1)->present == LabelSet({toClass(2)}));
            QCOMPARE(session->nextUndo()->samples, 3);
            const auto events = eventsOf(world);
            QCOMPARE(events.size(), std::size_t{4});
            for (std::size_t i = 1; i < events.size(); ++i)
                QVERIFY(events[i].cause == EventCause::Imported && events[i].act == events[1].act && actorOf(events[i]) == "reader");
        }
        const auto session = openedAgain(world); // also in a later sitting
        QTRY_COMPARE(session->nextUndo() ? session->nextUndo()->samples : 0, 3);
        session->undo();
        QTRY_VERIFY(!session->decision(0));
        QCOMPARE(session->decision(1)->outcome, Outcome::Negative);
        awaitStore(*session);
        QVERIFY(MemoryStore::open(world.review)->currentDecisions("Ann").empty());
        session->redo();
        QTRY_VERIFY(session->decision(0));
        awaitStore(*session);
        QCOMPARE(MemoryStore::open(world.review)->currentDecisions("Ann").size(), std::size_t{1});
        QCOMPARE(eventsOf(world).back().cause, EventCause::Imported);
        QCOMPARE(session->unsavedCount(), 0);
    }
    void whatOthersChangedSinceAnImportStaysWhenItIsUndone() {
        const SessionWorld world;
        const auto session = openedAgain(world);
        importFile(world, *session, bothReviewers);
        LabelEvent own;
        own.uuid = newUuid();
        own.sampleId = "s02";
        own.reviewer = "Ann";
        own.after.emplace().outcome = Outcome::Unusable;
        MemoryStore::open(world.review)->append(std::span(&own, 1));
        session->undo();
        QTRY_VERIFY(!session->decision(0));
        awaitStore(*session);
        QCOMPARE(MemoryStore::open(world.review)->currentDecisions("Ann").at("s02").outcome, Outcome::Unusable);
    }
    void anImportThatCannotBeStoredChangesNothing() {
        const SessionWorld world;
        const auto session = openedAgain(world);
        world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; });
        writeFile(world.folder / "theirs.csv", std::string_view(bothReviewers));
        session->importCsv(world.folder / "theirs.csv");
        QTRY_VERIFY(!session->notices().empty() && session->notices().front().severity == Severity::Error);
        QVERIFY(!session->decision(0) && !session->canUndo());
        QCOMPARE(world.review->eventCount(), std::size_t{0});
    }
    void theHistoryIsExportedAsCsv() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->setNote(QStringLiteral("=1+1, \"quoted\""));
        session->commitAs(Outcome::Negative);
        session->commitAs(Outcome::Unusable);
        awaitStore(*session);
        const auto file = world.folder / "history.csv";
        std::size_t written = 0;
        session->exportHistory(file, {}, session.get(), [&](std::size_t events) { written = events; });
        QTRY_COMPARE(written, std::size_t{2});
        const Bytes bytes = readFile(file);
        const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        QVERIFY(text.starts_with("sequence,time,reviewer,sample,cause,act,undoes,before,before_classes,after,after_classes,not_judged,note,model,uuid,act_id,vocabulary,time_ms,before_record,after_record,digest\r\n2,"));
        QVERIFY(text.find(",\"'=1+1, \"\"quoted\"\"\",") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestActs)
#include "test_acts.moc"
