#include "tests/support/gzipped.h"
#include "tests/support/stacktiff.h"
#include "tests/support/plateworld.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

// What strangers hand to the program, and what it says: one line that names the file, the cause and what to
// do, with status 1; or, from `index`, a problem of the plate while the rest is listed.

namespace {

/// The line says what to do: behind a semicolon, or as a sentence of its own.
bool hasRemedy(const QByteArray& line) {
    return line.contains("; ") || line.count(". ") >= 1;
}

#define EXPECT_ONE_LINE(expression, file, cause)                                                             \
    do {                                                                                                     \
        const ProgramRun said = expression;                                                                  \
        QVERIFY2(said.status == 1, said.err + said.out);                                                     \
        QCOMPARE(said.out, QByteArray());                                                                    \
        QVERIFY2(said.saysOneLine(), said.err);                                                              \
        QVERIFY2(said.err.contains(QByteArray::fromStdString(fs::path(file).string())), said.err);           \
        QVERIFY2(said.err.contains(cause), said.err);                                                        \
        QVERIFY2(hasRemedy(said.err), said.err);                                                             \
    } while (false)

void put(const fs::path& file, const Bytes& bytes) {
    writeFile(file, bytes, {.durability = Durability::Ordered});
}

Bytes first(const Bytes& bytes, std::size_t count) {
    return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count)};
}

void append(Bytes& bytes, std::uint32_t number) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        bytes.push_back(static_cast<std::byte>(number >> shift & 255U));
    }
}

void append(Bytes& bytes, std::string_view text) {
    for (const char letter : text) {
        bytes.push_back(static_cast<std::byte>(letter));
    }
}

/// Signature and header of a grey PNG, and no more.
Bytes pngHeader(std::uint32_t side) {
    Bytes chunk;
    append(chunk, "IHDR");
    append(chunk, side);
    append(chunk, side);
    append(chunk, std::string_view("\x08\x00\x00\x00\x00", 5));
    Bytes bytes;
    append(bytes, "\x89PNG\r\n\x1a\n");
    append(bytes, 13U);
    bytes.insert(bytes.end(), chunk.begin(), chunk.end());
    append(bytes, static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(chunk.data()),
                                                     static_cast<uInt>(chunk.size()))));
    return bytes;
}

ProgramRun snapshot(const PlateWorld& world, const char* sample) {
    return world.run({QStringLiteral("snapshot"), pathText(world.plate()), QString::fromUtf8(sample),
                      QStringLiteral("--out"), pathText(world / "shown.png")});
}

/// Every command that is given a plate.
std::vector<QStringList> commandsOn(const PlateWorld& world, const fs::path& plate) {
    const QString labels = pathText(world.put("labels.csv", "Id,Target\na,0\n"));
    return {{QStringLiteral("index"), pathText(plate)},
            {QStringLiteral("index"), pathText(plate), QStringLiteral("--json")},
            {QStringLiteral("import"), pathText(plate), labels},
            {QStringLiteral("export"), pathText(plate), QStringLiteral("--out"), pathText(world / "out.csv")},
            {QStringLiteral("audit"), pathText(plate)},
            {QStringLiteral("snapshot"), pathText(plate), QStringLiteral("a"), QStringLiteral("--out"),
             pathText(world / "shown.png")},
            {QStringLiteral("predict"), pathText(plate), QStringLiteral("--out"), pathText(world / "scores.csv")},
            {QStringLiteral("train"), pathText(plate), QStringLiteral("--labels"), labels, QStringLiteral("--out"), pathText(world / "model.pt")}};
}

