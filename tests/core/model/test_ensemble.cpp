#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "core/model/ensemblecard.h"
#include "core/model/ensembleengine.h"
#include "core/model/loadengine.h"
#include "core/model/preprocess.h"
#include "tests/core/model/lookingengine.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace locascope;
using namespace locascope::testing;

namespace {

const std::string twoModels = "name: both\nensemble:\n  - {model: a.yaml, weight: 1}\n  - {model: sub/b.pt, weight: 3}\n";

/// Two models that lie where `twoModels` says; the second sees fields that are mirrored too.
struct Models {
    Models() {
        makeDirectory(folder / "sub");
        a.thresholds = {0.2, 0.4};
        b.thresholds = {0.6, 0.8};
        a.modelDigest = sha256(std::string_view("weights a"));
        b.modelDigest = sha256(std::string_view("weights b"));
        b.input.stains = {Stain::Nucleus};
        write();
    }
    void write() const {
        writeFile(folder / "a.pt", "weights a");
        writeFile(folder / "a.yaml", formatModelCard(a));
        writeFile(folder / "sub" / "b.pt", "weights b");
        writeFile(folder / "sub" / "b.yaml", formatModelCard(b));
        writeFile(folder / "both.yaml", text);
    }
    ModelCard changed(const std::function<void(Models&)>& change) {
        change(*this);
        write();
        return readModelCard(folder / "both.yaml");
    }
    TemporaryFolder folder;
    ModelCard a = lookingCard();
    ModelCard b = lookingCard();
    std::string text = twoModels;
};

std::unique_ptr<Engine> engineOf(const ModelCard& card, const ModelCard& a, const ModelCard& b) {
    std::vector<std::unique_ptr<Engine>> members;
    members.push_back(std::make_unique<LookingEngine>(a));
    members.push_back(std::make_unique<LookingEngine>(b));
    return makeEnsembleEngine(card, std::move(members));
}

InputTensor input(float one, float two, float otherOne, float otherTwo) {
    return {0, 0, 0, {}, {{1, 2, 2, {one, two, 0, 0}}, {1, 2, 2, {otherOne, otherTwo, 0, 0}}}};
}

/// Dark but for its first pixel.
Plane planeOf(std::uint8_t first) {
    Plane plane(2, 2, 8);
    std::fill_n(plane.row<std::uint8_t>(0), 4, std::uint8_t{0});
    plane.row<std::uint8_t>(0)[0] = first;
    return plane;
}

bool isRow(const std::vector<float>& row, float one, float two) {
    return row.size() == 2 && std::abs(row[0] - one) < 1e-6F && std::abs(row[1] - two) < 1e-6F;
}

/// Loads LookingEngines.
class LookingLearning final : public Learning {
public:
    std::string torchVersion() const override { return "test"; }
    std::string defaultDevice() const override { return "cpu"; }
    std::unique_ptr<Engine> load(const std::filesystem::path& weights, const ModelCard& card, const EngineOptions&) override {
        loaded.push_back(weights.filename());
        return std::make_unique<LookingEngine>(card);
    }
    void examine(const std::filesystem::path&, const ModelCard&) override {}
    ImportedModel importOnnx(const std::filesystem::path&, const OnnxImportOptions&) override { return {}; }
    double crossCheckOnnx(const std::filesystem::path&, const std::filesystem::path&, const ModelCard&, const std::string&) override { return 0; }
    std::vector<std::vector<float>> rawOutputs(const std::filesystem::path&, const ModelCard&, std::span<const InputTensor>) override { return {}; }
    TrainedModel train(const TrainingSet&, const TrainingOptions&, const TrainingProgress&, std::stop_token) override { return {}; }
    std::vector<std::filesystem::path> loaded;
};

} // namespace

class TestEnsemble : public QObject {
    Q_OBJECT

private slots:
    void itsCardIsMadeOfItsMembers() {
        const Models models;
        const ModelCard card = readModelCard(models.folder / "both.yaml");
        QCOMPARE(card.name, std::string("both"));
        QCOMPARE(card.classes, models.a.classes);
        QCOMPARE(card.members.size(), std::size_t{2});
        QCOMPARE(card.members[1].cardFile, models.folder / "sub" / "b.yaml");
        QCOMPARE(card.members[1].weight, 3.0);
        QVERIFY(card.output == OutputKind::Probabilities);
        QVERIFY(std::abs(card.thresholds[0] - 0.5) < 1e-12 && std::abs(card.thresholds[1] - 0.7) < 1e-12);
        QCOMPARE(card.input.members.size(), std::size_t{2});
        QCOMPARE(card.input.stains, (std::vector<Stain>{Stain::Protein, Stain::Nucleus}));
    }

    void whatItSaysItselfGoesBeforeWhatItsMembersSay() {
        Models models;
        const ModelCard card = models.changed([](Models& all) { all.text += "thresholds: [0.1, 0.9]\nat_least_one: true\n"; });
        QCOMPARE(card.thresholds, (std::vector<double>{0.1, 0.9}));
        QVERIFY(card.atLeastOne);
    }

