#include "core/review/secondlook.h"
#include "tests/support/corruptedplate.h"
#include "tests/support/sharedfile.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>

using namespace locascope;
using namespace locascope::testing;

namespace {

Decision labelledWith(LabelSet present, LabelSet notJudged = {}) {
    Decision decision;
    decision.present = std::move(present);
    decision.notJudged = std::move(notJudged);
    return decision;
}

/// One class: 20 that are labelled and 20 that are not, of which the model says 0.9 and 0.1.
struct PlainWorld {
    PlainWorld() {
        for (int i = 0; i < 40; ++i)
            add(i < 20 ? 0.9F : 0.1F, i < 20 ? labelledWith({toClass(0)}) : labelledWith({}));
    }
    void add(float probability, const Decision& decision) {
        rows.push_back({probability});
        decisions.push_back(decision);
    }
    std::vector<QueueSample> samples() const {
        std::vector<QueueSample> all;
        for (std::size_t i = 0; i < rows.size(); ++i)
            all.push_back({rows[i], &decisions[i]});
        return all;
    }
    std::vector<std::vector<float>> rows;
    std::vector<Decision> decisions;
};

/// Sample and class with the doubt's margin, by the definition, one class after the other.
std::map<std::pair<std::size_t, std::size_t>, double> naiveDoubts(const std::vector<QueueSample>& samples,
                                                                  std::size_t classes) {
    std::map<std::pair<std::size_t, std::size_t>, double> doubts;
    for (std::size_t c = 0; c < classes; ++c) {
        double sum[2] = {}, count[2] = {};
        for (const QueueSample& one : samples) {
            const bool y = one.decision->present.contains(toClass(c));
            sum[y] +=
                y ? static_cast<double>(one.probabilities[c]) : 1 - static_cast<double>(one.probabilities[c]);
            ++count[y];
        }
        if (count[1] < 20 || count[0] < 1)
            continue;
        const double threshold[2] = {sum[0] / count[0], sum[1] / count[1]};
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const bool y = samples[i].decision->present.contains(toClass(c));
            const double p[2] = {1 - static_cast<double>(samples[i].probabilities[c]),
                                 static_cast<double>(samples[i].probabilities[c])};
            int best = -1;
            for (const int k : {1, 0})
                if (p[k] >= threshold[k] && (best < 0 || p[k] > p[best]))
                    best = k;
            if (best < 0 || best == static_cast<int>(y))
                continue;
            doubts[{i, c}] = p[best] - p[y ? 1 : 0];
        }
    }
    return doubts;
}

} // namespace

class TestSecondLook : public QObject {
    Q_OBJECT
private slots:
    void aLabelThatTheModelSeesNowhereElseIsSurplusAndOneItSeesIsMissing() {
        PlainWorld world;
        world.add(0.97F, labelledWith({}));
        world.add(0.02F, labelledWith({toClass(0)}));
        const SecondLook look = secondLook(world.samples(), 1);
        QCOMPARE(look.samples.size(), std::size_t{2});
        for (const DoubtedSample& one : look.samples) {
            const LabelDoubt& doubt = one.doubts.front();
            QCOMPARE(doubt.doubt, one.sample == 40 ? Doubt::Missing : Doubt::Surplus);
            QCOMPARE(doubt.probability, one.sample == 40 ? 0.97F : 0.02F);
            QVERIFY(doubt.margin > 0.7F && doubt.margin <= 1);
        }
        QCOMPARE(look.judged.size(), std::size_t{1});
        const ClassConfidence& known = look.judged.front();
        QCOMPARE(known.positives, std::size_t{21});
        QVERIFY(std::abs(known.meanPresent - (20 * 0.9 + 0.02) / 21) < 1e-6);
        QVERIFY(std::abs(known.meanAbsent - (20 * 0.9 + 0.03) / 21) < 1e-6);
        QVERIFY(known.missing == 1 && known.surplus == 1);
        QVERIFY(look.passedOver.empty());
    }

    void aClassOfNineteenIsPassedOver() {
        PlainWorld world;
        world.decisions[0] = labelledWith({});
        const SecondLook look = secondLook(world.samples(), 1);
        QVERIFY(look.samples.empty() && look.judged.empty());
        QCOMPARE(look.passedOver.size(), std::size_t{1});
        QCOMPARE(look.passedOver.front().positives, std::size_t{19});
    }

