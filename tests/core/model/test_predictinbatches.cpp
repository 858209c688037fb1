#include "core/model/predictinbatches.h"
#include "tests/core/model/waysengine.h"
#include "tests/support/expecterror.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// Has memory for so many inputs at once.
class SmallEngine final : public WaysEngine {
public:
    explicit SmallEngine(std::size_t most) : WaysEngine([](const ExecutionPlan&) { return Way{}; }) {
        beforePass = [this, most](std::span<const InputTensor> inputs) {
            passes.push_back(inputs.size());
            if (inputs.size() > most)
                throw Error(ErrorKind::TooLarge, {}, "it asks for more memory than there is");
        };
    }
    std::vector<std::size_t> passes;
};

} // namespace

class TestPredictInBatches : public QObject {
    Q_OBJECT

private slots:
    void inputsAreAnsweredInOrderByBatches() {
        SmallEngine engine(8);
        const auto inputs = valuedInputs(10);
        std::size_t batch = 4;
        const auto rows = predictInBatches(engine, inputs, batch);
        QCOMPARE(engine.passes, (std::vector<std::size_t>{4, 4, 2}));
        QCOMPARE(rows.size(), inputs.size());
        for (std::size_t index = 0; index < rows.size(); ++index)
            QCOMPARE(rows[index].front(), inputs[index].values.front());
        QCOMPARE(batch, std::size_t{4});
    }

    void memoryThatRunsOutHalvesTheBatchForGood() {
        SmallEngine engine(3);
        const auto inputs = valuedInputs(10);
        std::size_t batch = 8;
        const auto rows = predictInBatches(engine, inputs, batch);
        QCOMPARE(engine.passes, (std::vector<std::size_t>{8, 4, 2, 2, 2, 2, 2}));
        QCOMPARE(rows.size(), inputs.size());
        for (std::size_t index = 0; index < rows.size(); ++index)
            QCOMPARE(rows[index].front(), inputs[index].values.front());
        QCOMPARE(batch, std::size_t{2});
    }

    void oneInputThatDoesNotFitIsTheError() {
        SmallEngine engine(0);
        std::size_t batch = 8;
        EXPECT_ERROR(predictInBatches(engine, valuedInputs(5), batch), ErrorKind::TooLarge);
        QCOMPARE(batch, std::size_t{1});
    }

    void anotherErrorIsNotTriedAgain() {
        WaysEngine engine([](const ExecutionPlan&) { return Way{.failure = ErrorKind::ModelFailed}; });
        std::size_t batch = 8;
        EXPECT_ERROR(predictInBatches(engine, valuedInputs(5), batch), ErrorKind::ModelFailed);
        QCOMPARE(batch, std::size_t{8});
    }

    void aStopLeavesTheRestUnanswered() {
        std::stop_source stop;
        WaysEngine engine([](const ExecutionPlan&) { return Way{}; });
        int passes = 0;
        engine.beforePass = [&](std::span<const InputTensor>) {
            if (++passes == 2)
                stop.request_stop();
        };
        std::size_t batch = 2;
        QCOMPARE(predictInBatches(engine, valuedInputs(6), batch, stop.get_token()).size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestPredictInBatches)
#include "test_predictinbatches.moc"
