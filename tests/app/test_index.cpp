#include "core/files/writefile.h"
#include "core/plate/platechoices.h"
#include "core/plate/tiffmemory.h"
#include "tests/support/runprogram.h"
#include "tests/support/addsamples.h"
#include "tests/support/stacktiff.h"
#include "tests/support/temporaryfolder.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace locascope;
using namespace locascope::testing;

namespace {

QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

ProgramRun index(const std::filesystem::path& plate) { return runProgram({QStringLiteral("index"), text(plate), QStringLiteral("--json")}); }

nlohmann::json parsed(const ProgramRun& run) { return nlohmann::json::parse(run.out.toStdString()); }

/// Big-endian, as PNG wants it, with the checksum of an IHDR that asks for `side` × `side` grey pixels.
std::string hugePngHeader(std::uint32_t side) {
    std::string chunk = "IHDR";
    const auto number = [&](std::uint32_t value) {
        for (const int shift : {24, 16, 8, 0})
            chunk += static_cast<char>(value >> shift & 255);
    };
    number(side);
    number(side);
    chunk += std::string("\x08\x00\x00\x00\x00", 5);
    std::uint32_t crc = 0xffffffffU;
    for (const char character : chunk) {
        crc ^= static_cast<unsigned char>(character);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    const std::string size("\x00\x00\x00\x0d", 4);
    std::string file = "\x89PNG\r\n\x1a\n" + size + chunk;
    chunk.clear();
    number(~crc);
    return file + chunk;
}

void truncate(const std::filesystem::path& file, std::size_t bytes) { std::filesystem::resize_file(file, bytes); }

/// The cause listed for a file, or for a sample as a whole; empty where there is none.
std::string causeOf(const nlohmann::json& index, const std::string& what) {
    for (const auto& problem : index.at("problems"))
        if (problem.at("file") == what || (problem.at("file").is_null() && problem.at("sample") == what))
            return problem.at("cause");
    return {};
}

} // namespace

class TestIndex final : public QObject {
    Q_OBJECT
private slots:
    void aPlateIsDescribedAsOneObject() {
        TemporaryFolder plate;
        addSamples(plate.path(), {"101_12_B03_2", "101_12_B03_10"});
        const ProgramRun run = index(plate.path());
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        const auto found = parsed(run);
        QCOMPARE(found.at("problems").size(), 0u);
        QCOMPARE(found.at("samples").size(), 2u);
        const auto& first = found.at("samples").at(0);
        QCOMPARE(first.at("id").get<std::string>(), std::string("101_12_B03_2"));
        QCOMPARE(first.at("plate").get<std::string>(), std::string("12"));
        QCOMPARE(first.at("well").get<std::string>(), std::string("B03"));
        QCOMPARE(first.at("site").get<int>(), 2);
        QCOMPARE(first.at("width").get<int>(), 16);
        QCOMPARE(first.at("bits").get<int>(), 8);
        QVERIFY(first.at("pixel_size_um").is_null());
        QVERIFY(first.at("planes").is_null()); // each stain is the whole of its file
        QCOMPARE(first.at("files").at("microtubules").get<std::string>(), std::string("101_12_B03_2_red.png"));
    }

    void aBadFileIsAProblemAndTheRestIsListed() {
        TemporaryFolder plate;
        addSamples(plate.path(), {"good", "huge", "short", "zero"}, 64);
        writeFile(plate / "huge_green.png", hugePngHeader(100000));
        truncate(plate / "short_red.png", 20);
        std::filesystem::remove(plate / "zero_blue.png");
        writeFile(plate / "zero_blue.tif", std::string_view());
        QVERIFY(::mkfifo((plate / "pipe_blue.png").c_str(), 0600) == 0);
        const ProgramRun run = index(plate.path());
        QCOMPARE(run.status, 0);
        const auto found = parsed(run);
        QVERIFY2(causeOf(found, "huge_green.png").find("100000") != std::string::npos, run.out);
        QVERIFY2(!causeOf(found, "short_red.png").empty(), run.out);
        QVERIFY2(!causeOf(found, "zero_blue.tif").empty(), run.out);
        QVERIFY2(causeOf(found, "good").empty(), run.out);
        QCOMPARE(found.at("samples").size(), 4u);
    }

