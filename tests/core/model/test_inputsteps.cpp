#include "core/model/bioimage.h"
#include "core/model/preprocess.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <cmath>

using namespace locascope;
using namespace locascope::testing;

namespace {

// Two channels of four pixels.
const std::vector<float> twoChannels{0, 1, 2, 5, 10, 20, 30, 40};

std::vector<float> after(const std::vector<InputStep>& steps) {
    std::vector<float> values = twoChannels;
    applyInputSteps(values, 2, steps);
    return values;
}

bool areNear(const std::vector<float>& values, const std::vector<double>& expected) {
    for (std::size_t index = 0; index < values.size(); ++index)
        if (!(std::abs(static_cast<double>(values[index]) - expected[index]) < 1e-5))
            return false;
    return values.size() == expected.size();
}

ModelCard cardWith(const std::vector<InputStep>& steps) {
    ModelCard card;
    card.name = "steps";
    card.modelDigest = std::string(64, 'a');
    card.vocabularyId = "one";
    card.classes = {"One"};
    card.thresholds = {0.5};
    card.input.stains = {Stain::Protein, Stain::Nucleus};
    card.input.steps = steps;
    return card;
}

const std::vector<InputStep> everyKind{{.kind = StepKind::Linear, .factor = {255}, .addend = {0.1, 1.0 / 3}},
                                       {.kind = StepKind::Range, .over = StepOver::Image, .lowest = 1, .highest = 99.8, .epsilon = 1e-6},
                                       {.kind = StepKind::Standardise, .over = StepOver::Channel, .epsilon = 1e-6},
                                       {.kind = StepKind::Clip, .lowest = -1, .highest = 3.5},
                                       {.kind = StepKind::Binarise, .above = {0.25, 0.5}},
                                       {.kind = StepKind::Sigmoid}};

} // namespace

class TestInputSteps final : public QObject {
    Q_OBJECT
private slots:
    void linearHasOneNumberOrOneAChannel() {
        QVERIFY(areNear(after({{.kind = StepKind::Linear, .factor = {2}, .addend = {1}}}), {1, 3, 5, 11, 21, 41, 61, 81}));
        QVERIFY(areNear(after({{.kind = StepKind::Linear, .factor = {2, 0.1}, .addend = {0}}}), {0, 2, 4, 10, 1, 2, 3, 4}));
    }

    // numpy.percentile([0, 1, 2, 5], 25) = 0.75, of 75 = 2.75; of the second channel 17.5 and 32.5; of all eight values 1.75 and 22.5.
    void rangeIsBetweenPercentilesAsNumpyHasThem() {
        const double width = 2.75 - 0.75 + 0.01;
        QVERIFY(areNear(after({{.kind = StepKind::Range, .over = StepOver::Channel, .lowest = 25, .highest = 75, .epsilon = 0.01}}),
                        {-0.75 / width, 0.25 / width, 1.25 / width, 4.25 / width, -7.5 / 15.01, 2.5 / 15.01, 12.5 / 15.01, 22.5 / 15.01}));
        QVERIFY(areNear(after({{.kind = StepKind::Range, .over = StepOver::Image, .lowest = 25, .highest = 75, .epsilon = 0}}),
                        {-1.75 / 20.75, -0.75 / 20.75, 0.25 / 20.75, 3.25 / 20.75, 8.25 / 20.75, 18.25 / 20.75, 28.25 / 20.75, 38.25 / 20.75}));
        QVERIFY(areNear(after({{.kind = StepKind::Range, .over = StepOver::Channel, .lowest = 0, .highest = 100, .epsilon = 0}}), {0, 0.2, 0.4, 1, 0, 1.0 / 3, 2.0 / 3, 1}));
    }

    void standardisingIsByThePopulation() {
        const double first = std::sqrt(3.5);  // mean 2
        const double second = std::sqrt(125); // mean 25
        QVERIFY(areNear(after({{.kind = StepKind::Standardise, .over = StepOver::Channel}}),
                        {-2 / first, -1 / first, 0, 3 / first, -15 / second, -5 / second, 5 / second, 15 / second}));
        const std::vector<float> together = after({{.kind = StepKind::Standardise, .over = StepOver::Image}});
        double sum = 0;
        double squares = 0;
        for (const float value : together) {
            sum += static_cast<double>(value);
            squares += static_cast<double>(value) * static_cast<double>(value);
        }
        QVERIFY(std::abs(sum) < 1e-5 && std::abs(squares - 8) < 1e-4);
    }

    void anEmptyFieldGivesFiniteNumbers() {
        for (const StepKind kind : {StepKind::Range, StepKind::Standardise}) {
            std::vector<float> flat(8, 3);
            applyInputSteps(flat, 2, {{.kind = kind, .lowest = 0, .highest = 100}});
            QVERIFY(flat == std::vector<float>(8, 0));
        }
    }

    void theOthersAreWhatTheySay() {
        QVERIFY(areNear(after({{.kind = StepKind::Clip, .lowest = 1, .highest = 20}}), {1, 1, 2, 5, 10, 20, 20, 20}));
        QVERIFY(areNear(after({{.kind = StepKind::Binarise, .above = {1, 20}}}), {0, 0, 1, 1, 0, 0, 1, 1}));
        QVERIFY(areNear(after({{.kind = StepKind::Linear, .factor = {0.1}, .addend = {0}}, {.kind = StepKind::Sigmoid}}),
                        {0.5, 0.5249792, 0.549834, 0.6224593, 0.7310586, 0.8807971, 0.9525741, 0.9820138}));
    }

