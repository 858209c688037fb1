#include "core/similarity/half.h"
#include "core/similarity/principalmap.h"
#include "core/similarity/subspace.h"
#include "tests/core/similarity/randomtable.h"

#include <QTest>
#include <opencv2/core.hpp>

#include <cmath>

using namespace locascope;
using namespace locascope::testing;

namespace {

// Stretched clusters, so that there is something to find.
FeatureTable clusters(int samples, std::size_t length) {
    std::mt19937 random(3);
    FeatureTable table;
    const std::vector<std::vector<float>> centres{randomFeatures(random, length), randomFeatures(random, length), randomFeatures(random, length)};
    for (int sample = 0; sample < samples; ++sample) {
        std::vector<float> features = randomFeatures(random, length);
        for (std::size_t k = 0; k < length; ++k)
            features[k] = 0.3F * features[k] + centres[static_cast<std::size_t>(sample % 3)][k];
        table.put(sample, featureKey(std::to_string(sample)), features);
    }
    return table;
}

cv::Mat matrixOf(const FeatureTable& table) {
    cv::Mat rows(static_cast<int>(table.count()), static_cast<int>(table.length()), CV_64F);
    for (int row = 0; row < rows.rows; ++row)
        for (int k = 0; k < rows.cols; ++k)
            rows.at<double>(row, k) = static_cast<double>(fromHalf(table.row(static_cast<std::size_t>(row))[static_cast<std::size_t>(k)]) * table.scale(static_cast<std::size_t>(row)));
    return rows;
}

} // namespace

class TestPrincipalMap : public QObject {
    Q_OBJECT

private slots:
    void placesAreThoseOfOpenCvsAnalysis() {
        const FeatureTable table = clusters(300, 96);
        const cv::Mat rows = matrixOf(table);
        const cv::PCA reference(rows, cv::noArray(), cv::PCA::DATA_AS_ROW);
        const cv::Mat expected = reference.project(rows);
        const double all = cv::sum(reference.eigenvalues)[0];
        for (const DotKernel* kernel : availableDotKernels()) {
            const PrincipalMap map = principalMap(table, {}, *kernel);
            QCOMPARE(map.points.size(), table.count());
            for (int axis = 0; axis < 2; ++axis) {
                QVERIFY(std::abs(map.shares[static_cast<std::size_t>(axis)] - reference.eigenvalues.at<double>(axis) / all) < 1e-4);
                const auto at = [&](int row) { return static_cast<double>(axis == 0 ? map.points[static_cast<std::size_t>(row)].x : map.points[static_cast<std::size_t>(row)].y); };
                const double sign = at(0) * expected.at<double>(0, axis) < 0 ? -1 : 1;
                for (int row = 0; row < rows.rows; ++row)
                    QVERIFY(std::abs(at(row) - sign * expected.at<double>(row, axis)) < 2e-3);
            }
        }
    }

    void directionsOfAKnownCloudAreFound() {
        std::mt19937 random(5);
        std::normal_distribution<float> normal;
        std::vector<float> rows;
        for (int i = 0; i < 2000; ++i)
            for (const float deviation : {0.5F, 3.0F, 0.1F, 1.0F, 0.2F})
                rows.push_back(deviation * normal(random));
        const PrincipalDirections found = principalDirections(rows, 5, 2);
        QCOMPARE(found.directions.size(), std::size_t{2});
        QVERIFY(std::abs(found.directions[0][1]) > 0.999F);
        QVERIFY(std::abs(found.directions[1][3]) > 0.99F);
        QVERIFY(std::abs(found.shares[0] - 9 / 10.3) < 0.02);
    }

    void whatVariesInOneDirectionHasOne() {
        std::vector<float> rows;
        for (int i = -5; i <= 5; ++i)
            rows.insert(rows.end(), {static_cast<float>(i), 2 * static_cast<float>(i), 0});
        const PrincipalDirections found = principalDirections(rows, 3, 2);
        QCOMPARE(found.directions.size(), std::size_t{1});
        QVERIFY(std::abs(found.shares[0] - 1) < 1e-5);
        QVERIFY(principalDirections(std::vector<float>(30), 3, 2).directions.empty());
    }

    // The largest number of a direction is positive: a map does not flip from one opening to the next.
    void theSameTableGivesTheSameMap() {
        const FeatureTable table = clusters(90, 24);
        const PrincipalMap one = principalMap(table), other = principalMap(table);
        for (std::size_t i = 0; i < one.points.size(); ++i)
            QVERIFY(one.points[i].x == other.points[i].x && one.points[i].y == other.points[i].y);
    }

    void likeSamplesLieTogether() {
        const FeatureTable table = clusters(300, 64);
        const PrincipalMap map = principalMap(table);
        const auto apart = [&](std::size_t a, std::size_t b) { return std::hypot(map.points[a].x - map.points[b].x, map.points[a].y - map.points[b].y); };
        int nearer = 0, all = 0;
        for (std::size_t i = 0; i + 4 < map.points.size(); ++i, ++all)
            nearer += apart(i, i + 3) < apart(i, i + 1) ? 1 : 0;
        QVERIFY(nearer > all * 9 / 10);
    }

    void moreSamplesThanDirectionsAreFoundFromAreAllLaidOut() {
        const PrincipalMap map = principalMap(clusters(4500, 8));
        QCOMPARE(map.points.size(), std::size_t{4500});
        QCOMPARE(map.points[4499].sample, 4499);
    }

    void fewSamplesHaveNoMapAndAStopEndsIt() {
        QVERIFY(principalMap(randomTable(2, 8)).points.empty());
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(principalMap(randomTable(20, 8), stop.get_token()).points.empty());
    }
};

QTEST_APPLESS_MAIN(TestPrincipalMap)
#include "test_principalmap.moc"
