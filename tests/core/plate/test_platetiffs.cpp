#include "core/files/bytepack.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/plate/scanplate.h"
#include "core/plate/tiffmemory.h"
#include "core/plate/tiffrecord.h"
#include "tests/support/openedfiles.h"
#include "tests/support/stacktiff.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <limits>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// All that a scan found, as text.
std::string told(const Plate& plate) {
    std::string text;
    for (const Sample& sample : plate.samples) {
        text += sample.id + " " + sample.plateName + " " + sample.well + " " + std::to_string(sample.site.value_or(-1)) + " " + std::to_string(sample.pixelSizeUm.value_or(0)) + "\n";
        for (const Stain stain : allStains)
            for (const PlaneSource& plane : planesOf(sample, stain))
                text += "  " + std::string(stainKey(stain)) + " " + plane.file + " " + std::to_string(plane.page) + " " + std::to_string(plane.channel) + "\n";
    }
    for (const Channel& channel : plate.channels)
        text += channel.key + " " + channel.name + "\n";
    for (const Problem& problem : plate.problems)
        text += problem.file + " " + problem.sampleId + " " + problem.cause + "\n";
    return text;
}

TiffRecord someRecord() {
    TiffRecord record;
    record.contents = {.pages = {0, 2, 3}, .chain = 5, .unlikeTheFirst = 1, .width = 2048, .height = 300, .samples = 3, .isColour = true, .pixelsPerUnit = 1.5};
    record.description = "ImageJ=1\n";
    record.isOme = true;
    record.omeUuid = "urn:uuid:a";
    OmeDocument document{.uuid = "urn:uuid:a", .metadataFile = "m.ome", .metadataLine = 300, .images = {}};
    OmeImage image;
    image.id = "Image:0";
    image.line = 7;
    image.sizeC = 2;
    image.sizeT = 200;
    image.order = "ZCT";
    image.channels = {"DAPI", ""};
    image.pixelSizeUm = 0.325;
    image.data = {{.line = 9, .firstC = 1, .firstZ = 2, .firstT = 3, .ifd = 0, .count = std::numeric_limits<int>::max(), .fileName = "b.ome.tif", .uuid = "urn:uuid:b"}, {}};
    image.plateName = "P";
    image.well = "A01";
    image.site = 0;
    document.images = {image, OmeImage{.channels = {"x"}}};
    record.document = document;
    return record;
}

} // namespace

class TestPlateTiffs : public QObject {
    Q_OBJECT

    std::unique_ptr<TemporaryFolder> m_folder;

    std::filesystem::path plateRoot() const { return *m_folder / "plate"; }
    std::filesystem::path memory() const { return tiffMemoryFile(*m_folder / "cache", plateRoot()); }

    /// As if it had been written long ago.
    void put(const std::string& name, const Bytes& bytes, int hoursAgo = 24) const {
        makeDirectory(plateRoot());
        writeFile(plateRoot() / name, bytes, {.durability = Durability::Ordered, .access = FileAccess::Default});
        std::filesystem::last_write_time(plateRoot() / name, std::filesystem::file_time_type::clock::now() - std::chrono::hours(hoursAgo));
    }
    void putSet() const {
        const auto data = [](const std::string& file, int c) {
            return "<TiffData FirstC=\"" + std::to_string(c) + "\" IFD=\"0\" PlaneCount=\"1\"><UUID FileName=\"" + file + "\">urn:uuid:" + file + "</UUID></TiffData>\n";
        };
        const std::string set = data("s_0.ome.tif", 0) + data("s_1.ome.tif", 1);
        for (const std::string name : {"s_0.ome.tif", "s_1.ome.tif"})
            put(name, stackTiffBytes(flatPlanes(1), {.description = omeText({{.c = 2, .inPixels = set}}, {}, "urn:uuid:" + name)}));
        const std::string well = "<Plate ID=\"Plate:0\" Name=\"P\"><Well ID=\"Well:0\" Row=\"2\" Column=\"4\"><WellSample ID=\"WellSample:0\" Index=\"0\"><ImageRef ID=\"Image:0\"/></WellSample></Well></Plate>";
        put("one.ome.tif", stackTiffBytes(flatPlanes(6), {.description = omeText({{.c = 2, .z = 3, .channels = {"DAPI", "GFP"}, .attributes = " PhysicalSizeX=\"0.5\""}}, well)}));
        put("two.ome.tif", stackTiffBytes(flatPlanes(4), {.description = omeText({{.c = 2, .inPixels = "<TiffData IFD=\"0\" PlaneCount=\"2\"/>"}, {.c = 2, .inPixels = "<TiffData IFD=\"2\" PlaneCount=\"2\"/>"}})}));
        put("j.ome.tif", stackTiffBytes(flatPlanes(6), {.description = "ImageJ=1.53t\nimages=6\nchannels=2\nslices=3\nunit=micron\n", .resolution = 10}));
        put("rgb.ome.tif", stackTiffBytes(flatPlanes(3), {.samples = 3, .photometric = PHOTOMETRIC_RGB}));
    }
    Plate scanned() const { return scanPlate(plateRoot(), {.channelStains = {{"c1", Stain::Nucleus}, {"c2", Stain::Protein}}, .cacheDirectory = *m_folder / "cache"}); }

private slots:
    void init() { m_folder = std::make_unique<TemporaryFolder>(); }