/// What `index` lists of one file; empty where that is nothing.
std::string problemOf(const PlateWorld& world, const std::string& file) {
    const ProgramRun run =
        world.run({QStringLiteral("index"), pathText(world.plate()), QStringLiteral("--json")});
    if (run.status != 0 || !run.err.isEmpty()) {
        return "status " + std::to_string(run.status) + ": " + run.err.toStdString();
    }
    const auto found = nlohmann::json::parse(run.out.toStdString());
    for (const auto& problem : found.at("problems")) {
        if (problem.at("sample") == "good") {
            return "the good sample has a problem";
        }
    }
    for (const auto& problem : found.at("problems")) {
        if (problem.at("file") == file) {
            return problem.at("cause");
        }
    }
    return {};
}

/// `sample` beside a good one, its protein image exchanged for `bytes` under a name with this suffix.
void exchangeProtein(const PlateWorld& world, const std::string& sample, const Bytes& bytes,
                     const std::string& suffix) {
    fs::remove(world.plate() / (sample + "_green.png"));
    put(world.plate() / (sample + "_green" + suffix), bytes);
}

QString asNobody() {
    return ::geteuid() == 0 ? QStringLiteral("setpriv --reuid=65534 --clear-groups ") : QString();
}

/// The largest resident set among the children so far.
long mostKilobytesOfChildren() {
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    return used.ru_maxrss;
}

} // namespace

