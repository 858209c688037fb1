#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "core/model/modelcard.h"
#include "tests/support/npybuilder.h"
#include "tests/support/onnxbuilder.h"
#include "tests/support/rdftexts.h"
#include "tests/support/runprogram.h"
#include "tests/support/temporaryfolder.h"
#include "tests/support/zipbuilder.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t classes = 28;
constexpr std::size_t channels = 4;
constexpr std::size_t pixels = std::size_t{16} * 16;

QString text(const fs::path& path) { return QString::fromStdString(path.string()); }

std::vector<float> numbers(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<float> values;
    for (std::size_t index = 0; index < count; ++index)
        values.push_back(static_cast<float>(random() >> 8) / static_cast<float>(1 << 23) - 1);
    return values;
}

// Classes are weighted sums of what the channels are on average.
const std::vector<float>& weights() {
    static const std::vector<float> values = numbers(classes * channels, 1);
    return values;
}

OnnxBuilder classifier(bool endsInSigmoid) {
    OnnxBuilder builder(13);
    builder.input("image", {0, channels, 16, 16});
    builder.output("classes");
    builder.reals("w", {classes, channels, 1, 1}, weights());
    builder.node("Conv", {"image", "w"}, {"a"}).list("kernel_shape", {1, 1});
    builder.node("GlobalAveragePool", {"a"}, {"b"});
    builder.node("Flatten", {"b"}, {endsInSigmoid ? "logits" : "classes"});
    if (endsInSigmoid)
        builder.node("Sigmoid", {"logits"}, {"classes"});
    return builder;
}

// Counts of a camera; each channel is darker than the one before.
std::vector<float> image() {
    std::vector<float> values = numbers(channels * pixels, 2);
    for (std::size_t index = 0; index < values.size(); ++index)
        values[index] = std::round((values[index] + 1) * 2000 / static_cast<float>(1 + index / pixels));
    return values;
}

double stretchedMean(const float* values) {
    const auto [low, high] = std::minmax_element(values, values + pixels);
    double sum = 0;
    for (std::size_t pixel = 0; pixel < pixels; ++pixel)
        sum += (static_cast<double>(values[pixel]) - static_cast<double>(*low)) / (static_cast<double>(*high - *low) + 1e-6);
    return sum / static_cast<double>(pixels);
}

// What the whole of the description makes of the image: each channel from its least to its largest value, the classifier, a sigmoid.
std::vector<float> probabilities() {
    const std::vector<float> values = image();
    std::vector<float> result;
    for (std::size_t index = 0; index < classes; ++index) {
        double logit = 0;
        for (std::size_t channel = 0; channel < channels; ++channel)
            logit += static_cast<double>(weights()[index * channels + channel]) * stretchedMean(values.data() + channel * pixels);
        result.push_back(static_cast<float>(1 / (1 + std::exp(-logit))));
    }
    return result;
}

std::string asText(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

const QStringList stains{QStringLiteral("--stains"), QStringLiteral("nucleus,protein,microtubules,reticulum")};

} // namespace

