#include "core/imaging/headermemory.h"
#include "core/imaging/loadsample.h"
#include "core/plate/scanplate.h"
#include "core/files/writefile.h"
#include "tests/support/gzipped.h"
#include "tests/support/stacktiff.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <fstream>

using namespace locascope;
using namespace locascope::testing;

namespace {

// Bytes that this process has read from files so far; 0 where the system does not say.
long long bytesRead() {
    std::ifstream counters("/proc/self/io");
    std::string name;
    long long count = 0;
    return counters >> name >> count && name == "rchar:" ? count : 0;
}

const ChannelStains fourStains = {{"c1", Stain::Nucleus}, {"c2", Stain::Protein}, {"c3", Stain::Microtubules}, {"c4", Stain::Reticulum}};

} // namespace

/// What comes of pages and channels within one file.
class TestLoadSamplePages : public QObject {
    Q_OBJECT

    std::unique_ptr<TemporaryFolder> m_folder;

    void put(const std::string& name, const Bytes& bytes) const { writeFile(*m_folder / name, bytes, {.durability = Durability::Ordered, .access = FileAccess::Default}); }
    Plate opened(ScanOptions options = {.channelStains = fourStains}) const {
        Plate plate = scanPlate(m_folder->path(), options);
        inspectPlate(plate);
        return plate;
    }

private slots:
    void init() { m_folder = std::make_unique<TemporaryFolder>(); }

    void everyStainIsItsOwnPage() {
        put("a.ome.tif", stackTiffBytes(flatPlanes(4), {.description = omeText({{.c = 4}})}));
        const Plate plate = opened();
        QVERIFY(plate.problems.empty());
        QCOMPARE(plate.shapes[0].width, 20);
        QCOMPARE(plate.shapes[0].bits, 16);
        const LoadedSample loaded = loadSample(plate, plate.samples[0], {.threads = 2});
        QVERIFY(loaded.complete);
        QVERIFY(loaded.problems.empty());
        for (const Stain stain : allStains)
            QCOMPARE(loaded.stack.planes[stain].valueAt(3, 4), 100 + (stain == Stain::Nucleus ? 0 : stain == Stain::Protein ? 1 : stain == Stain::Microtubules ? 2 : 3));
    }

    void everyStainIsItsOwnSampleOfAPixel() {
        for (const int planar : {PLANARCONFIG_CONTIG, PLANARCONFIG_SEPARATE}) {
            put("a.tif", stackTiffBytes(flatPlanes(4), {.samples = 4, .planar = planar}));
            const Plate plate = opened();
            QCOMPARE(plate.scheme, std::string("channels"));
            const LoadedSample loaded = loadSample(plate, plate.samples[0]);
            QVERIFY(loaded.complete && loaded.problems.empty());
            QCOMPARE(loaded.stack.planes[Stain::Protein].valueAt(0, 0), 101);
            QCOMPARE(loaded.stack.planes[Stain::Reticulum].valueAt(19, 14), 103);
        }
    }

    void zPlanesAreProjectedOrChosen() {
        put("a.tif", stackTiffBytes(flatPlanes(8), {.description = "ImageJ=1.53t\nimages=8\nchannels=4\nslices=2\n"}));
        Plate plate = opened();
        QCOMPARE(loadSample(plate, plate.samples[0]).stack.planes[Stain::Protein].valueAt(0, 0), 105);
        plate = opened({.channelStains = fourStains, .plane = 1});
        QCOMPARE(loadSample(plate, plate.samples[0]).stack.planes[Stain::Protein].valueAt(0, 0), 101);
    }

    void aFileIsReadOnceForAllItsPlanes() {
        if (bytesRead() == 0)
            QSKIP("the system does not count what is read");
        const Bytes file = stackTiffBytes(flatPlanes(4, 1, 400, 300), {.description = omeText({{.c = 4}})});
        put("a.ome.tif", file);
        const Plate plate = opened();
        const long long before = bytesRead();
        QVERIFY(loadSample(plate, plate.samples[0], {.digest = true}).complete);
        QVERIFY2(bytesRead() - before < static_cast<long long>(file.size() * 3 / 2), qPrintable(QString::number(bytesRead() - before)));
    }

    void theDigestMayFollowThePlanesOfAFile() {
        put("a.tif", stackTiffBytes(flatPlanes(8), {.description = "ImageJ=1.53t\nimages=8\nchannels=4\nslices=2\n"}));
        for (const std::optional<int> plane : {std::optional<int>(), std::optional<int>(2)}) {
            const Plate plate = opened({.channelStains = fourStains, .plane = plane});
            std::string known = loadSample(plate, plate.samples[0], {.digest = true}).contentDigest;
            LoadOptions options{.threads = 2, .digest = true};
            int calls = 0;
            options.decoded = [&](const LoadedSample&) { ++calls; };
            QVERIFY(!known.empty());
            QCOMPARE(loadSample(plate, plate.samples[0], options).contentDigest, known);
            QCOMPARE(calls, 1);
        }
    }

