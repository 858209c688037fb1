#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "core/imaging/decode.h"
#include "core/model/modelcard.h"
#include "core/plate/vocabularies.h"
#include "core/review/labelcsv.h"
#include "tests/support/plateworld.h"
#include "tests/support/runpython.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t classes = 28;
constexpr int samples = 4;
constexpr int side = 128;
constexpr double allowed = 1e-4; // of a probability

enum class Form { TorchScript, WithCard, Onnx, Five, Four };

const QStringList scaling{QStringLiteral("--mean"), QStringLiteral("0.2,0.2,0.2,0.2"), QStringLiteral("--deviation"), QStringLiteral("0.2,0.2,0.2,0.2")};
const QStringList proposing{QStringLiteral("--threshold"), QStringLiteral("0.99"), QStringLiteral("--at-least-one")};

std::vector<float> floatsOf(const fs::path& file) {
    const Bytes bytes = readFile(file);
    std::vector<float> values(bytes.size() / sizeof(float));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}

bool says(const Bytes& bytes, std::string_view words) {
    return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()).find(words) != std::string_view::npos;
}

bool isConstant(const Plane& map) {
    for (int y = 0; y < map.height(); ++y)
        for (int x = 0; x < map.width(); ++x)
            if (map.valueAt(x, y) != map.valueAt(0, 0))
                return false;
    return true;
}

} // namespace

/// Classifiers of torchvision at their real size through the program, as a stranger would bring them, against what PyTorch made of the same images.
class TestTorchvisionZoo final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        const ProgramRun simulated = run({QStringLiteral("simulate"), pathText(plate()), QStringLiteral("--samples"), QString::number(samples), QStringLiteral("--size"), QString::number(side),
                                          QStringLiteral("--seed"), QStringLiteral("4"), QStringLiteral("--truth"), pathText(m_folder / "truth.csv")});
        QVERIFY2(simulated.status == 0, simulated.err);
        makeDirectory(m_folder / "data");
        makeDirectory(m_folder / "data" / "models");
    }

    void aModelGivesWhatPyTorchGaveIsExplainedAndTrained_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<Form>("form");
        for (const QString& model : models())
            for (const auto& [form, words] : {std::pair(Form::TorchScript, "TorchScript"), {Form::WithCard, "TorchScript with a card"}, {Form::Onnx, "ONNX"}, {Form::Five, "package 0.5, folder, TorchScript"},
                                              {Form::Four, "package 0.4, zip, ONNX"}})
                if (form != Form::WithCard || model == models().front())
                    QTest::addRow("%s, %s", qPrintable(model), words) << model << form;
    }
    void aModelGivesWhatPyTorchGaveIsExplainedAndTrained() {
        QFETCH(QString, model);
        QFETCH(Form, form);
        m_form = form;
        m_zoo = m_folder / "zoo" / model.toStdString();
        m_model = m_folder / "data" / "models" / (model.toStdString() + ".pt");
        const bool isTransformer = model.startsWith(QLatin1String("vit"));
        requireExported(model);
        if (!fs::exists(m_zoo))
            return;
        requireImported(isTransformer);
        if (QTest::currentTestFailed())
            return;
        requireSameProbabilities();
        if (QTest::currentTestFailed())
            return;
        requireMaps(isTransformer ? "gradient × input" : "CAM");
        if (form == Form::TorchScript || form == Form::Onnx)
            requireTrained();
    }
    void cleanup() {
        for (const fs::path& file : {m_model, cardFileOf(m_model), m_folder / "trained.pt", m_folder / "trained.yaml"})
            fs::remove(file);
        fs::remove_all(m_folder / "maps");
    }