/// bioimage.io packages through the program, as a user would import them.
class TestBioimageCommand final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        // TorchScript weights as they come out of the program's own import.
        writeFile(m_made / "m.onnx", classifier(false).bytes());
        const ProgramRun run = runProgram({QStringLiteral("model"), QStringLiteral("import"), text(m_made / "m.onnx"), QStringLiteral("--out"), text(m_made / "m.pt")});
        QVERIFY2(run.status == 0, run.err);
        m_script = readFile(m_made / "m.pt");
    }

    void init() {
        m_folder = std::make_unique<TemporaryFolder>();
        makeDirectory(package());
        makeDirectory(*m_folder / "out");
        writeFile(package() / "in.npy", npyOfFloats(image(), {1, channels, 16, 16}));
        writeFile(package() / "out.npy", npyOfFloats(probabilities(), {1, classes}));
        writeFile(package() / "weights.pt", m_script);
        describe(rdfOfFive());
    }

    void aPackageIsImportedAndItsTensorsAreReproduced_data() {
        QTest::addColumn<bool>("isOld");
        QTest::addColumn<bool>("isOnnx");
        QTest::addColumn<QString>("as");
        QTest::newRow("0.5, TorchScript, folder") << false << false << "folder";
        QTest::newRow("0.5, ONNX, zip") << false << true << "zip";
        QTest::newRow("0.4, TorchScript, zip of a folder") << true << false << "zipped folder";
        QTest::newRow("0.4, ONNX, rdf.yaml") << true << true << "rdf.yaml";
    }
    void aPackageIsImportedAndItsTensorsAreReproduced() {
        QFETCH(bool, isOld);
        QFETCH(bool, isOnnx);
        QFETCH(QString, as);
        std::string rdf = isOld ? rdfOfFour() : rdfOfFive();
        if (isOnnx) {
            fs::remove(package() / "weights.pt");
            writeFile(package() / "weights.onnx", classifier(false).bytes());
            rdf = replaced(replaced(rdf, "torchscript:", "onnx:"), "weights.pt", "weights.onnx");
        }
        describe(rdf);
        const ProgramRun run = import(as, isOld ? stains : QStringList());
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.out.contains("\nverified: its test tensors are reproduced (largest difference "), run.out);
        const ModelCard card = readModelCard(out());
        QVERIFY(card.provenance.at("test_tensors").starts_with("verified: "));
        QCOMPARE(card.provenance.at("bioimage_digest"), sha256OfFile(package() / "rdf.yaml"));
        QCOMPARE(card.provenance.at("bioimage_format"), std::string(isOld ? "0.4.9" : "0.5.4"));
        QCOMPARE(card.provenance.contains("cross_check"), isOnnx);
        QCOMPARE(card.name, std::string("Organelles of a test"));
        QCOMPARE(card.licence, std::string("MIT"));
        QVERIFY(card.output == OutputKind::Logits && card.input.width == 16 && card.classes.size() == classes);
        QVERIFY(card.input.stains == (std::vector{Stain::Nucleus, Stain::Protein, Stain::Microtubules, Stain::Reticulum}));
        QCOMPARE(card.input.steps.back().highest, 100.0);
        QCOMPARE(left(), (std::set<std::string>{"m.pt", "m.yaml"}));
        QCOMPARE(runProgram({QStringLiteral("model"), QStringLiteral("verify"), text(out())}).status, 0);
    }

    void itGoesToTheModelsOfTheUserUnderItsName() {
        const std::map<QString, QString> data{{QStringLiteral("LOCASCOPE_DATA_DIR"), text(*m_folder / "data")}};
        const ProgramRun run = runProgram({QStringLiteral("model"), QStringLiteral("import"), text(package()) + QLatin1Char('/')}, data);
        QVERIFY2(run.status == 0, run.err);
        const QByteArray list = runProgram({QStringLiteral("model"), QStringLiteral("list")}, data).out;
        QVERIFY2(list.contains("package.yaml  Organelles of a test  (verified)"), list);
    }

    void anOnnxGraphThatEndsInItsSigmoidNeedsNoOther() {
        writeFile(package() / "weights.onnx", classifier(true).bytes());
        const std::string onnx = replaced(replaced(rdfOfFive(), "torchscript:", "onnx:"), "weights.pt", "weights.onnx");
        describe(onnx); // a second sigmoid
        const ProgramRun twice = import(QStringLiteral("folder"));
        QVERIFY2(twice.status == 1 && twice.err.contains("ends in a sigmoid"), twice.err);
        describe(replaced(onnx, "    postprocessing:\n      - id: sigmoid\n", ""));
        const ProgramRun run = import(QStringLiteral("folder"));
        QVERIFY2(run.status == 0 && run.out.contains("\nverified: "), run.err + run.out);
        QVERIFY(readModelCard(out()).output == OutputKind::Logits);
    }

    void tensorsThatDifferMakeItNotVerified() {
        std::vector<float> wrong = probabilities();
        wrong[5] += 0.01F;
        writeFile(package() / "out.npy", npyOfFloats(wrong, {1, classes}));
        const ProgramRun run = import(QStringLiteral("folder"));
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.out.contains("not verified: its test tensors are not reproduced (largest difference 0.01, 0.0001 allowed)"), run.out);
        const std::string said = readModelCard(out()).provenance.at("test_tensors");
        QVERIFY2(said.starts_with("not verified"), said.c_str());
        QVERIFY(runProgram({QStringLiteral("model"), QStringLiteral("info"), text(out())}).out.contains("test_tensors = not verified"));
    }

    // Another order of the steps' axes is another answer.
    void theStepsAreWhatIsVerified() {
        describe(replaced(rdfOfFive(), "axes: [x, y]", "axes: [channel, x, y]"));
        const ProgramRun run = import(QStringLiteral("folder"));
        QVERIFY2(run.status == 0 && run.out.contains("not verified: its test tensors are not reproduced"), run.err + run.out);
    }

    void withoutTensorsItIsNotVerified() {
        fs::remove(package() / "out.npy");
        QVERIFY(import(QStringLiteral("folder")).out.contains("not verified: its test tensors are not there"));
    }

    void aThresholdBecomesThatOfTheCard() {
        std::vector<float> decided = probabilities();
        for (float& value : decided)
            value = value > 0.4F ? 1.0F : 0.0F;
        writeFile(package() / "out.npy", npyOfFloats(decided, {1, classes}));
        describe(replaced(rdfOfFive(), "- id: sigmoid", "- id: sigmoid\n      - {id: binarize, kwargs: {threshold: 0.4}}"));
        const ProgramRun run = import(QStringLiteral("folder"));
        QVERIFY2(run.status == 0 && run.out.contains("\nverified: "), run.err + run.out);
        QCOMPARE(readModelCard(out()).thresholds, std::vector<double>(classes, 0.4));
    }

    void whatIsWrongIsSaidAndLeavesNothing_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const char* what, const std::string& by, const char* words) {
            QTest::newRow(name) << QString::fromUtf8(what) << QString::fromStdString(by) << QByteArray(words);
        };
        row("another digest of the weights", "source: weights.pt", "source: weights.pt, sha256: " + std::string(64, '0'), "weights.pt: is not the file that rdf.yaml describes (SHA-256 differs)");
        row("another digest of a tensor", "source: in.npy", "source: in.npy, sha256: " + std::string(64, '0'), "in.npy: is not the file that rdf.yaml describes");
        row("weights elsewhere", "source: weights.pt", "source: 'https://example.org/w.pt'", "its weights lie at https://example.org/w.pt, and nothing is fetched from there; download it and put it beside rdf.yaml");
        row("weights that lead out", "source: weights.pt", "source: ../../secret.pt", "leads out of its folder");
        row("weights of another kind", "torchscript: {source: weights.pt, pytorch_version: 1.13}", "keras_hdf5: {source: w.h5}", "has no weights as torchscript or onnx, but keras_hdf5");
        row("weights that are not there", "source: weights.pt", "source: other.pt", "'other.pt' are not beside it");
        row("weights that are no model", "source: weights.pt", "source: in.npy", "is not a TorchScript model");
        row("19 classes", ", c19, c20, c21, c22, c23, c24, c25, c26, c27]", "]", "gives 19 classes, and the vocabulary hpa-28 has 28");
        row("classes in another order", "[c0, c1,", "[Nuclear membrane, Nucleoplasm,", "calls its class 0 'Nuclear membrane', which in the vocabulary hpa-28 is Nucleoplasm");
        row("a channel nobody knows", "antibody", "raw_intensity", "does not tell which stain its channel 'raw_intensity' is; say the stains of all channels by --stains");
        row("an unknown step", "id: scale_range", "id: median_blur", "asks for 'median_blur', which is not known");
        row("a size that its tensor has not", "{type: space, size: 16}", "{type: space, size: 32}", "its test tensor in.npy is 1 × 4 × 16 × 16, where the model takes images of 4 × 16 × 32");
        row("units that matter and are not said", "    data: {type: uint16}\n", "    data: {type: float32}\n", "");
        row("version 0.3", "0.5.4", "0.3.2", "known are 0.4 and 0.5");
        row("a tensor that is none", "source: out.npy", "source: rdf.yaml", "is not a NumPy array");
    }
    void whatIsWrongIsSaidAndLeavesNothing() {
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QByteArray, words);
        std::string rdf = replaced(rdfOfFive(), what.toStdString(), by.toStdString());
        QVERIFY(!rdf.empty());
        if (words.isEmpty()) {
            words = "say it by --full-scale";
            rdf = replaced(rdf, "id: scale_range\n        kwargs: {axes: [x, y], min_percentile: 0, max_percentile: 100}", "id: scale_linear\n        kwargs: {gain: 0.01}");
        }
        describe(rdf);
        for (const QString& as : {QStringLiteral("folder"), QStringLiteral("zip")}) {
            const ProgramRun run = import(as);
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine() && run.err.contains(words), run.err);
            QVERIFY2(!run.err.contains(".locascope-import"), run.err);
            QVERIFY(left().empty());
        }
    }

    void whatAPackageLeavesOpenIsSaid() {
        describe(replaced(replaced(replaced(rdfOfFour(), "shape: [1, 4, 16, 16]", "shape: {min: [1, 4, 8, 8], step: [1, 0, 8, 8]}"), "scale_range\n        kwargs: {mode: per_sample, axes: yx, min_percentile: 0, max_percentile: 100}",
                                   "scale_linear\n        kwargs: {gain: 0.5}"), "torchscript", "torchscript"));
        const ProgramRun no = import(QStringLiteral("folder"), stains);
        QVERIFY2(no.status == 1 && no.err.contains("say it by --full-scale"), no.err);
        const ProgramRun run = import(QStringLiteral("folder"), stains + QStringList{QStringLiteral("--full-scale"), QStringLiteral("255"), QStringLiteral("--size"), QStringLiteral("24")});
        QVERIFY2(run.status == 0 && run.out.contains("not verified: its test tensors are of another size"), run.err + run.out);
        const ModelCard card = readModelCard(out());
        QCOMPARE(card.input.width, 24);
        QVERIFY(card.input.steps.empty() && card.input.mean == std::vector<double>(4, 0)); // one line: what is 255 · 0.5 · value
        QVERIFY(std::abs(card.input.deviation.at(3) - 2.0 / 255) < 1e-12);
        const ProgramRun odd = import(QStringLiteral("folder"), stains + QStringList{QStringLiteral("--full-scale"), QStringLiteral("255"), QStringLiteral("--size"), QStringLiteral("23")}, QStringLiteral("n.pt"));
        QVERIFY2(odd.status == 1 && odd.err.contains("or a multiple of 8 more, not of 23"), odd.err);
    }

    void hostileArchivesLeaveNothing_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("a path that leads out") << 0 << QByteArray("its entry '../evil' has a path that leads out");
        QTest::newRow("an absolute one") << 1 << QByteArray("its entry '/tmp/evil' has an absolute path");
        QTest::newRow("a symbolic link") << 2 << QByteArray("its entry 'weights' is a symbolic link");
        QTest::newRow("a name twice") << 3 << QByteArray("its entry 'rdf.yaml' is there twice");
        QTest::newRow("a size that lies") << 4 << QByteArray("its entry 'liar' is larger than it says");
        QTest::newRow("encrypted") << 5 << QByteArray("its entry 'secret' is encrypted");
        QTest::newRow("no package") << 6 << QByteArray("holds no rdf.yaml");
        QTest::newRow("no archive") << 7 << QByteArray("is not a zip archive");
    }
    void hostileArchivesLeaveNothing() {
        QFETCH(int, which);
        QFETCH(QByteArray, words);
        ZipBuilder zip;
        zip.add("rdf.yaml", rdfOfFive());
        ZipPart liar = packed("liar", "ten bytes!");
        liar.sizeSaid = 3;
        switch (which) {
        case 0: zip.add("../evil", "x"); break;
        case 1: zip.add("/tmp/evil", "x"); break;
        case 2: zip.add({.name = "weights", .content = "/etc/passwd", .attributes = 0120777U << 16U}); break;
        case 3: zip.add("rdf.yaml", "x"); break;
        case 4: zip.add(liar); break;
        case 5: zip.add({.name = "secret", .content = "0123456789abcdef", .flags = 1}); break;
        case 6: zip = ZipBuilder().add("readme.txt", "x"); break;
        default: break;
        }
        writeFile(*m_folder / "p.zip", which == 7 ? Bytes(50, std::byte{'x'}) : zip.bytes());
        const ProgramRun run = runImport(*m_folder / "p.zip", {});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains(words), run.err);
        QVERIFY(left().empty());
        QVERIFY(!fs::exists(*m_folder / "evil") && !fs::exists("/tmp/evil"));
    }

    void aModelThatReadsFilesIsStillRefused() {
        fs::remove(package() / "weights.pt");
        writeFile(package() / "weights.pt", std::string_view("PK\x03\x04 nothing behind it"));
        const ProgramRun run = import(QStringLiteral("folder"));
        QVERIFY2(run.status == 1 && run.saysOneLine() && run.err.contains("is not a TorchScript model"), run.err);
        QVERIFY(left().empty());
    }

    void scalingIsThePackagesOwn() {
        QCOMPARE(import(QStringLiteral("folder"), {QStringLiteral("--mean"), QStringLiteral("1,2,3,4")}).status, 2);
    }

