#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "core/model/modelcard.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace {

ModelCard exampleCard() {
    ModelCard card;
    card.name = "evidence, small";
    card.description = "A \"quoted\" line\nand a second: with a colon";
    card.authors = {"Locascope"};
    card.licence = "GPL-3.0-or-later";
    card.modelDigest = std::string(64, 'a');
    card.vocabularyId = "hpa-28";
    card.classes = {"Nucleoplasm", "Rods & rings", "yes"};
    card.input = {.width = 256, .height = 384, .stains = {Stain::Protein, Stain::Nucleus}, .mean = {0.1, 1.0 / 3}, .deviation = {0.2, 0.7},
                  .absentStain = AbsentStain::Zeros};
    card.output = OutputKind::Probabilities;
    card.thresholds = {0.5, 1.0 / 7, 0.25};
    card.atLeastOne = true;
    card.trainedOn = TrainedOn::Simulated;
    card.scores = {{"macro_f1", 0.8125}};
    card.provenance = {{"seed", "7"}, {"command", "locascope train 'a b' --out x.pt"}};
    return card;
}

ModelCard viewedCard() {
    ModelCard card = exampleCard();
    card.input.width = card.input.height = 256;
    card.input.views = {.width = 320, .height = 300, .crops = Crops::Five, .orientations = Orientations::Eight, .combine = CombineViews::Maximum};
    card.output = OutputKind::ExclusiveLogits;
    card.temperature = 1.5;
    return card;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    return at == std::string::npos ? std::string() : text.replace(at, what.size(), by);
}

} // namespace

class TestModelCard : public QObject {
    Q_OBJECT

private slots:
    void aCardReadsBackAsItWasWritten() {
        const ModelCard card = exampleCard();
        QVERIFY(parseModelCard(formatModelCard(card), "card.yaml") == card);
    }

    void aRecipeWithViewsReadsBackAsItWasWritten() {
        ModelCard card = viewedCard();
        QVERIFY(parseModelCard(formatModelCard(card), "card.yaml") == card);
        card.input.views = {.width = 0, .height = 0, .crops = Crops::Centre, .orientations = Orientations::Flips, .combine = CombineViews::Mean};
        card.output = OutputKind::Logits;
        card.temperature = 1.0 / 3;
        QVERIFY(parseModelCard(formatModelCard(card), "card.yaml") == card);
    }

    // What a card without the keys means must stay, or all predictions that were kept would be lost.
    void aRecipeWithoutViewsSaysNothingOfThem() {
        const std::string text = formatModelCard(exampleCard());
        for (const char* key : {"resize", "crops", "orientations", "combine", "temperature"})
            QVERIFY2(text.find(key) == std::string::npos, key);
    }

    void whatAnswersFollowFromChangesTheDigestTheyAreKeptBy() {
        const ModelCard card = viewedCard();
        const auto changed = [&](const std::function<void(ModelCard&)>& change) {
            ModelCard other = card;
            change(other);
            return predictionDigest(other);
        };
        const std::string digest = predictionDigest(card);
        QCOMPARE(digest.size(), std::size_t{64});
        const std::vector<std::string> digests{digest,
                                               changed([](ModelCard& other) { other.modelDigest[0] = 'b'; }),
                                               changed([](ModelCard& other) { other.input.mean[0] = 0.3; }),
                                               changed([](ModelCard& other) { other.input.views.width += 1; }),
                                               changed([](ModelCard& other) { other.input.views.crops = Crops::Centre; }),
                                               changed([](ModelCard& other) { other.input.views.orientations = Orientations::Flips; }),
                                               changed([](ModelCard& other) { other.input.views.combine = CombineViews::Mean; }),
                                               changed([](ModelCard& other) { other.temperature = 3; }),
                                               changed([](ModelCard& other) { other.output = OutputKind::Logits; }),
                                               changed([](ModelCard& other) { std::swap(other.classes[0], other.classes[1]); })};
        QCOMPARE(std::set<std::string>(digests.begin(), digests.end()).size(), digests.size());
        QCOMPARE(changed([](ModelCard& other) { other.thresholds[0] = 0.9; other.name = "other"; other.trainedOn = TrainedOn::Real; }), digest);
    }