private:
    static QStringList models() {
        return {QStringLiteral("resnet18"), QStringLiteral("densenet121"), QStringLiteral("inception_v3"), QStringLiteral("mobilenet_v3"), QStringLiteral("efficientnet_b0"), QStringLiteral("vit_b_16")};
    }
    fs::path plate() const { return m_folder / "plate"; }
    ProgramRun run(const QStringList& arguments) const {
        return runProgram(arguments, {{QStringLiteral("LOCASCOPE_DATA_DIR"), pathText(m_folder / "data")}, {QStringLiteral("LOCASCOPE_CACHE_DIR"), pathText(m_folder / "cache")}});
    }
    ProgramRun import(const char* file, const QStringList& options) const {
        return run(QStringList{QStringLiteral("model"), QStringLiteral("import"), pathText(m_zoo / file), QStringLiteral("--out"), pathText(m_model)} + options);
    }

    ProgramRun imported() const {
        switch (m_form) {
        case Form::TorchScript: return import("weights.pt", scaling + proposing + QStringList{QStringLiteral("--size"), QString::number(side)});
        case Form::WithCard: writeCard(); return import("weights.yaml", {});
        case Form::Onnx: return import("weights.onnx", scaling + proposing);
        case Form::Five: return import("five", proposing);
        case Form::Four: break;
        }
        return import("four.zip", proposing + QStringList{QStringLiteral("--stains"), QStringLiteral("microtubules,protein,nucleus,reticulum")});
    }
    void writeCard() const {
        ModelCard card;
        card.name = "of a stranger";
        card.modelDigest = sha256OfFile(m_zoo / "weights.pt");
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        card.vocabularyId = vocabulary.id();
        for (const LabelClass& entry : vocabulary.classes())
            card.classes.push_back(entry.name);
        card.input.width = card.input.height = side;
        card.input.mean = card.input.deviation = std::vector<double>(4, 0.2);
        card.thresholds.assign(classes, 0.99);
        card.atLeastOne = true;
        writeFile(m_zoo / "weights.yaml", formatModelCard(card));
    }

    void requireExported(const QString& model) const {
        if (fs::exists(m_zoo))
            return;
        fs::remove_all(m_folder / "zoo"); // of the model before: transformers are large
        makeDirectory(m_folder / "zoo");
        const PythonRun exported = runPython({QStringLiteral(LOCASCOPE_EXPORTER), pathText(m_folder / "zoo"), pathText(plate()), model});
        if (exported.status == PythonRun::noPython)
            QSKIP("no python3-torchvision here");
        QVERIFY2(exported.status == 0, exported.err);
    }

    void requireImported(bool isTransformer) const {
        const ProgramRun done = imported();
        QVERIFY2(done.status == 0 && done.out.contains("passed its trial; 28 classes"), done.err);
        const bool isPackage = m_form == Form::Five || m_form == Form::Four;
        const bool isOnnx = m_form == Form::Onnx || m_form == Form::Four;
        QCOMPARE(done.out.contains("\nverified: its test tensors are reproduced (largest difference "), isPackage);
        QCOMPARE(done.out.contains("\nlargest difference from OpenCV's reading on noise: "), isOnnx && !isTransformer);
        QCOMPARE(done.out.contains("\nnot cross-checked: OpenCV 4.6"), isOnnx && isTransformer); // which cannot read transformers
        for (const QByteArray& line : done.out.split('\n').mid(1))
            if (!line.isEmpty())
                qInfo("%s", line.constData());
        const QByteArray list = run({QStringLiteral("model"), QStringLiteral("list")}).out;
        const QByteArray end = isPackage ? "(verified)" : isOnnx && isTransformer ? "(not cross-checked)" : "";
        QVERIFY2(list.contains(QFile::encodeName(pathText(cardFileOf(m_model)))) && list.contains(end + "\n"), list);
        const QByteArray info = run({QStringLiteral("model"), QStringLiteral("info"), pathText(m_model)}).out;
        QVERIFY2(info.contains("128 × 128: microtubules, protein, nucleus, reticulum\n") && info.contains("logits, one class independent of another\n"), info);
        if (m_form == Form::TorchScript) {
            const ProgramRun verified = run({QStringLiteral("model"), QStringLiteral("verify"), pathText(m_model)});
            QVERIFY2(verified.status == 0, verified.err);
        }
    }

    LabelTable predicted(const fs::path& model, const QStringList& more) const {
        const ProgramRun done = run(QStringList{QStringLiteral("predict"), pathText(plate()), QStringLiteral("--out"), pathText(m_folder / "p.csv"), QStringLiteral("--model"), pathText(model),
                                                QStringLiteral("--review"), pathText(m_folder / "r.sqlite"), QStringLiteral("--plan"), QStringLiteral("plain"), QStringLiteral("--device"), QStringLiteral("cpu")}
                                    + more);
        if (done.status != 0) {
            qWarning("%s", done.err.constData());
            return {};
        }
        const Bytes bytes = readFile(m_folder / "p.csv");
        LabelTable table = parseLabelTable({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, humanProteinAtlasVocabulary(), {.path = m_folder / "p.csv", .knownIds = {}});
        std::sort(table.rows.begin(), table.rows.end(), [](const LabelRow& a, const LabelRow& b) { return a.id < b.id; });
        return table;
    }

    void requireSameProbabilities() {
        const std::vector<float> expected = floatsOf(m_zoo / (m_form == Form::Five ? "five.floats" : m_form == Form::Four ? "four.floats" : "plain.floats"));
        const LabelTable table = predicted(m_model, {QStringLiteral("--saliency"), pathText(m_folder / "maps"), QStringLiteral("--saliency-format"), QStringLiteral("tif")});
        QCOMPARE(table.rows.size(), std::size_t{samples});
        QCOMPARE(expected.size(), samples * classes);
        double largest = 0;
        double apart = 0;
        for (std::size_t sample = 0; sample < table.rows.size(); ++sample)
            for (std::size_t index = 0; index < classes; ++index) {
                largest = std::max(largest, std::abs(static_cast<double>(table.rows[sample].probabilities.at(index)) - static_cast<double>(expected[sample * classes + index])));
                apart = std::max(apart, std::abs(static_cast<double>(expected[index]) - static_cast<double>(expected[sample * classes + index])));
            }
        qInfo("largest difference from PyTorch: %.1e; of one image from another: %.1e", largest, apart);
        QVERIFY(largest < allowed);
        QVERIFY(apart > 20 * allowed);
        m_first = table.rows.front().probabilities;
    }

    /// One a sample at least, by that method, and not all of them empty: in a network of random weights nothing may speak for a class.
    void requireMaps(std::string_view method) const {
        int maps = 0;
        int varied = 0;
        for (const auto& entry : fs::directory_iterator(m_folder / "maps")) {
            const Bytes bytes = readFile(entry.path());
            QVERIFY(says(bytes, method));
            const Plane map = decodePlane(bytes, entry.path());
            QCOMPARE(map.width(), side);
            ++maps;
            varied += isConstant(map) ? 0 : 1;
        }
        qInfo("%d of %d maps by %s vary", varied, maps, std::string(method).c_str());
        QVERIFY(maps >= samples && varied > 0);
    }

    void requireTrained() const {
        const fs::path trained = m_folder / "trained.pt";
        const ProgramRun done = run({QStringLiteral("train"), pathText(plate()), QStringLiteral("--from"), pathText(m_model), QStringLiteral("--out"), pathText(trained), QStringLiteral("--labels"),
                                     pathText(m_folder / "truth.csv"), QStringLiteral("--epochs"), QStringLiteral("1"), QStringLiteral("--batch"), QStringLiteral("3")});
        QVERIFY2(done.status == 0, done.err);
        QVERIFY(sha256OfFile(trained) != sha256OfFile(m_model));
        QCOMPARE(readModelCard(trained).input.mean, std::vector<double>(4, 0.2));
        const LabelTable table = predicted(trained, {QStringLiteral("--shard"), QStringLiteral("1/4")});
        QCOMPARE(table.rows.size(), std::size_t{1});
        double moved = 0;
        for (std::size_t index = 0; index < classes; ++index)
            moved = std::max(moved, std::abs(static_cast<double>(table.rows.front().probabilities.at(index)) - static_cast<double>(m_first.at(index))));
        qInfo("moved by training: %.1e", moved);
        QVERIFY(moved > allowed);
    }

    TemporaryFolder m_folder;
    Form m_form = Form::TorchScript;
    fs::path m_zoo;
    fs::path m_model;
    std::vector<float> m_first; ///< probabilities of the first sample
};

QTEST_GUILESS_MAIN(TestTorchvisionZoo)
#include "test_torchvisionzoo.moc"
