#include "core/files/writefile.h"
#include "core/plate/scanplate.h"
#include "tests/support/gzipped.h"
#include "tests/support/stacktiff.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <algorithm>
#include <filesystem>

using namespace locascope;
using namespace locascope::testing;

namespace {

const Sample& sampleOf(const Plate& plate, const std::string& id) {
    for (const Sample& sample : plate.samples)
        if (sample.id == id)
            return sample;
    throw std::runtime_error("no sample " + id);
}

std::string idsOf(const Plate& plate) {
    std::string ids;
    for (const Sample& sample : plate.samples)
        ids += (ids.empty() ? "" : " ") + sample.id;
    return ids;
}

/// "c1 DAPI nucleus, c2 GFP -"
std::string channelsOf(const Plate& plate) {
    std::string text;
    for (const Channel& channel : plate.channels)
        text += (text.empty() ? "" : ", ") + channel.key + " " + (channel.name.empty() ? "-" : channel.name) + " " + (channel.stain ? std::string(stainKey(*channel.stain)) : "-");
    return text;
}

/// "file#page" or "file#page.component", by z
std::string planesText(const Sample& sample, Stain stain) {
    std::string text;
    for (const PlaneSource& plane : planesOf(sample, stain))
        text += (text.empty() ? "" : " ") + plane.file + "#" + std::to_string(plane.page) + (plane.channel < 0 ? "" : "." + std::to_string(plane.channel));
    return text;
}

std::string causesOf(const Plate& plate) {
    std::string text;
    for (const Problem& problem : plate.problems)
        text += problem.file + ": " + problem.cause + "\n";
    return text;
}

#define CONTAINS(text, part) QVERIFY2((text).find(part) != std::string::npos, (text).c_str())

const ChannelStains twoStains = {{"c1", Stain::Nucleus}, {"c2", Stain::Protein}};

} // namespace

class TestChannelFiles : public QObject {
    Q_OBJECT

    std::unique_ptr<TemporaryFolder> m_folder;

    void put(const std::string& name, const Bytes& bytes) const {
        std::filesystem::create_directories((*m_folder / name).parent_path());
        writeFile(*m_folder / name, bytes, {.durability = Durability::Ordered, .access = FileAccess::Default});
    }
    void putText(const std::string& name, const std::string& text) const {
        const auto* first = reinterpret_cast<const std::byte*>(text.data());
        put(name, Bytes(first, first + text.size()));
    }
    void putStack(const std::string& name, int pages, const std::string& description = {}) const { put(name, stackTiffBytes(flatPlanes(pages), {.description = description})); }
    Plate scanned(const ChannelStains& stains = {}, const std::string& scheme = {}) const { return scanPlate(m_folder->path(), {.scheme = scheme, .channelStains = stains}); }

private slots:
    void init() { m_folder = std::make_unique<TemporaryFolder>(); }

    void anOmeTiffTellsChannelsPixelSizeAndWell() {
        const std::string plate = "<Plate ID=\"Plate:0\" Name=\"Screen 7\"><Well ID=\"Well:0\" Row=\"2\" Column=\"4\"><WellSample ID=\"WellSample:0\" Index=\"0\"><ImageRef ID=\"Image:0\"/></WellSample></Well></Plate>\n";
        putStack("field.ome.tif", 3, omeText({{.c = 3, .channels = {"Hoechst 33342", "anti-tubulin", "mystery"}, .attributes = " PhysicalSizeX=\"0.325\""}}, plate));
        const Plate found = scanned();
        QCOMPARE(found.scheme, std::string("ome-tiff"));
        QVERIFY(found.readsPages);
        QCOMPARE(idsOf(found), std::string("field"));
        QCOMPARE(channelsOf(found), std::string("c1 Hoechst 33342 nucleus, c2 anti-tubulin microtubules, c3 mystery -"));
        const Sample& sample = found.samples[0];
        QCOMPARE(sample.well, std::string("C05"));
        QVERIFY(sample.site == 1);
        QCOMPARE(sample.plateName, std::string("Screen 7"));
        QCOMPARE(sample.pixelSizeUm.value(), 0.325);
        QCOMPARE(planesText(sample, Stain::Microtubules), std::string("field.ome.tif#1"));
        QVERIFY2(found.problems.empty(), causesOf(found).c_str());
        QVERIFY(sampleOf(scanned({{"c3", Stain::Protein}}), "field").files[Stain::Protein] == "field.ome.tif");
    }

