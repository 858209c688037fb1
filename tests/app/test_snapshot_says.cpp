// What a snapshot says of what it shows, and what it refuses before it reads any image.

#include "core/files/readfile.h"
#include "tests/support/addsamples.h"
#include "tests/support/runprogram.h"
#include "tests/support/stacktiff.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

ProgramRun snapshot(const std::filesystem::path& plate, const QStringList& samples, const std::filesystem::path& out, const QStringList& more = {}) {
    return runProgram(QStringList{QStringLiteral("snapshot"), text(plate)} + samples + QStringList{QStringLiteral("--out"), text(out)} + more);
}

QString content(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file);
    return QString::fromUtf8(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size()));
}

/// The texts of a PNG by their keywords (PNG specification, 11.3.4.3: keyword, 0, Latin-1).
std::map<std::string, std::string> textsOf(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file);
    const std::string all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::map<std::string, std::string> texts;
    for (std::size_t at = 8; at + 12 <= all.size();) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length = length << 8U | static_cast<unsigned char>(all[at + i]);
        const std::string body = all.substr(at + 8, length);
        if (all.compare(at + 4, 4, "tEXt") == 0)
            texts[body.substr(0, body.find('\0'))] = body.substr(body.find('\0') + 1);
        at += length + 12;
    }
    return texts;
}

/// Four TIFFs of one sample that say that a pixel is 0.1 µm wide.
void addTiffs(const std::filesystem::path& plate, const std::string& id) {
    for (const char* colour : {"blue", "green", "red", "yellow"})
        writeFile(plate / (id + "_" + colour + ".tif"), stackTiffBytes({filledPlane(400, 300, 8, [](int x, int y) { return (x + y) % 256; })}, {.description = "ImageJ=1.53t\nunit=micron\n", .resolution = 10}));
}

const QStringList scaleBar{QStringLiteral("--scale-bar")};
const QStringList entered{QStringLiteral("--scale-bar"), QStringLiteral("--pixel-size"), QStringLiteral("0.25")};
const QStringList panel{QStringLiteral("--panel")};

/// Whose header is whole: only who decodes it finds out.
void addDamagedSample(const TemporaryFolder& plate) {
    addSamples(plate.path(), {"a"}, 100);
    Bytes bytes = readFile(plate / "a_green.png");
    bytes[bytes.size() / 2] ^= std::byte{0xff};
    writeFile(plate / "a_green.png", bytes);
}

} // namespace

class TestSnapshotSays final : public QObject {
    Q_OBJECT
private slots:
    void aTiffTellsTheSizeOfItsPixels() {
        const TemporaryFolder plate, out;
        addTiffs(plate.path(), "a");
        ProgramRun run = snapshot(plate.path(), {QStringLiteral("a")}, out / "a.png", scaleBar);
        QVERIFY2(run.status == 0 && run.err.isEmpty(), run.err);
        QCOMPARE(textsOf(out / "a.png").at("Pixel size"), std::string("0.1 micrometres"));
        run = snapshot(plate.path(), {QStringLiteral("a")}, out / "a.svg", scaleBar);
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(content(out / "a.svg").contains(QStringLiteral("10 µm")));
        QVERIFY(!content(out / "a.svg").contains(QStringLiteral("entered")));
        QCOMPARE(snapshot(plate.path(), {QStringLiteral("a")}, out / "a.tif").status, 0);
        QVERIFY(content(out / "a.tif").contains(QStringLiteral("PhysicalSizeX=\"0.1\"")));
        writeFile(plate / "a_blue.tif", std::string_view("damaged")); // another stain tells it, and it is not asked for
        run = snapshot(plate.path(), {QStringLiteral("a")}, out / "b.png", scaleBar + QStringList{QStringLiteral("--channels"), QStringLiteral("protein")});
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(textsOf(out / "b.png").at("Pixel size"), std::string("0.1 micrometres"));
    }

