#include "core/review/reviewqueue.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace locascope;

namespace {

Decision labelledWith(LabelSet present, LabelSet notJudged = {}) {
    Decision decision;
    decision.present = std::move(present);
    decision.notJudged = std::move(notJudged);
    return decision;
}

std::vector<int> samplesOf(const ReviewQueue& queue) {
    std::vector<int> samples;
    for (const QueueEntry& entry : queue.entries)
        samples.push_back(entry.sample);
    return samples;
}

/// Two classes. 0: reviewed, agrees. 1: unreviewed, sure. 2: reviewed, differs. 3: unreviewed, open. 4: not
/// predicted. 5: inherited. 6: left open.
struct World {
    std::vector<std::vector<float>> rows{{0.9F, 0.1F}, {0.98F, 0.01F}, {0.1F, 0.9F}, {0.6F, 0.45F},
                                         {},           {0.2F, 0.9F},   {0.8F, 0.4F}};
    std::vector<Decision> decisions{labelledWith({toClass(0)}), labelledWith({toClass(0)}),
                                    labelledWith({toClass(0)}), labelledWith({toClass(0)}, {toClass(1)})};
    std::vector<double> thresholds{0.5, 0.4};
    std::vector<QueueSample> samples;
    World() {
        decisions[2].inherited = true;
        samples = {{rows[0], &decisions[0]}, {rows[1], nullptr}, {rows[2], &decisions[1]},
                   {rows[3], nullptr},       {rows[4], nullptr}, {rows[5], &decisions[2]},
                   {rows[6], &decisions[3]}};
    }
    ReviewQueue by(QueueStrategy strategy, bool atLeastOne = false) const {
        return reviewQueue(strategy, {samples, thresholds, atLeastOne});
    }
};

template <class Reason>
Reason reasonOf(const ReviewQueue& queue, std::size_t place) {
    return std::get<Reason>(queue.entries.at(place).reason);
}

double bits(double p) {
    return -p * std::log2(p) - (1 - p) * std::log2(1 - p);
}

} // namespace

class TestReviewQueue : public QObject {
    Q_OBJECT
private slots:
    void everyStrategyHasAKeyThatIsReadBack() {
        std::set<std::string_view> keys;
        for (const QueueStrategy strategy : allStrategies()) {
            QVERIFY(strategyOfKey(strategyKey(strategy)) == strategy);
            keys.insert(strategyKey(strategy));
        }
        QCOMPARE(keys.size(), std::size_t{16});
        QVERIFY(!strategyOfKey("nothing"));
        QVERIFY(strategyKey(QueueStrategy::SecondLook) == "second-look");
    }

    void plainQueuesKeepTheOrderAndInheritedIsNotReviewed() {
        const World world;
        QCOMPARE(samplesOf(world.by(QueueStrategy::InOrder)), (std::vector<int>{0, 1, 2, 3, 4, 5, 6}));
        QCOMPARE(samplesOf(world.by(QueueStrategy::Unreviewed)), (std::vector<int>{1, 3, 4, 5}));
    }

    void entropyIsSummedOverClasses() {
        const World world;
        const ReviewQueue queue = world.by(QueueStrategy::Entropy);
        QCOMPARE(samplesOf(queue), (std::vector<int>{3, 5, 1}));
        const auto reason = reasonOf<UncertainReason>(queue, 0);
        QVERIFY(std::abs(reason.bits - bits(0.6) - bits(0.45)) < 1e-6);
        QCOMPARE(reason.index, toClass(1)); // nearer to one half
        QCOMPARE(reason.probability, 0.45F);
        QCOMPARE(reason.threshold, 0.4);
    }

    void theMarginIsInLogitsFromTheThreshold() {
        const World world;
        const ReviewQueue queue = world.by(QueueStrategy::Margin);
        QCOMPARE(samplesOf(queue), (std::vector<int>{3, 5, 1}));
        QCOMPARE(reasonOf<UncertainReason>(queue, 0).index, toClass(1));
        QCOMPARE(queue.entries[0].score, -std::abs(logitsAbove(0.45F, 0.4)));
    }

    void differencesAreOfThoseWhoDecided() {
        const World world;
        const ReviewQueue queue = world.by(QueueStrategy::Differ);
        QCOMPARE(samplesOf(queue), (std::vector<int>{2})); // what was not judged is no difference
        const auto reason = reasonOf<DifferenceReason>(queue, 0);
        QVERIFY(reason.human == LabelSet{toClass(0)} && reason.model == LabelSet{toClass(1)});
        QCOMPARE(queue.entries[0].score, std::abs(logitsAbove(0.1F, 0.5)) + std::abs(logitsAbove(0.9F, 0.4)));
    }

