#include "core/plate/namingcatalogue.h"
#include "core/plate/plate.h"

#include <QTest>

using namespace locascope;

namespace {

std::string bytes(const QByteArray& text) { return text.toStdString(); }

const NamingScheme& scheme(const char* key) { return *schemeOfKey(shippedNamingSchemes(), key); }

/// The first of the colour schemes that takes a name, as a plate that consists of it would be recognised.
std::string firstScheme(const std::string& path) {
    for (const char* key : {"challenge", "atlas", "plate-well", "well", "other"})
        if (scheme(key).parse(path).outcome == ParsedName::Outcome::Image)
            return key;
    return "none";
}

} // namespace

/// The names that end in a colour: what they said before schemes were data, they say now.
class TestColourNames : public QObject {
    Q_OBJECT
private slots:
    void aStainIsTheLastWordBeforeTheExtension_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<int>("stain");
        const int image = int(ParsedName::Outcome::Image), plain = int(ParsedName::Outcome::NotMatched), other = int(ParsedName::Outcome::NoImage);
        const int nucleus = int(Stain::Nucleus), protein = int(Stain::Protein);
        QTest::newRow("usual") << QByteArray("a_b_green.png") << image << QByteArray("a_b") << protein;
        QTest::newRow("capitals") << QByteArray("A_BLUE.TIFF") << image << QByteArray("A") << nucleus;
        QTest::newRow("colour alone") << QByteArray("Blue.jpeg") << image << QByteArray("root") << nucleus;
        QTest::newRow("colour in a folder") << QByteArray("a/b/Blue.jpeg") << image << QByteArray("a/b") << nucleus;
        QTest::newRow("dots") << QByteArray("a.b_green.tif") << image << QByteArray("a.b") << protein;
        QTest::newRow("two colours") << QByteArray("red_green.jpg") << image << QByteArray("red") << protein;
        QTest::newRow("mask") << QByteArray("a_predictedmask.png") << plain << QByteArray() << -1;
        QTest::newRow("no word") << QByteArray("picture.png") << plain << QByteArray() << -1;
        QTest::newRow("part of a word") << QByteArray("evergreen.png") << plain << QByteArray() << -1;
        QTest::newRow("resource fork") << QByteArray("._a_green.png") << plain << QByteArray() << -1;
        QTest::newRow("text") << QByteArray("a_green.txt") << other << QByteArray() << -1;
        QTest::newRow("no extension") << QByteArray("a_green") << other << QByteArray() << -1;
        QTest::newRow("packed") << QByteArray("a_green.tif.gz") << image << QByteArray("a") << protein;
        QTest::newRow("packed, no word") << QByteArray("picture.png.GZ") << plain << QByteArray() << -1;
        QTest::newRow("packed text") << QByteArray("a_green.txt.gz") << other << QByteArray() << -1;
        QTest::newRow("not UTF-8") << QByteArray("\xff\n_green.png") << image << QByteArray("\xff\n") << protein;
        QTest::newRow("nothing") << QByteArray("") << other << QByteArray() << -1;
        QTest::newRow("extension alone") << QByteArray(".png") << plain << QByteArray() << -1;
    }
    void aStainIsTheLastWordBeforeTheExtension() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, id);
        QFETCH(int, outcome);
        QFETCH(int, stain);
        const ParsedName parsed = scheme("other").parse(bytes(name), "root");
        QCOMPARE(int(parsed.outcome), outcome);
        QCOMPARE(QByteArray::fromStdString(parsed.id), id);
        if (stain >= 0)
            QCOMPARE(int(parsed.stain.value()), stain);
    }

    void aShortIdTellsPlateWellAndSite_data() {
        QTest::addColumn<QByteArray>("shortId");
        QTest::addColumn<QByteArray>("folder");
        QTest::addColumn<QByteArray>("position");
        QTest::newRow("atlas") << QByteArray("10580_1610_C1_1") << QByteArray("") << QByteArray("atlas 1610 C01 1");
        QTest::newRow("atlas, suffix") << QByteArray("11651_1732_F3_13_cr580610dc203b9") << QByteArray("") << QByteArray("atlas 1732 F03 13");
        QTest::newRow("plate") << QByteArray("57_F11_1") << QByteArray("") << QByteArray("plate-well 57 F11 1");
        QTest::newRow("well") << QByteArray("B02_7") << QByteArray("") << QByteArray("well  B02 7");
        QTest::newRow("well alone") << QByteArray("H12") << QByteArray("") << QByteArray("well  H12 -");
        QTest::newRow("a number, no well") << QByteArray("s9") << QByteArray("") << QByteArray("other   -");
        QTest::newRow("no such well") << QByteArray("Z99_1") << QByteArray("") << QByteArray("other   -");
        QTest::newRow("folder") << QByteArray("3") << QByteArray("A1") << QByteArray("well  A01 3");
        QTest::newRow("challenge") << QByteArray("000a9596-bbc4-11e8-b2bc-ac1f6b6435d0") << QByteArray("A01") << QByteArray("challenge   -");
        QTest::newRow("other") << QByteArray("control_C1_x") << QByteArray("") << QByteArray("other   -");
        QTest::newRow("no antibody") << QByteArray("x_1610_C1_1") << QByteArray("") << QByteArray("other   -");
    }
    void aShortIdTellsPlateWellAndSite() {
        QFETCH(QByteArray, shortId);
        QFETCH(QByteArray, folder);
        QFETCH(QByteArray, position);
        const std::string id = (folder.isEmpty() ? std::string() : bytes(folder) + "/") + bytes(shortId);
        for (const char* rest : {"_green.png", "/green.png"}) {
            const std::string key = firstScheme(id + rest);
            for (const std::string& by : {key, std::string("other")}) {
                const ParsedName parsed = scheme(by.c_str()).parse(id + rest);
                QCOMPARE(parsed.id, id);
                const std::string found = key + " " + parsed.plateName + " " + parsed.well + " " + (parsed.site ? std::to_string(*parsed.site) : "-");
                QCOMPARE(QByteArray::fromStdString(found), position);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestColourNames)
#include "test_colournames.moc"
