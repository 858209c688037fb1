#include "core/simulation/simulate.h"

#include "core/files/readfile.h"
#include "core/imaging/decode.h"
#include "core/plate/scanplate.h"
#include "tests/support/asnobody.h"
#include "tests/support/decodechecks.h"
#include "tests/support/expecterror.h"
#include "tests/support/simulatedfields.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <cstring>
#include <set>
#include <sstream>

using namespace locascope;
using namespace locascope::testing;

namespace {

SimulationOptions tiny(PlateLayout layout) {
    return {.samples = 13, .size = 48, .seed = 21, .balance = ClassBalance::Balanced, .layout = layout};
}

std::string textOf(const std::filesystem::path& path) {
    const Bytes bytes = readFile(path);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::string> linesOf(const std::filesystem::path& path) {
    std::istringstream text(textOf(path));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);)
        lines.push_back(line);
    return lines;
}

std::size_t imagesIn(const std::filesystem::path& directory) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
        count += entry.path().extension() == ".png" ? 1 : 0;
    return count;
}

bool haveSamePixels(const Plane& a, const Plane& b) {
    return a.width() == b.width() && a.height() == b.height() && a.bits() == b.bits() &&
           std::memcmp(a.data(), b.data(), a.byteCount()) == 0;
}

} // namespace

/// Plates on disk: names, truth, masks, sheet, and what must not be overwritten.
class TestSimulatePlate final : public QObject {
    Q_OBJECT
private slots:
    void everyLayoutOpensAsAPlateWhoseIdsTheTruthNames_data() {
        QTest::addColumn<int>("layout");
        QTest::newRow("challenge") << static_cast<int>(PlateLayout::Challenge);
        QTest::newRow("atlas") << static_cast<int>(PlateLayout::Atlas);
        QTest::newRow("plate") << static_cast<int>(PlateLayout::Plate);
    }
    void everyLayoutOpensAsAPlateWhoseIdsTheTruthNames() {
        QFETCH(int, layout);
        const TemporaryFolder folder;
        const SimulationOptions options = tiny(static_cast<PlateLayout>(layout));
        simulatePlate(folder / "plate", options,
                      {.truthFile = folder / "truth.csv", .masksDirectory = {}, .sheetFile = {}}, {}, {}, 2);
        const Plate plate = scanPlate(folder / "plate");
        QCOMPARE(plate.samples.size(), options.samples);
        QVERIFY(plate.problems.empty());
        QVERIFY(plate.notes.empty());
        QVERIFY(plate.simulated);
        QVERIFY(plate.simulated);
        const std::vector<std::string> ids = csvIds(plate);
        std::set<std::string> named;
        const std::vector<std::string> lines = linesOf(folder / "truth.csv");
        QCOMPARE(lines.size(), options.samples + 1);
        QCOMPARE(lines.front(), std::string("Id,Target"));
        for (std::size_t i = 1; i < lines.size(); ++i)
            named.insert(lines[i].substr(0, lines[i].find(',')));
        QCOMPARE(named, std::set<std::string>(ids.begin(), ids.end()));
        if (options.layout == PlateLayout::Plate)
            QCOMPARE(plate.samples.front().well, std::string("A01"));
    }
    void aWrittenImageIsTheFieldMadeAlone() {
        const TemporaryFolder folder;
        const SimulationOptions options = tiny(PlateLayout::Challenge);
        simulatePlate(folder / "plate", options,
                      {.truthFile = {}, .masksDirectory = folder / "masks", .sheetFile = {}}, {}, {}, 2);
        std::size_t masks = 0;
        for (std::size_t i = 0; i < options.samples; ++i) {
            const SimulatedField field = simulateField(options, i);
            for (const Stain stain : allStains) {
                const auto path =
                    folder / "plate" / (field.id + "_" + std::string(colourWord(stain)) + ".png");
                QVERIFY(haveSamePixels(decoded(readFile(path), stain), field.stack.planes[stain]));
            }
            const std::vector<ClassIndex> classes = field.truth.classes();
            for (std::size_t k = 0; k < classes.size(); ++k, ++masks) {
                const auto path =
                    folder / "masks" / (field.id + "_" + std::to_string(toIndex(classes[k])) + ".png");
                QVERIFY(haveSamePixels(decoded(readFile(path)), field.masks[k]));
            }
        }
        QCOMPARE(imagesIn(folder / "masks"), masks);
    }
    void oneThreadAndThreeWriteTheSamePlate() {
        const TemporaryFolder folder;
        const SimulationOptions options = tiny(PlateLayout::Atlas);
        for (const unsigned threads : {1U, 3U}) {
            const std::string name = std::to_string(threads);
            simulatePlate(folder / name, options,
                          {.truthFile = folder / (name + ".csv"),
                           .masksDirectory = {},
                           .sheetFile = folder / (name + "s.csv")},
                          {}, {}, threads);
        }
        QCOMPARE(textOf(folder / "1.csv"), textOf(folder / "3.csv"));
        QCOMPARE(textOf(folder / "1s.csv"), textOf(folder / "3s.csv"));
        for (const auto& entry : std::filesystem::directory_iterator(folder / "1"))
            QCOMPARE(textOf(entry.path()), textOf(folder / "3" / entry.path().filename()));
    }
    void theSheetNamesAntibodyCellLineAndWhatIsVisible() {
        const TemporaryFolder folder;
        const SimulationOptions options = tiny(PlateLayout::Plate);
        simulatePlate(folder / "plate", options,
                      {.truthFile = {}, .masksDirectory = {}, .sheetFile = folder / "sheet.csv"});
        const std::vector<std::string> lines = linesOf(folder / "sheet.csv");
        QCOMPARE(lines.size(), options.samples + 1);
        QCOMPARE(lines.front(), std::string("Id,antibody,cell_line,plate,well,site,visible"));
        const SimulatedField first = simulateField(options, 0);
        QVERIFY(lines[1].starts_with(first.id + "," + first.antibody + "," + first.cellLine + ",," +
                                     first.well + ",1,"));
    }
    void progressReachesItsTotal() {
        const TemporaryFolder folder;
        std::size_t last = 0;
        simulatePlate(folder / "plate", tiny(PlateLayout::Challenge), {},
                      [&](std::size_t done, std::size_t) { last = std::max(last, done); });
        QCOMPARE(last, std::size_t{13});
    }
    void aStoppedPlateHasNoTruthFile() {
        const TemporaryFolder folder;
        std::stop_source stop;
        simulatePlate(
            folder / "plate", tiny(PlateLayout::Challenge),
            {.truthFile = folder / "truth.csv", .masksDirectory = {}, .sheetFile = {}},
            [&](std::size_t done, std::size_t) {
                if (done == 3)
                    stop.request_stop();
            },
            stop.get_token());
        QCOMPARE(imagesIn(folder / "plate"), std::size_t{12});
        QVERIFY(!std::filesystem::exists(folder / "truth.csv"));
    }