    void anErrorNamesKeyAndLine_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("told");
        QTest::newRow("an unknown key") << "licence:" << "license:" << "unknown key license";
        QTest::newRow("a word where a number belongs") << "width: 256" << "width: wide" << "input.width must be";
        QTest::newRow("a side of nothing") << "width: 256" << "width: 0" << "input.width must lie between";
        QTest::newRow("a stain nobody knows") << "stains: [protein" << "stains: [purple" << "purple";
        QTest::newRow("a mean too few") << "mean: [0.1, " << "mean: [" << "input.mean must have one number per stain";
        QTest::newRow("a deviation of zero") << "deviation: [0.2" << "deviation: [0" << "input.deviation must be greater";
        QTest::newRow("a threshold too few") << "thresholds: [0.5, " << "thresholds: [" << "2 numbers for 3 classes";
        QTest::newRow("a threshold of 2") << "thresholds: [0.5" << "thresholds: [2" << "between 0 and 1";
        QTest::newRow("an output nobody knows") << "output: probabilities" << "output: votes" << "'votes'; known are logits";
        QTest::newRow("a digest cut short") << std::string(64, 'a').c_str() << "aaaa" << "digest must be";
        QTest::newRow("a score that is no number") << "macro_f1\": 0.8125" << "macro_f1\": .nan" << "scores must hold finite numbers";
        QTest::newRow("a noncharacter") << "evidence, small" << "evidence\\uFDD0" << "name must be text in UTF-8";
        QTest::newRow("YAML left open") << "thresholds: [" << "thresholds: [[" << "";
    }
    void anErrorNamesKeyAndLine() { refusedWithKeyAndLine(exampleCard()); }

    void anErrorOfViewsNamesKeyAndLine_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("told");
        QTest::newRow("a field smaller than the input") << "resize: [320, 300" << "resize: [200, 300" << "input.resize is smaller";
        QTest::newRow("a field as large as the input") << "resize: [320, 300" << "resize: [256, 256" << "input.resize is the size";
        QTest::newRow("a field too large") << "resize: [320, 300" << "resize: [5000, 300" << "input.resize must lie within 4096";
        QTest::newRow("one side") << "resize: [320, 300" << "resize: [320" << "input.resize must be a list of width and height";
        QTest::newRow("no numbers") << "resize: [320, 300" << "resize: [wide, 300" << "input.resize must be whole numbers";
        QTest::newRow("five crops of one size") << "resize: [320, 300]" << "" << "input.crops are five times the same";
        QTest::newRow("crops nobody knows") << "crops: five" << "crops: ten" << "'ten'; known are centre, five";
        QTest::newRow("orientations nobody knows") << "orientations: eight" << "orientations: 8" << "known are upright, flips, eight";
        QTest::newRow("rotations of what is not square") << "height: 256" << "height: 200" << "input.orientations eight need";
        QTest::newRow("a combination nobody knows") << "combine: maximum" << "combine: median" << "known are mean, maximum";
        QTest::newRow("a temperature of 0") << "temperature: 1.5" << "temperature: 0" << "temperature must lie between";
        QTest::newRow("a temperature that is no number") << "temperature: 1.5" << "temperature: .nan" << "temperature must lie between";
        QTest::newRow("a temperature of probabilities") << "output: exclusive_logits" << "output: probabilities" << "temperature divides logits";
    }
    void anErrorOfViewsNamesKeyAndLine() { refusedWithKeyAndLine(viewedCard()); }

    void aCombinationOfOneViewIsRefused() {
        const std::string text = replaced(formatModelCard(exampleCard()), "absent_stain", "combine: mean\n  absent_stain");
        const auto error = errorOf([&] { parseModelCard(text, "card.yaml"); });
        QVERIFY(error && QString::fromStdString(error->detail()).contains(QStringLiteral("input.combine says how several views")));
    }

