#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "core/model/bioimagepackage.h"
#include "tests/support/expecterror.h"
#include "tests/support/rdftexts.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <cmath>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

std::vector<InputStep> stepsOf(const std::string& version, const std::string& list) {
    const std::string five = replaced(rdfOfFive(), R"(      - id: ensure_dtype
        kwargs: {dtype: float32}
      - id: scale_range
        kwargs: {axes: [x, y], min_percentile: 0, max_percentile: 100}
)", list);
    const std::string four = replaced(rdfOfFour(), R"(      - name: scale_range
        kwargs: {mode: per_sample, axes: yx, min_percentile: 0, max_percentile: 100}
)", list);
    return parseBioimage(version == "0.5" ? five : four, "rdf.yaml").steps;
}

} // namespace

class TestBioimage final : public QObject {
    Q_OBJECT
private slots:
    void bothFormatsSayTheSame() {
        const BioimageModel five = parseBioimage(rdfOfFive(), "rdf.yaml");
        const BioimageModel four = parseBioimage(rdfOfFour(), "rdf.yaml");
        for (const BioimageModel& model : {five, four}) {
            QCOMPARE(QString::fromStdString(model.name), QStringLiteral("Organelles of a test"));
            QCOMPARE(QString::fromStdString(model.licence), QStringLiteral("MIT"));
            QCOMPARE(model.channels, std::size_t{4});
            QCOMPARE(model.classes, std::size_t{28});
            QVERIFY(model.width.least == 16 && model.width.step == 0 && model.height.least == 16);
            QVERIFY(model.endsInSigmoid && model.gives == OutputKind::Logits && !model.above);
            QVERIFY(model.torchScript && model.torchScript->source == "weights.pt" && !model.onnx);
            QVERIFY(model.testInput && model.testInput->source == "in.npy" && model.testOutput && model.testOutput->source == "out.npy");
            QVERIFY(model.steps == (std::vector<InputStep>{{.kind = StepKind::Range, .over = StepOver::Channel, .lowest = 0, .highest = 100, .epsilon = 1e-6}}));
        }
        QVERIFY(five.authors == (std::vector<std::string>{"A. Author", "B. Author"}));
        QVERIFY(five.channelNames == (std::vector<std::string>{"DAPI", "antibody", "alpha-tubulin", "calreticulin"}) && four.channelNames.empty());
        QVERIFY(five.classNames.size() == 28 && four.classNames.empty());
        QVERIFY(five.fullScale == 65535.0 && !four.fullScale);
    }

    void eachStepIsUnderstood_data() {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("list");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("over");
        const auto row = [](const char* version, const char* list, StepKind kind, StepOver over = StepOver::Channel) {
            QTest::newRow(qPrintable(QString::fromUtf8(version) + QString::fromUtf8(list))) << QString::fromUtf8(version) << QString::fromUtf8(list) << static_cast<int>(kind) << static_cast<int>(over);
        };
        row("0.5", "    - {id: scale_linear, kwargs: {gain: 2, offset: 1}}\n", StepKind::Linear);
        row("0.5", "    - {id: scale_linear, kwargs: {axis: channel, gain: [1, 2, 3, 4], offset: 1}}\n", StepKind::Linear);
        row("0.4", "    - {name: scale_linear, kwargs: {axes: xy, gain: [1, 2, 3, 4], offset: [0, 0, 0, 1]}}\n", StepKind::Linear);
        row("0.5", "    - {id: scale_range}\n", StepKind::Range, StepOver::Image);
        row("0.5", "    - {id: scale_range, kwargs: {axes: [channel, y, x], min_percentile: 1, max_percentile: 99.8, eps: 0.001}}\n", StepKind::Range, StepOver::Image);
        row("0.4", "    - {name: scale_range, kwargs: {mode: per_sample, axes: xy, reference_tensor: image}}\n", StepKind::Range);
        row("0.5", "    - {id: zero_mean_unit_variance, kwargs: {axes: [x, y]}}\n", StepKind::Standardise);
        row("0.4", "    - {name: zero_mean_unit_variance, kwargs: {mode: per_sample, axes: cyx}}\n", StepKind::Standardise, StepOver::Image);
        row("0.4", "    - {name: zero_mean_unit_variance, kwargs: {mode: fixed, axes: xy, mean: [1, 2, 3, 4], std: [1, 2, 3, 4]}}\n", StepKind::Linear);
        row("0.5", "    - {id: fixed_zero_mean_unit_variance, kwargs: {mean: 10, std: 4}}\n", StepKind::Linear);
        row("0.5", "    - {id: fixed_zero_mean_unit_variance, kwargs: {axis: channel, mean: [1, 2, 3, 4], std: [1, 2, 3, 4]}}\n", StepKind::Linear);
        row("0.5", "    - {id: clip, kwargs: {min: 0, max: 1}}\n", StepKind::Clip);
        row("0.5", "    - {id: clip, kwargs: {max: 1}}\n", StepKind::Clip);
        row("0.4", "    - {name: clip, kwargs: {min: -.inf, max: 1}}\n", StepKind::Clip);
        row("0.4", "    - {name: binarize, kwargs: {threshold: 0.5}}\n", StepKind::Binarise);
        row("0.5", "    - {id: sigmoid}\n", StepKind::Sigmoid);
    }
    void eachStepIsUnderstood() {
        QFETCH(QString, version);
        QFETCH(QString, list);
        QFETCH(int, kind);
        QFETCH(int, over);
        const auto steps = stepsOf(version.toStdString(), list.toStdString());
        QCOMPARE(steps.size(), std::size_t{1});
        QCOMPARE(static_cast<int>(steps[0].kind), kind);
        QCOMPARE(static_cast<int>(steps[0].over), over);
        ModelCard card; // and a card can keep it
        card.name = "n";
        card.modelDigest = std::string(64, 'a');
        card.vocabularyId = "v";
        card.classes = {"c"};
        card.thresholds = {0.5};
        card.input.steps = steps;
        QVERIFY(parseModelCard(formatModelCard(card), "card.yaml") == card);
    }