    void anotherMemberWeightOrRecipeIsAnotherModel() {
        Models models;
        const std::string digest = predictionDigest(readModelCard(models.folder / "both.yaml"));
        QVERIFY(predictionDigest(models.changed([](Models& all) { all.text = twoModels + "description: the same\n"; })) == digest);
        QVERIFY(predictionDigest(models.changed([](Models& all) { all.text = "name: both\nensemble:\n  - {model: a.yaml}\n  - {model: sub/b.pt, weight: 2}\n"; })) != digest);
        QVERIFY(predictionDigest(models.changed([](Models& all) {
                    all.text = twoModels;
                    all.b.input.views.orientations = Orientations::Eight;
                })) != digest);
    }

    void oneRecipeIsPreparedOnce() {
        Models models;
        const ModelCard card = models.changed([](Models& all) { all.b.input = all.a.input; });
        QCOMPARE(card.input.members.size(), std::size_t{1});
        ChannelStack stack;
        stack.planes[Stain::Protein] = planeOf(51);
        QCOMPARE(preprocess(stack, card.input).parts.size(), std::size_t{1});
    }

    void everyMemberGetsAnInputOfItsOwn() {
        const Models models;
        const ModelCard card = readModelCard(models.folder / "both.yaml");
        ChannelStack stack;
        stack.planes[Stain::Protein] = planeOf(51);
        stack.planes[Stain::Nucleus] = planeOf(255);
        const InputTensor made = preprocess(stack, card.input);
        QCOMPARE(made.parts.size(), std::size_t{2});
        QVERIFY(isRow(engineOf(card, models.a, models.b)->predict({&made, 1}).at(0), 0.25F * 0.2F + 0.75F, 0));
    }

    void aRowIsTheWeightedMean() {
        const Models models;
        const auto engine = engineOf(readModelCard(models.folder / "both.yaml"), models.a, models.b);
        const std::vector<InputTensor> inputs{input(1, 0, 0, 0.4F), input(0.2F, 0.2F, 0.6F, 1), input(0, 0, 1, 1)};
        const auto rows = engine->predict(inputs);
        QCOMPARE(rows.size(), std::size_t{3});
        QVERIFY(isRow(rows[0], 0.25F, 0.3F) && isRow(rows[1], 0.5F, 0.8F) && isRow(rows[2], 0.75F, 0.75F));
        QVERIFY(isRow(engine->predictShown(inputs[1]).at(0), 0.5F, 0.8F));
        EXPECT_ERROR(engine->predict(std::vector{countingField(2)}), ErrorKind::Mismatch);
    }

    void featuresOfMembersStandBehindEachOtherEachOfLengthOne() {
        const Models models;
        const auto engine = engineOf(readModelCard(models.folder / "both.yaml"), models.a, models.b);
        QVERIFY(engine->givesFeatures());
        const std::vector<InputTensor> inputs{input(1, 0, 0, 0.4F), input(0.2F, 0.2F, 0.6F, 1)};
        QCOMPARE(engine->predict(inputs).size(), std::size_t{2});
        const auto features = engine->takeFeatures();
        QCOMPARE(features.size(), std::size_t{2});
        QCOMPARE(features[1].size(), std::size_t{6});
        for (const std::size_t first : {std::size_t{0}, std::size_t{3}}) {
            double length = 0;
            for (std::size_t k = first; k < first + 3; ++k)
                length += static_cast<double>(features[1][k] * features[1][k]);
            QVERIFY(std::abs(length - 1) < 1e-5);
        }
        engine->predictShown(inputs[1]);
        const auto shown = engine->takeFeatures().at(0);
        for (std::size_t k = 0; k < shown.size(); ++k)
            QVERIFY(std::abs(shown[k] - features[1][k]) < 1e-6F);
    }

    void aMapIsTheWeightedMeanInTheFinestGrid() {
        const Models models;
        const auto engine = engineOf(readModelCard(models.folder / "both.yaml"), models.a, models.b);
        InputTensor made = input(1, 0, 0, 0);
        made.parts[0] = {1, 1, 1, {1}};                  // one cell, which is the whole field
        made.parts[1] = {1, 2, 2, {0, 1, 0.5F, 0.5F}};
        QVERIFY(engine->canExplain());
        const SaliencyMap map = engine->explain(made, "key", toClass(0));
        QCOMPARE(map.width, 2);
        QCOMPARE(map.height, 2);
        for (const auto& [cell, value] : {std::pair{0, 0.25F}, {1, 1.0F}, {2, 0.625F}, {3, 0.625F}})
            QVERIFY(std::abs(map.values[static_cast<std::size_t>(cell)] - value) < 1e-6F);
    }

    void allMembersRunByThePlan() {
        const Models models;
        const auto engine = engineOf(readModelCard(models.folder / "both.yaml"), models.a, models.b);
        engine->usePlan({.batch = 1});
        QVERIFY((engine->plan() == ExecutionPlan{.batch = 1}));
        QCOMPARE(engine->plans().size(), std::size_t{1}); // nothing to try
    }

