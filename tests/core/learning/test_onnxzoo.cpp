#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/learning/torchlearning.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/onnxruns.h"
#include "tests/support/expecterror.h"
#include "tests/support/runpython.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr std::size_t classes = 28;

std::vector<float> floatsOf(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file);
    std::vector<float> values(bytes.size() / sizeof(float));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}

} // namespace

/// Models that PyTorch exported, against what PyTorch made of the same images.
class TestOnnxZoo final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        const PythonRun exported = runPython({QStringLiteral(LOCASCOPE_EXPORTER), QString::fromStdString(m_folder.path().string())});
        if (exported.status == PythonRun::noPython)
            QSKIP("no python3-torchvision here");
        QVERIFY2(exported.status == 0, exported.err);
        m_learning = makeTorchLearning();
    }

    void anImportedModelIsTheOneThatWasExported_data() {
        QTest::addColumn<bool>("hasMap");
        QTest::addColumn<bool>("hasReference");
        for (const char* name : {"resnet18", "densenet121", "mobilenet_v3_small", "efficientnet_b0", "inception_v3", "se_resnext", "resnet18_of_one_image", "four_stains"})
            QTest::newRow(name) << true << true;
        QTest::newRow("shufflenet") << true << false;
        QTest::newRow("vit") << false << false;
        QTest::newRow("vit_of_one_image") << false << false;
    }
    void anImportedModelIsTheOneThatWasExported() {
        QFETCH(bool, hasMap);
        QFETCH(bool, hasReference);
        const std::string name = QTest::currentDataTag();
        const std::filesystem::path file = m_folder / (name + ".onnx");
        const ImportedModel imported = m_learning->importOnnx(file, {.classes = classes});
        QVERIFY(imported.gives == OutputKind::Logits);
        QCOMPARE(QString::fromStdString(imported.output), QStringLiteral("classes"));
        const WrittenModel model(imported.weights, classes, imported.width);
        m_learning->examine(model.file, model.card);
        const auto engine = m_learning->load(model.file, model.card, {.device = "cpu", .threads = 1});

        const std::vector<InputTensor> images = imagesOf(name, imported.width);
        const std::vector<float> logits = floatsOf(m_folder / (name + ".logits"));
        const auto rows = engine->predict(images);
        double largest = 0;
        for (std::size_t image = 0; image < 2; ++image)
            for (std::size_t index = 0; index < classes; ++index) {
                const double expected = static_cast<double>(logits[image * classes + index]);
                largest = std::max(largest, std::abs(static_cast<double>(rows.at(image).at(index)) - 1 / (1 + std::exp(-expected))));
            }
        qInfo("largest difference from PyTorch, of probabilities: %.1e", largest);
        QVERIFY(largest < 2.5e-5); // 1e-4 of a logit

        const std::vector<SaliencyMethod> methods = engine->methods();
        const bool isLinear = methods.front() == SaliencyMethod::Cam; // what follows the global mean
        QCOMPARE(std::find(methods.begin(), methods.end(), SaliencyMethod::GradCam) != methods.end(), hasMap);
        for (const SaliencyMethod method : methods) {
            if (method == SaliencyMethod::Occlusion || method == SaliencyMethod::SmoothGrad)
                continue; // runs of the same, tested with smaller models
            double brightest = 0;
            for (std::size_t index = 0; index < classes; ++index) {
                const SaliencyMap map = engine->explain(images[0], "first", toClass(index), method);
                QVERIFY(map.width >= 2 && map.width == map.height);
                brightest = std::max(brightest, static_cast<double>(*std::max_element(map.values.begin(), map.values.end())));
            }
            QCOMPARE(brightest, 1.0);
        }
        if (isLinear) {
            const SaliencyMap byWeights = engine->explain(images[0], "first", toClass(2), SaliencyMethod::Cam), byGradient = engine->explain(images[0], "first", toClass(2), SaliencyMethod::GradCam);
            for (std::size_t cell = 0; cell < byWeights.values.size(); ++cell)
                QVERIFY(std::abs(byWeights.values[cell] - byGradient.values[cell]) < 1e-4F);
        }
        const Trainable parts = trainableParts(imported.weights, 4, imported.width);
        QVERIFY(parts.all > 10);
        QCOMPARE(parts.reached, parts.all);
        compareWithOpenCv(file, model, imported, hasReference);
    }

    // For similar images: the vectors beside the classes are kept.
    void featuresAreThoseOfThePublishedModel() {
        const ImportedModel imported = m_learning->importOnnx(m_folder / "four_stains.onnx", {.classes = classes});
        QCOMPARE(QString::fromStdString(imported.provenance.at("onnx_features")), QStringLiteral("1024"));
        const std::vector<float> expected = floatsOf(m_folder / "four_stains.features");
        const std::vector<float> features = featuresOf(imported.weights, floatsOf(m_folder / "four_stains.images"), 2, 4, imported.width);
        QCOMPARE(features.size(), expected.size());
        for (std::size_t index = 0; index < features.size(); ++index)
            QVERIFY(std::abs(features[index] - expected[index]) < 1e-4F * std::max(1.0F, std::abs(expected[index])));
        QVERIFY(!m_learning->importOnnx(m_folder / "resnet18.onnx", {.classes = classes}).provenance.contains("onnx_features"));
    }

private:
    std::vector<InputTensor> imagesOf(const std::string& name, int side) const {
        const std::vector<float> values = floatsOf(m_folder / (name + ".images"));
        std::vector<InputTensor> images;
        for (std::ptrdiff_t image = 0, each = std::ssize(values) / 2; image < 2; ++image)
            images.push_back({4, side, side, {values.begin() + image * each, values.begin() + (image + 1) * each}});
        return images;
    }

    void compareWithOpenCv(const std::filesystem::path& file, const WrittenModel& model, const ImportedModel& imported, bool hasReference) const {
        double difference = 0;
        const auto refused = errorOf([&] { difference = m_learning->crossCheckOnnx(file, model.file, model.card, imported.output); });
        qInfo("%s", refused ? refused->detail().c_str() : QByteArray::number(difference).constData());
        if (hasReference)
            QVERIFY(!refused && difference < 1e-4);
        else if (refused)
            QVERIFY(refused->kind() == ErrorKind::Unsupported);
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Learning> m_learning;
};

QTEST_GUILESS_MAIN(TestOnnxZoo)
#include "test_onnxzoo.moc"
