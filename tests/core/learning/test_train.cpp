#include "core/learning/train.h"

#include "core/files/error.h"
#include "core/learning/augment.h"
#include "core/learning/thresholds.h"
#include "core/learning/torchlearning.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/scripts.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int side = 64;

/// Two classes that anybody tells apart: a bright square in the protein of half of the fields, a bright rim in that of the others.
TrainingSet easySet(std::size_t fields) {
    TrainingSet set;
    set.input.width = set.input.height = side;
    set.classes = {"square", "rim"};
    set.pixels.resize(fields * set.bytesPerField());
    std::mt19937 random(3);
    for (std::size_t field = 0; field < fields; ++field) {
        const bool isSquare = field % 2 == 0;
        std::uint8_t* pixels = set.pixels.data() + field * set.bytesPerField();
        for (std::size_t value = 0; value < set.bytesPerField(); ++value)
            pixels[value] = static_cast<std::uint8_t>(random() % 40);
        std::uint8_t* protein = pixels + side * side;
        std::vector<std::uint8_t> coverage(maskSide * maskSide);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                const bool inner = x >= 20 && x < 44 && y >= 20 && y < 44;
                const bool outer = x < 6 || y < 6 || x >= 58 || y >= 58;
                if (!(isSquare ? inner : outer))
                    continue;
                protein[y * side + x] = 220;
                coverage[static_cast<std::size_t>(y / 2 * maskSide + x / 2)] = 255;
            }
        const ClassIndex index = toClass(isSquare ? 0 : 1);
        set.fields.push_back({"f" + std::to_string(field), "g" + std::to_string(field / 2), {index}, {}, std::vector<TeachingMask>{{index, coverage}}});
    }
    return set;
}

TrainingOptions quick() {
    TrainingOptions options;
    options.epochs = 4;
    options.batch = 8;
    options.validationShare = 0.2;
    options.threads = 1;
    return options;
}

ModelCard cardOf(const TrainedModel& model, const TrainingSet& set) {
    ModelCard card = cardFor(model.weights, set.classes.size(), side);
    card.input = model.input;
    card.classes = set.classes;
    card.thresholds = model.thresholds;
    return card;
}

InputTensor inputOf(const TrainingSet& set, std::size_t field, const InputRecipe& recipe) {
    InputTensor input{4, side, side, {}};
    const std::uint8_t* pixels = set.pixels.data() + field * set.bytesPerField();
    for (std::size_t value = 0; value < set.bytesPerField(); ++value) {
        const std::size_t channel = value / (side * side);
        input.values.push_back(static_cast<float>((pixels[value] / 255.0 - recipe.mean[channel]) / recipe.deviation[channel]));
    }
    return input;
}

} // namespace

/// Training as a function: what it learns, that it repeats itself, and how it ends.
class TestTrain final : public QObject {
    Q_OBJECT
private slots:
    void whatIsEasyIsLearntAndTheModelIsReadyForUse() {
        const TrainingSet set = easySet(80);
        TrainingOptions options = quick();
        options.epochs = 12;
        const TrainedModel model = trainModel(set, options, {}, {});
        QVERIFY2(model.scores.at("validation_macro_f1") > 0.9, qPrintable(QString::number(model.scores.at("validation_macro_f1"))));
        QCOMPARE(model.input.mean.size(), std::size_t{4});
        const WrittenModel written(model.weights, 2, side);
        const auto engine = makeTorchLearning()->load(written.file, cardOf(model, set), {.device = "cpu", .threads = 1});
        const std::vector<InputTensor> inputs{inputOf(set, 0, model.input), inputOf(set, 1, model.input)};
        const auto rows = engine->predict(inputs);
        QVERIFY(rows[0][0] > rows[0][1] && rows[1][1] > rows[1][0]);
        QVERIFY(engine->canExplain());
        const SaliencyMap map = engine->explain(inputs[0], "a", toClass(0));
        const float middle = map.values[static_cast<std::size_t>(map.height / 2 * map.width + map.width / 2)];
        QVERIFY2(middle > map.values[0], "the model looked at the corner, not at the square");
    }

    void aFrozenModelHasNothingToTrain() {
        const WrittenModel parent(frozen(scriptOf("def forward(self, x):\n    return torch.linear(torch.mean(x, [2, 3]), self.weight)\n")), 3, side);
        makeTorchLearning()->examine(parent.file, parent.card);
        TrainingOptions options = quick();
        options.from = parent.file;
        const auto error = errorOf([&] { trainModel(easySet(24), options, {}, {}); });
        QVERIFY(error && error->kind() == ErrorKind::Unsupported);
        QVERIFY2(error->detail().find("torch.jit.freeze") != std::string::npos, error->what());
    }

    void theSameSeedGivesTheSameBits() {
        const TrainingSet set = easySet(24);
        const Bytes once = trainModel(set, quick(), {}, {}).weights;
        QVERIFY(once == trainModel(set, quick(), {}, {}).weights);
        TrainingOptions other = quick();
        other.seed = 2;
        QVERIFY(once != trainModel(set, other, {}, {}).weights);
    }