    void aNameTellsThePlaceWhereTheFileDoesNot() {
        for (const char* name : {"P1_B03_2.ome.tif", "P1_B03_10.OME.TIFF", "C04.ome.tif", "sub/x.ome.tif"})
            putStack(name, 2, omeText({{.c = 2}}));
        const Plate plate = scanned(twoStains);
        QCOMPARE(idsOf(plate), std::string("C04 P1_B03_2 P1_B03_10 sub/x"));
        QCOMPARE(sampleOf(plate, "P1_B03_10").well, std::string("B03"));
        QVERIFY(sampleOf(plate, "P1_B03_10").site == 10);
        QCOMPARE(sampleOf(plate, "P1_B03_10").plateName, std::string("P1"));
        QCOMPARE(sampleOf(plate, "C04").well, std::string("C04"));
        QCOMPARE(sampleOf(plate, "sub/x").well, std::string());
        QVERIFY(plate.problems.empty());
    }

    void planesOfAStackAreOneSampleAndTimesAreSamples() {
        putStack("a.ome.tif", 12, omeText({{.c = 2, .z = 3, .t = 2, .order = "XYCZT"}}));
        const Plate plate = scanned(twoStains);
        QCOMPARE(idsOf(plate), std::string("a a_t2"));
        QCOMPARE(plate.depth, 3);
        QCOMPARE(planesText(plate.samples[0], Stain::Protein), std::string("a.ome.tif#1 a.ome.tif#3 a.ome.tif#5"));
        QCOMPARE(planesText(plate.samples[1], Stain::Nucleus), std::string("a.ome.tif#6 a.ome.tif#8 a.ome.tif#10"));
    }

    void imagesOfOneFileAreSamplesWithTheirNumber() {
        putStack("B02.ome.tif", 4, omeText({{.c = 2, .inPixels = "<TiffData IFD=\"0\" PlaneCount=\"2\"/>"}, {.c = 2, .inPixels = "<TiffData IFD=\"2\" PlaneCount=\"2\"/>"}}));
        const Plate plate = scanned(twoStains);
        QCOMPARE(idsOf(plate), std::string("B02_s1 B02_s2"));
        QCOMPARE(plate.samples[1].well, std::string("B02"));
        QVERIFY(plate.samples[1].site == 2);
        QCOMPARE(planesText(plate.samples[1], Stain::Nucleus), std::string("B02.ome.tif#2"));
    }

    void samplesOfAPixelAreChannelsInterleavedOrPlanar() {
        for (const int planar : {PLANARCONFIG_CONTIG, PLANARCONFIG_SEPARATE})
            put("a" + std::to_string(planar) + ".ome.tif", stackTiffBytes(flatPlanes(6), {.description = omeText({{.c = 3, .z = 2}}), .samples = 3, .planar = planar}));
        const Plate plate = scanned({{"c3", Stain::Protein}});
        QCOMPARE(idsOf(plate), std::string("a1 a2"));
        QCOMPARE(planesText(plate.samples[0], Stain::Protein), std::string("a1.ome.tif#0.2 a1.ome.tif#1.2"));
        QVERIFY2(plate.problems.empty(), causesOf(plate).c_str());
    }

    void filesOfOneSetAreReadTogether() {
        const auto data = [](const std::string& file, int c, const std::string& uuid) {
            return "<TiffData FirstC=\"" + std::to_string(c) + "\" IFD=\"0\" PlaneCount=\"1\"><UUID FileName=\"" + file + "\">" + uuid + "</UUID></TiffData>\n";
        };
        const std::string all = data("s_0.ome.tif", 0, "urn:uuid:a") + data("s_1.ome.tif", 1, "urn:uuid:b");
        putStack("d/s_0.ome.tif", 1, omeText({{.c = 2, .inPixels = all}}, {}, "urn:uuid:a"));
        putStack("d/s_1.ome.tif", 1, omeText({{.c = 2, .inPixels = all}}, {}, "urn:uuid:b"));
        const Plate plate = scanned(twoStains);
        QCOMPARE(idsOf(plate), std::string("d/s_0"));
        QCOMPARE(planesText(plate.samples[0], Stain::Nucleus), std::string("d/s_0.ome.tif#0"));
        QCOMPARE(planesText(plate.samples[0], Stain::Protein), std::string("d/s_1.ome.tif#0"));
        QVERIFY2(plate.problems.empty(), causesOf(plate).c_str());
    }

