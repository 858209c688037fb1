#include "core/model/learntplates.h"
#include "core/plate/plate.h"
#include "tests/ui/models/sessionworld.h"
#include "ui/models/samplequeue.h"
#include "ui/models/similarity.h"
#include "ui/models/teamwork.h"

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int samples = 9;

bool isReady(const Session& session) {
    return session.isIndexComplete() && session.image() && session.modelState() == ModelState::Ready && session.probabilities(session.current());
}

/// Opened and classified: of sample k class k is proposed, class 27 is open.
std::unique_ptr<Session> sweptSession(const SessionWorld& world) {
    auto session = world.openSession();
    [&] {
        QTRY_VERIFY(isReady(*session));
        session->startSweep();
        for (int sample = 0; sample < samples; ++sample)
            QTRY_VERIFY(session->probabilities(sample));
    }();
    return session;
}

void accept(Session& session, int sample, std::vector<std::size_t> toggled = {}) {
    session.goTo(sample);
    QTRY_VERIFY(session.image());
    for (const std::size_t index : toggled)
        session.toggle(toClass(index));
    QCOMPARE(session.commit(), CommitResult::Committed);
}

void start(Session& session, QueueStrategy strategy) {
    session.queue().start(strategy, QStringLiteral("queue"));
    QTRY_VERIFY(session.queue().strategy() == strategy);
}

template <class Reason>
Reason reasonOf(const Session& session, int sample) {
    const QueueReason* reason = session.queue().reason(sample);
    return reason ? std::get<Reason>(*reason) : Reason();
}

constexpr int inWells = 72, odd = 7;

/// B02_1, B02_2, B02_3, B03_1, …: in the plate's order.
std::vector<std::string> threeOfEachWell() {
    std::vector<std::string> ids;
    for (int well = 0; well < inWells / 3; ++well)
        for (int field = 1; field <= 3; ++field) {
            const int column = 2 + well % 10;
            ids.push_back(std::string(1, static_cast<char>('B' + well / 10)) + (column < 10 ? "0" : "") + std::to_string(column) + '_' + std::to_string(field));
        }
    return ids;
}

/// Blind, by the reader.
LabelEvent judged(const std::string& id, int number, bool isPresent) {
    LabelEvent event;
    event.uuid = std::to_string(number);
    event.sequence = number + 1;
    event.sampleId = id;
    event.reviewer = "reader";
    event.after = Decision();
    event.after->outcome = isPresent ? Outcome::Labelled : Outcome::Negative;
    if (isPresent)
        event.after->present.insert(toClass(20));
    return event;
}

} // namespace

class TestSampleQueue final : public QObject {
    Q_OBJECT
private slots:
    void aQueueStaysAsItIsWhileOneWorksInIt() {
        const SessionWorld world(samples);
        const auto session = sweptSession(world);
        accept(*session, 0);
        session->setSortOrder(SampleOrder::Uncertainty);
        const std::vector<int> before = session->order();
        start(*session, QueueStrategy::Unreviewed);
        const std::vector<int> unreviewed{1, 2, 3, 4, 5, 6, 7, 8};
        QCOMPARE(session->order(), unreviewed);
        QCOMPARE(session->current(), 1);
        for (const int sample : {1, 2, 3}) {
            QCOMPARE(session->current(), sample);
            QTRY_VERIFY(session->image());
            QCOMPARE(session->commit(), CommitResult::Committed);
            QCOMPARE(session->order(), unreviewed);
        }
        QVERIFY(session->queue().reason(2) && !session->queue().reason(0));
        QCOMPARE(session->queue().size(), std::size_t{8});
        QCOMPARE(session->queue().predicted(), std::size_t{samples});
        session->queue().goBack();
        QVERIFY(!session->queue().isShown() && !session->queue().strategy() && !session->queue().reason(2));
        QCOMPARE(session->order(), before);
        QCOMPARE(session->sortOrder(), SampleOrder::Uncertainty);
        QCOMPARE(session->current(), 4);
    }

    void reasonsAreOfTheSampleThatIsAskedFor() {
        const SessionWorld world(samples);
        const auto session = sweptSession(world);
        accept(*session, 2);
        accept(*session, 5, {5, 20});
        start(*session, QueueStrategy::Borderline);
        QCOMPARE(session->order(), (std::vector<int>{2, 5}));
        QVERIFY(reasonOf<BorderlineReason>(*session, 5).notJudged == LabelSet{toClass(27)});
        start(*session, QueueStrategy::Differ);
        QCOMPARE(session->order(), (std::vector<int>{5}));
        QVERIFY((reasonOf<DifferenceReason>(*session, 5) == DifferenceReason{{toClass(20)}, {toClass(5)}}));
        QSignalSpy shown(&session->queue(), &SampleQueue::shownChanged);
        start(*session, QueueStrategy::Margin);
        QCOMPARE(shown.count(), 1);
        QCOMPARE(session->order(), (std::vector<int>{0, 1, 3, 4, 6, 7, 8}));
        QCOMPARE(reasonOf<UncertainReason>(*session, 3).index, toClass(27));
        session->queue().goBack(); // from one queue to the next: the way back is to what was before
        QCOMPARE(session->order().size(), std::size_t{samples});
    }

