#include "core/similarity/half.h"
#include "core/similarity/dotswithall.h"
#include "core/similarity/neighbours.h"
#include "tests/core/similarity/randomtable.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace locascope;
using namespace locascope::testing;

namespace {

double cosine(const FeatureTable& table, std::size_t a, std::size_t b) {
    double product = 0, lengthA = 0, lengthB = 0;
    for (std::size_t k = 0; k < table.length(); ++k) {
        const double x = static_cast<double>(fromHalf(table.row(a)[k])), y = static_cast<double>(fromHalf(table.row(b)[k]));
        product += x * y;
        lengthA += x * x;
        lengthB += y * y;
    }
    return lengthA > 0 && lengthB > 0 ? product / std::sqrt(lengthA * lengthB) : 0;
}

std::vector<int> samplesOf(const std::vector<Neighbour>& neighbours) {
    std::vector<int> samples;
    for (const Neighbour& one : neighbours)
        samples.push_back(one.sample);
    return samples;
}

bool put(FeatureTable& table, int sample, const std::vector<float>& features) { return table.put(sample, featureKey("x"), features); }

} // namespace

class TestNeighbours : public QObject {
    Q_OBJECT

private slots:
    /// So large that two threads share it; an odd number of rows.
    void everyRowOfALargeTableHasTheSumThatOneThreadGives() {
        const FeatureTable table = randomTable(4'001, 1'000);
        std::vector<float> query(table.length()), alone(table.count());
        for (std::size_t k = 0; k < query.size(); ++k)
            query[k] = static_cast<float>(k % 7) - 3;
        for (const DotKernel* kernel : availableDotKernels()) {
            kernel->dots(query.data(), table.rows(), table.length(), table.count(), alone.data());
            QVERIFY(dotsWithAll(query, table, *kernel) == alone);
        }
    }

    // Lengths that fill vectors of every kernel, that do not, and that are shorter than one.
    void cosinesAreThoseOfAPlainLoopInEveryKernel() {
        for (const std::size_t length : {3U, 28U, 33U, 128U, 1001U}) {
            const FeatureTable table = randomTable(60, length);
            for (const DotKernel* kernel : availableDotKernels()) {
                const std::vector<float> cosines = cosinesOf(table, 7, *kernel);
                QCOMPARE(cosines.size(), table.count());
                for (std::size_t row = 0; row < table.count(); ++row)
                    QVERIFY2(std::abs(static_cast<double>(cosines[row]) - cosine(table, 7, row)) < 2e-6, kernel->name);
            }
        }
    }

    void neighboursAreThoseOfAPlainLoop() {
        const FeatureTable table = randomTable(400, 64);
        for (const DotKernel* kernel : availableDotKernels()) {
            std::vector<std::pair<double, int>> expected;
            for (std::size_t row = 0; row < table.count(); ++row)
                if (row != 11)
                    expected.emplace_back(-cosine(table, 11, row), static_cast<int>(row));
            std::sort(expected.begin(), expected.end());
            const auto found = neighboursOf(table, 11, 25, *kernel);
            QCOMPARE(found.size(), std::size_t{25});
            QCOMPARE(found[0].sample, 11);
            QVERIFY(std::abs(found[0].similarity - 1) < 1e-6);
            for (std::size_t i = 1; i < found.size(); ++i)
                QVERIFY(std::abs(static_cast<double>(found[i].similarity) + expected[i - 1].first) < 2e-6);
            QCOMPARE(neighboursOf(table, 11, 1000, *kernel).size(), table.count());
        }
    }

    void ofTwoAsSimilarTheLowerSampleComesFirstAndTheOneAskedForBeforeAll() {
        FeatureTable table;
        for (const int sample : {9, 4, 6, 2})
            QVERIFY(put(table, sample, sample == 2 ? std::vector<float>{1, 0} : std::vector<float>{1, 1}));
        QCOMPARE(samplesOf(neighboursOf(table, 6, 4)), (std::vector<int>{6, 4, 9, 2}));
    }

    void lengthsDoNotCount() {
        FeatureTable table;
        QVERIFY(put(table, 0, {1, 2, 3}));
        QVERIFY(put(table, 1, {1e6F, 2e6F, 3e6F})); // beyond what a half can say
        QVERIFY(put(table, 2, {1, 2, 2}));
        const auto found = neighboursOf(table, 0, 3);
        QCOMPARE(samplesOf(found), (std::vector<int>{0, 1, 2}));
        QVERIFY(std::abs(found[1].similarity - 1) < 1e-6);
    }

    void zerosAreLikeNothing() {
        FeatureTable table;
        QVERIFY(put(table, 0, {0, 0, 0}));
        QVERIFY(put(table, 1, {1, 2, 3}));
        QCOMPARE(neighboursOf(table, 0, 2), (std::vector<Neighbour>{{0, 0}, {1, 0}}));
        QCOMPARE(neighboursOf(table, 1, 2)[1].similarity, 0.0F);
        QVERIFY(neighboursOf(table, 5, 2).empty());
    }

    void anotherVectorOfASampleTakesThePlaceOfTheFirst() {
        FeatureTable table = randomTable(5, 16);
        std::vector<float> other(16);
        other[3] = 1;
        QVERIFY(put(table, 2, other));
        QCOMPARE(table.count(), std::size_t{5});
        QCOMPARE(fromHalf(table.row(*table.rowOf(2))[3]), 1.0F);
        QVERIFY(table.key(2) == featureKey("x"));
    }

    void whatIsNoVectorOfTheTableIsNotTaken() {
        FeatureTable table(3 * 2 * sizeof(std::uint16_t));
        QVERIFY(!put(table, 0, {}));
        QVERIFY(!put(table, 0, {1, NAN}));
        QVERIFY(!put(table, 0, {INFINITY, 1}));
        QVERIFY(put(table, 0, {1, 2}));
        QVERIFY(!put(table, 1, {1, 2, 3}));
        QVERIFY(put(table, 1, {2, 1}) && put(table, 2, {2, 2}));
        QVERIFY(!put(table, 3, {3, 2})); // too many
        QVERIFY(put(table, 1, {1, 1}));  // but those that are there may change
        QCOMPARE(table.count(), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(TestNeighbours)
#include "test_neighbours.moc"