    void metadataMayLieInACompanionFile() {
        const std::string text = omeText({{.c = 2, .channels = {"DAPI", "GFP"}, .inPixels = "<TiffData FirstC=\"0\"  IFD=\"0\"><UUID FileName=\"a.ome.tif\">urn:uuid:a</UUID></TiffData>"
                                                                                           "<TiffData FirstC=\"1\" IFD=\"0\"><UUID FileName=\"b.ome.tif\">urn:uuid:b</UUID></TiffData>"}});
        putText("set.companion.ome", text);
        for (const char* name : {"a", "b"})
            putStack(std::string(name) + ".ome.tif", 1, "<OME UUID=\"urn:uuid:" + std::string(name) + "\"><BinaryOnly MetadataFile=\"set.companion.ome\" UUID=\"urn:uuid:c\"/></OME>");
        const Plate plate = scanned({{"c2", Stain::Protein}});
        QCOMPARE(idsOf(plate), std::string("a"));
        QCOMPARE(channelsOf(plate), std::string("c1 DAPI nucleus, c2 GFP protein"));
        QCOMPARE(planesText(plate.samples[0], Stain::Protein), std::string("b.ome.tif#0"));
        QVERIFY2(plate.problems.empty(), causesOf(plate).c_str());
        std::filesystem::remove(*m_folder / "set.companion.ome");
        const Plate without = scanned({{"c1", Stain::Protein}});
        QCOMPARE(idsOf(without), std::string("a b")); // offered as plain TIFF
        CONTAINS(causesOf(without), "a.ome.tif: line 1: names set.companion.ome, which is not there; copy it from its source; its pages are read as those of a plain TIFF");
    }

    void aFileThatWasRenamedKnowsItself() {
        const std::string data = "<TiffData IFD=\"0\" PlaneCount=\"2\"><UUID FileName=\"old.ome.tif\">urn:uuid:a</UUID></TiffData>";
        putStack("new.ome.tif", 2, omeText({{.c = 2, .inPixels = data}}, {}, "urn:uuid:a"));
        putStack("other.ome.tif", 2, omeText({{.c = 2, .inPixels = "<TiffData IFD=\"0\" PlaneCount=\"2\"><UUID FileName=\"gone.ome.tif\"/></TiffData>"}}));
        const Plate plate = scanned(twoStains);
        QCOMPARE(idsOf(plate), std::string("new other"));
        QVERIFY2(plate.problems.empty(), causesOf(plate).c_str());
    }

    // Two instruments, or two settings of one, must not be mixed up.
    void aNumberThatIsCalledDifferentlyIsAnotherChannel() {
        putStack("a.ome.tif", 2, omeText({{.c = 2, .channels = {"DAPI", "GFP"}}}));
        putStack("b.ome.tif", 2, omeText({{.c = 2, .channels = {"GFP", "TRITC"}}}));
        const Plate plate = scanned({{"c2", Stain::Protein}});
        QCOMPARE(channelsOf(plate), std::string("c1 DAPI nucleus, c2 GFP protein, c3 TRITC -"));
        QCOMPARE(planesText(sampleOf(plate, "b"), Stain::Protein), std::string("b.ome.tif#0"));
        QCOMPARE(planesText(sampleOf(plate, "a"), Stain::Protein), std::string("a.ome.tif#1"));
        QVERIFY(!sampleOf(plate, "b").files[Stain::Nucleus]);
    }

    void twoChannelsOfOneNameAreTwo() {
        putStack("a.ome.tif", 2, omeText({{.c = 2, .channels = {"DAPI", "GFP"}}}));
        putStack("b.ome.tif", 2, omeText({{.c = 2, .channels = {"GFP", "GFP"}}}));
        const Plate plate = scanned({{"c2", Stain::Protein}, {"c3", Stain::Reticulum}});
        QCOMPARE(channelsOf(plate), std::string("c1 DAPI nucleus, c2 GFP protein, c3 GFP reticulum"));
        QCOMPARE(planesText(sampleOf(plate, "b"), Stain::Protein), std::string("b.ome.tif#0"));
        QCOMPARE(planesText(sampleOf(plate, "b"), Stain::Reticulum), std::string("b.ome.tif#1"));
        QVERIFY(!sampleOf(plate, "b").files[Stain::Nucleus]);
    }

