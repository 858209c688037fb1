#include "core/plate/plate.h"
#include "core/files/readfile.h"
#include "core/review/auditdraw.h"
#include "tests/ui/models/sessionworld.h"
#include "ui/models/platemap.h"
#include "ui/models/samplequeue.h"
#include "ui/models/similarity.h"
#include "ui/models/teamwork.h"

#include <algorithm>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int samples = 6;

bool isOpen(const Session& session) { return session.isIndexComplete() && session.image() && session.modelState() == ModelState::Ready; }

/// Every sample classified, whether or not that is shown.
std::unique_ptr<Session> swept(const SessionWorld& world) {
    auto session = world.openSession();
    [&] {
        QTRY_VERIFY(isOpen(*session));
        session->startSweep();
        QTRY_VERIFY(world.engine->predicted >= samples && !session->job());
        awaitStore(*session);
    }();
    return session;
}

LabelEvent eventOf(const std::string& reviewer, int sample, std::size_t label, EventCause cause = EventCause::Reviewed) {
    LabelEvent event;
    event.uuid = reviewer + std::to_string(sample);
    event.sampleId = SessionWorld::idOf(sample);
    event.reviewer = reviewer;
    event.cause = cause;
    event.after = Decision();
    event.after->present.insert(toClass(label));
    return event;
}

bool showsNothingOfTheModel(const Session& session) {
    const std::vector<ChipState> chips = session.chips();
    return std::all_of(chips.begin(), chips.end(), [](const ChipState& chip) { return !chip.probability && chip.mark != ChipMark::Proposed && chip.mark != ChipMark::Hollow; });
}

std::vector<LabelEvent> historyOf(Session& session, const HistoryFilter& filter) {
    std::vector<LabelEvent> events;
    bool answered = false;
    session.readHistory({filter, 0, 0}, &session, [&](const HistoryPage& page) {
        events = page.events;
        answered = true;
    });
    [&] { QTRY_VERIFY(answered); }();
    return events;
}

Blinding hiding(std::initializer_list<Hidden> all) {
    Blinding blinding;
    for (const Hidden what : all)
        blinding.set(what, true);
    return blinding;
}

} // namespace

class TestBlinding final : public QObject {
    Q_OBJECT
private slots:
    void blindToTheModelNothingTellsWhatItSays() {
        const SessionWorld world(samples);
        const auto session = swept(world);
        session->goTo(2);
        QTRY_VERIFY(session->image());
        session->toggle(toClass(7)); // a chip that was pressed keeps what the model says from changing
        session->setSortOrder(SampleOrder::Uncertainty);
        SampleFilter filter;
        filter.predictedClass = toClass(2);
        session->setFilter(filter);
        QVERIFY(session->probabilities(2) && session->chips()[2].mark == ChipMark::Proposed && session->order().size() == 1);
        session->requestSaliency(toClass(2));
        QTRY_VERIFY(!session->saliency().isEmpty());

        session->setBlinding(blindingOf(BlindingPreset::Model));
        QVERIFY(showsNothingOfTheModel(*session) && session->chips()[7].mark == ChipMark::Added);
        for (int sample = 0; sample < samples; ++sample)
            QVERIFY(!session->probabilities(sample) && !session->disagrees(sample));
        QVERIFY(session->saliency().isEmpty() && !session->saliencyClass() && !session->isProposed(toClass(2)));
        session->requestSaliency(toClass(2));
        QVERIFY(!session->saliencyClass());
        QVERIFY(session->sortOrder() == SampleOrder::Name && !session->filter().predictedClass && session->order().size() == samples);
        session->setFilter(filter);
        session->setSortOrder(SampleOrder::Probability, toClass(2));
        QVERIFY(session->sortOrder() == SampleOrder::Name && session->order().size() == samples);
        for (const QueueStrategy strategy : {QueueStrategy::Entropy, QueueStrategy::Margin, QueueStrategy::SecondLook, QueueStrategy::Differ, QueueStrategy::RareFirst, QueueStrategy::Near, QueueStrategy::Diverse})
            QVERIFY(session->queue().hindrance(strategy) == QueueHindrance::Hidden);
        QVERIFY(session->queue().hindrance(QueueStrategy::Unreviewed) == QueueHindrance::None);
    }

