#include "core/model/plantrial.h"
#include "core/model/predictinbatches.h"
#include "core/model/viewedengine.h"
#include "core/model/views.h"
#include "tests/core/model/lookingengine.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <cmath>

using namespace locascope;
using namespace locascope::testing;

namespace {

struct Viewed {
    Viewed(int fieldSide, Crops crops, Orientations orientations, CombineViews combine) {
        ModelCard card = lookingCard(fieldSide);
        card.input.views.crops = crops;
        card.input.views.orientations = orientations;
        card.input.views.combine = combine;
        auto made = std::make_unique<LookingEngine>(card);
        looking = made.get();
        engine = withViews(std::move(made));
    }
    LookingEngine* looking = nullptr;
    std::unique_ptr<Engine> engine;
};

bool isRow(const std::vector<float>& row, float one, float two) {
    return row.size() == 2 && std::abs(row[0] - one) < 1e-6F && std::abs(row[1] - two) < 1e-6F;
}

} // namespace

class TestViewedEngine : public QObject {
    Q_OBJECT

private slots:
    void aRecipeWithoutViewsIsTheEngineItself() {
        const Viewed one(0, Crops::Centre, Orientations::Upright, CombineViews::Mean);
        QCOMPARE(one.engine.get(), one.looking);
    }

    // Top left of 0 1 / 2 3 in eight orientations: 0 1 2 3 0 2 1 3. Right of it: 1 0 3 2 2 0 3 1.
    void eightOrientationsAreOneRow() {
        const std::vector<InputTensor> fields{countingField(2), countingField(2, 10)};
        const Viewed mean(0, Crops::Centre, Orientations::Eight, CombineViews::Mean);
        const auto rows = mean.engine->predict(fields);
        QCOMPARE(rows.size(), std::size_t{2});
        QVERIFY(isRow(rows[0], 0.015F, 0.015F) && isRow(rows[1], 0.115F, 0.115F));
        const Viewed largest(0, Crops::Centre, Orientations::Eight, CombineViews::Maximum);
        QVERIFY(isRow(largest.engine->predict(fields)[1], 0.13F, 0.13F));
    }

    // Of the crops at 5 0 2 8 10, and 6 1 3 9 11.
    void fiveCropsAreOneRow() {
        const Viewed one(4, Crops::Five, Orientations::Upright, CombineViews::Mean);
        const InputTensor field = countingField(4);
        QVERIFY(isRow(one.engine->predict({&field, 1}).at(0), 0.05F, 0.06F));
        QVERIFY(isRow(one.engine->predictShown(field).at(0), 0.05F, 0.06F));
    }

    void aCentreIsCutWhereThatIsAll() {
        const Viewed one(4, Crops::Centre, Orientations::Upright, CombineViews::Mean);
        const InputTensor field = countingField(4);
        QVERIFY(isRow(one.engine->predict({&field, 1}).at(0), 0.05F, 0.06F));
    }

    void featuresAreTheMeanOverViewsWhateverIsMadeOfProbabilities() {
        const Viewed one(4, Crops::Five, Orientations::Upright, CombineViews::Maximum);
        one.engine->usePlan({.batch = 4});
        const std::vector<InputTensor> fields{countingField(4), countingField(4, 20)};
        one.engine->predict(fields);
        const auto features = one.engine->takeFeatures();
        QCOMPARE(features.size(), std::size_t{2});
        const auto isNear = [](float a, float b) { return std::abs(a - b) < 1e-6F; };
        QVERIFY(isNear(features[0].at(0), 0.05F) && isNear(features[0].at(1), 0.06F) && isNear(features[0].at(2), 1));
        QVERIFY(isNear(features[1].at(0), 0.25F));
        QVERIFY(one.engine->takeFeatures().empty());
        one.engine->predictShown(fields[1]);
        QVERIFY(isNear(one.engine->takeFeatures().at(0).at(0), 0.25F));
        one.looking->sees = false;
        one.engine->predict(fields);
        QVERIFY(one.engine->takeFeatures().empty() && !one.engine->givesFeatures());
    }