    void pagesOfAPlainTiffAreChannels() {
        putStack("x1.tif", 4);
        putStack("B03_2.tif", 4);
        const Plate plate = scanned(twoStains);
        QCOMPARE(plate.scheme, std::string("channels"));
        QCOMPARE(idsOf(plate), std::string("B03_2 x1"));
        QCOMPARE(sampleOf(plate, "B03_2").well, std::string("B03"));
        QCOMPARE(channelsOf(plate), std::string("c1 - nucleus, c2 - protein, c3 - -, c4 - -"));
        QCOMPARE(planesText(sampleOf(plate, "x1"), Stain::Protein), std::string("x1.tif#1"));
        QVERIFY(plate.problems.empty());
    }

    void smallerCopiesAndPagesOfAnotherSizeAreNoChannels() {
        std::vector<Plane> planes = flatPlanes(3, 100, 40, 30);
        planes.push_back(flatPlanes(1, 5, 10, 10)[0]);
        put("a.tif", stackTiffBytes(planes, {.reducedAfter = {0, 1}}));
        const Plate plate = scanned({{"c3", Stain::Protein}});
        QCOMPARE(plate.channels.size(), std::size_t{3});
        QCOMPARE(planesText(plate.samples[0], Stain::Protein), std::string("a.tif#4"));
        CONTAINS(causesOf(plate), "a.tif: has 1 page of another size than the first, left out");
    }

    void aHyperstackOfImageJIsUnderstood() {
        put("a.tif", stackTiffBytes(flatPlanes(12), {.description = "ImageJ=1.53t\nimages=12\nchannels=2\nslices=3\nframes=2\nunit=micron\n", .resolution = 10}));
        const Plate plate = scanned(twoStains);
        QCOMPARE(idsOf(plate), std::string("a a_t2"));
        QCOMPARE(planesText(plate.samples[1], Stain::Protein), std::string("a.tif#7 a.tif#9 a.tif#11"));
        QCOMPARE(plate.samples[0].pixelSizeUm.value(), 0.1);
        QCOMPARE(plate.depth, 3);
    }

    void aStackOfImageJWithoutChannelsIsADepth() {
        putStack("a.tif", 5, "ImageJ=1.53t\nimages=5\n");
        const Plate plate = scanned({{"c1", Stain::Protein}});
        QCOMPARE(plate.depth, 5);
        QCOMPARE(plate.channels.size(), std::size_t{1});
    }

    void whatImageJSaysMustHold() {
        putStack("a.tif", 5, "ImageJ=1.53t\nimages=5\nchannels=2\nslices=2\n");
        putStack("b.tif", 1, "ImageJ=1.53t\nimages=3000\nslices=3000\n");
        const std::string causes = causesOf(scanned());
        CONTAINS(causes, "a.tif: says that it has 2 channels, 2 slices and 1 frames, but it has 5 pages; they are taken for channels");
        CONTAINS(causes, "b.tif: holds 3000 images behind 1 page, as ImageJ writes stacks of more than 4 GB, and only the first is read; save it as OME-TIFF");
    }

    void aStackThatDoesNotSayWhatItIsGivesItsFirst() {
        putStack("a.tif", 65);
        const Plate plate = scanned({{"c1", Stain::Protein}});
        QCOMPARE(plate.channels.size(), std::size_t{1});
        CONTAINS(causesOf(plate), "a.tif: holds 65 pictures and does not say which are channels");
    }

    void namesThatTellAreNotLookedInto() {
        for (const char* colour : {"blue", "green", "red", "yellow"})
            putStack(std::string("a_") + colour + ".tif", 2);
        putStack("extra.tif", 4);
        const Plate plate = scanned();
        QCOMPARE(plate.scheme, std::string("other"));
        QVERIFY(!plate.readsPages);
        QCOMPARE(idsOf(plate), std::string("a"));
        for (const char* name : {"._a_blue.tif", "._a_green.tif", "._a_red.tif", "._a_yellow.tif", "._extra.tif"})
            putText(name, "what macOS keeps beside a file");
        QCOMPARE(scanned().scheme, std::string("other"));
        QCOMPARE(imagePaths(m_folder->path(), 3), (std::vector<std::string>{"a_blue.tif", "a_green.tif", "a_red.tif"}));
    }