private:
    fs::path package() const { return *m_folder / "package"; }
    fs::path out() const { return *m_folder / "out" / "m.pt"; }
    void describe(const std::string& rdf) const { writeFile(package() / "rdf.yaml", rdf); }

    ProgramRun runImport(const fs::path& file, const QStringList& options, const QString& name = QStringLiteral("m.pt")) const {
        return runProgram(QStringList{QStringLiteral("model"), QStringLiteral("import"), text(file), QStringLiteral("--out"), text(*m_folder / "out") + QLatin1Char('/') + name} + options);
    }
    ProgramRun import(const QString& as, const QStringList& options = {}, const QString& name = QStringLiteral("m.pt")) const {
        if (as == QStringLiteral("folder"))
            return runImport(package(), options, name);
        if (as == QStringLiteral("rdf.yaml"))
            return runImport(package() / "rdf.yaml", options, name);
        ZipBuilder zip;
        for (const auto& entry : fs::directory_iterator(package()))
            zip.add(packed((as == QStringLiteral("zip") ? "" : "inside/") + entry.path().filename().string(), asText(readFile(entry.path()))));
        writeFile(*m_folder / "p.zip", zip.bytes());
        return runImport(*m_folder / "p.zip", options, name);
    }
    std::set<std::string> left() const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(*m_folder / "out"))
            names.insert(entry.path().filename().string());
        return names;
    }

    TemporaryFolder m_made;
    Bytes m_script;
    std::unique_ptr<TemporaryFolder> m_folder;
};

QTEST_GUILESS_MAIN(TestBioimageCommand)
#include "test_bioimage_command.moc"