    void anInterruptedTrainingGoesOnToTheSameModel() {
        const TrainingSet set = easySet(24);
        const Bytes whole = trainModel(set, quick(), {}, {}).weights;
        const TemporaryFolder folder;
        TrainingOptions resumed = quick();
        resumed.resumeDirectory = folder / "checkpoints";
        std::stop_source stop;
        const auto stopAfterTwo = [&](const TrainingState& state) {
            if (state.validationMacroF1 && state.epoch == 2)
                stop.request_stop();
        };
        const TrainedModel half = trainModel(set, resumed, stopAfterTwo, stop.get_token());
        QCOMPARE(half.provenance.at("ended"), std::string("stopped"));
        QVERIFY(half.weights != whole);
        QVERIFY(trainModel(set, resumed, {}, {}).weights == whole);
    }

    void aCheckpointOfOtherDataIsRefused() {
        const TemporaryFolder folder;
        TrainingOptions options = quick();
        options.epochs = 1;
        options.resumeDirectory = folder.path();
        trainModel(easySet(24), options, {}, {});
        EXPECT_ERROR(trainModel(easySet(26), options, {}, {}), ErrorKind::Mismatch);
    }

    void aLossThatRunsAwayEndsTheTrainingWithTheBestSoFar() {
        const TrainingSet set = easySet(24);
        TrainingOptions options = quick();
        options.epochs = 40;
        options.learningRate = 1e6;
        const TrainedModel model = trainModel(set, options, {}, {});
        const WrittenModel written(model.weights, 2, side);
        makeTorchLearning()->load(written.file, cardOf(model, set), {.device = "cpu", .threads = 1});
        QVERIFY2(!model.weights.empty() && !model.provenance.at("ended").empty(), model.provenance.at("ended").c_str());
    }

    void aLimitOfTimeEndsTheSchedule() {
        TrainingOptions options = quick();
        options.epochs = 10000;
        options.maxSeconds = 1;
        const TrainedModel model = trainModel(easySet(24), options, {}, {});
        QCOMPARE(model.provenance.at("ended"), std::string("its time was over"));
    }

    void goingOnFromAModelStartsWhereItStood() {
        const TrainingSet set = easySet(80);
        TrainingOptions options = quick();
        options.epochs = 12;
        const TrainedModel parent = trainModel(set, options, {}, {});
        const WrittenModel written(parent.weights, 2, side);
        TrainingOptions further = quick();
        further.epochs = 1;
        further.learningRate = 1e-6;
        further.from = written.file;
        TrainingSet same = set;
        same.input = parent.input;
        const double score = trainModel(same, further, {}, {}).scores.at("validation_macro_f1");
        QVERIFY2(score > parent.scores.at("validation_macro_f1") - 0.1, qPrintable(QString::number(score)));
    }

    void whatNothingCanBeLearntFromIsRefused() {
        TrainingSet one = easySet(2);
        one.fields.resize(1);
        one.pixels.resize(one.bytesPerField());
        EXPECT_ERROR(trainModel(one, quick(), {}, {}), ErrorKind::Invalid);
        TrainingSet same = easySet(24);
        std::fill(same.pixels.begin(), same.pixels.end(), std::uint8_t{7});
        EXPECT_ERROR(trainModel(same, quick(), {}, {}), ErrorKind::Invalid);
    }

    void augmentationMovesMaskAndPixelsTogether() {
        const TrainingSet set = easySet(2);
        const std::vector<std::size_t> all{0, 1};
        const ChannelFigures plain{{0, 0, 0, 0}, {1, 1, 1, 1}};
        for (int epoch = 0; epoch < 20; ++epoch) {
            const TrainingBatch batch = makeBatch(set, plain, all, Augmentation::Full, 5, epoch);
            for (std::size_t field = 0; field < 2; ++field) {
                double bright = 0, dark = 0, lit = 0;
                for (int y = 0; y < maskSide; ++y)
                    for (int x = 0; x < maskSide; ++x) {
                        const float covered = batch.masks[((field * 2 + field) * maskSide + static_cast<std::size_t>(y)) * maskSide + static_cast<std::size_t>(x)];
                        const float value = batch.inputs[((field * side + static_cast<std::size_t>(y) * 2) * side + static_cast<std::size_t>(x) * 2) * 4 + 1];
                        (covered > 0.5F ? bright : dark) += value;
                        lit += covered > 0.5F;
                    }
                QVERIFY(bright / lit > 3 * dark / (maskSide * maskSide - lit));
            }
        }
    }

    void theThresholdIsTheOneWithTheHighestF1() {
        // Class 0 is told apart by anything between 0.2 and 0.8; class 1 has no positive.
        const std::vector<ValidatedField> fields{
            {{0.1F, 0.9F}, {0, 0}, {1, 1}}, {{0.2F, 0.8F}, {0, 0}, {1, 1}}, {{0.8F, 0.1F}, {1, 0}, {1, 1}}, {{0.9F, 0.2F}, {1, 0}, {1, 1}}};
        const ChosenThresholds chosen = chooseThresholds(fields);
        QVERIFY(chosen.thresholds[0] > 0.2 && chosen.thresholds[0] < 0.8);
        QCOMPARE(chosen.f1[0], 1.0);
        QCOMPARE(chosen.thresholds[1], 0.5);
        QCOMPARE(chosen.macroF1, 1.0);
    }
};

QTEST_GUILESS_MAIN(TestTrain)
#include "test_train.moc"