    void aCardKeepsEveryStep() {
        const ModelCard card = cardWith(everyKind);
        QVERIFY(parseModelCard(formatModelCard(card), "card.yaml") == card);
        QVERIFY(formatModelCard(cardWith({})).find("steps:") == std::string::npos);
    }

    void aCardWhoseStepsMakeNoSenseIsRefusedWithItsLine_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("told");
        QTest::newRow("another kind") << "do: linear" << "do: square" << "know no 'square'";
        QTest::newRow("a key of another kind") << "do: sigmoid" << "do: sigmoid, epsilon: 1" << "of sigmoid know no such key";
        QTest::newRow("three numbers for two stains") << "factor: [255]" << "factor: [1, 2, 3]" << "one per stain";
        QTest::newRow("a word") << "factor: [255]" << "factor: [much]" << "finite numbers";
        QTest::newRow("infinity") << "factor: [255]" << "factor: [.inf]" << "finite numbers";
        QTest::newRow("percentile 101") << "highest: 99.8" << "highest: 101" << "between 0 and 100";
        QTest::newRow("ends that are crossed") << "highest: 3.5" << "highest: -2" << "less than the highest";
        QTest::newRow("over nothing") << "over: image" << "over: moon" << "over channel or image";
        QTest::newRow("an end missing") << ", highest: 3.5" << "" << "lack the key highest";
    }
    void aCardWhoseStepsMakeNoSenseIsRefusedWithItsLine() {
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, told);
        const QString text = QString::fromStdString(formatModelCard(cardWith(everyKind)));
        QVERIFY2(text.contains(what), qPrintable(text));
        const auto error = errorOf([&] { parseModelCard(QString(text).replace(what, by).toStdString(), "card.yaml"); });
        QVERIFY(error && error->kind() == ErrorKind::Invalid);
        const QString words = QString::fromStdString(error->detail());
        QVERIFY2(words.contains(told) && words.startsWith(QStringLiteral("line ")), qPrintable(words));
    }

    void preprocessingFollowsThemLast() {
        ChannelStack stack;
        stack.width = stack.fullWidth = stack.height = stack.fullHeight = 2;
        Plane plane(2, 2, 8);
        for (int pixel = 0; pixel < 4; ++pixel)
            plane.row<std::uint8_t>(pixel / 2)[pixel % 2] = static_cast<std::uint8_t>(51 * pixel);
        stack.planes[Stain::Protein] = plane;
        const InputRecipe recipe{.width = 2, .height = 2, .stains = {Stain::Protein}, .mean = {0.2}, .deviation = {0.2}, .steps = {{.kind = StepKind::Linear, .factor = {10}, .addend = {1}}}};
        QVERIFY(areNear(preprocess(stack, recipe).values, {-9, 1, 11, 21}));
    }

    // A model of 8 bits sees an image of 16 bits as it would see the same image in 8 bits.
    void stepsAreInTheModelsUnitsWhateverTheDepth() {
        InputRecipe recipe{.width = 2, .height = 1, .stains = {Stain::Protein}};
        setSteps(recipe, 255, {{.kind = StepKind::Clip, .lowest = 0, .highest = 102}, {.kind = StepKind::Linear, .factor = {0.5}, .addend = {-1}}});
        for (const int bits : {8, 16}) {
            ChannelStack stack;
            stack.width = stack.fullWidth = 2;
            stack.height = stack.fullHeight = 1;
            Plane plane(2, 1, bits);
            if (bits == 8) {
                plane.row<std::uint8_t>(0)[0] = 51;
                plane.row<std::uint8_t>(0)[1] = 204;
            } else {
                plane.row<std::uint16_t>(0)[0] = 51 * 257;
                plane.row<std::uint16_t>(0)[1] = 204 * 257;
            }
            stack.planes[Stain::Protein] = plane;
            QVERIFY(areNear(preprocess(stack, recipe).values, {24.5, 50}));
        }
    }

    void linesBecomeMeanAndDeviation() {
        InputRecipe recipe{.stains = {Stain::Protein, Stain::Nucleus}};
        setSteps(recipe, 255, {{.kind = StepKind::Linear, .factor = {1.0 / 51}, .addend = {0}}, {.kind = StepKind::Linear, .factor = {2, 4}, .addend = {-1, 2}}});
        QVERIFY(recipe.steps.empty());
        // 5 · value · 2 − 1 and 5 · value · 4 + 2
        QVERIFY(std::abs(recipe.mean.at(0) - 0.1) < 1e-12 && std::abs(recipe.deviation.at(0) - 0.1) < 1e-12);
        QVERIFY(std::abs(recipe.mean.at(1) + 0.1) < 1e-12 && std::abs(recipe.deviation.at(1) - 0.05) < 1e-12);
        InputRecipe turned{.stains = {Stain::Protein}};
        setSteps(turned, 1, {{.kind = StepKind::Linear, .factor = {-1}, .addend = {1}}});
        QVERIFY(turned.mean.empty() && turned.steps.size() == 1);
    }
};

QTEST_GUILESS_MAIN(TestInputSteps)
#include "test_inputsteps.moc"
