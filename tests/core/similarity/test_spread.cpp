#include "core/similarity/neighbours.h"
#include "core/similarity/spread.h"
#include "tests/core/similarity/randomtable.h"

#include <QTest>

#include <set>

using namespace locascope;
using namespace locascope::testing;

class TestSpread : public QObject {
    Q_OBJECT

private slots:
    void theUnlikeComesNext() {
        FeatureTable table;
        const auto put = [&](int sample, const std::vector<float>& features) {
            QVERIFY(table.put(sample, {}, features));
        };
        put(3, {1, 0, 0});
        put(1, {0.9F, 0.1F, 0});
        put(2, {0, 1, 0});
        put(5, {0, 0.6F, 0.8F});
        const std::vector<SpreadPick> picks = spreadOver(table, {5, 3, 2, 1, 9, 3}, 10);
        QCOMPARE(picks.size(), std::size_t{4});
        QVERIFY((picks[0] == SpreadPick{1, -1, 0}));
        QCOMPARE(picks[1].sample, 5); // no other is less like 1
        QCOMPARE(picks[1].nearest, 1);
        QCOMPARE(picks[2].sample, 2);
        QCOMPARE(picks[2].nearest, 5);
        QVERIFY(std::abs(picks[2].similarity - 0.6F) < 1e-3F);
        QCOMPARE(picks[3].sample, 3);
        QCOMPARE(picks[3].nearest, 1);
    }

    void eachIsTheFarthestOfAll() {
        const FeatureTable table = randomTable(60, 12, 5);
        std::vector<int> candidates;
        for (int sample = 0; sample < 60; ++sample)
            candidates.push_back(sample);
        const std::vector<SpreadPick> picks = spreadOver(table, candidates, 25);
        std::set<int> taken{picks.front().sample};
        for (std::size_t i = 1; i < picks.size(); ++i) {
            int farthest = -1;
            float least = 2;
            for (const int sample : candidates) {
                if (taken.count(sample))
                    continue;
                float nearest = -2;
                for (const int other : taken)
                    nearest = std::max(nearest, cosinesOf(table, *table.rowOf(other))[*table.rowOf(sample)]);
                if (nearest < least) {
                    least = nearest;
                    farthest = sample;
                }
            }
            QCOMPARE(picks[i].sample, farthest);
            QCOMPARE(picks[i].similarity, least);
            taken.insert(farthest);
        }
    }

    void whereNothingWasSeenEachIsPickedOnce() {
        FeatureTable table;
        for (const int sample : {0, 1, 2})
            QVERIFY(table.put(sample, {}, std::vector<float>{sample == 2 ? 1.0F : 0.0F, 0}));
        std::set<int> picked;
        for (const SpreadPick& pick : spreadOver(table, {0, 1, 2}, 3))
            picked.insert(pick.sample);
        QCOMPARE(picked.size(), std::size_t{3});
    }

    void withoutFeaturesThereIsNone() {
        QVERIFY(spreadOver(FeatureTable(), {1, 2}, 5).empty());
        QVERIFY(spreadOver(randomTable(3, 4, 1), {}, 5).empty());
    }
};

QTEST_APPLESS_MAIN(TestSpread)
#include "test_spread.moc"
