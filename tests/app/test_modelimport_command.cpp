#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "core/model/modelcard.h"
#include "tests/support/onnxbuilder.h"
#include "tests/support/runprogram.h"
#include "tests/support/temporaryfolder.h"

#include <QtTest>

#include <memory>
#include <random>
#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace {

QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

std::vector<float> numbers(std::size_t count) {
    std::mt19937 random(1);
    std::vector<float> values;
    for (std::size_t index = 0; index < count; ++index)
        values.push_back(static_cast<float>(random() >> 8) / static_cast<float>(1 << 23) - 1);
    return values;
}

// A convolution, global average pooling and a sigmoid over 28 classes.
OnnxBuilder classifier(const std::vector<std::string>& inputs = {"image"}) {
    OnnxBuilder builder(13);
    for (const std::string& input : inputs)
        builder.input(input, {1, inputs.size() == 1 ? 4 : 1, 32, 32});
    builder.output("classes");
    builder.reals("w", {28, 4, 3, 3}, numbers(28 * 36));
    if (inputs.size() > 1)
        builder.node("Concat", inputs, {"image"}).whole("axis", 1);
    builder.node("Conv", {"image", "w"}, {"a"}).list("kernel_shape", {3, 3});
    builder.node("Relu", {"a"}, {"b"});
    builder.node("GlobalAveragePool", {"b"}, {"c"});
    builder.node("Flatten", {"c"}, {"logits"});
    builder.node("Sigmoid", {"logits"}, {"classes"});
    return builder;
}

} // namespace