    void viewsRunInBatchesOfThePlanAcrossFields() {
        const Viewed one(4, Crops::Five, Orientations::Upright, CombineViews::Mean);
        one.engine->usePlan({.batch = 4});
        const std::vector<InputTensor> fields{countingField(4), countingField(4, 20)};
        const auto rows = one.engine->predict(fields);
        QCOMPARE(one.looking->passes, (std::vector<std::size_t>{4, 4, 2}));
        QVERIFY(isRow(rows.at(0), 0.05F, 0.06F) && isRow(rows.at(1), 0.25F, 0.26F));
    }

    void memoryThatRunsOutHalvesTheViewsForGood() {
        const Viewed one(4, Crops::Five, Orientations::Upright, CombineViews::Mean);
        one.engine->usePlan({.batch = 5});
        one.looking->most = 3;
        const std::vector<InputTensor> fields{countingField(4), countingField(4, 20)};
        std::size_t batch = 2;
        const auto rows = predictInBatches(*one.engine, fields, batch);
        QCOMPARE(one.looking->passes, (std::vector<std::size_t>{5, 3, 2, 3, 2}));
        QCOMPARE(batch, std::size_t{2});
        QVERIFY(isRow(rows.at(0), 0.05F, 0.06F) && isRow(rows.at(1), 0.25F, 0.26F));
        one.looking->most = 0;
        EXPECT_ERROR(one.engine->predict(fields), ErrorKind::TooLarge);
    }

    void aFieldIsAnsweredWhollyOrNotAtAll() {
        const Viewed one(4, Crops::Five, Orientations::Upright, CombineViews::Mean);
        one.engine->usePlan({.batch = 4});
        one.looking->passesUntilStopped = 2; // 8 of 10 views
        const std::vector<InputTensor> fields{countingField(4), countingField(4, 20)};
        QCOMPARE(one.engine->predict(fields).size(), std::size_t{1});
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(one.engine->predictShown(fields[0], stop.get_token()).empty());
    }

    void saliencyIsOfTheUprightCentreWhoseFeaturesAreKept() {
        const Viewed one(4, Crops::Five, Orientations::Eight, CombineViews::Mean);
        const InputTensor field = countingField(4);
        one.engine->predictShown(field);
        QCOMPARE(one.looking->shown.size(), std::size_t{40});
        const InputTensor centre = viewOf(field, one.engine->card().input, 0);
        QCOMPARE(one.looking->shown.back().values, centre.values);
        const SaliencyMap map = one.engine->explain(field, "key", toClass(0));
        QCOMPARE(one.looking->shown.back().values, centre.values);
        QCOMPARE(map.width, 4);
        QCOMPARE(map.values[5], 0.5F); // 5 of 10
        QCOMPARE(map.values[10], 1.0F);
        QCOMPARE(map.values[0], 0.0F);
    }

    // Deviations of views bound those of fields, so that a plan is tried on one view of each field, on all kinds of them.
    void plansAreTriedOnSingleViews() {
        const Viewed one(4, Crops::Five, Orientations::Eight, CombineViews::Mean);
        std::vector<InputTensor> fields;
        for (int field = 0; field < 8; ++field)
            fields.push_back(countingField(4, field));
        double now = 0;
        PlanTrial trial(*one.engine, fields, {}, [&now] { return now += 0.001; });
        for (int step = 0; step < 100 && !trial.isOver(); ++step)
            trial.step();
        QVERIFY(trial.chosen());
        QVERIFY(trial.measured().size() > 1);
        for (const std::size_t inputs : one.looking->passes)
            QVERIFY(inputs <= 8);
        QVERIFY(one.engine->plan() == trial.chosen()->plan);
    }
};

QTEST_GUILESS_MAIN(TestViewedEngine)
#include "test_viewedengine.moc"