    void anotherChannelOfTheSameFileIsAnotherContent() {
        put("a.ome.tif", stackTiffBytes(flatPlanes(2), {.description = omeText({{.c = 2}})}));
        const Plate one = opened({.channelStains = {{"c1", Stain::Protein}}}), other = opened({.channelStains = {{"c2", Stain::Protein}}});
        const std::string digest = loadSample(one, one.samples[0], {.digest = true}).contentDigest;
        QVERIFY(!digest.empty());
        QVERIFY(digest != loadSample(other, other.samples[0], {.digest = true}).contentDigest);
        QCOMPARE(digest, loadSample(one, one.samples[0], {.digest = true}).contentDigest);
    }

    // FAULTS.md, A18, A22
    void aFileOfTheSetThatIsMissingIsSaidWhereItIsShown() {
        const std::string text = omeText({{.c = 2, .inPixels = "<TiffData IFD=\"0\"/><TiffData FirstC=\"1\" IFD=\"0\"><UUID FileName=\"gone.ome.tif\">urn:uuid:b</UUID></TiffData>"}}, {}, "urn:uuid:a");
        put("a.ome.tif", stackTiffBytes(flatPlanes(1), {.description = text}));
        const Plate plate = opened({.channelStains = {{"c1", Stain::Nucleus}, {"c2", Stain::Protein}}});
        const LoadedSample loaded = loadSample(plate, plate.samples[0]);
        QCOMPARE(loaded.stack.planes[Stain::Nucleus].valueAt(0, 0), 100); // the rest is shown
        QVERIFY(loaded.stack.planes[Stain::Protein].isEmpty() && !loaded.complete);
        QCOMPARE(loaded.problems.size(), std::size_t{1});
        QVERIFY(loaded.problems[0].kind == ErrorKind::NotFound && loaded.problems[0].file == "gone.ome.tif");
    }

    void pagesOfOneFileAreRememberedEach() {
        std::vector<Plane> planes = flatPlanes(2);
        put("a.ome.tif", stackTiffBytes(planes, {.description = omeText({{.c = 2}})}));
        std::filesystem::last_write_time(*m_folder / "a.ome.tif", std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
        Plate plate = scanPlate(m_folder->path(), {.channelStains = {{"c1", Stain::Nucleus}, {"c2", Stain::Protein}}});
        HeaderMemory memory;
        inspectPlate(plate, {}, {}, {}, &memory);
        QCOMPARE(memory.size(), std::size_t{2});
    }

    void aPixelSizeIsReadOffATiffWhateverTheScheme() {
        const Plane plane = smoothPlane(20, 15, 16);
        const std::string ome = omeText({{.attributes = " PhysicalSizeX=\"0.0801276013678554\""}});
        put("a_blue.tif", stackTiffBytes({plane}, {.description = ome}));
        put("b_blue.tif.gz", gzipped(stackTiffBytes({plane}, {.description = ome})));
        put("c_blue.tif", stackTiffBytes({plane}, {.description = "ImageJ=1.53t\nunit=micron\n", .resolution = 4}));
        put("d_blue.tif", stackTiffBytes({plane}, {.description = "<OME><broken"}));
        const Plate plate = opened({});
        QCOMPARE(plate.scheme, std::string("other"));
        QCOMPARE(plate.samples[0].pixelSizeUm.value(), 0.0801276013678554);
        QCOMPARE(plate.samples[1].pixelSizeUm.value(), 0.0801276013678554);
        QCOMPARE(plate.samples[2].pixelSizeUm.value(), 0.25);
        QVERIFY(!plate.samples[3].pixelSizeUm);
        QVERIFY(plate.problems.empty());
        for (const char* name : {"a_blue.tif", "b_blue.tif.gz", "c_blue.tif", "d_blue.tif"})
            std::filesystem::last_write_time(*m_folder / name, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
        HeaderMemory memory;
        for (int opening = 0; opening < 2; ++opening) { // the second is told by what the first remembered
            Plate again = scanPlate(m_folder->path());
            inspectPlate(again, {}, {}, {}, &memory);
            QCOMPARE(memory.size(), std::size_t{4});
            for (std::size_t i = 0; i < 4; ++i)
                QVERIFY(again.samples[i].pixelSizeUm == plate.samples[i].pixelSizeUm);
        }
    }
};

QTEST_APPLESS_MAIN(TestLoadSamplePages)
#include "test_loadsample_pages.moc"