class TestModelImportCommand final : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<TemporaryFolder>();
        makeDirectory(*m_folder / "out");
    }

    void itsClassesAreThoseOfTheVocabularyThatIsNamed() {
        std::string own = "index,name,go,go_term,group,key,training_images\n";
        for (int index = 0; index < 28; ++index)
            own += std::to_string(index) + ",Class " + std::to_string(index) + ",,,,,\n";
        writeFile(*m_folder / "own.csv", own);
        const ProgramRun run = import(classifier(), {QStringLiteral("--vocabulary"), text(*m_folder / "own.csv")});
        QVERIFY2(run.status == 0, run.err);
        const ModelCard card = readModelCard(out());
        QCOMPARE(card.vocabularyId, std::string("own"));
        QCOMPARE(card.classes.back(), std::string("Class 27"));
    }

    void anOutputOfAnotherNumberOfClassesIsRefused() {
        const ProgramRun run = import(classifier(), {QStringLiteral("--vocabulary"), QStringLiteral("hpa-19")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine(), run.err);
    }

    void anOnnxFileBecomesAModel() {
        const ProgramRun run = import(classifier(), {QStringLiteral("--name"), QStringLiteral("Mine"), QStringLiteral("--licence"), QStringLiteral("MIT"),
                                                     QStringLiteral("--mean"), QStringLiteral("0.1,0.2,0.3,0.4"), QStringLiteral("--at-least-one")});
        QVERIFY2(run.status == 0, run.err);
        const ModelCard card = readModelCard(out());
        QCOMPARE(QString::fromStdString(card.name), QStringLiteral("Mine"));
        QCOMPARE(QString::fromStdString(card.licence), QStringLiteral("MIT"));
        QVERIFY(card.atLeastOne && card.output == OutputKind::Logits);
        QCOMPARE(card.input.width, 32);
        QCOMPARE(card.input.mean, (std::vector<double>{0.1, 0.2, 0.3, 0.4}));
        QCOMPARE(QString::fromStdString(card.provenance.at("onnx_digest")), QString::fromStdString(sha256OfFile(*m_folder / "m.onnx")));
        QCOMPARE(QString::fromStdString(card.provenance.at("onnx_producer")), QStringLiteral("test"));
        QCOMPARE(QString::fromStdString(card.provenance.at("onnx_opset")), QStringLiteral("13"));
        const QString check = QString::fromStdString(card.provenance.at("cross_check"));
        QVERIFY2(check.startsWith(QStringLiteral("largest difference from OpenCV's reading on noise: ")) && run.out.contains(check.toUtf8()), qPrintable(check));
        QVERIFY(check.section(QLatin1Char(' '), -1).toDouble() < 1e-5);
        QCOMPARE(left(), (std::set<std::string>{"m.pt", "m.yaml"}));
        QCOMPARE(runProgram({QStringLiteral("model"), QStringLiteral("verify"), text(out())}).status, 0);
    }

    void withoutAPlaceItGoesToTheModelsOfTheUser() {
        const std::map<QString, QString> data{{QStringLiteral("LOCASCOPE_DATA_DIR"), text(*m_folder / "data")}};
        write(classifier());
        const ProgramRun run = runProgram({QStringLiteral("model"), QStringLiteral("import"), text(*m_folder / "m.onnx")}, data);
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(runProgram({QStringLiteral("model"), QStringLiteral("list")}, data).out.contains("m.yaml"));
        const ProgramRun again = runProgram({QStringLiteral("model"), QStringLiteral("import"), text(*m_folder / "m.onnx")}, data);
        QVERIFY(again.status == 1 && again.saysOneLine() && again.err.contains("is there already"));
    }

    void inputsCalledByColoursSayTheirStains() {
        const ProgramRun run = import(classifier({"blue", "green", "red", "yellow"}), {});
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(readModelCard(out()).input.stains == (std::vector{Stain::Nucleus, Stain::Protein, Stain::Microtubules, Stain::Reticulum}));
    }

    void whatOpenCvCannotReadIsImportedAndMarked() {
        OnnxBuilder builder = classifier();
        builder.graph().mutable_node(1)->set_op_type("Erf");
        builder.graph().mutable_node(1)->set_output(0, std::string("e"));
        builder.reals("zero", {}, {0});
        builder.node("Greater", {"e", "zero"}, {"above"});
        builder.node("Where", {"above", "e", "zero"}, {"b"});
        auto& nodes = *builder.graph().mutable_node();
        for (const int place : {5, 6}) // before what reads them
            for (int at = place; at > place - 3; --at)
                nodes.SwapElements(at, at - 1);
        const ProgramRun run = import(builder, {});
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.out.contains("not cross-checked: "), run.out);
        QVERIFY(readModelCard(out()).provenance.at("cross_check").starts_with("not cross-checked: OpenCV"));
    }

    void itMayBeLeftUnchecked() {
        QCOMPARE(import(classifier(), {QStringLiteral("--unchecked")}).status, 0);
        QCOMPARE(QString::fromStdString(readModelCard(out()).provenance.at("cross_check")), QStringLiteral("not cross-checked: --unchecked"));
    }

    void whatFailsLeavesNothing_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("an unknown operator") << 0 << QByteArray("the operator Magic of node 'the Relu' is not supported");
        QTest::newRow("numbers that are none, found by the trial") << 1 << QByteArray("not a finite number");
        QTest::newRow("19 classes") << 2 << QByteArray("gives no output of 28 values");
        QTest::newRow("no ONNX at all") << 3 << QByteArray("is not an ONNX model");
        QTest::newRow("a file that is not there") << 4 << QByteArray("m.onnx");
        QTest::newRow("said to be logits, and it ends in a sigmoid") << 5 << QByteArray("so that it gives probabilities");
        QTest::newRow("a mean for three of four stains") << 6 << QByteArray("one number per stain");
    }
    void whatFailsLeavesNothing() {
        QFETCH(int, which);
        QFETCH(QByteArray, words);
        OnnxBuilder builder = classifier();
        if (which == 0)
            builder.graph().mutable_node(1)->set_op_type("Magic");
        if (which == 1) {
            builder.graph().mutable_node(1)->set_op_type("Log");
        }
        if (which == 2) {
            builder.graph().mutable_initializer(0)->set_dims(0, 19);
            builder.graph().mutable_initializer(0)->mutable_float_data()->Truncate(19 * 36);
        }
        write(builder);
        if (which == 3)
            writeFile(*m_folder / "m.onnx", std::string_view("PK nothing"));
        if (which == 4)
            std::filesystem::remove(*m_folder / "m.onnx");
        QStringList options;
        if (which == 5)
            options = {QStringLiteral("--gives"), QStringLiteral("logits")};
        if (which == 6)
            options = {QStringLiteral("--mean"), QStringLiteral("1,2,3")};
        const ProgramRun run = runImport(options);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains(words), run.err);
        QVERIFY2(run.err.contains("/m.onnx: ") && !run.err.contains(".locascope-import"), run.err); // not the folder of the trial, which is gone
        QVERIFY(left().empty());
    }

    void torchScriptWithoutACardGetsOne() {
        const std::filesystem::path bare = bareWeights();
        const ProgramRun run = runImport(bare, "two.pt", {QStringLiteral("--size"), QStringLiteral("32"), QStringLiteral("--stains"), QStringLiteral("nucleus,protein,microtubules,reticulum"),
                                                          QStringLiteral("--deviation"), QStringLiteral("0.5,0.5,0.5,0.25"), QStringLiteral("--gives"), QStringLiteral("exclusive_logits")});
        QVERIFY2(run.status == 0, run.err);
        const ModelCard card = readModelCard(*m_folder / "out" / "two.pt");
        QVERIFY(card.name == "bare" && card.output == OutputKind::ExclusiveLogits && card.classes.size() == 28 && card.modelDigest == sha256OfFile(bare));
        QVERIFY(card.input.stains == (std::vector{Stain::Nucleus, Stain::Protein, Stain::Microtubules, Stain::Reticulum}) && card.input.width == 32);
        QCOMPARE(card.input.deviation, (std::vector<double>{0.5, 0.5, 0.5, 0.25}));
        QVERIFY(std::filesystem::exists(bare) && !std::filesystem::exists(cardFileOf(bare)));
    }

    void torchScriptComesWithTheCardBesideIt() {
        QVERIFY(import(classifier(), {QStringLiteral("--name"), QStringLiteral("Mine")}).status == 0);
        const ProgramRun run = runImport(out(), "two.pt", {});
        QVERIFY2(run.status == 0, run.err);
        ModelCard expected = readModelCard(out());
        ModelCard card = readModelCard(*m_folder / "out" / "two.pt");
        QVERIFY(card == expected);
        QVERIFY2(runImport(cardFileOf(out()), "three.pt", {}).status == 0, "the same by its card");
        QCOMPARE(runImport(out(), "four.pt", {QStringLiteral("--size"), QStringLiteral("32")}).status, 2);
    }

    void whatIsWrongWithTorchScriptLeavesNothing_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("no size") << QStringList() << QByteArray("say it by --size");
        QTest::newRow("19 classes") << QStringList{QStringLiteral("--size=32"), QStringLiteral("--vocabulary=hpa-19")} << QByteArray("28 outputs, its card promises");
        QTest::newRow("three stains") << QStringList{QStringLiteral("--size=32"), QStringLiteral("--stains=nucleus,protein,reticulum")} << QByteArray("bare.pt");
    }
    void whatIsWrongWithTorchScriptLeavesNothing() {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, words);
        const ProgramRun run = runImport(bareWeights(), "two.pt", options);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains(words), run.err);
        QVERIFY(left().empty());
    }

    void wrongUsageIsTold() {
        write(classifier());
        QCOMPARE(runProgram({QStringLiteral("model"), QStringLiteral("import"), text(*m_folder / "m.onnx"), QStringLiteral("--out"), text(*m_folder / "out" / "m.txt")}).status, 2);
        QCOMPARE(runImport({QStringLiteral("--stains"), QStringLiteral("nucleus,magenta")}).status, 2);
        QCOMPARE(runImport({QStringLiteral("--gives"), QStringLiteral("exclusive_logits")}).status, 2);
    }