    void aDecisionMadeBlindSaysSo() {
        const SessionWorld world(samples);
        const auto session = swept(world);
        session->setBlinding(blindingOf(BlindingPreset::Model));
        session->toggle(toClass(9));
        QCOMPARE(session->commit(), CommitResult::Committed);
        session->setBlinding({});
        session->goTo(1);
        QTRY_VERIFY(session->image() && session->chips()[1].mark == ChipMark::Proposed);
        QCOMPARE(session->commit(), CommitResult::Committed);
        QTRY_COMPARE(world.review->eventCount(), std::size_t{2});
        QVERIFY(world.review->events[0].modelDigest.empty() && world.review->events[0].after->proposal == Proposal());
        QVERIFY(!world.review->events[1].after->proposal.modelDigest.empty());
    }

    void whatIsTakenBackBlindDoesNotBringTheProposalBack() {
        const SessionWorld world(samples);
        const auto session = swept(world);
        session->goTo(3);
        QTRY_VERIFY(session->image());
        QCOMPARE(session->commit(), CommitResult::Committed);
        session->setBlinding(blindingOf(BlindingPreset::Model));
        session->undo();
        QCOMPARE(session->current(), 3);
        QVERIFY(showsNothingOfTheModel(*session));
    }

    void itIsKeptWithTheReviewAndHoldsBeforeThatIsRead() {
        SessionWorld world(samples);
        {
            const auto session = swept(world);
            session->setBlinding(blindingOf(BlindingPreset::Everything));
            awaitStore(*session);
        }
        QCOMPARE(world.review->settings[blindingSetting], formatBlinding(blindingOf(BlindingPreset::Everything)));
        std::atomic<bool> mayOpen = false;
        world.holdReview(mayOpen);
        auto session = world.openSession();
        QTRY_VERIFY(isOpen(*session));
        QVERIFY(session->blinding() == blindingOf(BlindingPreset::Everything) && session->alias(0) > 0);
        mayOpen = true;
        awaitStore(*session);
        QVERIFY(session->blinding() == blindingOf(BlindingPreset::Everything));
        world.review->with([](auto& review) { return review.settings[blindingSetting] = ""; }); // by a colleague
        session = world.openSession();
        QTRY_VERIFY(isOpen(*session));
        QTRY_VERIFY(!session->blinding().hidesAnything() && session->probabilities(0));
    }

    void aQueueOfEqualSamplesIsInAnOrderThatTellsNoNames() {
        const SessionWorld world(samples);
        const auto session = swept(world);
        session->setBlinding(hiding({Hidden::Names}));
        session->queue().start(QueueStrategy::Unreviewed, QStringLiteral("unreviewed"));
        QTRY_VERIFY(session->queue().isShown());
        std::vector<int> numbers;
        for (const int sample : session->order())
            numbers.push_back(session->alias(sample));
        QCOMPARE(numbers, (std::vector<int>{1, 2, 3, 4, 5, 6}));
    }

