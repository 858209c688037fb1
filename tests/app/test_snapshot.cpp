#include "core/files/readfile.h"
#include "core/imaging/decode.h"
#include "tests/support/addsamples.h"
#include "tests/support/runprogram.h"
#include "tests/support/temporaryfolder.h"

#include <QtTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

ProgramRun snapshot(const std::filesystem::path& plate, const QString& sample, const std::filesystem::path& out, const QStringList& more = {}) {
    return runProgram(QStringList{QStringLiteral("snapshot"), text(plate), sample, QStringLiteral("--out"), text(out)} + more);
}

/// The plane of one colour of a PNG.
Plane plane(const std::filesystem::path& file, Stain colour) { return decodePlane(readFile(file), file, {.stain = colour, .reduction = 1, .limits = {}, .stop = {}}); }

int brightest(const Plane& plane) {
    int most = 0;
    for (int y = 0; y < plane.height(); ++y)
        for (int x = 0; x < plane.width(); ++x)
            most = std::max(most, plane.valueAt(x, y));
    return most;
}

} // namespace

class TestSnapshot final : public QObject {
    Q_OBJECT
private slots:
    void thePictureHasTheSizeOfTheFieldAndSaysWhatItShows() {
        TemporaryFolder plate;
        TemporaryFolder out;
        addSamples(plate.path(), {"a", "b"}, 40);
        const ProgramRun run = snapshot(plate.path(), QStringLiteral("b"), out / "b.png");
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        const Bytes bytes = readFile(out / "b.png");
        const ImageHeader header = readImageHeader(bytes, out / "b.png");
        QCOMPARE(header.width, 40);
        QCOMPARE(header.height, 40);
        QVERIFY(header.colourised);
        const QByteArray content(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        QVERIFY(content.contains("protein"));
        QVERIFY(!content.contains("reticulum"));
    }

    void onlyTheChosenStainIsShown() {
        TemporaryFolder plate;
        TemporaryFolder out;
        addSample(plate.path(), "a", 40);
        QCOMPARE(snapshot(plate.path(), QStringLiteral("a"), out / "a.png", {QStringLiteral("--channels"), QStringLiteral("nucleus")}).status, 0);
        QVERIFY(brightest(plane(out / "a.png", Stain::Nucleus)) > 100);
        QCOMPARE(brightest(plane(out / "a.png", Stain::Protein)), 0);
        QCOMPARE(brightest(plane(out / "a.png", Stain::Microtubules)), 0);
    }

    void anUnknownStainIsWrongUsage() {
        TemporaryFolder plate;
        addSample(plate.path(), "a");
        const ProgramRun run = snapshot(plate.path(), QStringLiteral("a"), plate / "x.png", {QStringLiteral("--channels"), QStringLiteral("purple")});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.saysOneLine(), run.err);
    }

    void anUnknownSampleIsOneLine() {
        TemporaryFolder plate;
        addSample(plate.path(), "a");
        const ProgramRun run = snapshot(plate.path(), QStringLiteral("c"), plate / "x.png");
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("no sample"), run.err);
    }

    void aScaleBarOfUnknownLengthIsRefused() {
        TemporaryFolder plate;
        addSample(plate.path(), "a");
        const ProgramRun run = snapshot(plate.path(), QStringLiteral("a"), plate / "x.png", {QStringLiteral("--scale-bar")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("pixel size"), run.err);
        QVERIFY(!std::filesystem::exists(plate / "x.png"));
    }

    void aTruncatedImageIsNeverShownAsWhole() {
        TemporaryFolder plate;
        addSample(plate.path(), "a", 64);
        std::filesystem::resize_file(plate / "a_green.png", std::filesystem::file_size(plate / "a_green.png") / 2);
        const ProgramRun run = snapshot(plate.path(), QStringLiteral("a"), plate / "x.png");
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("a_green.png"), run.err);
        QVERIFY(!std::filesystem::exists(plate / "x.png"));
    }

    void aDeviceIsNoPlaceForAPicture() {
        TemporaryFolder plate;
        addSample(plate.path(), "a");
        for (const char* target : {"/dev/full", "/nowhere/x.png", "/proc/x.png"}) {
            const ProgramRun run = snapshot(plate.path(), QStringLiteral("a"), target);
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine() && run.err.contains(target), run.err);
        }
    }
};

QTEST_GUILESS_MAIN(TestSnapshot)
#include "test_snapshot.moc"
