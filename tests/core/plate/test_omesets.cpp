#include "core/files/writefile.h"
#include "core/plate/scanplate.h"
#include "tests/support/stacktiff.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <filesystem>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::string idsOf(const Plate& plate) {
    std::string ids;
    for (const Sample& sample : plate.samples)
        ids += (ids.empty() ? "" : " ") + sample.id;
    return ids;
}

std::string causesOf(const Plate& plate) {
    std::string text;
    for (const Problem& problem : plate.problems)
        text += problem.file + ": " + problem.cause + "\n";
    return text;
}

std::size_t timesIn(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

/// Plane `c` of an image lies in this file of one page.
std::string inFile(const std::string& name, int c) {
    return "<TiffData FirstC=\"" + std::to_string(c) + "\" IFD=\"0\" PlaneCount=\"1\"><UUID FileName=\"" + name + ".ome.tif\">urn:uuid:" + name + "</UUID></TiffData>";
}

std::string binaryOnly(const std::string& name, const std::string& metadataFile) {
    return "<OME UUID=\"urn:uuid:" + name + "\">\n<BinaryOnly MetadataFile=\"" + metadataFile + "\" UUID=\"urn:uuid:m\"/></OME>";
}

#define CONTAINS(text, part) QVERIFY2((text).find(part) != std::string::npos, (text).c_str())

} // namespace

/// Files of one OME-TIFF set whose metadata lie in another file.
class TestOmeSets : public QObject {
    Q_OBJECT

    std::unique_ptr<TemporaryFolder> m_folder;

    void putText(const std::string& name, const std::string& text) const { writeFile(*m_folder / name, text, {.durability = Durability::Ordered, .access = FileAccess::Default}); }
    void put(const std::string& name, const std::string& description, int pages = 1) const {
        writeFile(*m_folder / (name + ".ome.tif"), stackTiffBytes(flatPlanes(pages), {.description = description}), {.durability = Durability::Ordered, .access = FileAccess::Default});
    }
    Plate scanned() const { return scanPlate(m_folder->path(), {.channelStains = {{"c1", Stain::Nucleus}}}); }

private slots:
    void init() { m_folder = std::make_unique<TemporaryFolder>(); }

    void aMissingCompanionIsMissingForEachOfItsFiles() {
        for (const char* name : {"a", "b", "c"})
            put(name, binaryOnly(name, "set.companion.ome"));
        const std::string causes = causesOf(scanned());
        QCOMPARE(timesIn(causes, "line 2: names set.companion.ome, which is not there; copy it from its source; its pages are read as those of a plain TIFF"), std::size_t{3});
        QCOMPARE(timesIn(causes, "says nothing of it"), std::size_t{0});
    }

    void aBrokenCompanionIsToldOnceAndCannotBeUsedByAny() {
        putText("set.companion.ome", "<OME>\n<Image>");
        for (const char* name : {"a", "b", "c"})
            put(name, binaryOnly(name, "set.companion.ome"));
        const std::string causes = causesOf(scanned());
        QCOMPARE(timesIn(causes, "set.companion.ome: line "), std::size_t{1});
        QCOMPARE(timesIn(causes, "names set.companion.ome, which cannot be used"), std::size_t{3});
        QCOMPARE(timesIn(causes, "says nothing of it"), std::size_t{0});
    }

    void aFileThatItsCompanionDoesNotNameIsSaid() {
        putText("set.companion.ome", omeText({{.c = 1, .inPixels = inFile("a", 0)}}));
        for (const char* name : {"a", "b"})
            put(name, binaryOnly(name, "set.companion.ome"));
        const Plate plate = scanned();
        QCOMPARE(causesOf(plate), std::string("b.ome.tif: set.companion.ome, which it names, says nothing of it; its pages are read as those of a plain TIFF\n"));
        QCOMPARE(idsOf(plate), std::string("a b"));
    }

    // "m" comes after the file that names it, "0m" before.
    void theMetadataMayLieInAnImageOfTheSet() {
        for (const std::string master : {"m", "0m"}) {
            init();
            const std::string text = omeText({{.c = 2, .channels = {"DAPI", "GFP"}, .inPixels = inFile("a", 0) + inFile(master, 1)}, {.c = 2, .channels = {"DAPI", "GFP"}, .inPixels = inFile("b", 0) + inFile("c", 1)}}, {}, "urn:uuid:" + master);
            put(master, text);
            for (const char* name : {"a", "b", "c"})
                put(name, binaryOnly(name, master + ".ome.tif"));
            const Plate plate = scanned();
            QVERIFY2(plate.problems.empty(), causesOf(plate).c_str());
            QCOMPARE(idsOf(plate), std::string("a b"));
            QCOMPARE(plate.channels.at(1).name, std::string("GFP"));
            QVERIFY(plate.samples[0].files[Stain::Nucleus] == "a.ome.tif");
        }
    }

    void anImageThatHoldsMetadataOfOthersAloneIsOfferedAsItIs() {
        for (const std::string master : {"m", "0m"}) {
            init();
            put(master, omeText({{.c = 2, .inPixels = inFile("a", 0) + inFile("b", 1)}}, {}, "urn:uuid:" + master));
            for (const char* name : {"a", "b"})
                put(name, binaryOnly(name, master + ".ome.tif"));
            const Plate plate = scanned();
            QCOMPARE(causesOf(plate), master + ".ome.tif: its OME-XML places no plane in it; its pages are read as those of a plain TIFF\n");
            QCOMPARE(plate.samples.size(), std::size_t{2});
        }
    }

    void aBrokenImageOfMetadataSaysSoOnce() {
        for (const std::string master : {"m", "0m"}) {
            init();
            put(master, "<OME>\n<Image>");
            for (const char* name : {"a", "b"})
                put(name, binaryOnly(name, master + ".ome.tif"));
            const std::string causes = causesOf(scanned());
            QCOMPARE(timesIn(causes, "not well-formed XML"), std::size_t{1});
            QCOMPARE(timesIn(causes, "names " + master + ".ome.tif, which cannot be used"), std::size_t{2});
        }
    }

    void filesThatNameEachOtherEnd() {
        put("a", binaryOnly("a", "b.ome.tif"));
        put("b", binaryOnly("b", "a.ome.tif"));
        put("c", binaryOnly("c", "c.ome.tif"));
        const Plate plate = scanned();
        const std::string causes = causesOf(plate);
        CONTAINS(causes, "a.ome.tif: line 2: names b.ome.tif, which only names another in its turn; its pages");
        CONTAINS(causes, "b.ome.tif: line 2: names a.ome.tif, which only names another in its turn; its pages");
        CONTAINS(causes, "c.ome.tif: line 2: names c.ome.tif, which only names another in its turn; its pages");
        QCOMPARE(idsOf(plate), std::string("a b c"));
    }
};

QTEST_APPLESS_MAIN(TestOmeSets)
#include "test_omesets.moc"
