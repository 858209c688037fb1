#include "core/files/writefile.h"
#include "core/imaging/crop.h"
#include "core/imaging/rawimage.h"
#include "tests/support/decodechecks.h"
#include "tests/support/madeimages.h"
#include "tests/support/temporaryfolder.h"

#include <QProcess>
#include <QTest>
#include <QXmlStreamAttribute>
#include <QXmlStreamReader>

using namespace locascope;
using namespace locascope::testing;

namespace {

RawImage twoStains(int bits) {
    RawImage image;
    image.pages = {{"nucleus", {0, 0, 255}, knownPlane(37, 23, bits)}, {"protein", {0, 255, 0}, smoothPlane(37, 23, bits)}};
    image.name = "a/b \"c\" & <d>";
    image.software = "Locascope 1.2.3";
    image.plateName = "P7";
    image.well = "B03";
    image.pixelSizeUm = 0.0801;
    image.annotations = {{"site", "4"}, {"crop", "10, 20, 37, 23"}};
    return image;
}

Plane page(const Bytes& tiff, int number) {
    return decodePlane(tiff, "made.tif", {.stain = Stain::Protein, .page = number, .limits = {}, .stop = {}});
}

/// The attributes of the elements `name`, in order; its text is under "".
std::vector<std::map<QString, QString>> elements(const std::string& xml, const QString& name) {
    std::vector<std::map<QString, QString>> found;
    QXmlStreamReader reader(QByteArray::fromStdString(xml));
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() != name)
            continue;
        std::map<QString, QString> element;
        for (const QXmlStreamAttribute& attribute : reader.attributes())
            element[attribute.name().toString()] = attribute.value().toString();
        if (name == QLatin1String("M"))
            element[QString()] = reader.readElementText();
        found.push_back(std::move(element));
    }
    return reader.hasError() ? std::vector<std::map<QString, QString>>() : found;
}

QString at(const std::map<QString, QString>& element, const char* name) {
    const auto found = element.find(QString::fromUtf8(name));
    return found == element.end() ? QString() : found->second;
}

} // namespace

class TestEncodeTiff final : public QObject {
    Q_OBJECT
private slots:
    void countsComeBackAsTheyWere_data() {
        QTest::addColumn<int>("bits");
        QTest::newRow("8 bits") << 8;
        QTest::newRow("16 bits") << 16;
    }
    void countsComeBackAsTheyWere() {
        QFETCH(int, bits);
        const RawImage image = twoStains(bits);
        const Bytes tiff = encodeRawTiff(image);
        const ImageHeader header = readImageHeader(tiff, "made.tif");
        QCOMPARE(header.width, 37);
        QCOMPARE(header.height, 23);
        QCOMPARE(header.bits, bits);
        QCOMPARE(header.pages, 2);
        for (int i = 0; i < 2; ++i)
            QVERIFY(haveEqualPixels(page(tiff, i), image.pages[std::size_t(i)].plane));
    }

    void aPartIsCutOutWithoutChangingACount() {
        const Plane whole = knownPlane(40, 30, 16);
        const Plane part = cropped(whole, {.x = 7, .y = 11, .width = 20, .height = 10});
        QCOMPARE(part.width(), 20);
        QCOMPARE(part.height(), 10);
        for (int y = 0; y < 10; ++y)
            for (int x = 0; x < 20; ++x)
                QCOMPARE(part.valueAt(x, y), whole.valueAt(x + 7, y + 11));
        for (const PixelRectangle& beyond : {PixelRectangle{30, 0, 11, 5}, PixelRectangle{-1, 0, 5, 5}, PixelRectangle{0, 0, 0, 5}, PixelRectangle{0, 2147483647, 5, 5}})
            EXPECT_ERROR(cropped(whole, beyond), ErrorKind::Invalid);
    }

    void theDescriptionNamesChannelsPixelSizeAndPlace() {
        const std::string xml = omeXml(twoStains(16));
        const auto pixels = elements(xml, QStringLiteral("Pixels"));
        QCOMPARE(pixels.size(), std::size_t(1));
        QCOMPARE(at(pixels[0], "Type"), QStringLiteral("uint16"));
        QCOMPARE(at(pixels[0], "SizeX"), QStringLiteral("37"));
        QCOMPARE(at(pixels[0], "SizeY"), QStringLiteral("23"));
        QCOMPARE(at(pixels[0], "SizeC"), QStringLiteral("2"));
        QCOMPARE(at(pixels[0], "PhysicalSizeX"), QStringLiteral("0.0801"));
        QCOMPARE(at(pixels[0], "PhysicalSizeXUnit"), QStringLiteral("µm"));
        const auto channels = elements(xml, QStringLiteral("Channel"));
        QCOMPARE(channels.size(), std::size_t(2));
        QCOMPARE(at(channels[1], "Name"), QStringLiteral("protein"));
        QCOMPARE(at(channels[0], "Color"), QStringLiteral("65535"));
        QCOMPARE(elements(xml, QStringLiteral("TiffData")).size(), std::size_t(2));
        const auto well = elements(xml, QStringLiteral("Well"));
        QCOMPARE(well.size(), std::size_t(1));
        QCOMPARE(at(well[0], "Row"), QStringLiteral("1"));
        QCOMPARE(at(well[0], "Column"), QStringLiteral("2"));
        QCOMPARE(at(elements(xml, QStringLiteral("Image"))[0], "Name"), QStringLiteral("a/b \"c\" & <d>"));
        const auto notes = elements(xml, QStringLiteral("M"));
        QCOMPARE(notes.size(), std::size_t(2));
        QCOMPARE(at(notes[1], "K"), QStringLiteral("crop"));
        QCOMPARE(at(notes[1], ""), QStringLiteral("10, 20, 37, 23"));
    }