    void aPixelSizeThatWasEnteredIsSaid() {
        const TemporaryFolder plate, out;
        addTiffs(plate.path(), "a");
        for (const char* name : {"a.svg", "a.png"}) {
            const ProgramRun run = snapshot(plate.path(), {QStringLiteral("a")}, out / name, entered);
            QVERIFY2(run.status == 0, run.err);
        }
        const QString svg = content(out / "a.svg");
        QVERIFY2(svg.contains(QStringLiteral("20 µm (entered)")), qPrintable(svg.right(3000)));
        QVERIFY(svg.contains(QStringLiteral("was entered")));
        QCOMPARE(textsOf(out / "a.png").at("Pixel size"), std::string("0.25 micrometres, entered"));
        QCOMPARE(snapshot(plate.path(), {QStringLiteral("a")}, out / "a.tif", {QStringLiteral("--pixel-size"), QStringLiteral("0.25")}).status, 0);
        QVERIFY(content(out / "a.tif").contains(QStringLiteral(">entered</M>")));
    }

    void aSampleWithoutPixelSizeIsNamed() {
        const TemporaryFolder plate, out;
        addTiffs(plate.path(), "a");
        addSample(plate.path(), "b");
        const ProgramRun run = snapshot(plate.path(), {QStringLiteral("a"), QStringLiteral("b")}, out / "x.svg", scaleBar);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains(text(plate / "b").toUtf8() + ": ") && run.err.contains("--pixel-size"), run.err);
    }

    void onlyWhatIsShownIsStated() {
        const TemporaryFolder plate, out;
        addSamples(plate.path(), {"a", "b"}, 40);
        const auto texts = [&](const QStringList& more) {
            const ProgramRun run = snapshot(plate.path(), {QStringLiteral("a")}, out / "p.png", more);
            return run.status == 0 ? textsOf(out / "p.png") : std::map<std::string, std::string>{{"error", run.err.toStdString()}};
        };
        const QStringList protein{QStringLiteral("--channels"), QStringLiteral("protein")};
        auto said = texts(panel + protein);
        QVERIFY2(said.contains("protein") && !said.contains("nucleus") && !said.contains("microtubules") && !said.contains("reticulum"), said["error"].c_str());
        QVERIFY(said["protein"].starts_with("#00ff00, "));
        QVERIFY(said["protein"].find("gain") == std::string::npos); // it is alone
        said = texts(panel);
        QVERIFY(said.contains("nucleus") && said.contains("reticulum"));
        QVERIFY(said["nucleus"].starts_with("#0000ff, ") && said["nucleus"].ends_with(", gain 0.8"));
        said = texts(panel + QStringList{QStringLiteral("--grey")});
        QVERIFY(said["nucleus"].starts_with("#0000ff, ") && said["nucleus"].ends_with(", gain 0.8, alone in grey"));
        for (const QStringList& more : {protein, panel + protein, QStringList{QStringLiteral("--captions")} + protein}) {
            said = texts(more + QStringList{QStringLiteral("--grey")});
            QVERIFY2(said["protein"].starts_with("grey, "), (said["protein"] + said["error"]).c_str());
        }
    }

    void whatTheModelNeedsIsNotStated() {
        const TemporaryFolder plate, out;
        addSamples(plate.path(), {"a"}, 40);
        const ProgramRun run = snapshot(plate.path(), {QStringLiteral("a")}, out / "p.png",
                                        panel + QStringList{QStringLiteral("--channels"), QStringLiteral("protein"), QStringLiteral("--probabilities")});
        if (run.status != 0)
            QSKIP("no model here");
        const auto said = textsOf(out / "p.png");
        QVERIFY(said.contains("protein") && !said.contains("nucleus"));
    }

    void aFigureThatIsTooLargeIsRefusedBeforeItsImagesAreRead() {
        const TemporaryFolder plate, out;
        addDamagedSample(plate);
        const ProgramRun damaged = snapshot(plate.path(), {QStringLiteral("a")}, out / "x.png", panel);
        QVERIFY2(damaged.status == 1 && damaged.err.contains("a_green.png"), damaged.err);
        const ProgramRun run = snapshot(plate.path(), {QStringLiteral("a")}, out / "x.png", panel + QStringList{QStringLiteral("--pixels"), QStringLiteral("16384")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("more than a gigabyte"), run.err);
    }

    void aCropBeyondTheImageIsRefusedBeforeItsImagesAreRead() {
        const TemporaryFolder plate, out;
        addDamagedSample(plate);
        const ProgramRun run = snapshot(plate.path(), {QStringLiteral("a")}, out / "x.png", {QStringLiteral("--crop"), QStringLiteral("90,0,11,5")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("100 x 100"), run.err);
    }
};

QTEST_GUILESS_MAIN(TestSnapshotSays)
#include "test_snapshot_says.moc"
