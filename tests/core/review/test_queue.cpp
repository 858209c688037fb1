#include "core/review/labelcsv.h"
#include "core/review/queue.h"
#include "tests/support/sharedfile.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace locascope;

namespace {

Decision labelledWith(LabelSet present, LabelSet notJudged = {}) {
    Decision decision;
    decision.present = std::move(present);
    decision.notJudged = std::move(notJudged);
    return decision;
}

} // namespace

class TestQueue : public QObject {
    Q_OBJECT
private slots:
    void borderlineIsWithinFourTenthsOfALogit() {
        QVERIFY(isBorderline(0.5f, 0.5));
        QVERIFY(isBorderline(0.598f, 0.5));
        QVERIFY(!isBorderline(0.599f, 0.5));
        QVERIFY(isBorderline(0.402f, 0.5));
        QVERIFY(!isBorderline(0.401f, 0.5));
        QVERIFY(isBorderline(0.012f, 0.01)); // the scale is the logit's, not the probability's
        QVERIFY(!isBorderline(0.03f, 0.01));
    }

    void extremesAreFinite() {
        QVERIFY(std::isfinite(logitsAbove(0, 1)));
        QVERIFY(std::isfinite(logitsAbove(1, 0)));
        QVERIFY(!isBorderline(std::numeric_limits<float>::quiet_NaN(), 0.5));
    }

    void aThirdOfRealPredictionsIsBorderline() {
        const auto text = testing::sharedText(LOCASCOPE_SHARED_DIR, "reference/predictions/challenge-test-inceptionv3.csv");
        if (!text)
            QSKIP("the reference is not here");
        const LabelTable table = parseLabelTable(*text, humanProteinAtlasVocabulary());
        const std::vector<double> thresholds(28, 0.5);
        double borderline = 0;
        for (const LabelRow& row : table.rows)
            borderline += borderlineClasses(row.probabilities, thresholds).isEmpty() ? 0 : 1;
        const double share = borderline / static_cast<double>(table.rows.size());
        qInfo("%.3f of the fields", share);
        QVERIFY(share > 0.2 && share < 0.4);
    }

    void modelAndReviewerDisagreeWhereTheySayOtherwise() {
        const std::vector<float> probabilities{0.9f, 0.5f, 0.2f, 0.7f};
        const std::vector<double> thresholds(4, 0.5);
        const Decision decision = labelledWith({toClass(1), toClass(2)}, {toClass(3)});
        QVERIFY(disagreement(decision, probabilities, thresholds) == (LabelSet{toClass(0), toClass(2)}));
        Decision unusable;
        unusable.outcome = Outcome::Unusable;
        QVERIFY(disagreement(unusable, probabilities, thresholds).isEmpty());
        Decision negative;
        negative.outcome = Outcome::Negative;
        QCOMPARE(disagreement(negative, probabilities, thresholds).size(), std::size_t{3});
    }

    void progressCountsOutcomes() {
        const Decision labelled = labelledWith({toClass(0)}), open = labelledWith({toClass(0)}, {toClass(1)});
        Decision negative;
        negative.outcome = Outcome::Negative;
        const std::vector<QueueSample> samples{{{}, &labelled}, {{}, nullptr}, {{}, &open}, {{}, &negative}};
        const ReviewProgress progress = progressOf(samples);
        QVERIFY(progress == (ReviewProgress{4, 2, 1, 0, 0, 1}));
        QCOMPARE(progress.reviewed(), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(TestQueue)
#include "test_queue.moc"