    void aModelThatAlwaysProposesOneDiffersByWhatItProposes() {
        const std::vector<float> low{0.3F, 0.1F};
        const Decision agrees = labelledWith({toClass(0)});
        const std::vector<QueueSample> samples{{low, &agrees}};
        const std::vector<double> thresholds(2, 0.5);
        QVERIFY(reviewQueue(QueueStrategy::Differ, {samples, thresholds, true}).entries.empty());
        QCOMPARE(reviewQueue(QueueStrategy::Differ, {samples, thresholds, false}).entries.size(),
                 std::size_t{1});
    }

    void borderlineIsWhatWasLeftOpen() {
        const World world;
        const ReviewQueue queue = world.by(QueueStrategy::Borderline);
        QCOMPARE(samplesOf(queue), (std::vector<int>{6}));
        QVERIFY(reasonOf<BorderlineReason>(queue, 0).notJudged == LabelSet{toClass(1)});
    }

    void theRarestProposedClassGoesFirst() {
        const World world; // class 0: samples 0, 1, 2, 3, 6; class 1: samples 3, 5
        const ReviewQueue queue = world.by(QueueStrategy::RareFirst);
        QCOMPARE(samplesOf(queue), (std::vector<int>{5, 3, 1})); // of one class the more probable first
        QVERIFY((reasonOf<RarityReason>(queue, 0) == RarityReason{toClass(1), 0.9F, 2}));
        QVERIFY((reasonOf<RarityReason>(queue, 2) == RarityReason{toClass(0), 0.98F, 5}));
    }

    void equalOnesKeepTheirOrder() {
        const std::vector<float> same{0.5F};
        const std::vector<QueueSample> samples(5, QueueSample{same, nullptr});
        const std::vector<double> thresholds{0.5};
        QCOMPARE(samplesOf(reviewQueue(QueueStrategy::Entropy, {samples, thresholds})),
                 (std::vector<int>{0, 1, 2, 3, 4}));
    }

    void secondLookSaysWhichClassesItPassedOver() {
        const World world;
        const ReviewQueue queue = world.by(QueueStrategy::SecondLook);
        QVERIFY(queue.entries.empty());
        QCOMPARE(queue.passedOver.size(), std::size_t{2});
    }

    void secondLookGivesItsDoubtsAsReasons() {
        std::vector<std::vector<float>> rows(40, {0.9F});
        std::vector<Decision> decisions(40, labelledWith({toClass(0)}));
        for (std::size_t i = 20; i < 40; ++i) {
            rows[i] = {0.1F};
            decisions[i] = labelledWith({});
        }
        rows[7] = {0.05F};
        decisions.push_back(labelledWith({toClass(0)}));
        rows.push_back({0.9F});
        std::vector<QueueSample> samples;
        for (std::size_t i = 0; i < rows.size(); ++i)
            samples.push_back({rows[i], &decisions[i]});
        const std::vector<double> thresholds{0.5};
        const ReviewQueue queue = reviewQueue(QueueStrategy::SecondLook, {samples, thresholds});
        QCOMPARE(samplesOf(queue), (std::vector<int>{7}));
        QCOMPARE(reasonOf<DoubtReason>(queue, 0).doubts.front().doubt, Doubt::Surplus);
    }

    void theLotIsTheSameForOneSeedAndEachIsDrawnAsOften() {
        const ReviewQueue queue = drawForAudit(10, {.count = 4, .seed = 7});
        QCOMPARE(queue.entries.size(), std::size_t{4});
        QCOMPARE(queue.seed, std::uint64_t{7});
        QVERIFY(drawForAudit(10, {.count = 4, .seed = 7}).entries == queue.entries);
        QCOMPARE(samplesOf(queue), samplesOf(drawForAudit(10, {.count = 4, .seed = 7})));
        QCOMPARE(reasonOf<DrawnReason>(queue, 0).inclusion, 0.4);
        std::vector<int> drawn(10);
        for (std::uint64_t seed = 0; seed < 5000; ++seed)
            for (const int sample : samplesOf(drawForAudit(10, {.count = 4, .seed = seed})))
                ++drawn[static_cast<std::size_t>(sample)];
        for (const int times : drawn)
            QVERIFY2(std::abs(times - 2000) < 175,
                     qPrintable(QString::number(times))); // five standard deviations
    }

    void whoAsksForMoreThanThereAreGetsEachOnce() {
        const std::vector<int> samples = samplesOf(drawForAudit(6, {.count = 100, .seed = 1}));
        QCOMPARE(std::set<int>(samples.begin(), samples.end()).size(), std::size_t{6});
        QVERIFY(drawForAudit(0, {}).entries.empty());
        QCOMPARE(reasonOf<DrawnReason>(drawForAudit(6, {.count = 100, .seed = 1}), 0).inclusion, 1.0);
    }

    void whatRevealsPredictionsSaysSo() {
        QVERIFY(revealsPredictions(QueueStrategy::Differ) && revealsPredictions(QueueStrategy::SecondLook));
        QVERIFY(!revealsPredictions(QueueStrategy::Unreviewed) && !revealsPredictions(QueueStrategy::Audit));
    }
};

QTEST_APPLESS_MAIN(TestReviewQueue)
#include "test_reviewqueue.moc"
