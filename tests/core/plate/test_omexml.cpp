#include "core/plate/imagejdescription.h"
#include "core/plate/omexml.h"
#include "core/plate/xmldocument.h"

#include <QTest>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

using namespace locascope;

namespace {

OmeDocument parsed(const std::string& text) { return parseOmeXml(text, "x.ome.tif", maxDescriptionBytes); }

std::string faultOf(const std::string& text) {
    try {
        for (const OmeImage& image : parsed(text).images)
            omePlanes(image, 1, "x.ome.tif");
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

std::string pixels(const std::string& attributes, const std::string& inside = {}) {
    return "<OME>\n<Image ID=\"Image:0\">\n<Pixels " + attributes + ">\n" + inside + "</Pixels>\n</Image>\n</OME>";
}

/// "czt:ifd czt:ifd …"
std::string planesText(const std::vector<OmePlane>& planes) {
    std::string text;
    for (const OmePlane& plane : planes)
        text += (text.empty() ? "" : " ") + std::to_string(plane.c) + std::to_string(plane.z) + std::to_string(plane.t) + ":" + std::to_string(plane.ifd);
    return text;
}

#define CONTAINS(text, part) QVERIFY2((text).find(part) != std::string::npos, (text).c_str())

} // namespace

class TestOmeXml : public QObject {
    Q_OBJECT
private slots:
    void anImageTellsItsSizesChannelsAndPixelSize() {
        const OmeDocument document = parsed("<?xml version=\"1.0\"?><!-- <OME> --><OME xmlns=\"x\" UUID=\"urn:uuid:1\"><Image ID=\"Image:0\"><Pixels DimensionOrder=\"XYCZT\" SizeC=\"2\" SizeZ=\"3\" SizeT=\"1\" "
                                            "PhysicalSizeX=\"80.1\" PhysicalSizeXUnit=\"nm\"><Channel Name=\"DAPI\"/><Channel Name=\"GFP\"/></Pixels></Image></OME>");
        QCOMPARE(document.uuid, std::string("urn:uuid:1"));
        const OmeImage& image = document.images.at(0);
        QCOMPARE(image.sizeC, 2);
        QCOMPARE(image.sizeZ, 3);
        QCOMPARE(image.channels, (std::vector<std::string>{"DAPI", "GFP"}));
        QVERIFY(std::abs(image.pixelSizeUm.value() - 0.0801) < 1e-12);
        QCOMPARE(planesText(omePlanes(image, 1, "x")), std::string("000:0 100:1 010:2 110:3 020:4 120:5"));
    }

    void planesFollowTheOrderOfDimensions() {
        const auto planes = [](const std::string& order) {
            return planesText(omePlanes(parsed(pixels("DimensionOrder=\"" + order + "\" SizeC=\"2\" SizeZ=\"2\" SizeT=\"1\"")).images.at(0), 1, "x"));
        };
        QCOMPARE(planes("XYZCT"), std::string("000:0 010:1 100:2 110:3"));
        QCOMPARE(planes("XYCZT"), std::string("000:0 100:1 010:2 110:3"));
        QCOMPARE(planes("XYTCZ"), std::string("000:0 100:1 010:2 110:3"));
    }

    void tiffDataPlacesPlanes() {
        const OmeDocument document = parsed(pixels("DimensionOrder=\"XYZCT\" SizeC=\"2\" SizeZ=\"2\" SizeT=\"1\"", "<TiffData FirstC=\"1\" IFD=\"4\" PlaneCount=\"2\"/>\n<TiffData IFD=\"7\"/>\n"
                                                                                                               "<TiffData FirstZ=\"1\"><UUID FileName=\"b.ome.tif\">\n urn:uuid:2 </UUID></TiffData>\n"));
        const OmeImage& image = document.images.at(0);
        QCOMPARE(planesText(omePlanes(image, 1, "x")), std::string("100:4 110:5 000:7 010:0"));
        QCOMPARE(image.data.at(2).fileName, std::string("b.ome.tif"));
        QCOMPARE(image.data.at(2).uuid, std::string("urn:uuid:2"));
        QCOMPARE(image.data.at(1).line, std::size_t{5});
        const OmeImage old = parsed(pixels("SizeC=\"1\" SizeZ=\"2\" SizeT=\"1\"", "<TiffData IFD=\"1\" NumPlanes=\"2\"/>")).images.at(0);
        QCOMPARE(planesText(omePlanes(old, 1, "x")), std::string("000:1 010:2"));
    }

    void samplesOfAPixelAreOnePlane() {
        const OmeImage image = parsed(pixels("SizeC=\"3\" SizeZ=\"1\" SizeT=\"1\"", "<Channel SamplesPerPixel=\"3\" Name=\"HE\"/>")).images.at(0);
        QCOMPARE(image.channels, (std::vector<std::string>{"HE 1", "HE 2", "HE 3"}));
        QCOMPARE(planesText(omePlanes(image, 3, "x")), std::string("000:0"));
    }

    void wellsAndSitesComeFromThePlate() {
        const std::string plate = "<SPW:Plate Name=\"P7\"><SPW:Well Row=\"1\" Column=\"2\"><SPW:WellSample Index=\"9\"><SPW:ImageRef ID=\"Image:0\"/></SPW:WellSample>"
                                  "<SPW:WellSample Index=\"3\"><SPW:ImageRef ID=\"Image:1\"/></SPW:WellSample></SPW:Well></SPW:Plate>";
        const std::string image = "<Pixels SizeC=\"1\" SizeZ=\"1\" SizeT=\"1\"/></Image>";
        for (const std::string& text : {"<OME>" + plate + "<Image ID=\"Image:0\">" + image + "<Image ID=\"Image:1\">" + image + "</OME>",
                                        "<OME><Image ID=\"Image:0\">" + image + "<Image ID=\"Image:1\">" + image + plate + "</OME>"}) {
            const OmeDocument document = parsed(text);
            QCOMPARE(document.images.at(0).well, std::string("B03"));
            QCOMPARE(document.images.at(0).plateName, std::string("P7"));
            QVERIFY(document.images.at(0).site == 2 && document.images.at(1).site == 1);
        }
    }

    void metadataMayLieElsewhere() {
        const OmeDocument document = parsed("<OME UUID=\"urn:uuid:3\">\n<BinaryOnly MetadataFile=\"set.companion.ome\" UUID=\"urn:uuid:4\"/></OME>");
        QCOMPARE(document.metadataFile, std::string("set.companion.ome"));
        QCOMPARE(document.metadataLine, std::size_t{2});
        QCOMPARE(document.uuid, std::string("urn:uuid:3"));
    }

    void theFirstBytesTellOmeXmlAndItsUuid() {
        QVERIFY(isOmeXml("<?xml version=\"1.0\"?>\n<!-- c --><OME UUID=\"a\""));
        QVERIFY(isOmeXml("<OME:OME xmlns:OME=\"x\">"));
        QVERIFY(isOmeXml("<!DOCTYPE x [<!ENTITY a \"b\">]><OME/>"));
        QVERIFY(!isOmeXml("ImageJ=1.53\n") && !isOmeXml("") && !isOmeXml("<METADATA/>") && !isOmeXml("<OMERO/>"));
        QCOMPARE(omeUuid("<?xml version='1.0'?><OME x='y' UUID='urn:uuid:5' z='1'><Image UUID=\"no\""), std::string("urn:uuid:5"));
        QCOMPARE(omeUuid("<OME><BinaryOnly UUID=\"no\"/></OME>"), std::string());
        QCOMPARE(omeUuid("<OME UUID=\"cut"), std::string());
        QCOMPARE(omeUuid("<OME UUID="), std::string());
    }

    // FAULTS.md, A22
    void whatIsWrongIsNamedWithItsLine() {
        CONTAINS(faultOf("<OME>\n<Image>\n<Pixels"), "x.ome.tif: line 3: not well-formed XML");
        CONTAINS(faultOf("<Other/>"), "begins with <Other> where <OME> is expected");
        CONTAINS(faultOf(pixels("SizeC=\"x\" SizeZ=\"1\" SizeT=\"1\"")), "line 3: SizeC is \"x\", no number from 1 up");
        CONTAINS(faultOf(pixels("SizeC=\"1\" SizeT=\"1\"")), "line 3: SizeZ is \"\"");
        CONTAINS(faultOf(pixels("SizeC=\"4\" SizeZ=\"1\" SizeT=\"1\"", "<Channel/><Channel/><Channel/>")), "line 3: SizeC is 4, but 3 channels are described");
        CONTAINS(faultOf(pixels("SizeC=\"1\" SizeZ=\"1\" SizeT=\"1\" DimensionOrder=\"XYZZT\"")), "line 3: DimensionOrder is XYZZT");
        CONTAINS(faultOf(pixels("SizeC=\"2000000000\" SizeZ=\"2000000000\" SizeT=\"2000000000\"")), "line 3: has more planes than the 262144");
        CONTAINS(faultOf(pixels("SizeC=\"600\" SizeZ=\"600\" SizeT=\"1\"")), "line 3: has more planes");
    }

    // FAULTS.md, A23
    void hostileXmlIsRefusedInBoundedTime() {
        std::string laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE OME [<!ENTITY a \"ha\">";
        for (char letter = 'b'; letter <= 'z'; ++letter) {
            const std::string before(1, static_cast<char>(letter - 1));
            laughs += "<!ENTITY " + std::string(1, letter) + " \"&" + before + ";&" + before + ";&" + before + ";&" + before + ";\">";
        }
        laughs += "]>\n<OME>&z;</OME>";
        const auto start = std::chrono::steady_clock::now();
        CONTAINS(faultOf(laughs), "line 2: has a document type (DOCTYPE), which is not read; remove it");
        CONTAINS(faultOf("<!DOCTYPE OME SYSTEM \"http://example.org/ome.dtd\">\n<OME/>"), "line 1: has a document type");
        CONTAINS(faultOf("<OME>\n<Image><Pixels SizeC=\"&secret;\" SizeZ=\"1\" SizeT=\"1\"/></Image></OME>"), "SizeC is \"&secret;\""); // no entity but XML's own
        CONTAINS(faultOf("<OME>" + std::string(maxDescriptionBytes, ' ') + "</OME>"), "its XML is 16 MB long");
        std::string many = "<Channel/>";
        while (many.size() < 4'000'000)
            many += many;
        CONTAINS(faultOf(pixels("SizeC=\"2\" SizeZ=\"1\" SizeT=\"1\"", many)), "SizeC is 2, but ");
        QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    }

    void everyRealTextOfTheCorpusIsReadOrRefused() {
        const std::filesystem::path samples = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data/broken/ome+ome-model/specification/samples";
        if (!std::filesystem::exists(samples))
            QSKIP("the real files are not here");
        int read = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(samples)) {
            if (!entry.is_regular_file() || entry.path().extension() != ".xml")
                continue;
            std::ifstream file(entry.path(), std::ios::binary);
            std::stringstream text;
            text << file.rdbuf();
            try {
                read += parsed(text.str()).images.empty() ? 0 : 1;
            } catch (const Error& error) {
                QFAIL(error.what());
            }
        }
        QVERIFY(read > 20);
    }

    void fourWellsOfTheSpecificationAreFound() {
        const std::filesystem::path file = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data/broken/ome+ome-model/specification/samples/2016-06/one-screen-one-plate-four-wells.ome.xml";
        if (!std::filesystem::exists(file))
            QSKIP("the real files are not here");
        std::ifstream stream(file, std::ios::binary);
        std::stringstream text;
        text << stream.rdbuf();
        const OmeDocument document = parsed(text.str());
        QCOMPARE(document.images.size(), std::size_t{11});
        QCOMPARE(document.images[3].well, std::string("B03"));
        QCOMPARE(document.images[8].well, std::string("C02"));
        QVERIFY(document.images[8].site == 5);
        QVERIFY(!document.images[0].pixelSizeUm); // 10 mm is no pixel
    }

    void imageJTellsItsAxesAndPixelSize() {
        const auto told = parseImageJDescription("ImageJ=1.53t\nimages=12\nchannels=3\nslices=2\nframes=2\nhyperstack=true\nunit=micron\n", 12.5);
        QVERIFY(told.has_value());
        QVERIFY(told->tellsAxes && told->images == 12 && told->channels == 3 && told->slices == 2 && told->frames == 2);
        QCOMPARE(told->pixelSizeUm.value(), 0.08);
        QCOMPARE(parseImageJDescription("ImageJ=1\r\nunit=\\u00B5m\r\n", 2).value().pixelSizeUm.value(), 0.5);
        QVERIFY(!parseImageJDescription("ImageJ=1\nunit=inch\n", 300).value().pixelSizeUm);
        QVERIFY(!parseImageJDescription("ImageJ=1\nunit=micron\n", 0).value().pixelSizeUm);
        QCOMPARE(parseImageJDescription("ImageJ=1\nchannels=-3\nslices=99999999999\n", 0).value().slices, 1);
        QVERIFY(!parseImageJDescription("SCIFIO=0.4", 1));
    }
};

QTEST_APPLESS_MAIN(TestOmeXml)
#include "test_omexml.moc"