private:
    static void refusedWithKeyAndLine(const ModelCard& card) {
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, told);
        const std::string text = replaced(formatModelCard(card), what.toStdString(), by.toStdString());
        QVERIFY(!text.empty());
        const auto error = errorOf([&] { parseModelCard(text, "card.yaml"); });
        QVERIFY(error);
        QCOMPARE(error->kind(), ErrorKind::Invalid);
        QVERIFY2(QString::fromStdString(error->detail()).startsWith(QStringLiteral("line ")), error->what());
        QVERIFY2(QString::fromStdString(error->detail()).contains(told), error->what());
    }

private slots:
    void textThatIsNotUtf8IsRefused() {
        for (const char* what : {"evidence, small", "macro_f1", "command", "Rods & rings"}) {
            const std::string text = replaced(formatModelCard(exampleCard()), what, "Endoplasm\xA9");
            QVERIFY(!text.empty());
            EXPECT_ERROR(parseModelCard(text, "card.yaml"), ErrorKind::Invalid);
        }
    }

    void whatIsNoMapIsNoCard() {
        EXPECT_ERROR(parseModelCard("", "card.yaml"), ErrorKind::Invalid);
        EXPECT_ERROR(parseModelCard("- a\n- b\n", "card.yaml"), ErrorKind::Invalid);
        EXPECT_ERROR(parseModelCard("<html><body>Not found</body></html>", "card.yaml"), ErrorKind::Invalid);
    }

    void anAliasBombIsRefusedAtOnce() {
        std::string text = "a: &a [x,x,x,x,x,x,x,x,x]\n";
        for (char level = 'b'; level < 'j'; ++level) {
            text += std::string(1, level) + ": &" + level + " [";
            for (int i = 0; i < 9; ++i)
                text += std::string(i ? "," : "") + "*" + static_cast<char>(level - 1);
            text += "]\n";
        }
        EXPECT_ERROR(parseModelCard(text, "card.yaml"), ErrorKind::Invalid);
    }

    void aCardBelongsToTheWeightsWhoseDigestItNames() {
        const TemporaryFolder folder;
        writeFile(folder / "m.pt", "weights");
        ModelCard card = exampleCard();
        card.modelDigest = sha256(std::string_view("weights"));
        writeFile(folder / "m.yaml", formatModelCard(card));
        QVERIFY(readModelCard(folder / "m.pt") == card);
        QVERIFY(readModelCard(folder / "m.yaml") == card);
        writeFile(folder / "m.pt", "Weights");
        EXPECT_ERROR(readModelCard(folder / "m.pt"), ErrorKind::Mismatch);
    }

    void anOnnxFileIsToBeImportedFirst() {
        const auto onnx = errorOf([] { readModelCard("/somewhere/m.onnx"); });
        QVERIFY(onnx && onnx->kind() == ErrorKind::Unsupported && onnx->detail().find("model import") != std::string::npos);
    }

    void weightsWithoutACardAreRefusedByName() {
        const TemporaryFolder folder;
        writeFile(folder / "m.pt", "weights");
        const auto error = errorOf([&] { readModelCard(folder / "m.pt"); });
        QVERIFY(error && error->kind() == ErrorKind::NotFound);
        QCOMPARE(error->path(), folder / "m.yaml");
    }

    void classesInAnotherOrderAreRefused() {
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        ModelCard card = exampleCard();
        card.classes.clear();
        for (const LabelClass& known : vocabulary.classes())
            card.classes.push_back(known.name);
        requireVocabulary(card, vocabulary, "m.pt");
        std::swap(card.classes[3], card.classes[4]);
        EXPECT_ERROR(requireVocabulary(card, vocabulary, "m.pt"), ErrorKind::Mismatch);
        std::swap(card.classes[3], card.classes[4]);
        card.classes.pop_back();
        EXPECT_ERROR(requireVocabulary(card, vocabulary, "m.pt"), ErrorKind::Mismatch);
    }
};

QTEST_GUILESS_MAIN(TestModelCard)
#include "test_modelcard.moc"
