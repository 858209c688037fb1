#include "core/review/secondlook.h"
#include "core/similarity/outoffold.h"
#include "tests/support/corruptedplate.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr std::size_t length = 48;

std::vector<float> noise(std::mt19937& random, double deviation) {
    std::normal_distribution<double> normal(0, deviation);
    std::vector<float> values(length);
    for (float& value : values)
        value = static_cast<float>(normal(random));
    return values;
}

/// Features that a linear head can read: a direction for every class and every group, and noise.
FeatureTable tableOf(const std::vector<std::vector<int>>& directions, double deviation, unsigned seed = 1) {
    std::mt19937 random(seed);
    std::vector<std::vector<float>> known;
    FeatureTable table;
    for (std::size_t sample = 0; sample < directions.size(); ++sample) {
        std::vector<float> features = noise(random, deviation);
        for (const int direction : directions[sample]) {
            while (known.size() <= static_cast<std::size_t>(direction))
                known.push_back(noise(random, 1));
            std::transform(features.begin(), features.end(), known[static_cast<std::size_t>(direction)].begin(), features.begin(), std::plus<>());
        }
        table.put(static_cast<int>(sample), featureKey(std::to_string(sample)), features);
    }
    return table;
}

/// The share of pairs of one present and one absent that are in the right order.
double areaUnder(const GroupedLabels& labels, const OutOfFold& found, std::size_t classIndex = 0) {
    double right = 0, pairs = 0;
    for (std::size_t i = 0; i < found.samples.size(); ++i)
        for (std::size_t j = 0; j < found.samples.size(); ++j)
            if (labels.labels[i * labels.classes + classIndex] == 1 && labels.labels[j * labels.classes + classIndex] == 0) {
                const float present = found.probabilities[i * labels.classes + classIndex], absent = found.probabilities[j * labels.classes + classIndex];
                right += present > absent ? 1 : present == absent ? 0.5 : 0;
                ++pairs;
            }
    return right / pairs;
}

} // namespace

class TestOutOfFold final : public QObject {
    Q_OBJECT
private slots:
    void noGroupIsInTwoFoldsAndFoldsAreAlikeInSize() {
        std::vector<std::size_t> groups;
        for (std::size_t i = 0; i < 1'000; ++i)
            groups.push_back(i % 37 * 1'000'003);
        const auto folds = foldsOf(groups);
        std::map<std::size_t, std::size_t> foldOf;
        std::vector<std::size_t> sizes(mostFolds);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            QCOMPARE(foldOf.try_emplace(groups[i], folds[i]).first->second, folds[i]);
            ++sizes[folds[i]];
        }
        QVERIFY(*std::max_element(sizes.begin(), sizes.end()) - *std::min_element(sizes.begin(), sizes.end()) <= 28); // a group
        QCOMPARE(foldsOf({7, 7, 9}), (std::vector<std::size_t>{0, 0, 1}));
        QVERIFY(foldsOf({}).empty());
    }

