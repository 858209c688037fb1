// What the program does when the device that it classifies on is lost or full: with a learning module that plays one.

#include "core/files/digest.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/model/modelcard.h"
#include "core/plate/scanplate.h"
#include "core/review/labelcsv.h"
#include "core/store/findreview.h"
#include "tests/support/runprogram.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int samples = 40;

QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

std::size_t rowsOf(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file);
    return parseLabelTable({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, humanProteinAtlasVocabulary(), {.path = file, .knownIds = {}}).rows.size();
}

} // namespace

class TestDevices final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        const ProgramRun run = runProgram({QStringLiteral("simulate"), text(m_folder / "plate"), QStringLiteral("--samples"), QString::number(samples),
                                           QStringLiteral("--size"), QStringLiteral("64")});
        QVERIFY2(run.status == 0, run.err);
        const std::string_view weights = "any";
        writeFile(m_folder / "m.pt", weights);
        ModelCard& card = m_card;
        card.name = "fake";
        card.modelDigest = sha256(weights);
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        card.vocabularyId = vocabulary.id();
        for (const LabelClass& one : vocabulary.classes())
            card.classes.push_back(one.name);
        card.thresholds.assign(vocabulary.size(), 0.5);
        card.input.width = card.input.height = 64;
        card.trainedOn = TrainedOn::Simulated;
        writeFile(m_folder / "m.yaml", formatModelCard(card));
    }

    void aLostDeviceIsReplacedByTheProcessorWithAWord() {
        const ProgramRun run = predict({{QStringLiteral("FAKE_DEVICE_ANSWERS"), QStringLiteral("17")}});
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.err.contains("cuda:0 does not answer any more: the launch timed out and was terminated; going on with the processor\n"), run.err);
        QVERIFY2(run.err.contains("40 samples classified on cpu"), run.err);
        QVERIFY2(!run.err.contains("not classified"), run.err);
        QCOMPARE(rowsOf(m_out), std::size_t{samples});
    }

    void oneThatWasNamedIsNotAndWhatWasClassifiedIsKept() {
        const ProgramRun run = predict({{QStringLiteral("FAKE_DEVICE_ANSWERS"), QStringLiteral("17")}}, QStringLiteral("cuda:0"));
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("lacks 24 samples: cuda:0 does not answer any more") && run.err.contains("run it again with --device cpu"), run.err);
        QCOMPARE(rowsOf(m_out), std::size_t{16});
        const Plate plate = scanPlate(m_folder / "plate");
        const auto store = ReviewStore::open(defaultReviewFile(m_folder / "locascope", plate.root), {plate.root, {}}, StoreMode::ReadOnly);
        QCOMPARE(store->predictions(predictionDigest(m_card)).size(), std::size_t{samples}); // those of the test before, and these
    }

    void oneThatNeverAnsweredLeavesAnEmptyTable() {
        const ProgramRun run = predict({{QStringLiteral("FAKE_DEVICE_ANSWERS"), QStringLiteral("0")}}, QStringLiteral("cuda:0"));
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("0 samples classified") && run.err.contains("lacks 40 samples: cuda:0 does not answer any more"), run.err);
        QCOMPARE(rowsOf(m_out), std::size_t{0});
    }

    void fullMemoryHalvesTheBatch() {
        const ProgramRun run = predict({{QStringLiteral("FAKE_DEVICE_HOLDS"), QStringLiteral("1")}});
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.err.contains("40 samples classified on cuda:0"), run.err);
        QCOMPARE(rowsOf(m_out), std::size_t{samples});
    }

private:
    ProgramRun predict(std::map<QString, QString> environment, const QString& device = QStringLiteral("auto")) {
        std::filesystem::remove(m_out);
        environment.emplace(QStringLiteral("LOCASCOPE_MODULE_PATH"), QStringLiteral(LOCASCOPE_FAKE_MODULE));
        environment.emplace(QStringLiteral("XDG_DATA_HOME"), text(m_folder.path()));
        return runProgram({QStringLiteral("predict"), text(m_folder / "plate"), QStringLiteral("--out"), text(m_out), QStringLiteral("--model"), text(m_folder / "m.pt"),
                           QStringLiteral("--device"), device}, environment);
    }

    TemporaryFolder m_folder;
    ModelCard m_card;
    std::filesystem::path m_out = m_folder / "out.csv";
};

QTEST_GUILESS_MAIN(TestDevices)
#include "test_devices.moc"