private:
    /// TorchScript of 4 × 32 × 32 → 28 beside which there is no card.
    std::filesystem::path bareWeights() const {
        const std::filesystem::path bare = *m_folder / "bare.pt";
        if (import(classifier(), {}).status == 0)
            std::filesystem::rename(out(), bare);
        std::filesystem::remove(cardFileOf(out()));
        return bare;
    }
    ProgramRun runImport(const std::filesystem::path& file, const std::string& to, const QStringList& options) const {
        return runProgram(QStringList{QStringLiteral("model"), QStringLiteral("import"), text(file), QStringLiteral("--out"), text(*m_folder / "out" / to)} + options);
    }
    std::filesystem::path out() const { return *m_folder / "out" / "m.pt"; }
    void write(const OnnxBuilder& builder) const { writeFile(*m_folder / "m.onnx", builder.bytes()); }
    ProgramRun runImport(const QStringList& options) const {
        return runProgram(QStringList{QStringLiteral("model"), QStringLiteral("import"), text(*m_folder / "m.onnx"), QStringLiteral("--out"), text(out())} + options);
    }
    ProgramRun import(const OnnxBuilder& builder, const QStringList& options) const {
        write(builder);
        return runImport(options);
    }
    std::set<std::string> left() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(*m_folder / "out"))
            names.insert(entry.path().filename().string());
        return names;
    }

    std::unique_ptr<TemporaryFolder> m_folder;
};

QTEST_GUILESS_MAIN(TestModelImportCommand)
#include "test_modelimport_command.moc"
