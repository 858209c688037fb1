#include "core/files/digest.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/model/modelcard.h"
#include "core/review/auditdraw.h"
#include "core/review/labelcsv.h"
#include "tests/support/onnxbuilder.h"
#include "tests/support/trainedplate.h"

#include <QProcess>
#include <QTest>

#include <csignal>
#include <random>

using namespace locascope;
using namespace locascope::testing;

namespace {

// Two convolutions with batch normalisation between them, as ONNX has them, global average pooling and a sigmoid.
Bytes importedClassifier() {
    std::mt19937 random(1);
    const auto numbers = [&](std::size_t count) {
        std::vector<float> values;
        for (std::size_t index = 0; index < count; ++index)
            values.push_back((static_cast<float>(random() >> 8) / static_cast<float>(1 << 23) - 1) / 4);
        return values;
    };
    OnnxBuilder builder;
    builder.input("image", {0, 4, TrainedPlate::side, TrainedPlate::side}).output("classes");
    builder.reals("w", {8, 4, 3, 3}, numbers(8 * 36));
    builder.reals("scale", {8}, std::vector<float>(8, 1));
    builder.reals("shift", {8}, numbers(8));
    builder.reals("mean", {8}, numbers(8));
    builder.reals("variance", {8}, std::vector<float>(8, 0.5F));
    builder.reals("head", {28, 8, 1, 1}, numbers(28 * 8));
    builder.node("Conv", {"image", "w"}, {"a"}).list("kernel_shape", {3, 3}).list("strides", {2, 2});
    builder.node("BatchNormalization", {"a", "scale", "shift", "mean", "variance"}, {"b"});
    builder.node("Relu", {"b"}, {"c"});
    builder.node("Conv", {"c", "head"}, {"d"}).list("kernel_shape", {1, 1});
    builder.node("GlobalAveragePool", {"d"}, {"e"});
    builder.node("Flatten", {"e"}, {"logits"});
    builder.node("Sigmoid", {"logits"}, {"classes"});
    return builder.bytes();
}

} // namespace

