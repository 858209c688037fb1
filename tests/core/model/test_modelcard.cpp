#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "core/model/modelcard.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <algorithm>

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
    void anErrorNamesKeyAndLine() {
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, told);
        const std::string text = replaced(formatModelCard(exampleCard()), what.toStdString(), by.toStdString());
        QVERIFY(!text.empty());
        const auto error = errorOf([&] { parseModelCard(text, "card.yaml"); });
        QVERIFY(error);
        QCOMPARE(error->kind(), ErrorKind::Invalid);
        QVERIFY2(QString::fromStdString(error->detail()).startsWith(QStringLiteral("line ")), error->what());
        QVERIFY2(QString::fromStdString(error->detail()).contains(told), error->what());
    }

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