    void theSecondScanOpensNothingAndTellsTheSame() {
        putSet();
        OpenedFiles opened(plateRoot());
        if (!opened.canTell())
            QSKIP("this system does not tell which files are opened");
        const std::string first = told(scanned());
        QCOMPARE(opened.names().size(), std::size_t{6}); // each once, though those of a set are asked twice
        const std::string second = told(scanned());
        QCOMPARE(opened.names().size(), std::size_t{0});
        QCOMPARE(second, first);
        QCOMPARE(told(scanPlate(plateRoot(), {.channelStains = {{"c1", Stain::Nucleus}, {"c2", Stain::Protein}}})), first);
    }

    void newAndChangedFilesAloneAreRead() {
        putSet();
        scanned();
        OpenedFiles opened(plateRoot());
        if (!opened.canTell())
            QSKIP("this system does not tell which files are opened");
        put("new.ome.tif", stackTiffBytes(flatPlanes(2), {.description = omeText({{.c = 2}})}));
        put("one.ome.tif", stackTiffBytes(flatPlanes(2), {.description = omeText({{.c = 2, .channels = {"DAPI", "Cy3"}}})}), 23);
        opened.names();
        const Plate plate = scanned();
        std::vector<std::string> names = opened.names();
        std::sort(names.begin(), names.end());
        QVERIFY((names == std::vector<std::string>{"new.ome.tif", "one.ome.tif"}));
        QVERIFY(told(plate).find("Cy3") != std::string::npos);
        QVERIFY(told(plate).find("new ") != std::string::npos);
        scanned();
        QVERIFY(opened.names().empty());
    }

    void aFileThatIsGoneIsForgotten() {
        putSet();
        scanned();
        QCOMPARE(TiffMemory::read(memory()).size(), std::size_t{6});
        std::filesystem::remove(plateRoot() / "one.ome.tif");
        QCOMPARE(scanned().samples.size(), std::size_t{5});
        QCOMPARE(TiffMemory::read(memory()).size(), std::size_t{5});
    }

    void whatWasWrittenAMomentAgoIsNotRemembered() {
        put("a.ome.tif", stackTiffBytes(flatPlanes(2), {.description = omeText({{.c = 2}})}), 0);
        scanned();
        QCOMPARE(TiffMemory::read(memory()).size(), std::size_t{0});
    }

    void whatIsWrongIsSaidAgain() {
        put("good.ome.tif", stackTiffBytes(flatPlanes(2), {.description = omeText({{.c = 2}})}));
        const std::string text = omeText({{.c = 2}});
        const Bytes cut = stackTiffBytes(flatPlanes(2), {.description = text.substr(0, text.size() - 9)});
        put("text.ome.tif", cut);
        put("cut.ome.tif", Bytes(cut.begin(), cut.begin() + 40));
        put("pages.ome.tif", stackTiffBytes(flatPlanes(2), {.description = omeText({{.c = 3}})}));
        const Plate first = scanned();
        QVERIFY2(first.problems.size() >= 3, told(first).c_str());
        OpenedFiles opened(plateRoot());
        QCOMPARE(told(scanned()), told(first));
        if (!opened.canTell())
            return;
        const std::vector<std::string> names = opened.names(); // the text that was not read, and what is no TIFF
        QVERIFY(std::find(names.begin(), names.end(), "good.ome.tif") == names.end());
        QVERIFY(std::find(names.begin(), names.end(), "text.ome.tif") != names.end());
        QVERIFY(std::find(names.begin(), names.end(), "cut.ome.tif") != names.end());
    }

    void aDamagedMemoryIsReadAfresh() {
        putSet();
        const std::string first = told(scanned());
        const Bytes whole = readFile(memory());
        for (const std::size_t at : {std::size_t{3}, std::size_t{12}, std::size_t{30}, whole.size() / 2, whole.size() - 1}) {
            Bytes damaged = whole;
            damaged[at] ^= std::byte{0x11};
            writeFile(memory(), damaged);
            QCOMPARE(TiffMemory::read(memory()).size(), std::size_t{0});
            QCOMPARE(told(scanned()), first);
            QCOMPARE(TiffMemory::read(memory()).size(), std::size_t{6});
        }
        writeFile(memory(), std::span(whole).first(whole.size() / 2));
        QCOMPARE(TiffMemory::read(memory()).size(), std::size_t{0});
        QCOMPARE(told(scanned()), first);
    }