class TestTrainCommand final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_world = std::make_unique<TrainedPlate>(); }

    void theCardSaysWhatTheModelWasMadeOf() {
        const ModelCard card = readModelCard(m_world->model());
        QCOMPARE(card.modelDigest, sha256OfFile(m_world->model()));
        QCOMPARE(card.classes.size(), std::size_t{28});
        QCOMPARE(card.thresholds.size(), std::size_t{28});
        QCOMPARE(card.input.width, TrainedPlate::side);
        QCOMPARE(card.input.mean.size(), std::size_t{4});
        QCOMPARE(card.trainedOn, TrainedOn::Simulated);
        QCOMPARE(card.provenance.at("seed"), std::string("1"));
        QCOMPARE(card.provenance.at("epochs_done"), std::string("1"));
        QVERIFY(card.scores.contains("validation_macro_f1"));
    }

    void theSameSeedGivesTheSameFileAndAnotherAnother() {
        QCOMPARE(m_world->train(*m_world / "again.pt").status, 0);
        QCOMPARE(sha256OfFile(*m_world / "again.pt"), sha256OfFile(m_world->model()));
        QCOMPARE(m_world->train(*m_world / "other.pt", {QStringLiteral("--seed"), QStringLiteral("2")}).status, 0);
        QVERIFY(sha256OfFile(*m_world / "other.pt") != sha256OfFile(m_world->model()));
    }

    void masksTeachToo() {
        const ProgramRun run = m_world->train(*m_world / "masked.pt", {QStringLiteral("--masks"), pathText(m_world->masks())});
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(sha256OfFile(*m_world / "masked.pt") != sha256OfFile(m_world->model()));
    }

    void aModelThatGoesOnNamesItsParent() {
        const ProgramRun run = m_world->train(*m_world / "child.pt", {QStringLiteral("--from"), pathText(m_world->model())});
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(readModelCard(*m_world / "child.pt").provenance.at("parent_digest"), sha256OfFile(m_world->model()));
    }

    void anImportedModelGoesOnLearning() {
        writeFile(*m_world / "i.onnx", importedClassifier());
        const ProgramRun import = m_world->run({QStringLiteral("model"), QStringLiteral("import"), pathText(*m_world / "i.onnx"), QStringLiteral("--out"), pathText(*m_world / "i.pt")});
        QVERIFY2(import.status == 0, import.err);
        const ProgramRun run = m_world->train(*m_world / "learnt.pt", {QStringLiteral("--from"), pathText(*m_world / "i.pt")});
        QVERIFY2(run.status == 0, run.err);
        const ModelCard parent = readModelCard(*m_world / "i.pt");
        const ModelCard card = readModelCard(*m_world / "learnt.pt");
        QCOMPARE(card.provenance.at("parent_digest"), parent.modelDigest);
        QVERIFY(card.modelDigest != parent.modelDigest);
        // It sees images as its parent did.
        QCOMPARE(card.input.mean, std::vector<double>(4, 0));
        QCOMPARE(card.input.deviation, std::vector<double>(4, 1));
        QVERIFY(card.input.stains == parent.input.stains);
        const ProgramRun verify = m_world->run({QStringLiteral("model"), QStringLiteral("verify"), pathText(*m_world / "learnt.pt")});
        QVERIFY2(verify.status == 0, verify.err);
    }

    void theLabelsThatWereLearntAreKept() {
        const ProgramRun run = m_world->train(*m_world / "kept.pt", {QStringLiteral("--snapshot"), pathText(*m_world / "labels.csv")});
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(readModelCard(*m_world / "kept.pt").provenance.at("labels_digest"), sha256OfFile(*m_world / "labels.csv"));
        const Bytes bytes = readFile(*m_world / "labels.csv");
        const LabelTable table = parseLabelTable({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, humanProteinAtlasVocabulary());
        QCOMPARE(table.rows.size(), std::size_t{TrainedPlate::samples});
    }

    void theReviewIsLearntFromWhereNoFileIsNamed() {
        QCOMPARE(m_world->run({QStringLiteral("import"), pathText(m_world->plate()), pathText(m_world->truth())}).status, 0);
        const ProgramRun run = m_world->run({QStringLiteral("train"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(*m_world / "review.pt"),
                                             QStringLiteral("--size"), QStringLiteral("64"), QStringLiteral("--epochs"), QStringLiteral("1"),
                                             QStringLiteral("--batch"), QStringLiteral("4")});
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(std::filesystem::exists(*m_world / "review.yaml"));
    }

    void whatWasDrawnByLotIsNotLearntFrom() {
        QCOMPARE(m_world->run({QStringLiteral("import"), pathText(m_world->plate()), pathText(m_world->truth())}).status, 0);
        const Plate plate = scanPlate(m_world->plate());
        const std::string drawn = csvIds(plate).front();
        m_world->review()->putSetting(drawnSetting, formatDrawnSamples({1, plate.samples.size(), {plate.samples.front().id}, "Ann", 1, 0}));
        for (const QStringList& labels : {QStringList(), QStringList{QStringLiteral("--labels"), pathText(m_world->truth())}}) {
            const ProgramRun run = m_world->run(QStringList{QStringLiteral("train"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(*m_world / "drawn.pt"), QStringLiteral("--snapshot"),
                                                            pathText(*m_world / "without.csv"), QStringLiteral("--size"), QStringLiteral("64"), QStringLiteral("--epochs"), QStringLiteral("1"), QStringLiteral("--batch"),
                                                            QStringLiteral("4")} + labels);
            QVERIFY2(run.status == 0 && run.err.contains("1 labelled sample drawn by lot for audits"), run.err);
            const Bytes bytes = readFile(*m_world / "without.csv");
            const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            QVERIFY(text.find("\n" + drawn + ",") == std::string::npos && text.find("\n" + csvIds(plate).back() + ",") != std::string::npos);
        }
        m_world->review()->putSetting(drawnSetting, "");
    }

    void theReviewsSheetKeepsItsGroupsTogether() {
        std::string sheet = "Id,group\n";
        for (const std::string& id : csvIds(scanPlate(m_world->plate())))
            sheet += id + ",all of them\n";
        writeFile(*m_world / "one-group.csv", sheet);
        QCOMPARE(m_world->run({QStringLiteral("import"), pathText(m_world->plate()), pathText(m_world->truth())}).status, 0);
        QCOMPARE(m_world->run({QStringLiteral("import"), pathText(m_world->plate()), pathText(*m_world / "one-group.csv"), QStringLiteral("--sheet")}).status, 0);
        const ProgramRun run = m_world->run({QStringLiteral("train"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(*m_world / "grouped.pt"),
                                             QStringLiteral("--size"), QStringLiteral("64"), QStringLiteral("--epochs"), QStringLiteral("1")});
        QCOMPARE(run.status, 1); // a single group cannot be on both sides
        QVERIFY2(run.saysOneLine() && run.err.contains("group"), run.err);
    }

    void anInterruptedTrainingKeepsTheBestAndGoesOnLater() {
        QProcess process;
        QStringList arguments{QStringLiteral("train"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(*m_world / "half.pt"), QStringLiteral("--labels"),
                              pathText(m_world->truth()), QStringLiteral("--size"), QStringLiteral("64"), QStringLiteral("--epochs"), QStringLiteral("9999"),
                              QStringLiteral("--batch"), QStringLiteral("4"), QStringLiteral("--resume"), pathText(*m_world / "checkpoints")};
        process.start(qEnvironmentVariable("LOCASCOPE_PROGRAM"), arguments);
        QVERIFY(process.waitForStarted());
        QByteArray out;
        while (!out.contains("epoch 2 of") && process.waitForReadyRead(120000))
            out += process.readAllStandardOutput();
        QVERIFY2(out.contains("epoch 2 of"), out + "it ended by itself: " + process.readAllStandardError());
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(120000));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, process.readAllStandardError());
        QCOMPARE(readModelCard(*m_world / "half.pt").provenance.at("ended"), std::string("stopped"));
        QVERIFY(std::filesystem::exists(*m_world / "checkpoints" / "checkpoint.bin"));
    }

    void whatCannotBeLearntFromIsOneLine() {
        writeFile(*m_world / "one.csv", std::string_view("Id,Target\nnobody,1\n"));
        writeFile(*m_world / "scores.csv", std::string_view("Id,Predicted\nnobody,1\n"));
        const QString out = pathText(*m_world / "x.pt");
        const QString plate = pathText(m_world->plate());
        for (const QStringList& arguments : {
                 QStringList{plate, QStringLiteral("--out"), out, QStringLiteral("--labels"), pathText(*m_world / "gone.csv")},
                 QStringList{plate, QStringLiteral("--out"), out, QStringLiteral("--labels"), pathText(*m_world / "scores.csv")},
                 QStringList{plate, QStringLiteral("--out"), pathText(*m_world / "gone" / "x.pt"), QStringLiteral("--labels"), pathText(m_world->truth())},
                 QStringList{pathText(*m_world / "gone"), QStringLiteral("--out"), out, QStringLiteral("--labels"), pathText(m_world->truth())},
                 QStringList{plate, QStringLiteral("--out"), out, QStringLiteral("--labels"), pathText(m_world->truth()), QStringLiteral("--size"), QStringLiteral("70")},
                 QStringList{plate, QStringLiteral("--out"), out, QStringLiteral("--labels"), pathText(m_world->truth()), QStringLiteral("--from"), pathText(m_world->truth())},
                 QStringList{plate, QStringLiteral("--out"), out, QStringLiteral("--labels"), pathText(m_world->truth()), QStringLiteral("--groups"), pathText(m_world->truth())}}) {
            const ProgramRun run = m_world->run(QStringList{QStringLiteral("train")} + arguments);
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine(), run.err);
        }
        const ProgramRun nothing = m_world->run({QStringLiteral("train"), plate, QStringLiteral("--out"), out, QStringLiteral("--labels"), pathText(*m_world / "one.csv")});
        QCOMPARE(nothing.status, 1);
        QVERIFY2(nothing.err.contains("0 labelled field"), nothing.err);
        QVERIFY(!std::filesystem::exists(*m_world / "x.pt"));
    }

    void anotherEndingThanThatOfWeightsIsWrongUsage() {
        QCOMPARE(m_world->train(*m_world / "model.zip").status, 2);
        const ProgramRun precision = m_world->train(*m_world / "x.pt", {QStringLiteral("--precision"), QStringLiteral("half")});
        QVERIFY2(precision.status == 2 && precision.saysOneLine() && precision.err.contains("half"), precision.err);
    }

private:
    std::unique_ptr<TrainedPlate> m_world;
};

QTEST_GUILESS_MAIN(TestTrainCommand)
#include "test_train_command.moc"