class TestBadInput final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QCOMPARE(runProgram({QStringLiteral("--version")}).status, 0);
        m_kilobytesAtRest = mostKilobytesOfChildren(); // half a gigabyte under AddressSanitizer
    }

    void aPlateThatIsNotThere() {
        const PlateWorld world({"a"});
        for (const QStringList& command : commandsOn(world, world / "gone/plate")) {
            EXPECT_ONE_LINE(world.run(command), world / "gone/plate", "there is no such folder");
        }
    }

    void anEmptyPlate() {
        const PlateWorld world({});
        for (const QStringList& command : commandsOn(world, world.plate())) {
            EXPECT_ONE_LINE(world.run(command), world.plate(), "no image named <id>_<red|green|blue|yellow>");
        }
    }

    void aPlateOfOtherPictures() {
        const PlateWorld world({});
        put(world.plate() / "overview.png", pngHeader(8));
        put(world.plate() / "overlay.jpg", pngHeader(8));
        EXPECT_ONE_LINE(world.run({QStringLiteral("index"), pathText(world.plate())}), world.plate(),
                        "(2 images name no stain)");
    }

    void aPlateThatIsAFileOrAFifo() {
        const PlateWorld world({"a"});
        QCOMPARE(::mkfifo((world / "pipe").c_str(), 0600), 0);
        for (const fs::path& plate : {world.plate() / "a_red.png", world / "pipe", fs::path("/dev/zero")}) {
            for (const QStringList& command : commandsOn(world, plate)) {
                EXPECT_ONE_LINE(world.run(command), plate, "is not a folder");
            }
        }
    }

    void aPlateWithoutPermission() {
        const PlateWorld world({"a"});
        fs::permissions(world.plate().parent_path(), fs::perms(0755));
        const auto commands = commandsOn(world, world.plate());
        fs::permissions(world.plate(), fs::perms::none);
        for (const QStringList& command : commands) {
            EXPECT_ONE_LINE(
                runShell(asNobody() +
                         QStringLiteral("\"$LOCASCOPE\" '%1'").arg(command.join(QStringLiteral("' '")))),
                world.plate(), "permission denied");
        }
        fs::permissions(world.plate(), fs::perms::owner_all);
    }

    void anImageWithoutPermissionIsAProblemOfItsSample() {
        const PlateWorld world({"bad", "good"});
        fs::permissions(world.plate().parent_path(), fs::perms(0755));
        fs::permissions(world.plate() / "bad_green.png", fs::perms::none);
        const ProgramRun run =
            runShell(asNobody() + QStringLiteral("\"$LOCASCOPE\" index '%1'").arg(pathText(world.plate())));
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.startsWith("2 samples, 1 problem"), run.out);
        QVERIFY2(run.out.contains("\nproblem: bad_green.png: permission denied; "), run.out);
    }

    void anImageThatIsCutIsNeverTakenAsWhole_data() {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<int>("percent");
        for (const char* suffix : {".png", ".jpg", ".tif"}) {
            for (const int percent : {5, 10, 30, 60, 90, 99}) {
                QTest::addRow("%d %% of a%s", percent, suffix) << QString::fromUtf8(suffix) << percent;
            }
        }
    }
    void anImageThatIsCutIsNeverTakenAsWhole() {
        QFETCH(QString, suffix);
        QFETCH(int, percent);
        const Plane plane = knownPlane(200, 150, 8);
        const Bytes whole = suffix == QStringLiteral(".png")   ? encodeGreyPng(plane)
                            : suffix == QStringLiteral(".jpg") ? greyJpegBytes(plane)
                                                               : greyTiffBytes(plane);
        const PlateWorld world({"bad", "good"});
        exchangeProtein(world, "bad", first(whole, whole.size() * static_cast<std::size_t>(percent) / 100),
                        suffix.toStdString());
        const std::string file = "bad_green" + suffix.toStdString();
        QVERIFY2(problemOf(world, file).find("ends early at byte") != std::string::npos,
                 problemOf(world, file).c_str());
        EXPECT_ONE_LINE(snapshot(world, "bad"), world.plate() / file, "ends early at byte");
        QVERIFY(!fs::exists(world / "shown.png"));
        QCOMPARE(snapshot(world, "good").status, 0);
    }

    void anImageWithSomethingBehindItIsWhole() {
        const Plane plane = knownPlane(16, 16, 8);
        const PlateWorld world({"good"});
        for (const std::string suffix : {".png", ".jpg"}) {
            Bytes bytes = suffix == ".png" ? encodeGreyPng(plane) : greyJpegBytes(plane);
            append(bytes, std::string(5000, 'x'));
            exchangeProtein(world, "good", bytes, suffix);
            QCOMPARE(problemOf(world, "good_green" + suffix), std::string());
            fs::remove(world.plate() / ("good_green" + suffix));
        }
    }

    void anEmptyTiff() {
        const PlateWorld world({"bad", "good"});
        exchangeProtein(world, "bad", {}, ".tif");
        QCOMPARE(problemOf(world, "bad_green.tif"), std::string("an empty file"));
        EXPECT_ONE_LINE(snapshot(world, "bad"), world.plate() / "bad_green.tif", "an empty file");
    }

    void aHeaderOfAHundredThousandPixelsSquared() {
        const PlateWorld world({"bad", "good"});
        exchangeProtein(world, "bad", pngHeader(100'000), ".png");
        QVERIFY(problemOf(world, "bad_green.png").find("100000 x 100000 pixels, above the limit") !=
                std::string::npos);
        EXPECT_ONE_LINE(snapshot(world, "bad"), world.plate() / "bad_green.png", "100000 x 100000 pixels");
    }

    void aPngOf57BytesThatAsksForAGigabyte_data() {
        QTest::addColumn<QByteArray>("chunk");
        for (const char* chunk : {"IDAT", "iCCP", "zTXt", "iTXt", "eXIf", "PLTE"}) {
            QTest::newRow(chunk) << QByteArray(chunk);
        }
    }
    void aPngOf57BytesThatAsksForAGigabyte() {
        QFETCH(QByteArray, chunk);
        Bytes bytes = pngHeader(64);
        append(bytes, (1U << 30U) - 1);
        append(bytes, chunk.toStdString());
        bytes.resize(57);
        const PlateWorld world({"bad", "good"});
        exchangeProtein(world, "bad", bytes, ".png");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(problemOf(world, "bad_green.png"),
                 std::string("ends early at byte 57; copy it again from its source"));
        EXPECT_ONE_LINE(snapshot(world, "bad"), world.plate() / "bad_green.png", "ends early at byte 57");
        QVERIFY2(timer.elapsed() < 8000, "four runs of the program");
        QVERIFY2(mostKilobytesOfChildren() < m_kilobytesAtRest + 400 * 1024, "kilobytes");
    }

    void whatIsNoImageUnderTheNameOfOne() {
        const PlateWorld world({"bad", "good"});
        Bytes svg;
        append(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        exchangeProtein(world, "bad", svg, ".png");
        QVERIFY(problemOf(world, "bad_green.png").find("neither PNG nor JPEG nor TIFF") != std::string::npos);
        EXPECT_ONE_LINE(snapshot(world, "bad"), world.plate() / "bad_green.png",
                        "neither PNG nor JPEG nor TIFF");
    }

    void aJpegUnderTheNameOfAPngSimplyWorks() {
        const PlateWorld world({"good"});
        exchangeProtein(world, "good", greyJpegBytes(smoothPlane(16, 16, 8)), ".png");
        QCOMPARE(problemOf(world, "good_green.png"), std::string());
        QCOMPARE(snapshot(world, "good").status, 0);
    }

    void aFifoUnderTheNameOfAnImageIsNeverOpened() {
        const PlateWorld world({"bad", "good"});
        fs::remove(world.plate() / "bad_green.png");
        QCOMPARE(::mkfifo((world.plate() / "bad_green.png").c_str(), 0600), 0);
        QVERIFY(problemOf(world, "bad_green.png").find("was not opened") != std::string::npos);
        EXPECT_ONE_LINE(snapshot(world, "bad"), world.plate() / "bad", "green missing");
        QCOMPARE(snapshot(world, "good").status, 0);
    }

    // FAULTS.md, B11
    void aSparseFileOfThreeTerabytesIsRefusedBySize() {
        const PlateWorld world({"bad", "good"});
        exchangeProtein(world, "bad", first(greyTiffBytes(knownPlane(16, 16, 8)), 100), ".tif");
        std::error_code error;
        fs::resize_file(world.plate() / "bad_green.tif", std::uintmax_t{3} << 40, error);
        if (error)
            QSKIP("this file system has no room for a sparse file of 3 TB");
        QVERIFY2(problemOf(world, "bad_green.tif").find("above the limit of") != std::string::npos, problemOf(world, "bad_green.tif").c_str());
        EXPECT_ONE_LINE(snapshot(world, "bad"), world.plate() / "bad_green.tif", "above the limit of");
    }

    // FAULTS.md, A12
    void aGzipBombIsStoppedOnItsWay() {
        const PlateWorld world({"bad", "good"});
        Bytes content = greyTiffBytes(knownPlane(16, 16, 8));
        content.resize(std::size_t{300} << 20);
        exchangeProtein(world, "bad", gzipped(content), ".tif.gz");
        QVERIFY(fs::file_size(world.plate() / "bad_green.tif.gz") < (1U << 20U));
        EXPECT_ONE_LINE(snapshot(world, "bad"), world.plate() / "bad_green.tif.gz", "it was made to fill the memory");
        QCOMPARE(snapshot(world, "good").status, 0);
    }

    // FAULTS.md, B9
    void aPlateThatCannotBeWrittenIsAsGoodAsAnother() {
        const PlateWorld world({"a", "b"});
        fs::create_directories(world.data());
        const std::set<std::string> before = treeOf(world.plate());
        const QString mount = QStringLiteral("mount --bind '%1' '%1' && mount -o remount,ro,bind '%1' '%1'").arg(pathText(world.plate()));
        if (runShell(QStringLiteral("unshare -m bash -c \"%1\"").arg(mount)).status != 0)
            QSKIP("no mounts here");
        for (const QStringList& command : commandsOn(world, world.plate())) {
            if (command.at(0) == QStringLiteral("train") || command.at(0) == QStringLiteral("predict") || command.at(0) == QStringLiteral("audit"))
                continue; // these need the learning module, or predictions
            QString line = QStringLiteral("unshare -m bash -c \"%1 && export LOCASCOPE_DATA_DIR='%2' && '$LOCASCOPE' '%3'\"").arg(mount, pathText(world.data()), command.join(QStringLiteral("' '")));
            const ProgramRun run = runShell(line);
            QVERIFY2(run.status == 0, run.err);
        }
        const ProgramRun inside = runShell(QStringLiteral("unshare -m bash -c \"%1 && '$LOCASCOPE' snapshot '%2' a --out '%2/shown.png'\"").arg(mount, pathText(world.plate())));
        QCOMPARE(inside.status, 1);
        QVERIFY2(inside.saysOneLine() && inside.err.contains("shown.png"), inside.err);
        QVERIFY(treeOf(world.plate()) == before);
    }

    // FAULTS.md, A23: OME-XML that names other places makes the program look at none of them.
    void omeXmlOpensNoFileAndNoSocket() {
        if (runShell(QStringLiteral("command -v strace")).status != 0)
            QSKIP("no strace here");
        const PlateWorld world({});
        put(world.plate() / "a.ome.tif", stackTiffBytes(flatPlanes(2), {.description = "<?xml version=\"1.0\"?>\n<!DOCTYPE OME [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y SYSTEM \"http://127.0.0.1/\">]>\n<OME>&x;&y;</OME>"}));
        put(world.plate() / "b.ome.tif", stackTiffBytes(flatPlanes(1), {.description = omeText({{.c = 2, .inPixels = "<TiffData FirstC=\"1\" IFD=\"0\"><UUID FileName=\"/etc/passwd\"/></TiffData><TiffData IFD=\"0\"/>"}})}));
        const ProgramRun run = runShell(QStringLiteral("strace -f -e trace=network,openat \"$LOCASCOPE\" index '%1'").arg(pathText(world.plate())));
        if (run.status != 0 && run.err.contains("ptrace"))
            QSKIP("nothing may be traced here");
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.out.contains("a.ome.tif: line 2: has a document type") && run.out.contains("lies outside the plate"), run.out);
        QVERIFY2(!run.err.contains("/etc/passwd") && !run.err.contains("AF_INET"), run.err);
    }

    void theDamagedFilesOfPngSuite() {
        const fs::path broken = fs::path(LOCASCOPE_SHARED_DIR) / "data/broken";
        std::vector<fs::path> files;
        if (fs::exists(broken)) {
            for (const auto& entry : fs::recursive_directory_iterator(broken)) {
                const std::string name = entry.path().filename().string();
                if (entry.path().extension() == ".png" && name.size() == 12 && name[0] == 'x') {
                    files.push_back(entry.path());
                }
            }
        }
        if (files.empty()) {
            QSKIP("no damaged files here");
        }
        for (const fs::path& file : files) {
            const PlateWorld world({"bad"});
            fs::copy_file(file, world.plate() / "bad_green.png", fs::copy_options::overwrite_existing);
            EXPECT_ONE_LINE(snapshot(world, "bad"), world.plate() / "bad_green.png", "");
        }
    }

    void aTableThatDoesNotFit_data() {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QByteArray>("cause");
        const auto row = [](const char* name, const char* csv, const char* cause) {
            QTest::newRow(name) << QByteArray(csv) << QByteArray(cause);
        };
        row("an unknown Id", "Id,Target\na,0\nx,1\n", "line 3: Id x is not in this plate");
        row("an Id with a line break", "Id,Target\n\"a\nb\",1\n", "line 2: Id a\\x0ab is not in this plate");
        row("a quote that is never closed", "Id,Target\na,0\n\"b,1\n",
            "line 3: a quote is opened and never closed");
        row("class 28", "Id,Target\na,28\n", "line 2: class 28, but the last one is 27");
        row("a class by name", "Id,Target\na,Golgi apparatus\n", "line 2: \"Golgi\" is no class index");
        row("no column Id", "Sample,Target\na,0\n", "line 1: no column Id");
        row("no column of labels", "Id,Labels\na,0\n", "line 1: no column of labels");
        row("a column missing", "Id,p0,p1\na,0.5,0.5\n", "line 1: no column p2");
        row("a field missing", "Id,Target\na\n", "line 2: 1 field where the header has 2");
        row("an Id twice", "Id,Target\na,0\na,1\n", "line 3: Id a was on line 2 already");
        row("no text",
            "\x7f"
            "ELF\x02\x01\x01",
            "line 1: no column Id");
        row("nothing", "", "an empty file");
        row("blank lines", "\n\n", "has no header; is it a CSV file?\n");
    }
    void aTableThatDoesNotFit() {
        QFETCH(QByteArray, csv);
        QFETCH(QByteArray, cause);
        const PlateWorld world({"a"});
        const fs::path file = world.put("table.csv", csv.toStdString());
        EXPECT_ONE_LINE(world.import(file), file, cause);
        QVERIFY(!world.hasReview());
    }

    void aTableThatIsNoFile() {
        const PlateWorld world({"a"});
        QCOMPARE(::mkfifo((world / "pipe.csv").c_str(), 0600), 0);
        const fs::path labels = world.put("labels.csv", "Id,Target\na,0\n");
        EXPECT_ONE_LINE(world.import(world / "pipe.csv"), world / "pipe.csv",
                        "a FIFO, not a file, and never opened");
        EXPECT_ONE_LINE(world.import("/dev/zero"), "/dev/zero", "a device, not a file, and never opened");
        EXPECT_ONE_LINE(world.import(world.plate()), world.plate(), "a directory, not a file");
        EXPECT_ONE_LINE(world.import(world / "gone.csv"), world / "gone.csv",
                        "there is no such file; check its name");
        for (const char* option : {"--truth", "--predictions", "--thresholds"}) {
            std::map<QString, QString> files = {{QStringLiteral("--truth"), pathText(labels)},
                                                {QStringLiteral("--predictions"), pathText(labels)}};
            files[QString::fromUtf8(option)] = pathText(world / "pipe.csv");
            QStringList arguments{QStringLiteral("audit")};
            for (const auto& [name, file] : files) {
                arguments << name << file;
            }
            EXPECT_ONE_LINE(world.run(arguments), world / "pipe.csv", "a FIFO, not a file, and never opened");
        }
    }

    void aNameIsShownInFullAndOnOneLine() {
        const PlateWorld world({"a"});
        fs::create_directory(world / "two\nlines");
        const ProgramRun run = runShell(QStringLiteral("cd '%1'; \"$LOCASCOPE\" index two$'\\n'lines")
                                            .arg(pathText(world.plate().parent_path())));
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() &&
                     run.err.contains((world.plate().parent_path() / "two\\x0alines: no image").c_str()),
                 run.err);
    }

    void aServersPasswordIsNotShown_data() {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("another kind of server") << QStringLiteral("mysql://ann:secret@host/plate") << QByteArray("mysql://host/plate");
        QTest::newRow("nobody answers") << QStringLiteral("postgresql://ann:secret@127.0.0.1:1/plate") << QByteArray("postgresql://127.0.0.1:1/plate");
        QTest::newRow("as an option") << QStringLiteral("postgresql://127.0.0.1:1/plate?user=ann&password=secret") << QByteArray("postgresql://127.0.0.1:1/plate");
        QTest::newRow("a port that is none") << QStringLiteral("postgresql://ann:secret@host:x/plate") << QByteArray("postgresql://host:x/plate");
    }
    void aServersPasswordIsNotShown() {
        QFETCH(QString, address);
        QFETCH(QByteArray, shown);
        const PlateWorld world({"a"});
        const ProgramRun run = world.import(world.put("labels.csv", "Id,Target\na,0\n"), {QStringLiteral("--review"), address});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains(shown) && !run.err.contains("secret"), run.err);
    }

private:
    long m_kilobytesAtRest = 0;
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "test_badinput.moc"