    void aPlaneAFileIsNoPlateOfChannels() {
        putStack("x.tif", 1);
        QVERIFY_EXCEPTION_THROWN(scanned(), Error);
        QCOMPARE(scanned({}, "channels").samples.size(), std::size_t{1}); // unless one says so
    }

    void aPackedFileIsLookedInto() {
        put("a.ome.tif.gz", gzipped(stackTiffBytes(flatPlanes(2), {.description = omeText({{.c = 2, .channels = {"DAPI", "GFP"}}})})));
        const Plate plate = scanned();
        QCOMPARE(channelsOf(plate), std::string("c1 DAPI nucleus, c2 GFP -"));
    }

    // FAULTS.md, A22
    void aBrokenTextIsAProblemWithItsLineAndThePagesAreOffered() {
        const std::string whole = omeText({{.c = 2, .channels = {"DAPI", "GFP"}}});
        putStack("cut.ome.tif", 2, whole.substr(0, whole.size() - 20));
        putStack("count.ome.tif", 3, omeText({{.c = 3, .channels = {"A", "B"}}}));
        putStack("pages.ome.tif", 2, omeText({{.c = 3}}));
        putStack("whole.ome.tif", 2, whole);
        const Plate plate = scanned({{"c2", Stain::Protein}});
        QCOMPARE(idsOf(plate), std::string("count cut pages whole"));
        const std::string causes = causesOf(plate);
        CONTAINS(causes, "cut.ome.tif: line 8: not well-formed XML");
        CONTAINS(causes, "; its pages are read as those of a plain TIFF");
        CONTAINS(causes, "count.ome.tif: line 5: SizeC is 3, but 2 channels are described; its pages");
        CONTAINS(causes, "pages.ome.tif: line 5: SizeC, SizeZ and SizeT are 3, 1 and 1 and need page 2 (counted from 0) of pages.ome.tif, which has 2; its pages");
        for (const Sample& sample : plate.samples)
            QCOMPARE(planesText(sample, Stain::Protein), sample.id + ".ome.tif#1");
        QCOMPARE(plate.problems.size(), std::size_t{3});
    }

    // FAULTS.md, A22
    void aFileOfTheSetThatIsMissingOrAnotherIsNamedWithItsLine() {
        const auto data = [](const std::string& file, int c) {
            return "<TiffData FirstC=\"" + std::to_string(c) + "\" IFD=\"0\"><UUID FileName=\"" + file + ".ome.tif\">urn:uuid:" + file + "</UUID></TiffData>\n";
        };
        putStack("a.ome.tif", 1, omeText({{.c = 3, .inPixels = data("a", 0) + data("gone", 1) + data("b", 2)}}, {}, "urn:uuid:a"));
        putStack("b.ome.tif", 1, omeText({{.c = 1}}, {}, "urn:uuid:exchanged"));
        const Plate plate = scanned({{"c2", Stain::Protein}, {"c1", Stain::Nucleus}});
        const std::string causes = causesOf(plate);
        CONTAINS(causes, "a.ome.tif: line 7: names gone.ome.tif, which is not there; copy it from the instrument");
        CONTAINS(causes, "a.ome.tif: line 8: names b.ome.tif, which has another UUID and is another file");
        QCOMPARE(idsOf(plate), std::string("a b"));
        QCOMPARE(planesText(sampleOf(plate, "a"), Stain::Protein), std::string("gone.ome.tif#0")); // said to be missing where it is shown
        QCOMPARE(planesText(sampleOf(plate, "b"), Stain::Nucleus), std::string("b.ome.tif#0"));
    }

    // FAULTS.md, A24
    void aNameThatLeadsOutOfThePlateIsRefused() {
        putStack("plate/a.ome.tif", 1, omeText({{.c = 3, .inPixels = "<TiffData FirstC=\"0\" IFD=\"0\"/>\n<TiffData FirstC=\"1\" IFD=\"0\"><UUID FileName=\"../../x.ome.tif\"/></TiffData>\n"
                                                                     "<TiffData FirstC=\"2\" IFD=\"0\"><UUID FileName=\"/etc/passwd\"/></TiffData>\n"}}));
        putStack("x.ome.tif", 1);
        putStack("plate/b.ome.tif", 1, "<OME>\n<BinaryOnly MetadataFile=\"../x.companion.ome\"/></OME>");
        const Plate plate = scanPlate(*m_folder / "plate");
        const std::string causes = causesOf(plate);
        CONTAINS(causes, "a.ome.tif: line 7: names ../../x.ome.tif (and 1 more), which lies outside the plate and is not opened");
        CONTAINS(causes, "b.ome.tif: line 2: names ../x.companion.ome, which lies outside the plate and is not opened; its pages");
        QCOMPARE(idsOf(plate), std::string("a b"));
        for (const Sample& sample : plate.samples)
            for (const std::string& file : filesOf(sample))
                QVERIFY2(file == "a.ome.tif" || file == "b.ome.tif", file.c_str());
    }