    void whereNothingIsFoundNothingChanges() {
        const SessionWorld world(samples);
        const auto session = sweptSession(world);
        QSignalSpy nothing(&session->queue(), &SampleQueue::nothingFound);
        session->queue().start(QueueStrategy::Differ, QStringLiteral("queue"));
        QTRY_COMPARE(nothing.count(), 1);
        QVERIFY(!session->queue().isShown());
        QCOMPARE(session->order().size(), std::size_t{samples});
    }

    void anotherFilterEndsIt() {
        const SessionWorld world(samples);
        const auto session = sweptSession(world);
        start(*session, QueueStrategy::Entropy);
        QSignalSpy shown(&session->queue(), &SampleQueue::shownChanged);
        session->setFilter({});
        QVERIFY(!session->queue().isShown());
        QCOMPARE(shown.count(), 1);
    }

    void likenessMakesQueuesOfWhatIsUnreviewed() {
        const SessionWorld world(samples);
        world.engine->hasFeatures = true;
        const auto session = sweptSession(world);
        QTRY_COMPARE(session->similarity().count(), std::size_t{samples});
        accept(*session, 1);
        session->goTo(4);
        start(*session, QueueStrategy::Near);
        QCOMPARE(session->order(), (std::vector<int>{7, 0, 2, 3, 5, 6, 8})); // 1 was decided, and 4 is the one that was chosen
        QCOMPARE(reasonOf<LikenessReason>(*session, 7).to, 4);
        QVERIFY(reasonOf<LikenessReason>(*session, 7).similarity > 0.9F);
        start(*session, QueueStrategy::Diverse);
        QCOMPARE(session->order().size(), std::size_t{8});
        QCOMPARE(session->order().front(), 0);
        QVERIFY(session->order()[1] % 3 != 0 && session->order()[2] % 3 != session->order()[1] % 3 && session->order()[2] % 3 != 0); // one of each kind
        QVERIFY(reasonOf<SpreadReason>(*session, session->order()[1]).similarity < 0.1F);
    }

    void theWayBackFromAQueueSkipsMoreLikeThis() {
        const SessionWorld world(samples);
        world.engine->hasFeatures = true;
        const auto session = sweptSession(world);
        QTRY_COMPARE(session->similarity().count(), std::size_t{samples});
        start(*session, QueueStrategy::Unreviewed);
        session->similarity().showLike(4, QStringLiteral("like four"));
        QTRY_VERIFY(session->similarity().isShown());
        QVERIFY(!session->queue().isShown());
        session->similarity().goBack(); // to the queue
        QVERIFY(session->queue().isShown());
        session->similarity().showLike(4, QStringLiteral("like four"));
        QTRY_VERIFY(session->similarity().isShown());
        start(*session, QueueStrategy::Margin);
        session->queue().goBack();
        QVERIFY(!session->queue().isShown() && !session->filter().listed);
    }

    void aModelThatMayNotProposeMakesNoQueueThatTellsWhatItSays() {
        const SessionWorld world(samples);
        world.engine->trainedOn = TrainedOn::Simulated;
        const auto session = sweptSession(world);
        const SampleQueue& queue = session->queue();
        for (const QueueStrategy strategy : {QueueStrategy::Entropy, QueueStrategy::Margin, QueueStrategy::SecondLook, QueueStrategy::Differ, QueueStrategy::RareFirst})
            QCOMPARE(queue.hindrance(strategy), QueueHindrance::MayNotPropose);
        QCOMPARE(queue.hindrance(QueueStrategy::Unreviewed), QueueHindrance::None);
        session->queue().start(QueueStrategy::Margin, QStringLiteral("queue"));
        session->queue().start(QueueStrategy::Unreviewed, QStringLiteral("queue"));
        QTRY_VERIFY(queue.strategy() == QueueStrategy::Unreviewed);
        session->allowProposals();
        QCOMPARE(queue.hindrance(QueueStrategy::Margin), QueueHindrance::None);
    }