    void aCacheThatCannotBeWrittenCostsNothingElse() {
        putSet();
        writeFile(*m_folder / "cache", "no directory");
        QCOMPARE(scanned().samples.size(), std::size_t{6});
    }

    // A plate that is read by its names is not looked into.
    void anotherSchemeForgetsNothing() {
        putSet();
        scanned();
        put("a_red.tif", stackTiffBytes(flatPlanes(1)));
        QCOMPARE(scanPlate(plateRoot(), {.scheme = "other", .cacheDirectory = *m_folder / "cache"}).samples.size(), std::size_t{1});
        QCOMPARE(TiffMemory::read(memory()).size(), std::size_t{6});
    }

    void aRecordIsTheSameAfterItsWayThroughBytes() {
        const TiffRecord record = someRecord();
        const std::string bytes = packedRecord(record);
        const auto again = unpackedRecord(bytes);
        QVERIFY(again);
        QCOMPARE(packedRecord(*again), bytes);
        QVERIFY((again->contents.pages == std::vector<int>{0, 2, 3}));
        QCOMPARE(again->contents.width, std::uint64_t{2048});
        QVERIFY(again->contents.isColour && again->isOme);
        QCOMPARE(again->description, record.description);
        const OmeImage& image = again->document->images.at(0);
        QCOMPARE(image.pixelSizeUm.value(), 0.325);
        QVERIFY(image.site == 0);
        QCOMPARE(image.order, std::string("ZCT"));
        QVERIFY((image.channels == std::vector<std::string>{"DAPI", ""}));
        QVERIFY(image.data.at(0).ifd == 0 && image.data[0].count == std::numeric_limits<int>::max());
        QVERIFY(!image.data.at(1).ifd && !image.data[1].count);
        QCOMPARE(image.data[0].uuid, std::string("urn:uuid:b"));
        QCOMPARE(again->document->metadataFile, std::string("m.ome"));
        QVERIFY(!again->document->images.at(1).pixelSizeUm);
    }

    void bytesOfAnotherMakeAreNoRecord() {
        const std::string bytes = packedRecord(someRecord());
        for (std::size_t length = 0; length < bytes.size(); ++length)
            QVERIFY2(!unpackedRecord(std::string_view(bytes).substr(0, length)), std::to_string(length).c_str());
        QVERIFY(!unpackedRecord(bytes + '\0'));
        for (std::size_t i = 0; i < bytes.size(); ++i)
            for (const int change : {1, 0x80, 0xff}) { // whatever it gives, it gives an end
                std::string altered = bytes;
                altered[i] = static_cast<char>(altered[i] ^ change);
                unpackedRecord(altered);
            }
    }

    void numbersOfAnySizeArePacked() {
        const std::vector<std::uint64_t> numbers = {0, 1, 127, 128, 16383, 16384, std::uint64_t{1} << 63, std::numeric_limits<std::uint64_t>::max()};
        BytePacker to;
        for (const std::uint64_t number : numbers)
            to.number(number);
        to.real(-0.1);
        to.text("");
        to.text(std::string("a\0b", 3));
        ByteUnpacker from(to.bytes());
        for (const std::uint64_t number : numbers)
            QCOMPARE(from.number(), number);
        QCOMPARE(from.real(), -0.1);
        QCOMPARE(from.text(), std::string());
        QCOMPARE(from.text(), std::string("a\0b", 3));
        QVERIFY(from.isWhole());
        QCOMPARE(from.number(), std::uint64_t{0});
        QVERIFY(from.isShort() && !from.isWhole());
        ByteUnpacker endless("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");
        endless.number();
        QVERIFY(endless.isShort());
    }

    void noMoreIsKeptThanThereIsRoomFor() {
        TiffMemory memory;
        memory.keep("a", {{1, 1}, std::string(TiffMemory::mostBytes - 10, 'x')});
        memory.keep("b", {{1, 1}, std::string(100, 'x')});
        QVERIFY(memory.find("a", {1, 1}) && !memory.find("b", {1, 1}) && !memory.find("a", {1, 2}));
        memory.keep("a", {{2, 1}, "short"});
        memory.keep("b", {{1, 1}, std::string(100, 'x')});
        QVERIFY(memory.find("a", {2, 1}) && memory.find("b", {1, 1}));
    }
};

QTEST_APPLESS_MAIN(TestPlateTiffs)
#include "test_platetiffs.moc"