    void othersAreHiddenInTheHistoryAndInWhatIsExported() {
        const SessionWorld world(samples);
        world.review->events = {eventOf("rival", 0, 4), eventOf("reader", 0, 5)};
        world.review->events[0].after->note = "secret";
        world.review->events[0].sequence = 1;
        world.review->events[1].sequence = 2;
        const auto session = swept(world);
        QCOMPARE(historyOf(*session, {}).size(), std::size_t{2});
        session->setBlinding(blindingOf(BlindingPreset::Reviewers));
        const auto own = historyOf(*session, {});
        QVERIFY(own.size() == 1 && own.front().reviewer == "reader");
        HistoryFilter asked;
        asked.reviewer = "rival";
        QVERIFY(historyOf(*session, asked).empty());
        QSignalSpy arrived(session.get(), &Session::historyArrived);
        session->requestHistory(0);
        QTRY_COMPARE(arrived.size(), 1);
        QCOMPARE(arrived[0][1].value<std::vector<LabelEvent>>().size(), std::size_t{1});
        session->exportCsv(world.folder / "out.csv", ExportFormat::Long);
        QTRY_VERIFY(!session->notices().empty());
        const Bytes bytes = readFile(world.folder / "out.csv");
        const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        QVERIFY2(text.find("rival") == std::string::npos && text.find("secret") == std::string::npos && text.find("reader") != std::string::npos, text.c_str());
    }

    void withoutNamesSamplesHaveNumbersThatTellNothing() {
        const SessionWorld world({"B02_1", "B02_2", "C03_1", "C03_2", "D04_1", "E05_1"});
        const auto session = swept(world);
        PlateMap map(*session);
        SampleFilter filter;
        filter.text = QStringLiteral("B02");
        session->setFilter(filter);
        session->setSortOrder(SampleOrder::Well);
        QVERIFY(session->order().size() == 2 && !session->siblings(0).sameWell.empty() && !map.places().places.empty());
        session->setBlinding(hiding({Hidden::Names}));
        QVERIFY(session->filter().text.isEmpty() && session->sortOrder() == SampleOrder::Name && session->order().size() == samples);
        QVERIFY(session->siblings(0).sameWell.empty() && map.places().places.empty());
        std::vector<int> numbers;
        for (const int sample : session->order())
            numbers.push_back(session->alias(sample));
        QCOMPARE(numbers, (std::vector<int>{1, 2, 3, 4, 5, 6}));
        QVERIFY(!std::is_sorted(session->order().begin(), session->order().end()));
        session->setFilter(filter);
        session->setGrouping(SampleGrouping::Well);
        QVERIFY(session->order().size() == samples && session->groups().empty());
        HistoryFilter byName;
        byName.text = QStringLiteral("B02");
        session->toggle(toClass(1));
        session->commit();
        QTRY_COMPARE(session->unsavedCount(), 0);
        QVERIFY(!historyOf(*session, {}).empty() && historyOf(*session, byName).empty());
        session->setBlinding({});
        QCOMPARE(session->alias(0), 0);
        QVERIFY(!map.places().places.empty() && std::is_sorted(session->order().begin(), session->order().end()));
    }

    void theMapShowsWhatIsReviewedAlone() {
        const SessionWorld world({"B02_1", "B02_2", "C03_1", "C03_2", "D04_1", "E05_1"});
        const auto session = swept(world);
        session->toggle(toClass(1));
        session->commit();
        PlateMap map(*session);
        map.colourBy(MapColouring::DecidedClass, toClass(1));
        QTRY_VERIFY(map.isCounted() && map.counts(0).predicted == 2);
        QVERIFY(!map.classesOf(0).empty());
        session->setBlinding(hiding({Hidden::MapColours}));
        QTRY_VERIFY(map.isCounted() && map.counts(0).reviewed == 1);
        QVERIFY(map.colouring() == MapColouring::Reviewed && map.counts(0).predicted == 0 && map.counts(0).presentClass == 0 && map.classesOf(0).empty());
    }

    void reasonsAndSortOrdersAreHiddenAsChosen() {
        const SessionWorld world(samples);
        const auto session = swept(world);
        session->setBlinding(hiding({Hidden::QueueReasons, Hidden::SortOrders}));
        session->queue().start(QueueStrategy::Unreviewed, QStringLiteral("queue"));
        QTRY_VERIFY(session->queue().isShown());
        QVERIFY(session->queue().holds(0) && !session->queue().reason(0));
        session->queue().goBack();
        session->setSortOrder(SampleOrder::TimeOfReview);
        session->setGrouping(SampleGrouping::Class);
        QVERIFY(session->sortOrder() == SampleOrder::Name && session->groups().empty());
    }