    void aMissingStainIsListedOnce() {
        TemporaryFolder plate;
        addSamples(plate.path(), {"a", "b"});
        std::filesystem::remove(plate / "b_yellow.png");
        const auto found = parsed(index(plate.path()));
        QCOMPARE(found.at("problems").size(), 1u);
        QCOMPARE(found.at("problems").at(0).at("cause").get<std::string>(), std::string("incomplete: yellow missing"));
    }

    void aNameThatIsNotUtf8IsListed() {
        TemporaryFolder plate;
        addSample(plate.path(), "b\xff" "d");
        const auto found = parsed(index(plate.path()));
        QCOMPARE(found.at("samples").size(), 1u);
        QCOMPARE(found.at("samples").at(0).at("id").get<std::string>(), std::string("b%FFd"));
        QCOMPARE(found.at("samples").at(0).at("files").at("protein").get<std::string>(), std::string("b%FFd_green.png"));
    }

    void theSchemeItsChannelsAndTheirStainsAreTold() {
        TemporaryFolder plate;
        for (const char* name : {"A - 01(fld 1 wv DAPI - DAPI).tif", "A - 01(fld 1 wv Cy3 - Cy3).tif"})
            writeFile(plate / name, std::string_view("x"));
        const auto found = parsed(index(plate.path()));
        QCOMPARE(found.at("scheme").get<std::string>(), std::string("incell"));
        QCOMPARE(found.at("samples").at(0).at("well").get<std::string>(), std::string("A01"));
        QVERIFY(found.at("channels").at(0).at("stain").is_null());
        QCOMPARE(found.at("channels").at(1).at("stain").get<std::string>(), std::string("nucleus"));
        QCOMPARE(found.at("channels").at(1).at("said_by").get<std::string>(), std::string("guess"));
        const QString stains = QStringLiteral("Cy3 - Cy3=protein");
        const ProgramRun told = runProgram({QStringLiteral("index"), text(plate.path()), QStringLiteral("--stains"), stains});
        QCOMPARE(told.status, 0);
        QVERIFY2(told.out.contains("channels: Cy3 - Cy3 = protein, DAPI - DAPI = nucleus by its name"), told.out);
        QCOMPARE(runProgram({QStringLiteral("index"), text(plate.path()), QStringLiteral("--stains"), QStringLiteral("Cy3=mitochondria")}).status, 2);
        const ProgramRun unknown = runProgram({QStringLiteral("index"), text(plate.path()), QStringLiteral("--scheme"), QStringLiteral("mine")});
        QCOMPARE(unknown.status, 1);
        QVERIFY2(unknown.saysOneLine() && unknown.err.contains("there is no naming scheme mine; known are challenge, atlas"), unknown.err);
    }

