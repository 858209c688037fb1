#include "core/files/readfile.h"
#include "core/imaging/crop.h"
#include "core/imaging/decode.h"
#include "tests/support/addsamples.h"
#include "tests/support/runprogram.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <cstring>

using namespace locascope;
using namespace locascope::testing;

namespace {

QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

ProgramRun snapshot(const std::filesystem::path& plate, const QString& sample, const std::filesystem::path& out, const QStringList& more = {}) {
    return runProgram(QStringList{QStringLiteral("snapshot"), text(plate), sample, QStringLiteral("--out"), text(out)} + more);
}

/// The plane of one colour of a PNG.
Plane plane(const std::filesystem::path& file, Stain colour) { return decodePlane(readFile(file), file, {.stain = colour, .reduction = 1, .limits = {}, .stop = {}}); }

ProgramRun figure(const std::filesystem::path& plate, const QStringList& samples, const std::filesystem::path& out, const QStringList& more = {}) {
    return runProgram(QStringList{QStringLiteral("snapshot"), text(plate)} + samples + QStringList{QStringLiteral("--out"), text(out)} + more);
}

QString content(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file);
    return QString::fromUtf8(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size()));
}

Plane page(const std::filesystem::path& file, int number) {
    return decodePlane(readFile(file), file, {.stain = Stain::Protein, .page = number, .limits = {}, .stop = {}});
}