    void whatLooksAlikeIsNeitherFoundNorShown() {
        const SessionWorld world(samples);
        world.engine->hasFeatures = true;
        const auto session = swept(world);
        QTRY_COMPARE(session->similarity().count(), std::size_t{samples});
        session->similarity().showLike(0, QStringLiteral("like"));
        QTRY_VERIFY(session->similarity().isShown());
        session->similarity().makeMap();
        session->setBlinding(hiding({Hidden::Similar}));
        QVERIFY(!session->similarity().isShown() && !session->similarity().hasFeatures(0) && session->similarity().state() == Similarity::State::Hidden);
        bool answered = false;
        session->similarity().findLike(0, [&](const auto&) { answered = true; });
        session->similarity().showLike(0, QStringLiteral("like"));
        session->similarity().makeMap();
        QTest::qWait(50); // nothing can be waited for
        QVERIFY(!answered && !session->similarity().isShown() && !session->similarity().map());
        session->setBlinding({});
        QCOMPARE(session->similarity().count(), std::size_t{samples});
    }

    void whatIsDrawnByLotIsBlindForEver() {
        const SessionWorld world(samples);
        world.review->events = {eventOf("reader", 0, 4, EventCause::Imported), eventOf("reader", 1, 5)};
        world.review->events[1].sequence = 2;
        world.review->events[0].sequence = 1;
        {
            const auto session = swept(world);
            QTRY_VERIFY(session->isReviewed(0) && session->isReviewed(1));
            QVERIFY(session->queue().hindrance(QueueStrategy::Audit) == QueueHindrance::NotDrawn);
            session->team().draw(samples, 5);
            QVERIFY(session->team().drawn() && session->team().drawn()->samples.size() == samples && session->team().drawn()->by == "reader");
            QTRY_VERIFY(!session->isReviewed(0)); // by a table; of the other it was decided blind
            QVERIFY(session->isReviewed(1) && showsNothingOfTheModel(*session));
            for (int sample = 0; sample < samples; ++sample)
                QVERIFY(!session->probabilities(sample) && !session->isPredictionShown(sample));
            session->team().draw(2, 6);
            QCOMPARE(session->team().drawn()->seed, std::uint64_t{5});
            session->queue().start(QueueStrategy::Audit, QStringLiteral("drawn"));
            QVERIFY(session->queue().isShown());
            QCOMPARE(session->order().size(), std::size_t{samples});
            QCOMPARE(std::get<DrawnReason>(*session->queue().reason(2)).inclusion, 1.0);
            QVERIFY(historyOf(*session, {}).size() == 1); // what was imported is not told
            session->queue().start(QueueStrategy::Margin, QStringLiteral("margin"));
            awaitStore(*session);
        }
        const auto session = swept(world);
        QTRY_VERIFY(session->team().drawn());
        QVERIFY(!session->probabilities(0) && !session->isReviewed(0) && showsNothingOfTheModel(*session));
    }

    void othersThanThoseDrawnAreShownAsBefore() {
        const SessionWorld world(samples);
        const auto session = swept(world);
        session->team().draw(2, 1);
        const std::vector<int> drawn = session->team().drawnSamples();
        QCOMPARE(drawn.size(), std::size_t{2});
        for (int sample = 0; sample < samples; ++sample)
            QCOMPARE(session->probabilities(sample) == nullptr, std::count(drawn.begin(), drawn.end(), sample) == 1);
        session->setSortOrder(SampleOrder::Uncertainty);
        QVERIFY(session->sortOrder() == SampleOrder::Uncertainty);
        session->queue().start(QueueStrategy::Margin, QStringLiteral("margin"));
        QTRY_VERIFY(session->queue().isShown());
        QCOMPARE(session->queue().size(), std::size_t{samples - 2});
    }
};

QTEST_MAIN(TestBlinding)
#include "test_blinding.moc"