    void anOmeTiffTellsItsChannelsPixelSizeAndWell() {
        TemporaryFolder plate;
        const std::string well = "<Plate ID=\"Plate:0\" Name=\"Screen 7\"><Well ID=\"Well:0\" Row=\"2\" Column=\"4\"><WellSample ID=\"WellSample:0\" Index=\"0\"><ImageRef ID=\"Image:0\"/></WellSample></Well></Plate>";
        const std::string description = omeText({{.c = 2, .z = 2, .channels = {"DAPI", "anti-X"}, .attributes = " PhysicalSizeX=\"108\" PhysicalSizeXUnit=\"nm\""}}, well);
        writeFile(plate / "f1.ome.tif", stackTiffBytes(flatPlanes(4), {.description = description}));
        writeFile(plate / "f2.ome.tif", stackTiffBytes(flatPlanes(4), {.description = description.substr(0, 400)}));
        const ProgramRun run = runProgram({QStringLiteral("index"), text(plate.path()), QStringLiteral("--json"), QStringLiteral("--stains"), QStringLiteral("c2=protein")});
        QVERIFY2(run.status == 0 && run.err.isEmpty(), run.err);
        const auto found = parsed(run);
        QCOMPARE(found.at("scheme").get<std::string>(), std::string("ome-tiff"));
        QCOMPARE(found.at("z_planes").get<int>(), 2);
        QCOMPARE(found.at("channels").at(0).dump(), std::string(R"({"key":"c1","name":"DAPI","said_by":"guess","stain":"nucleus"})"));
        QCOMPARE(found.at("channels").at(1).dump(), std::string(R"({"key":"c2","name":"anti-X","said_by":"user","stain":"protein"})"));
        const auto& sample = found.at("samples").at(0);
        QCOMPARE(sample.at("id").get<std::string>(), std::string("f1"));
        QCOMPARE(sample.at("plate").get<std::string>(), std::string("Screen 7"));
        QCOMPARE(sample.at("well").get<std::string>(), std::string("C05"));
        QCOMPARE(sample.at("site").get<int>(), 1);
        QCOMPARE(sample.at("pixel_size_um").get<double>(), 0.108);
        QCOMPARE(sample.at("width").get<int>(), 20);
        QCOMPARE(sample.at("files").at("protein").get<std::string>(), std::string("f1.ome.tif"));
        const auto& planes = sample.at("planes").at("protein");
        QCOMPARE(planes.size(), 2u);
        QCOMPARE(planes.at(0).dump(), std::string(R"({"channel":null,"file":"f1.ome.tif","page":2})"));
        QCOMPARE(planes.at(1).at("page").get<int>(), 3);
        QCOMPARE(sample.at("planes").at("nucleus").at(1).at("page").get<int>(), 1);
        QVERIFY(!sample.at("planes").contains("reticulum"));
        QVERIFY2(causeOf(found, "f2.ome.tif").find("not well-formed XML") != std::string::npos, run.out);
    }

    void channelsOfAPixelAreTold() {
        const TemporaryFolder plate;
        writeFile(plate / "a.tif", stackTiffBytes(flatPlanes(3), {.samples = 3}));
        const auto found = parsed(runProgram({QStringLiteral("index"), text(plate.path()), QStringLiteral("--json"), QStringLiteral("--stains"), QStringLiteral("c3=protein")}));
        QCOMPARE(found.at("samples").at(0).at("planes").at("protein").dump(), std::string(R"([{"channel":2,"file":"a.tif","page":0}])"));
    }

    void headersThatAreRememberedAreNotReadAgain() {
        const TemporaryFolder plate, cache;
        addSamples(plate.path(), {"a", "b"});
        for (const auto& entry : std::filesystem::directory_iterator(plate.path()))
            std::filesystem::last_write_time(entry.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
        const std::map<QString, QString> environment{{QStringLiteral("LOCASCOPE_CACHE_DIR"), text(cache.path())}};
        const auto indexed = [&] { return runProgram({QStringLiteral("index"), text(plate.path()), QStringLiteral("--json")}, environment).out; };
        const QByteArray first = indexed();
        QVERIFY(first.contains("\"width\": 16"));
        // The content changes, size and time do not: who reads the file sees it.
        const auto time = std::filesystem::last_write_time(plate / "a_green.png");
        writeFile(plate / "a_green.png", Bytes(std::filesystem::file_size(plate / "a_green.png")));
        std::filesystem::last_write_time(plate / "a_green.png", time);
        QCOMPARE(indexed(), first);
        std::filesystem::remove_all(cache / "headers");
        QVERIFY(indexed() != first);
    }

    void whatWasChosenForThePlateIsFollowedUnlessItIsSaid() {
        const TemporaryFolder plate, data;
        addSample(plate.path(), "A01_1");
        const std::map<QString, QString> environment{{QStringLiteral("LOCASCOPE_DATA_DIR"), text(data.path())}};
        const auto indexed = [&](const QStringList& more = {}) {
            return parsed(runProgram(QStringList{QStringLiteral("index"), text(plate.path()), QStringLiteral("--json")} + more, environment));
        };
        QVERIFY(!indexed().at("scheme_chosen").get<bool>());
        rememberChoices(data.path(), plate.path(), {"other", 2, 0.25});
        auto found = indexed();
        QCOMPARE(found.at("scheme").get<std::string>(), std::string("other"));
        QVERIFY(found.at("scheme_chosen").get<bool>());
        QCOMPARE(found.at("plane").get<int>(), 2);
        QCOMPARE(found.at("entered_pixel_size_um").get<double>(), 0.25);
        QCOMPARE(found.at("samples").at(0).at("pixel_size_um").get<double>(), 0.25);
        found = indexed({QStringLiteral("--scheme"), QStringLiteral("well"), QStringLiteral("--plane"), QStringLiteral("max"), QStringLiteral("--pixel-size"), QStringLiteral("0.5")});
        QCOMPARE(found.at("scheme").get<std::string>(), std::string("well"));
        QVERIFY(found.at("plane").is_null());
        QCOMPARE(found.at("samples").at(0).at("pixel_size_um").get<double>(), 0.5);
        for (const QStringList& wrong : {QStringList{QStringLiteral("--plane"), QStringLiteral("0")}, QStringList{QStringLiteral("--plane"), QStringLiteral("all")},
                                         QStringList{QStringLiteral("--pixel-size"), QStringLiteral("-1")}, QStringList{QStringLiteral("--pixel-size"), QStringLiteral("wide")}})
            QCOMPARE(runProgram(QStringList{QStringLiteral("index"), text(plate.path())} + wrong, environment).status, 2);
        const ProgramRun told = runProgram({QStringLiteral("index"), text(plate.path())}, environment);
        QVERIFY2(told.out.contains("named as: other (chosen)") && told.out.contains("pixel size: 0.25 micrometres, entered"), told.out);
    }

    void noDirectoryIsOneLine() {
        const ProgramRun run = index("/nowhere/at/all");
        QCOMPARE(run.status, 1);
        QCOMPARE(run.out, QByteArray());
        QVERIFY2(run.saysOneLine() && run.err.contains("/nowhere/at/all"), run.err);
    }

    void anEmptyDirectoryIsOneLine() {
        TemporaryFolder plate;
        const ProgramRun run = index(plate.path());
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("no image"), run.err);
    }