    void aSecondLookLearnsFromTheOtherLabels_data() {
        QTest::addColumn<std::vector<int>>("drawn");
        QTest::addColumn<bool>("isFound");
        std::vector<int> firstOfEachWell;
        for (int sample = 0; sample < inWells; sample += 3)
            firstOfEachWell.push_back(sample);
        QTest::newRow("nothing was drawn") << std::vector<int>{} << true;
        QTest::newRow("another well was drawn from") << std::vector<int>{60} << true;
        QTest::newRow("of what was drawn nothing is said") << std::vector<int>{odd} << false;
        QTest::newRow("of siblings of what was drawn nothing is learnt") << firstOfEachWell << false;
    }
    /// Of class 20 the model knows nothing, but what it sees of a sample tells whether it is labelled so: of one it should be, and is not.
    void aSecondLookLearnsFromTheOtherLabels() {
        QFETCH(std::vector<int>, drawn);
        QFETCH(bool, isFound);
        const std::vector<std::string> ids = threeOfEachWell();
        const SessionWorld world(ids);
        world.engine->hasFeatures = true;
        for (int sample = 0; sample < inWells; ++sample)
            world.review->events.push_back(judged(ids[static_cast<std::size_t>(sample)], sample, sample % 3 == 1 && sample != odd));
        DrawnSamples drawnOnce{1, ids.size(), {}, "reader", 1, 0};
        for (const int sample : drawn)
            drawnOnce.samples.push_back(ids[static_cast<std::size_t>(sample)]);
        if (!drawn.empty())
            world.review->settings[drawnSetting] = formatDrawnSamples(drawnOnce);
        const auto session = world.openSession();
        QTRY_VERIFY(session->isIndexComplete() && session->modelState() == ModelState::Ready && session->isReviewed(inWells - 1));
        session->startSweep();
        QTRY_COMPARE(session->similarity().count(), std::size_t{inWells});
        bool isEmpty = false;
        connect(&session->queue(), &SampleQueue::nothingFound, this, [&] { isEmpty = true; });
        session->queue().start(QueueStrategy::SecondLook, QStringLiteral("queue"));
        if (!isFound) {
            QTRY_VERIFY(isEmpty);
            return;
        }
        QTRY_VERIFY(session->queue().folds() > 1);
        QCOMPARE(session->order(), std::vector<int>{odd});
        const auto reason = reasonOf<DoubtReason>(*session, odd);
        QVERIFY(reason.doubts.front().index == toClass(20) && reason.doubts.front().doubt == Doubt::Missing && reason.doubts.front().probability > 0.8F);
    }

    void aModelThatHasLearntThisPlateIsNotAskedForASecondLook() {
        SessionWorld world(samples);
        const std::string plate = plateFingerprint(world.parts.scan(world.plateDirectory, {}, {}));
        world.parts.readCard = [engine = world.engine, plate](const std::filesystem::path&) {
            ModelCard card = planCard(*engine);
            card.provenance[learntPlatesKey] = "another " + plate;
            return card;
        };
        const auto session = sweptSession(world);
        QTRY_COMPARE(session->queue().hindrance(QueueStrategy::SecondLook), QueueHindrance::LearntLabels);
        QCOMPARE(session->queue().hindrance(QueueStrategy::Differ), QueueHindrance::None);
    }

    void anotherPlateEndsIt() {
        const SessionWorld world(samples);
        SessionWorld other(3);
        other.shiftValues(3, 5);
        const auto session = sweptSession(world);
        start(*session, QueueStrategy::Unreviewed);
        session->queue().start(QueueStrategy::InOrder, QStringLiteral("queue"));
        session->openPlate(other.plateDirectory);
        QTRY_COMPARE(session->plate().samples.size(), std::size_t{3});
        QTRY_VERIFY(session->isIndexComplete());
        QVERIFY(!session->queue().isShown() && !session->queue().reason(1));
        QCOMPARE(session->order().size(), std::size_t{3});
    }

    void withoutPlateOrPredictionsItSaysWhy() {
        const SessionWorld world(samples);
        const auto session = world.session();
        QCOMPARE(session->queue().hindrance(QueueStrategy::InOrder), QueueHindrance::NoPlate);
        session->openPlate(world.plateDirectory);
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->queue().hindrance(QueueStrategy::Diverse), QueueHindrance::NoFeatures);
        QCOMPARE(session->queue().hindrance(QueueStrategy::Near), QueueHindrance::NoFeatures);
        QCOMPARE(session->queue().hindrance(QueueStrategy::Margin), QueueHindrance::None);
    }
};

QTEST_MAIN(TestSampleQueue)
#include "test_samplequeue.moc"