    void givenStatisticsAreALine() {
        const auto steps = stepsOf("0.5", "    - {id: fixed_zero_mean_unit_variance, kwargs: {axis: channel, mean: [1, 2, 3, 4], std: [2, 4, 5, 8]}}\n");
        std::vector<float> values{3, 6, 8, 12};
        applyInputSteps(values, 4, steps);
        QVERIFY(values == std::vector<float>(4, 1));
    }

    void whatIsNotUnderstoodIsNamed_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("told");
        QTest::addColumn<bool>("isBroken");
        const auto row = [](const char* name, const char* what, const char* by, const char* told, bool isBroken = false) {
            QTest::newRow(name) << QString::fromUtf8(what) << QString::fromUtf8(by) << QString::fromUtf8(told) << isBroken;
        };
        row("version 0.3", "0.5.4", "0.3.6", "line 1: format_version is 0.3.6; known are 0.4 and 0.5");
        row("version 0.6", "0.5.4", "0.6.0", "is 0.6.0");
        row("version 0.50", "0.5.4", "0.50.0", "is 0.50.0");
        row("a data set", "type: model", "type: dataset", "not a model");
        row("no version", "format_version: 0.5.4\n", "", "lacks format_version", true);
        row("statistics of a data set", "axes: [x, y]", "axes: [batch, x, y]", "asks for 'scale_range' over the axis batch");
        row("over one axis", "axes: [x, y]", "axes: [x]", "over axes other than x and y");
        row("by another tensor", "axes: [x, y]", "reference_tensor: other", "by the percentiles of another tensor");
        row("an unknown step", "id: scale_range", "id: median_blur", "asks for 'median_blur', which is not known");
        row("another type", "dtype: float32", "dtype: uint8", "'ensure_dtype' of uint8");
        row("an unknown step behind", "id: sigmoid", "id: zero_mean_unit_variance", "asks for 'zero_mean_unit_variance' on what the model gives");
        row("softmax", "id: sigmoid", "id: softmax", "asks for 'softmax'");
        row("a threshold of no probability", "- id: sigmoid", "- id: sigmoid\n      - {id: binarize, kwargs: {threshold: 7}}", "asks for 'binarize'");
        row("percentiles crossed", "min_percentile: 0", "min_percentile: 100", "percentiles from 0 to 100", true);
        row("percentiles that are no numbers", "min_percentile: 0", "min_percentile: low", "must be a number", true);
        row("epsilon", "min_percentile: 0", "eps: 3", "not above 0.1", true);
        row("axes in another order", "type: space, id: y", "type: space, id: z", "is batch × channel × z × x");
        row("no axes", "axes:\n      - type: batch\n      - type: channel\n        channel_names: [DAPI", "axis:\n      - type: batch\n      - type: channel\n        channel_names: [DAPI", "lacks axes", true);
        row("axes that are a word", "size: 16}\n      - {type: space, size: 16}", "size: wide}\n      - {type: space, size: 16}", "must be a number", true);
        row("a size of nothing", "id: y, size: 16", "id: y, size: 0", "less than 1", true);
        row("a size of a third", "id: y, size: 16", "id: y, size: 16.3", "must be a whole number", true);
        row("an image as output", "    test_tensor: {source: out.npy}", "      - {type: space, id: y, size: 16}\n      - {type: space, id: x, size: 16}\n    test_tensor: {source: out.npy}",
            "is batch × channel × y × x, which is no list of classes");
        row("a digest that is none", "source: weights.pt", "source: weights.pt, sha256: abc", "no SHA-256", true);
        row("weights that are a list", "weights:\n  torchscript: {source: weights.pt, pytorch_version: 1.13}", "weights: [a]", "must be a map", true);
        row("no weights", "weights:", "weight:", "lacks weights", true);
        row("inputs that are a map", "inputs:\n  - id: image", "inputs:\n    id: image", "", true);
        row("broken YAML", "name: Organelles", "name: [Organelles", "is not valid YAML", true);
    }
    void whatIsNotUnderstoodIsNamed() {
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, told);
        QFETCH(bool, isBroken);
        const std::string text = replaced(rdfOfFive(), what.toStdString(), by.toStdString());
        QVERIFY(!text.empty());
        const auto error = errorOf([&] { parseBioimage(text, "rdf.yaml"); });
        QVERIFY2(error, "it was read");
        QVERIFY2(QString::fromStdString(error->detail()).contains(told), error->what());
        QVERIFY2(error->kind() == (isBroken ? ErrorKind::Invalid : ErrorKind::Unsupported), error->what());
        if (!told.startsWith(QStringLiteral("lacks")))
            QVERIFY2(error->detail().starts_with("line "), error->what());
    }

    void severalTensorsAreTooMany() {
        const std::string text = replaced(rdfOfFour(), "test_inputs: [in.npy]", "test_inputs: [a.npy, b.npy]");
        EXPECT_ERROR(parseBioimage(text, "rdf.yaml"), ErrorKind::Invalid);
        const std::string two = replaced(rdfOfFour(), "outputs:\n", "  - {name: second, axes: bcyx, shape: [1, 1, 8, 8]}\noutputs:\n");
        EXPECT_ERROR(parseBioimage(two, "rdf.yaml"), ErrorKind::Unsupported);
    }

    void aThresholdBehindTheSigmoidIsKept() {
        const BioimageModel model = parseBioimage(replaced(rdfOfFive(), "- id: sigmoid", "- id: sigmoid\n      - {id: clip, kwargs: {min: 0, max: 1}}\n      - {id: binarize, kwargs: {threshold: 0.3}}"), "rdf.yaml");
        QVERIFY(model.endsInSigmoid && model.above == 0.3);
    }

    void openSizesAreKept() {
        const BioimageModel five = parseBioimage(replaced(rdfOfFive(), "id: y, size: 16", "id: y, size: {min: 32, step: 8}"), "rdf.yaml");
        QVERIFY(five.height.least == 32 && five.height.step == 8 && five.width.step == 0);
        const BioimageModel four = parseBioimage(replaced(rdfOfFour(), "shape: [1, 4, 16, 16]", "shape: {min: [1, 4, 32, 64], step: [1, 0, 8, 16]}"), "rdf.yaml");
        QVERIFY(four.channels == 4 && four.height.least == 32 && four.height.step == 8 && four.width.least == 64 && four.width.step == 16);
    }

    // Each line ten times the one before: 10^12 values if somebody writes them all out.
    void aliasesThatExpandAreStopped() {
        std::string bomb = "config:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int level = 1; level < 12; ++level) {
            const std::string before = "*a" + std::to_string(level - 1);
            bomb += "  a" + std::to_string(level) + ": &a" + std::to_string(level) + " [" + before;
            for (int time = 1; time < 10; ++time)
                bomb += ", " + before;
            bomb += "]\n";
        }
        EXPECT_ERROR(parseBioimage(rdfOfFive() + bomb, "rdf.yaml"), ErrorKind::TooLarge);
        const BioimageModel model = parseBioimage(replaced(replaced(rdfOfFive(), "authors:", "authors: &people"), "license:", "maintainers: *people\nlicense:"), "rdf.yaml");
        QCOMPARE(model.authors.size(), std::size_t{2});
    }

    void sizeDepthAndBytesAreBounded() {
        EXPECT_ERROR(parseBioimage(rdfOfFive() + "x: " + std::string(2 << 20, 'y'), "rdf.yaml"), ErrorKind::TooLarge);
        const auto deep = errorOf([] { parseBioimage(rdfOfFive() + "x: " + std::string(100'000, '['), "rdf.yaml"); });
        QVERIFY(deep && deep->kind() == ErrorKind::Invalid);
        EXPECT_ERROR(parseBioimage(rdfOfFive() + "x: " + std::string(40, '[') + std::string(40, ']'), "rdf.yaml"), ErrorKind::TooLarge);
        EXPECT_ERROR(parseBioimage(rdfOfFive() + "x: \"\xff\"\n", "rdf.yaml"), ErrorKind::Invalid);
        EXPECT_ERROR(parseBioimage("- a list", "rdf.yaml"), ErrorKind::Invalid);
        EXPECT_ERROR(parseBioimage("", "rdf.yaml"), ErrorKind::Invalid);
    }

    void filesOutsideTheFolderAreNeverLookedAt_data() {
        QTest::addColumn<QString>("source");
        for (const char* source : {"../secret", "/etc/passwd", "a/../../secret", "link/secret"})
            QTest::newRow(source) << QString::fromUtf8(source);
    }
    void filesOutsideTheFolderAreNeverLookedAt() {
        QFETCH(QString, source);
        const TemporaryFolder folder;
        makeDirectory(folder / "package");
        makeDirectory(folder / "elsewhere");
        writeFile(folder / "secret", std::string_view("x"));
        writeFile(folder / "elsewhere" / "secret", std::string_view("x"));
        fs::create_symlink(folder / "elsewhere", folder / "package" / "link");
        writeFile(folder / "package" / "rdf.yaml", rdfOfFive());
        const BioimagePackage package = openBioimagePackage(folder / "package");
        EXPECT_ERROR(placeOf(package, {source.toStdString(), {}}), ErrorKind::Invalid);
    }

    void aUrlIsAFileBesideOrAWordWhatToDo() {
        const TemporaryFolder folder;
        writeFile(folder / "bioimageio.yaml", rdfOfFive());
        const BioimagePackage package = openBioimagePackage(folder.path());
        const StatedFile file{"https://example.org/files/weights.pt?download=1", {}};
        const auto error = errorOf([&] { (void)requiredPlaceOf(package, file, "its weights"); });
        QVERIFY(error && error->kind() == ErrorKind::NotFound);
        QVERIFY2(QString::fromStdString(error->detail()).contains(QStringLiteral("lie at https://example.org/files/weights.pt?download=1")), error->what());
        QVERIFY2(QString::fromStdString(error->detail()).contains(QStringLiteral("download it and put it beside bioimageio.yaml")), error->what());
        writeFile(folder / "weights.pt", std::string_view("x"));
        QCOMPARE(requiredPlaceOf(package, file, "its weights"), folder / "weights.pt");
        QVERIFY(placeOf(package, {"https://zenodo.org/api/records/1/files/weights.pt/content", {}}) == folder / "weights.pt");
    }

    void everyDigestIsCompared() {
        const TemporaryFolder folder;
        const std::string stated = replaced(rdfOfFive(), "license: MIT", "license: MIT\nattachments:\n  - {source: notes.txt, sha256: " + sha256(std::string_view("right")) + "}");
        writeFile(folder / "rdf.yaml", stated);
        requireStatedDigests(openBioimagePackage(folder.path())); // it is not there
        writeFile(folder / "notes.txt", std::string_view("right"));
        requireStatedDigests(openBioimagePackage(folder / "rdf.yaml"));
        writeFile(folder / "notes.txt", std::string_view("wrong"));
        const auto error = errorOf([&] { requireStatedDigests(openBioimagePackage(folder.path())); });
        QVERIFY(error && error->kind() == ErrorKind::Mismatch && error->path() == folder / "notes.txt");
    }

    void realDescriptionsAreReadOrRefusedByWord() {
        const fs::path corpus = fs::path(LOCASCOPE_SHARED_DIR) / "data" / "broken" / "bioimage-io+spec-bioimage-io";
        if (!fs::exists(corpus))
            QSKIP("the corpus of broken files is not here");
        int seen = 0;
        for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
            if (entry.path().extension() != ".yaml" || entry.path().filename() == "environment.yaml")
                continue;
            ++seen;
            const auto error = errorOf([&] { openBioimagePackage(entry.path()); });
            QVERIFY2(error, entry.path().c_str()); // all are of image to image, or of data
            QVERIFY2(error->kind() == ErrorKind::Unsupported, error->what());
        }
        QVERIFY(seen > 10);
    }
};

QTEST_GUILESS_MAIN(TestBioimage)
#include "test_bioimage.moc"