    void whatIsNotKnownIsNotSaid() {
        RawImage image = twoStains(8);
        image.pixelSizeUm.reset();
        image.well.clear();
        image.annotations.clear();
        const std::string xml = omeXml(image);
        QVERIFY(xml.find("PhysicalSize") == std::string::npos);
        QVERIFY(elements(xml, QStringLiteral("Plate")).empty());
        QVERIFY(elements(xml, QStringLiteral("MapAnnotation")).empty());
        QCOMPARE(elements(xml, QStringLiteral("Pixels")).size(), std::size_t(1));
    }

    void whichPlanesWereReadIsSaid() {
        Sample sample;
        sample.id = "a";
        SamplePlanes planes;
        for (const char* file : {"z1.tif", "z2.tif", "z3.tif"})
            planes.stains[Stain::Nucleus].push_back({file});
        sample.files[Stain::Nucleus] = "z1.tif";
        sample.planes = std::make_shared<const SamplePlanes>(planes);
        Plate plate;
        plate.depth = 5; // of another sample
        ChannelStack stack;
        stack.width = stack.height = stack.fullWidth = stack.fullHeight = 4;
        stack.bits = 8;
        stack.planes[Stain::Nucleus] = knownPlane(4, 4, 8);
        const auto said = [&](const std::string& name) {
            std::vector<std::string> values;
            for (const auto& [key, value] : rawCrop(plate, sample, stack, {{0, 0, 4, 4}, {Stain::Nucleus}, {}, "test"}).annotations)
                if (key == name)
                    values.push_back(value);
            return values;
        };
        QCOMPARE(said("z planes"), std::vector<std::string>{"maximum of 3 planes"});
        QCOMPARE(said("file of nucleus"), (std::vector<std::string>{"z1.tif", "z2.tif", "z3.tif"}));
        plate.chosenPlane = 5;
        QCOMPARE(said("z planes"), std::vector<std::string>{"plane 3 of 3"});
        QCOMPARE(said("file of nucleus"), std::vector<std::string>{"z3.tif"});
    }

    void namesThatAreNoTextStayReadable() {
        RawImage image = twoStains(8);
        image.name = "a\xff\n";
        QCOMPARE(at(elements(omeXml(image), QStringLiteral("Image")).at(0), "Name"), QStringLiteral("a%FF%0A"));
    }

    void theSameImageGivesTheSameBytes() { QVERIFY(encodeRawTiff(twoStains(16)) == encodeRawTiff(twoStains(16))); }

    void pagesThatDifferAreRefused() {
        RawImage image = twoStains(16);
        image.pages[1].plane = knownPlane(37, 22, 16);
        EXPECT_ERROR(encodeRawTiff(image), ErrorKind::Invalid);
        image.pages[1].plane = knownPlane(37, 23, 8);
        EXPECT_ERROR(encodeRawTiff(image), ErrorKind::Invalid);
        image.pages.clear();
        EXPECT_ERROR(encodeRawTiff(image), ErrorKind::Invalid);
    }

    void anotherReaderFindsTheSame() {
        TemporaryFolder folder;
        const RawImage image = twoStains(16);
        writeFile(folder / "a.tif", encodeRawTiff(image));
        QProcess python;
        python.start(QStringLiteral("python3"), {QStringLiteral("-c"), QStringLiteral("import sys\n"
                                                                                      "try:\n from PIL import Image\nexcept ImportError: sys.exit(77)\n"
                                                                                      "i=Image.open(sys.argv[1])\n"
                                                                                      "r=i.tag_v2\n"
                                                                                      "print(i.n_frames,r[296],round(10000/float(r[282]),4))\n"
                                                                                      "for n in range(i.n_frames):\n"
                                                                                      " i.seek(n)\n"
                                                                                      " print(i.tag_v2[285],sum(i.getdata()))\n"),
                                                 QString::fromStdString((folder / "a.tif").string())});
        if (!python.waitForFinished() || python.exitCode() == 77 || python.error() == QProcess::FailedToStart)
            QSKIP("no Python with PIL here");
        const auto sum = [](const Plane& plane) {
            qint64 total = 0;
            for (int y = 0; y < plane.height(); ++y)
                for (int x = 0; x < plane.width(); ++x)
                    total += plane.valueAt(x, y);
            return QByteArray::number(total);
        };
        const QByteArray expected = "2 3 0.0801\nnucleus " + sum(image.pages[0].plane) + "\nprotein " + sum(image.pages[1].plane) + "\n";
        QCOMPARE(python.readAllStandardOutput(), expected);
    }
};

QTEST_GUILESS_MAIN(TestEncodeTiff)
#include "test_encodetiff.moc"