bool equal(const Plane& left, const Plane& right) {
    return left.width() == right.width() && left.height() == right.height() && left.bits() == right.bits() && std::memcmp(left.data(), right.data(), left.byteCount()) == 0;
}

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

    void aDamagedStainThatIsNotShownDoesNoHarm() {
        TemporaryFolder plate;
        TemporaryFolder out;
        addSample(plate.path(), "a", 64);
        std::filesystem::resize_file(plate / "a_green.png", std::filesystem::file_size(plate / "a_green.png") / 2);
        std::filesystem::remove(plate / "a_yellow.png");
        addSample(plate.path(), "b", 64);
        const QStringList nucleus{QStringLiteral("--channels"), QStringLiteral("nucleus")};
        const ProgramRun run = snapshot(plate.path(), QStringLiteral("a"), out / "a.png", nucleus);
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        QCOMPARE(snapshot(plate.path(), QStringLiteral("a"), out / "a.tif", nucleus).status, 0);
        const ProgramRun missing = snapshot(plate.path(), QStringLiteral("a"), out / "b.png", {QStringLiteral("--channels"), QStringLiteral("nucleus,reticulum")});
        QCOMPARE(missing.status, 1);
        QVERIFY2(missing.saysOneLine() && missing.err.contains("yellow missing"), missing.err);
    }

    void aStainThatThePlateLacksIsSaid() {
        TemporaryFolder plate;
        addSample(plate.path(), "a");
        std::filesystem::remove(plate / "a_yellow.png");
        const ProgramRun run = snapshot(plate.path(), QStringLiteral("a"), plate / "x.png", {QStringLiteral("--channels"), QStringLiteral("reticulum")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("reticulum"), run.err);
    }

    void aCropIsThatPartOfThePicture() {
        TemporaryFolder plate;
        TemporaryFolder out;
        addSample(plate.path(), "a", 40);
        QCOMPARE(snapshot(plate.path(), QStringLiteral("a"), out / "whole.png").status, 0);
        QCOMPARE(snapshot(plate.path(), QStringLiteral("a"), out / "part.png", {QStringLiteral("--crop"), QStringLiteral("7,11,20,13")}).status, 0);
        for (const Stain stain : {Stain::Nucleus, Stain::Protein, Stain::Microtubules})
            QVERIFY(equal(plane(out / "part.png", stain), cropped(plane(out / "whole.png", stain), {.x = 7, .y = 11, .width = 20, .height = 13})));
        const ProgramRun beyond = snapshot(plate.path(), QStringLiteral("a"), out / "x.png", {QStringLiteral("--crop"), QStringLiteral("30,0,11,5")});
        QCOMPARE(beyond.status, 1);
        QVERIFY2(beyond.saysOneLine() && beyond.err.contains("40 x 40"), beyond.err);
    }

    void rawCountsComeBackAsTheyWere() {
        TemporaryFolder plate;
        TemporaryFolder out;
        addSample(plate.path(), "a", 40);
        QCOMPARE(snapshot(plate.path(), QStringLiteral("a"), out / "a.tif", {QStringLiteral("--crop"), QStringLiteral("7,11,20,13"), QStringLiteral("--channels"), QStringLiteral("protein,nucleus")}).status, 0);
        QCOMPARE(readImageHeader(readFile(out / "a.tif"), out / "a.tif").pages, 2);
        int number = 0;
        for (const char* colour : {"blue", "green"})
            QVERIFY(equal(page(out / "a.tif", number++), cropped(plane(plate / (std::string("a_") + colour + ".png"), Stain::Protein), {.x = 7, .y = 11, .width = 20, .height = 13})));
        const QString said = content(out / "a.tif");
        for (const char* part : {"Name=\"protein\"", ">a</M>", ">7,11,20,13</M>", "Locascope "})
            QVERIFY2(said.contains(QString::fromLatin1(part)), part);
    }

    void argumentsThatDoNotGoTogetherAreWrongUsage_data() {
        QTest::addColumn<QString>("out");
        QTest::addColumn<QStringList>("more");
        QTest::newRow("unknown kind") << QStringLiteral("a.jpg") << QStringList();
        QTest::newRow("raw, stretched") << QStringLiteral("a.tif") << QStringList{QStringLiteral("--range"), QStringLiteral("nucleus=1-2")};
        QTest::newRow("raw, resampled") << QStringLiteral("a.tif") << QStringList{QStringLiteral("--pixels"), QStringLiteral("10")};
        QTest::newRow("raw, several") << QStringLiteral("a.tif") << QStringList{QStringLiteral("a")};
        for (const char* range : {"nucleus", "nucleus=5", "nucleus=5-5", "nucleus=9-5", "purple=1-5", "nucleus=1-5,0", "nucleus=1-70000", "nucleus=1-5,", "nucleus=a-b"})
            QTest::newRow(range) << QStringLiteral("a.png") << QStringList{QStringLiteral("--range"), QString::fromLatin1(range)};
        for (const char* crop : {"1,2,3", "1,2,3,4,5", "1,2,0,4", "-1,2,3,4", "a", "1,2,3,4x", "99999999999,0,1,1"})
            QTest::newRow(crop) << QStringLiteral("a.png") << QStringList{QStringLiteral("--crop=") + QString::fromLatin1(crop)};
    }
    void argumentsThatDoNotGoTogetherAreWrongUsage() {
        QFETCH(QString, out);
        QFETCH(QStringList, more);
        TemporaryFolder plate;
        addSample(plate.path(), "a");
        const ProgramRun run = snapshot(plate.path(), QStringLiteral("a"), plate / out.toStdString(), more);
        QCOMPARE(run.status, 2);
        QVERIFY2(run.saysOneLine(), run.err);
        QVERIFY(!std::filesystem::exists(plate / out.toStdString()));
    }

    void aFigureStatesItsRangesAndNeedsNoDisplay() {
        TemporaryFolder plate;
        TemporaryFolder out;
        addSamples(plate.path(), {"a", "b"}, 40);
        for (const char* name : {"a.svg", "a.pdf", "a.png"}) {
            const ProgramRun run = figure(plate.path(), {QStringLiteral("a")}, out / name, {QStringLiteral("--captions"), QStringLiteral("--range"), QStringLiteral("nucleus=10-2000,0.8")});
            QCOMPARE(run.err, QByteArray());
            QCOMPARE(run.status, 0);
        }
        const QString svg = content(out / "a.svg");
        QVERIFY(svg.contains(QStringLiteral(">nucleus 10–2,000, γ 0.8")));
        QVERIFY(svg.contains(QStringLiteral("protein ")));
        QVERIFY(!svg.contains(QStringLiteral("reticulum ")));
        const Bytes pdf = readFile(out / "a.pdf");
        QVERIFY(QByteArray(reinterpret_cast<const char*>(pdf.data()), qsizetype(pdf.size())).startsWith("%PDF-"));
        QVERIFY(readImageHeader(readFile(out / "a.png"), out / "a.png").width > 40);
    }

    void aPanelShowsEveryStainOfEverySample() {
        TemporaryFolder plate;
        TemporaryFolder out;
        addSamples(plate.path(), {"a", "b", "c"}, 40);
        const QStringList both{QStringLiteral("c"), QStringLiteral("a")};
        QCOMPARE(figure(plate.path(), both, out / "p.svg", {QStringLiteral("--panel"), QStringLiteral("--grey")}).status, 0);
        const QString svg = content(out / "p.svg");
        QCOMPARE(svg.count(QStringLiteral("<image")), 10); // four stains and the composite, twice
        QVERIFY(svg.contains(QStringLiteral("endoplasmic")));
        QVERIFY(svg.contains(QStringLiteral("the same for every field")));
        QVERIFY(svg.indexOf(QStringLiteral(">c<")) < svg.indexOf(QStringLiteral(">a<")));
        QCOMPARE(figure(plate.path(), both, out / "q.svg", {QStringLiteral("--panel"), QStringLiteral("--channels"), QStringLiteral("protein")}).status, 0);
        QCOMPARE(content(out / "q.svg").count(QStringLiteral("<image")), 2);
        QCOMPARE(figure(plate.path(), both, out / "r.svg").status, 0);
        QCOMPARE(content(out / "r.svg").count(QStringLiteral("<image")), 2);
    }

    void theSameArgumentsGiveTheSameBytes() {
        TemporaryFolder plate;
        TemporaryFolder out;
        addSamples(plate.path(), {"a", "b"}, 40);
        for (const char* kind : {".png", ".pdf", ".svg", ".tif"}) {
            for (const char* name : {"1", "2"})
                QCOMPARE(snapshot(plate.path(), QStringLiteral("a"), out / (std::string(name) + kind)).status, 0);
            QVERIFY2(readFile(out / (std::string("1") + kind)) == readFile(out / (std::string("2") + kind)), kind);
        }
    }

    void fieldsOfDifferentDepthHaveNoCommonRanges() {
        TemporaryFolder plate;
        addSample(plate.path(), "a", 16);
        for (const char* colour : {"blue", "green", "red", "yellow"}) {
            Plane deep(16, 16, 16);
            std::memset(deep.data(), 7, deep.byteCount());
            writeFile(plate / (std::string("b_") + colour + ".png"), encodeGreyPng(deep));
        }
        const ProgramRun run = figure(plate.path(), {QStringLiteral("a"), QStringLiteral("b")}, plate / "x.svg");
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("16 bits"), run.err);
    }

    void aFigureSaysWhatTheReviewSays() {
        TemporaryFolder plate;
        TemporaryFolder out;
        addSamples(plate.path(), {"a", "b"}, 16);
        writeFile(out / "labels.csv", "Id,Target\na,0 25\n");
        const QString review = text(out / "review.sqlite");
        QCOMPARE(runProgram({QStringLiteral("import"), text(plate.path()), text(out / "labels.csv"), QStringLiteral("--review"), review}).status, 0);
        const ProgramRun run = figure(plate.path(), {QStringLiteral("a"), QStringLiteral("b")}, out / "f.svg", {QStringLiteral("--labels"), QStringLiteral("--review"), review});
        QCOMPARE(run.err, QByteArray());
        const QString svg = content(out / "f.svg");
        QVERIFY2(svg.contains(QStringLiteral("labelled")) && svg.contains(QStringLiteral("Cytosol")), qPrintable(svg.left(3000)));
        QVERIFY(svg.contains(QStringLiteral("not reviewed")));
        QCOMPARE(figure(plate.path(), {QStringLiteral("a")}, out / "g.svg").status, 0);
        QVERIFY(!content(out / "g.svg").contains(QStringLiteral("Cytosol")));
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