    void aDirectoryWithImagesIsRefused() {
        const TemporaryFolder folder;
        simulatePlate(folder / "plate", tiny(PlateLayout::Plate));
        const std::size_t before = imagesIn(folder / "plate");
        EXPECT_ERROR(simulatePlate(folder / "plate", tiny(PlateLayout::Challenge)), ErrorKind::Busy);
        EXPECT_ERROR(simulatePlate(folder / "other", tiny(PlateLayout::Challenge),
                                   {.truthFile = {}, .masksDirectory = folder / "plate", .sheetFile = {}}),
                     ErrorKind::Busy);
        QCOMPARE(imagesIn(folder / "plate"), before);
        QCOMPARE(imagesIn(folder / "other"), std::size_t{0});
    }
    void anExistingTruthFileOrSheetIsRefusedBeforeAnythingIsWritten() {
        const TemporaryFolder folder;
        simulatePlate(folder / "first", tiny(PlateLayout::Challenge),
                      {.truthFile = folder / "truth.csv", .masksDirectory = {}, .sheetFile = {}});
        const std::string before = textOf(folder / "truth.csv");
        EXPECT_ERROR(
            simulatePlate(folder / "second", tiny(PlateLayout::Plate),
                          {.truthFile = folder / "truth.csv", .masksDirectory = {}, .sheetFile = {}}),
            ErrorKind::Busy);
        EXPECT_ERROR(
            simulatePlate(folder / "second", tiny(PlateLayout::Plate),
                          {.truthFile = {}, .masksDirectory = {}, .sheetFile = folder / "truth.csv"}),
            ErrorKind::Busy);
        QCOMPARE(textOf(folder / "truth.csv"), before);
        QVERIFY(!std::filesystem::exists(folder / "second"));
    }
    void aPlaceWithoutPermissionIsNamed() {
        const TemporaryFolder folder;
        const std::filesystem::path closed = folder / "closed";
        std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
        std::filesystem::create_directory(closed);
        std::filesystem::permissions(closed,
                                     std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
        const AsNobody nobody(closed);
        if (!nobody.holds())
            QSKIP("needs the rights of an ordinary user");
        const auto error = errorOf([&] { simulatePlate(closed / "plate", tiny(PlateLayout::Challenge)); });
        QVERIFY(error);
        QCOMPARE(error->kind(), ErrorKind::PermissionDenied);
        QVERIFY(error->path().string().starts_with(closed.string()));
    }
    void aPlateOfNothingOrOfTooManyWellsIsRefused() {
        const TemporaryFolder folder;
        SimulationOptions options = tiny(PlateLayout::Plate);
        options.samples = 0;
        EXPECT_ERROR(simulatePlate(folder / "plate", options), ErrorKind::Invalid);
        options.samples = 7000;
        EXPECT_ERROR(simulatePlate(folder / "plate", options), ErrorKind::Invalid);
        QVERIFY(!std::filesystem::exists(folder / "plate"));
    }
};

QTEST_GUILESS_MAIN(TestSimulatePlate)
#include "test_simulateplate.moc"