    void whatIsNoEnsembleIsRefusedWithKeyAndLine_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("told");
        QTest::newRow("one model") << "name: x\nensemble:\n  - {model: a.yaml}\n" << "ensemble must be a list of 2 to 16";
        QTest::newRow("no list") << "name: x\nensemble: a.yaml\n" << "ensemble must be a list of 2 to 16";
        QTest::newRow("the same twice") << "name: x\nensemble:\n  - {model: a.yaml}\n  - {model: ./a.pt}\n" << "twice";
        QTest::newRow("a weight of nothing") << "name: x\nensemble:\n  - {model: a.yaml, weight: 0}\n  - {model: sub/b.yaml}\n" << "ensemble.weight must be greater than 0";
        QTest::newRow("a weight without end") << "name: x\nensemble:\n  - {model: a.yaml, weight: .inf}\n  - {model: sub/b.yaml}\n" << "ensemble.weight must be greater than 0";
        QTest::newRow("an unknown key") << "name: x\nensemble:\n  - {model: a.yaml, wait: 1}\n  - {model: sub/b.yaml}\n" << "unknown key ensemble.wait";
        QTest::newRow("a threshold of 2") << QString::fromStdString(twoModels + "thresholds: [0.5, 2]\n") << "thresholds must lie between";
        QTest::newRow("an input of its own") << QString::fromStdString(twoModels + "input: {}\n") << "unknown key input";
    }
    void whatIsNoEnsembleIsRefusedWithKeyAndLine() {
        QFETCH(QString, text);
        QFETCH(QString, told);
        Models models;
        const auto error = errorOf([&] { models.changed([&](Models& all) { all.text = text.toStdString(); }); });
        QVERIFY(error && error->kind() == ErrorKind::Invalid);
        QVERIFY2(QString::fromStdString(error->detail()).startsWith(QStringLiteral("line ")) && QString::fromStdString(error->detail()).contains(told), error->what());
        QCOMPARE(error->path(), models.folder / "both.yaml");
    }

    void membersMustKnowTheSameClasses() {
        Models models;
        const auto error = errorOf([&] { models.changed([](Models& all) { std::swap(all.b.classes[0], all.b.classes[1]); }); });
        QVERIFY(error && error->kind() == ErrorKind::Mismatch);
        QVERIFY2(QString::fromStdString(error->detail()).contains(QStringLiteral("b.yaml")), error->what());
        EXPECT_ERROR(models.changed([](Models& all) { all.text = twoModels + "thresholds: [0.5]\n"; std::swap(all.b.classes[0], all.b.classes[1]); }), ErrorKind::Invalid);
    }

    void anEnsembleOfEnsemblesAndOfItselfIsRefused() {
        Models models;
        writeFile(models.folder / "more.yaml", "name: more\nensemble:\n  - {model: both.yaml}\n  - {model: a.yaml}\n");
        EXPECT_ERROR(readModelCard(models.folder / "more.yaml"), ErrorKind::Mismatch);
        writeFile(models.folder / "self.yaml", "name: self\nensemble:\n  - {model: self.yaml}\n  - {model: a.yaml}\n");
        EXPECT_ERROR(readModelCard(models.folder / "self.yaml"), ErrorKind::Mismatch);
        writeFile(models.folder / "x.yaml", "name: x\nensemble:\n  - {model: y.yaml}\n  - {model: a.yaml}\n");
        writeFile(models.folder / "y.yaml", "name: y\nensemble:\n  - {model: x.yaml}\n  - {model: a.yaml}\n");
        EXPECT_ERROR(readModelCard(models.folder / "x.yaml"), ErrorKind::Mismatch);
    }

    void everyMemberIsComparedWithItsCardAndLoaded() {
        Models models;
        const ModelCard card = readModelCard(models.folder / "both.yaml");
        LookingLearning learning;
        const auto engine = loadEngine(learning, models.folder / "both.yaml", card, {});
        QCOMPARE(learning.loaded, (std::vector<std::filesystem::path>{"a.pt", "b.pt"}));
        QVERIFY(engine->card() == card);
        ModelCard moved = models.b;
        moved.temperature = 2;
        writeFile(models.folder / "sub" / "b.yaml", formatModelCard(moved)); // between reading and loading
        EXPECT_ERROR(loadEngine(learning, models.folder / "both.yaml", card, {}), ErrorKind::Mismatch);
        models.write();
        writeFile(models.folder / "sub" / "b.pt", "Weights b");
        EXPECT_ERROR(readModelCard(models.folder / "both.yaml"), ErrorKind::Mismatch);
        EXPECT_ERROR(loadEngine(learning, models.folder / "both.yaml", card, {}), ErrorKind::Mismatch);
    }
};

QTEST_GUILESS_MAIN(TestEnsemble)
#include "test_ensemble.moc"