    // FAULTS.md, A23
    void aDescriptionOfAHundredMegabytesIsNotRead() {
        std::string text = omeText({{.c = 2}});
        text.insert(text.find("<Image"), std::string(std::size_t{100} << 20, ' '));
        putStack("a.ome.tif", 2, text);
        const Plate plate = scanned({{"c2", Stain::Protein}});
        CONTAINS(causesOf(plate), "a.ome.tif: its description is 100 MB long, more than the 16 MB that are read; its pages are read as those of a plain TIFF");
        QCOMPARE(planesText(plate.samples[0], Stain::Protein), std::string("a.ome.tif#1"));
    }

    // FAULTS.md, A23
    void aDocumentTypeIsRefused() {
        putStack("a.ome.tif", 2, "<?xml version=\"1.0\"?>\n<!DOCTYPE OME [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<OME><Image>&x;</Image></OME>");
        CONTAINS(causesOf(scanned()), "a.ome.tif: line 2: has a document type (DOCTYPE), which is not read; remove it; its pages");
    }

    void aDamagedFileIsAProblemAndTheOthersOpen() {
        const Bytes whole = stackTiffBytes(flatPlanes(2), {.description = omeText({{.c = 2}})});
        put("good.ome.tif", whole);
        put("cut.ome.tif", Bytes(whole.begin(), whole.begin() + 40));
        put("empty.ome.tif", {});
        putText("text.ome.tif", "not a picture at all");
        const Plate plate = scanned(twoStains);
        QCOMPARE(plate.samples.size(), std::size_t{4});
        CONTAINS(causesOf(plate), "cut.ome.tif: ends early at byte 40");
        CONTAINS(causesOf(plate), "empty.ome.tif: ");
    }

    void aStopEndsTheLook() {
        for (int i = 0; i < 20; ++i)
            putStack(std::to_string(i) + ".ome.tif", 2, omeText({{.c = 2}}));
        std::stop_source source;
        const Plate plate = scanPlate(m_folder->path(), {}, [&](std::size_t, std::size_t total) {
            if (total > 0)
                source.request_stop();
        }, source.get_token());
        QCOMPARE(plate.samples.size(), std::size_t{1});
    }

    void theRealMultiFileSetOpens() {
        const std::filesystem::path real = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data/broken/hms-dbmi+viv/sites/avivator/data";
        if (!std::filesystem::exists(real))
            QSKIP("the real files are not here");
        const Plate plate = scanPlate(real, {.channelStains = {{"c1", Stain::Protein}}});
        QCOMPARE(plate.scheme, std::string("ome-tiff"));
        QCOMPARE(idsOf(plate), std::string("multi-channel multifile-Z1"));
        QCOMPARE(planesOf(plate.samples[1], Stain::Protein).size(), std::size_t{5});
        QCOMPARE(planesText(plate.samples[0], Stain::Protein), std::string("multi-channel.ome.tif#0"));
        QVERIFY2(plate.problems.empty(), causesOf(plate).c_str());
        for (const char* name : {"multifile-Z1.ome.tiff", "multifile-Z2.ome.tiff", "multifile-Z4.ome.tiff", "multifile-Z5.ome.tiff", "multifile.companion.ome"})
            std::filesystem::copy_file(real / name, *m_folder / name);
        const Plate without = scanned({{"c1", Stain::Protein}});
        QCOMPARE(idsOf(without), std::string("multifile-Z1"));
        CONTAINS(causesOf(without), "multifile.companion.ome: line 20: names multifile-Z3.ome.tiff, which is not there");
    }
};

QTEST_APPLESS_MAIN(TestChannelFiles)
#include "test_channelfiles.moc"