    void whatIsLabelledIsFoundInWhatWasNotLearnt() {
        std::vector<std::vector<int>> directions;
        GroupedLabels labels;
        labels.classes = 3;
        for (int i = 0; i < 600; ++i) {
            directions.push_back(i % 3 == 0 ? std::vector{0} : i % 5 == 0 ? std::vector{1} : std::vector<int>{});
            labels.samples.push_back(i);
            labels.groups.push_back(static_cast<std::size_t>(i / 4));
            for (const int index : {0, 1, 2})
                labels.labels.push_back(std::find(directions.back().begin(), directions.back().end(), index) == directions.back().end() ? 0 : 1);
        }
        labels.labels[3] = -1; // of the second sample the first class was not judged
        labels.samples.push_back(9'999); // has no features
        labels.groups.push_back(0);
        labels.labels.insert(labels.labels.end(), 3, 1);
        const FeatureTable table = tableOf(directions, 0.7);
        const OutOfFold found = outOfFold(table, labels);
        QCOMPARE(found.folds, mostFolds);
        QCOMPARE(found.samples.size(), std::size_t{600});
        QVERIFY(areaUnder(labels, found, 0) > 0.98 && areaUnder(labels, found, 1) > 0.98);
        QVERIFY(found.probabilities[3] >= 0 && found.probabilities[3] < 0.5F);
        double mean = 0;
        for (std::size_t i = 0; i < found.samples.size(); ++i) {
            QVERIFY(std::isnan(found.probabilities[i * 3 + 2])); // nobody with features is labelled so
            mean += static_cast<double>(found.probabilities[i * 3]) / 600;
        }
        QVERIFY2(std::abs(mean - 1.0 / 3) < 0.02, qPrintable(QString::number(mean))); // probabilities, not scores
        QVERIFY(outOfFold(table, labels).probabilities[0] == found.probabilities[0]);
    }

    /// Wells differ in ways that a model sees, and their labels are luck: whoever learns from a sample's own well finds that luck again.
    void whatOnlyTheOwnGroupTellsIsNotLearnt() {
        std::mt19937 random(3);
        std::vector<std::vector<int>> directions;
        GroupedLabels grouped;
        grouped.classes = 1;
        std::vector<int> luck;
        for (int group = 0; group < 31; ++group)
            luck.push_back(group % 2);
        std::shuffle(luck.begin(), luck.end(), random);
        for (int i = 0; i < 600; ++i) {
            directions.push_back({i % 31});
            grouped.samples.push_back(i);
            grouped.groups.push_back(static_cast<std::size_t>(i % 31));
            grouped.labels.push_back(static_cast<std::int8_t>(luck[static_cast<std::size_t>(i % 31)]));
        }
        GroupedLabels alone = grouped;
        for (std::size_t i = 0; i < alone.groups.size(); ++i)
            alone.groups[i] = i;
        const FeatureTable table = tableOf(directions, 0.5);
        const double ofGroups = areaUnder(grouped, outOfFold(table, grouped)), ofSamples = areaUnder(alone, outOfFold(table, alone));
        QVERIFY2(ofSamples > 0.95 && ofGroups < 0.7, qPrintable(QStringLiteral("%1 %2").arg(ofSamples).arg(ofGroups)));
    }

    void withoutASecondGroupNothingIsSaid() {
        const FeatureTable table = tableOf({{0}, {}, {0}, {}}, 0.1);
        QCOMPARE(outOfFold(table, {1, {0, 1, 2, 3}, {5, 5, 5, 5}, {1, 0, 1, 0}}).folds, std::size_t{0});
        QCOMPARE(outOfFold(table, {1, {7, 8}, {1, 2}, {1, 0}}).folds, std::size_t{0});
        QCOMPARE(outOfFold(FeatureTable(), {}).folds, std::size_t{0});
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(outOfFold(table, {1, {0, 1, 2, 3}, {1, 2, 3, 4}, {1, 0, 1, 0}}, stop.get_token()).probabilities.empty());
    }

    /// Labels corrupted as experts' were, of a made plate whose features tell what is there as noisily as a fair model does. As many are looked at as were corrupted. Says something of made plates alone.
    void corruptedLabelsAreFoundFromTheLabelsOfOtherWells() {
        constexpr std::size_t samples = 6'000, corrupted = 300;
        CorruptedPlate plate(samples, 3, 1);
        std::vector<std::vector<int>> directions;
        for (const LabelSet& truth : plate.truth) {
            directions.emplace_back();
            for (const ClassIndex index : truth.classes())
                directions.back().push_back(static_cast<int>(toIndex(index)));
        }
        plate.corrupt(expertChanges({}), corrupted);
        GroupedLabels labels;
        labels.classes = 28;
        for (std::size_t i = 0; i < samples; ++i) {
            labels.samples.push_back(static_cast<int>(i));
            labels.groups.push_back(i / 8);
            for (std::size_t c = 0; c < labels.classes; ++c)
                labels.labels.push_back(plate.said[i].contains(toClass(c)) ? 1 : 0);
        }
        const OutOfFold found = outOfFold(tableOf(directions, 2), labels);
        for (std::size_t i = 0; i < samples; ++i)
            plate.probabilities[i].assign(found.probabilities.begin() + static_cast<std::ptrdiff_t>(i * 28), found.probabilities.begin() + static_cast<std::ptrdiff_t>((i + 1) * 28));
        const SecondLook look = secondLook(plate.reviewed(), 28);
        std::size_t hits = 0;
        for (std::size_t i = 0; i < std::min(corrupted, look.samples.size()); ++i)
            hits += plate.isCorrupted[look.samples[i].sample] ? 1 : 0;
        const double precision = static_cast<double>(hits) / static_cast<double>(std::min(corrupted, look.samples.size())), recall = static_cast<double>(hits) / corrupted;
        qInfo("made plate, out of fold by features: of %zu in doubt the first %zu hold %zu of %zu corrupted: precision %.3f, recall %.3f (by chance %.3f)", look.samples.size(),
              std::min(corrupted, look.samples.size()), hits, corrupted, precision, recall, static_cast<double>(corrupted) / samples);
        QVERIFY(precision >= 0.5 && recall >= 0.5);
    }
};

QTEST_APPLESS_MAIN(TestOutOfFold)
#include "test_outoffold.moc"