    void whatNobodyJudgedDoesNotCount() {
        PlainWorld world;
        world.add(0.97F, labelledWith({}, {toClass(0)}));
        Decision inherited = labelledWith({});
        inherited.inherited = true;
        world.add(0.97F, inherited);
        Decision unsure = labelledWith({});
        unsure.outcome = Outcome::Unsure;
        world.add(0.97F, unsure);
        world.add(std::numeric_limits<float>::quiet_NaN(), labelledWith({}));
        std::vector<QueueSample> samples = world.samples();
        samples.push_back({world.rows[40], nullptr});
        samples.push_back({{}, &world.decisions[0]});
        const SecondLook look = secondLook(samples, 1);
        QVERIFY(look.samples.empty());
        QVERIFY(look.judged.front().positives == 20 && look.judged.front().negatives == 20);
    }

    void itIsTheFormulaWrittenDownNaively() {
        CorruptedPlate plate(2000, 2.5, 3);
        plate.corrupt(expertChanges({}), 120);
        const auto samples = plate.reviewed();
        const auto expected = naiveDoubts(samples, 28);
        const SecondLook look = secondLook(samples, 28);
        std::size_t count = 0;
        double before = 1;
        for (const DoubtedSample& one : look.samples) {
            QVERIFY(static_cast<double>(one.doubts.front().margin) <= before);
            before = static_cast<double>(one.doubts.front().margin);
            for (const LabelDoubt& doubt : one.doubts) {
                const auto found = expected.find({one.sample, toIndex(doubt.index)});
                QVERIFY(found != expected.end());
                QVERIFY(std::abs(found->second - static_cast<double>(doubt.margin)) < 1e-6);
                ++count;
            }
        }
        QCOMPARE(count, expected.size());
        QVERIFY(count > 100);
    }

    void labelsCorruptedAsExpertsFoundThemAreFound_data() {
        QTest::addColumn<int>("samples");
        QTest::addColumn<double>("separation");
        QTest::addColumn<double>("least");
        QTest::newRow("572 of 31,072, good model") << 31072 << 4.0 << 0.65;
        QTest::newRow("572 of 31,072, fair model") << 31072 << 3.0 << 0.4;
        QTest::newRow("572 of 5,000, fair model") << 5000 << 3.0 << 0.6;
    }
    /// As many as were corrupted are looked at, so that precision and recall are one number. Says something
    /// of made plates alone.
    void labelsCorruptedAsExpertsFoundThemAreFound() {
        QFETCH(int, samples);
        QFETCH(double, separation);
        QFETCH(double, least);
        constexpr std::size_t corrupted = 572;
        const auto csv = sharedText(LOCASCOPE_SHARED_DIR, "reference/labels/relabelled-by-experts.csv");
        CorruptedPlate plate(static_cast<std::size_t>(samples), separation, 1);
        plate.corrupt(expertChanges(csv.value_or("")), corrupted);
        const SecondLook look = secondLook(plate.reviewed(), 28);
        std::size_t found = 0, flagged = 0;
        for (std::size_t i = 0; i < look.samples.size(); ++i) {
            flagged += plate.isCorrupted[look.samples[i].sample] ? 1 : 0;
            found += i < corrupted && plate.isCorrupted[look.samples[i].sample] ? 1 : 0;
        }
        const double looked = static_cast<double>(std::min(corrupted, look.samples.size()));
        const double precision = static_cast<double>(found) / looked,
                     recall = static_cast<double>(found) / corrupted;
        qInfo("simulated, %s: of the first %.0f of %zu in doubt %zu are corrupted: precision %.3f, recall "
              "%.3f (by chance %.3f); recall of the whole queue %.3f",
              csv ? "experts' changes" : "experts' shares", looked, look.samples.size(), found, precision,
              recall, static_cast<double>(corrupted) / samples, static_cast<double>(flagged) / corrupted);
        QVERIFY(precision >= least && recall >= least);
        QCOMPARE(look.passedOver.size() + look.judged.size(), std::size_t{28});
        QVERIFY(!look.passedOver.empty());
    }

    void whoIsStoppedStops() {
        std::stop_source stop;
        stop.request_stop();
        const PlainWorld world;
        QVERIFY(secondLook(world.samples(), 1, stop.get_token()).samples.empty());
    }
};

QTEST_APPLESS_MAIN(TestSecondLook)
#include "test_secondlook.moc"