    void noPermissionIsOneLine() {
        TemporaryFolder plate;
        addSample(plate.path(), "a");
        ::chmod(plate.path().c_str(), 0);
        const QString asNobody = ::geteuid() == 0 ? QStringLiteral("setpriv --reuid=65534 --clear-groups ") : QString();
        const ProgramRun run = runShell(asNobody + QStringLiteral("\"$LOCASCOPE\" index '%1'").arg(text(plate.path())));
        ::chmod(plate.path().c_str(), 0700);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("ermission"), run.err);
    }

    void resultsThatCannotBeWrittenAreNoSuccess() {
        TemporaryFolder plate;
        addSample(plate.path(), "a");
        const ProgramRun run = runShell(QStringLiteral("\"$LOCASCOPE\" index '%1' --json > /dev/full").arg(text(plate.path())));
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine(), run.err);
    }

    void whatWasReadOfTiffsIsRemembered() {
        TemporaryFolder folder;
        makeDirectory(folder / "plate");
        writeFile(folder / "plate/a.ome.tif", stackTiffBytes(flatPlanes(2), {.description = omeText({{.c = 2}})}));
        std::filesystem::last_write_time(folder / "plate/a.ome.tif", std::filesystem::file_time_type::clock::now() - std::chrono::hours(24));
        const auto indexed = [&] {
            return runProgram({QStringLiteral("index"), text(folder / "plate"), QStringLiteral("--json")}, {{QStringLiteral("LOCASCOPE_CACHE_DIR"), text(folder / "cache")}});
        };
        const ProgramRun first = indexed();
        QCOMPARE(first.status, 0);
        QCOMPARE(TiffMemory::read(tiffMemoryFile(folder / "cache", folder / "plate")).size(), std::size_t{1});
        QCOMPARE(indexed().out, first.out);
    }

    void theRealPlateIsWhole() {
        const std::filesystem::path plate = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data/challenge";
        if (!std::filesystem::exists(plate))
            QSKIP("no real images here");
        const auto found = parsed(index(plate));
        QCOMPARE(found.at("samples").size(), 60u);
        QCOMPARE(found.at("problems").size(), 0u);
        QCOMPARE(found.at("samples").at(0).at("width").get<int>(), 512);
    }
};

QTEST_GUILESS_MAIN(TestIndex)
#include "test_index.moc"
