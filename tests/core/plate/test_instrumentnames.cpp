#include "core/plate/companion.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/scanplate.h"
#include "core/plate/xmldocument.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <chrono>
#include <fstream>
#include <set>

using namespace locascope;
namespace fs = std::filesystem;

namespace {

const Channel* channelOf(const Plate& plate, const std::string& key) {
    for (const Channel& channel : plate.channels)
        if (channel.key == key)
            return &channel;
    return nullptr;
}

std::set<std::string> wellsOf(const Plate& plate) {
    std::set<std::string> wells;
    for (const Sample& sample : plate.samples)
        wells.insert(sample.well);
    return wells;
}

std::string faultOf(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

#define CONTAINS(text, part) QVERIFY2((text).find(part) != std::string::npos, (text).c_str())

const std::string operaImage = "<Image><URL>r01c02f03p01-ch1sk1fk1fl1.tiff</URL><Row>1</Row><Col>2</Col><FieldID>3</FieldID><ChannelID>1</ChannelID>"
                               "<ChannelName>HOECHST 33342</ChannelName><ImageResolutionX Unit=\"m\">2.5E-07</ImageResolutionX></Image>";
std::string operaIndex(const std::string& images) { return "<?xml version=\"1.0\"?>\n<EvaluationInputData>\n<Images>\n" + images + "\n</Images></EvaluationInputData>\n"; }

} // namespace

class TestInstrumentNames : public QObject {
    Q_OBJECT

    std::unique_ptr<testing::TemporaryFolder> m_folder;

    fs::path sharedPlate(const char* name) const { return fs::path(LOCASCOPE_SHARED_DIR) / "data" / name; }
    void put(const std::string& name, const std::string& text = "x") const {
        const fs::path file = *m_folder / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }

private slots:
    void init() { m_folder = std::make_unique<testing::TemporaryFolder>(); }

    void anInstrumentsNamesTellPlaceChannelAndPlane_data() {
        QTest::addColumn<QByteArray>("scheme");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("said"); // id|plate|well|site|channel|z|time
        const auto row = [](const char* scheme, const char* path, const char* said) { QTest::newRow(path) << QByteArray(scheme) << QByteArray(path) << QByteArray(said); };
        row("opera", "Images/r01c12f03p04-ch5sk1fk1fl1.tiff", "Images/r01c12f03||A12|3|ch5|4|1");
        row("opera", "r32c48f120p12-ch10sk7fk1fl1.tiff", "r32c48f120_t7||AF48|120|ch10|12|7");
        row("opera", "r02c03f01p01-ch1.tif", "r02c03f01||B03|1|ch1|1|-");
        row("yokogawa", "A_b_D08_T0001F002L01A02Z03C02.tif", "A_b_D08F002|A_b|D08|2|C02|3|1");
        row("yokogawa", "P_D08_T0012F002L02A02Z03C02.png", "P_D08F002L02_t12|P|D08|2|C02|3|12");
        row("metaxpress", "Screen_A01_s1_w1F0A1B2C3-0011-2233-4455-66778899AABB.tif", "Screen_A01_s1|Screen|A01|1|w1|-|-");
        row("metaxpress", "TimePoint_2/ZStep_3/Screen_A01_w2.TIF", "Screen_A01_t2|Screen|A01|-|w2|3|2");
        row("metaxpress", "p/TimePoint_1/S_1_B12_s09_w4.tif", "p/S_1_B12_s09|S_1|B12|9|w4|-|1");
        row("incell", "A - 01(fld 1 wv DAPI - DAPI).tif", "A - 01(fld 1)||A01|1|DAPI - DAPI|-|-");
        row("incell", "H - 12(fld 03 wv Cy3 - Cy3 z 2).tif", "H - 12(fld 03)||H12|3|Cy3 - Cy3|2|-");
        row("incell", "B - 2(fld 1 wv UV - DAPI z 4 time 3 - 1500ms).tif", "B - 2(fld 1)_t3||B02|1|UV - DAPI|4|3");
    }
    void anInstrumentsNamesTellPlaceChannelAndPlane() {
        QFETCH(QByteArray, scheme);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, said);
        const ParsedName parsed = schemeOfKey(shippedNamingSchemes(), scheme.toStdString())->parse(path.toStdString(), "root");
        const auto number = [](const std::optional<int>& value) { return value ? std::to_string(*value) : std::string("-"); };
        const std::string found = parsed.id + "|" + parsed.plateName + "|" + parsed.well + "|" + number(parsed.site) + "|" + parsed.channel + "|" + number(parsed.z) + "|" + number(parsed.time);
        QVERIFY(parsed.outcome == ParsedName::Outcome::Image);
        QCOMPARE(QByteArray::fromStdString(found), said);
    }

    void byProductsAreNoSamples() {
        const auto outcome = [](const char* scheme, const char* path) { return schemeOfKey(shippedNamingSchemes(), scheme)->parse(path).outcome; };
        QVERIFY(outcome("yokogawa", "DC_DCAM#1_CAM3.tif") == ParsedName::Outcome::Ignored);
        QVERIFY(outcome("yokogawa", "SC_BP445-45_20x v2_M01_CH01.tif") == ParsedName::Outcome::Ignored);
        QVERIFY(outcome("metaxpress", "Screen_A01_s1_w1_thumbF0A1B2C3-0011-2233-4455-66778899AABB.tif") == ParsedName::Outcome::Ignored);
        QVERIFY(outcome("metaxpress", "Screen_A01_s1_w1_thumb.tif") == ParsedName::Outcome::Ignored);
    }

    void planesOfAStackAreOneSample() {
        for (const char* z : {"2", "10", "1"})
            for (const char* wave : {"w1", "w2"})
                put(std::string("TimePoint_1/ZStep_") + z + "/S_A01_s1_" + wave + ".tif");
        put("TimePoint_1/ZStep_1/S_A01_s1_w1_thumb.tif");
        const Plate plate = scanPlate(m_folder->path(), {.channelStains = {{"w2", Stain::Protein}}});
        QCOMPARE(plate.scheme, std::string("metaxpress"));
        QCOMPARE(plate.samples.size(), std::size_t{1});
        QCOMPARE(plate.depth, 3);
        const std::vector<PlaneSource> planes = planesOf(plate.samples[0], Stain::Protein);
        QCOMPARE(planes.size(), std::size_t{3});
        QCOMPARE(planes[2].file, std::string("TimePoint_1/ZStep_10/S_A01_s1_w2.tif"));
        QCOMPARE(*plate.samples[0].files[Stain::Protein], planes[0].file);
        QVERIFY(!plate.samples[0].files[Stain::Nucleus]);
        QCOMPARE(filesOf(plate.samples[0]).size(), std::size_t{6}); // those of w1, too: the fingerprint does not depend on what the user says
        QCOMPARE(plateFingerprint(plate), plateFingerprint(scanPlate(m_folder->path())));
        const Note expected{Note::Kind::ChannelsWithoutStain, "w1", 1};
        QVERIFY(std::find(plate.notes.begin(), plate.notes.end(), expected) != plate.notes.end());
        QVERIFY(plate.problems.empty());
    }

    void theOperaPlateOpens() {
        if (!fs::exists(sharedPlate("opera")))
            QSKIP("the real plates are not here");
        const Plate plate = scanPlate(sharedPlate("opera"), {.channelStains = {{"ch4", Stain::Protein}}});
        QCOMPARE(plate.scheme, std::string("opera"));
        QCOMPARE(plate.samples.size(), std::size_t{1});
        const Sample& sample = plate.samples[0];
        QCOMPARE(sample.id, std::string("r01c01f01"));
        QCOMPARE(sample.well, std::string("A01"));
        QVERIFY(sample.site == 1);
        QCOMPARE(sample.plateName, std::string("BR00121482"));
        QVERIFY(std::abs(sample.pixelSizeUm.value() - 0.5979760809567617) < 1e-12);
        QCOMPARE(plate.channels.size(), std::size_t{6});
        QCOMPARE(channelOf(plate, "ch1")->name, std::string("Alexa 647"));
        QVERIFY(*channelOf(plate, "ch5") == (Channel{"ch5", "HOECHST 33342", Stain::Nucleus, Channel::Source::Guess}));
        QCOMPARE(*sample.files[Stain::Nucleus], std::string("r01c01f01p01-ch5sk1fk1fl1.tiff"));
        QCOMPARE(*sample.files[Stain::Protein], std::string("r01c01f01p01-ch4sk1fk1fl1.tiff"));
        QVERIFY(plate.problems.empty());
    }

    void theYokogawaPlateOpens() {
        if (!fs::exists(sharedPlate("yokogawa")))
            QSKIP("the real plates are not here");
        const Plate plate = scanPlate(sharedPlate("yokogawa"), {.channelStains = {{"C01", Stain::Nucleus}, {"C02", Stain::Protein}}});
        QCOMPARE(plate.scheme, std::string("yokogawa"));
        QCOMPARE(plate.samples.size(), std::size_t{12});
        QCOMPARE(wellsOf(plate), (std::set<std::string>{"D08", "E03", "F08"}));
        QCOMPARE(plate.depth, 4);
        for (const Sample& sample : plate.samples) {
            QVERIFY(sample.site >= 1 && sample.site <= 4);
            QCOMPARE(sample.pixelSizeUm.value(), 0.325);
            QCOMPARE(planesOf(sample, Stain::Nucleus).size(), std::size_t{4});
            QCOMPARE(planesOf(sample, Stain::Protein).size(), std::size_t{4});
        }
        QCOMPARE(channelOf(plate, "C02")->name, std::string("488nm, BP525/50"));
        QVERIFY(plate.problems.empty());
    }

    void anIndexThatIsBrokenIsAProblemAndTheNamesStillTell() {
        put("r01c02f03p01-ch1sk1fk1fl1.tiff");
        put("Index.idx.xml", operaIndex(operaImage).substr(0, 200));
        const Plate plate = scanPlate(m_folder->path());
        QCOMPARE(plate.samples.at(0).well, std::string("A02"));
        QCOMPARE(plate.problems.size(), std::size_t{1});
        QCOMPARE(plate.problems[0].file, std::string("Index.idx.xml"));
        CONTAINS(plate.problems[0].cause, "line ");
        CONTAINS(plate.problems[0].cause, "not well-formed XML");
    }

    void imagesThatAreNotThereOrOutsideAreNamedWithTheirLine() {
        put("r01c02f03p01-ch1sk1fk1fl1.tiff");
        put("Index.idx.xml", operaIndex(operaImage + "\n<Image><URL>../../etc/x.tiff</URL></Image>\n<Image><URL>/etc/passwd</URL></Image>\n<Image><URL>r09c09f01p01-ch1sk1fk1fl1.tiff</URL></Image>"));
        const Plate plate = scanPlate(m_folder->path());
        QCOMPARE(plate.samples.size(), std::size_t{1});
        QCOMPARE(plate.problems.size(), std::size_t{2});
        std::string causes;
        for (const Problem& problem : plate.problems)
            causes += problem.cause + "\n";
        CONTAINS(causes, "line 5: names ../../etc/x.tiff (and 1 more), which lies outside the plate");
        CONTAINS(causes, "line 7: names r09c09f01p01-ch1sk1fk1fl1.tiff, which is not there");
    }

    void aPathOfAnIndexStaysInside() {
        QCOMPARE(pathInPlate("a/b/", "c.tif").value(), std::string("a/b/c.tif"));
        QCOMPARE(pathInPlate("a/b/", "..\\c.tif").value(), std::string("a/c.tif"));
        for (const char* name : {"../../../x", "/x", "C:\\x", "../../..", "a/../../../../x"})
            QVERIFY2(!pathInPlate("a/b/", name), name);
    }

    void hostileXmlIsRefusedInBoundedTime() {
        std::string laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY lol \"lol\">";
        for (int i = 1; i < 10; ++i)
            laughs += "<!ENTITY lol" + std::to_string(i) + " \"&lol" + std::to_string(i - 1) + ";&lol" + std::to_string(i - 1) + ";\">";
        laughs += "]><EvaluationInputData>&lol9;</EvaluationInputData>";
        const auto start = std::chrono::steady_clock::now();
        const auto fault = [](const std::string& text, std::size_t most = maxCompanionBytes) { return faultOf([&] { const XmlDocument document(text, "x.xml", most); }); };
        CONTAINS(fault(laughs), "x.xml: line 2: has a document type (DOCTYPE)");
        CONTAINS(fault("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"), "line 1: has a document type");
        CONTAINS(fault("<a>\n<b>\n</a>"), "line 3: not well-formed XML");
        CONTAINS(fault(""), "not well-formed XML");
        CONTAINS(fault(std::string(maxDescriptionBytes + 1, ' '), maxDescriptionBytes), "its XML is 16 MB long");
        std::string tags = "<a>";
        while (tags.size() < 4 * maxXmlTags)
            tags += "<b/><b/><b/><b/><b/><b/><b/><b/><b/><b/><b/><b/><b/><b/><b/><b/>";
        CONTAINS(fault(tags), "more than 8000000 tags");
        CONTAINS(fault(std::string(1000000, '<')), "not well-formed");
        std::string deep;
        for (int i = 0; i < 1000000; ++i)
            deep += "<a>";
        CONTAINS(fault(deep), "not well-formed");
        CONTAINS(faultOf([] { parseOperaIndex("<Other/>", "Index.idx.xml"); }), "begins with <Other> where <EvaluationInputData> is expected");
        CONTAINS(faultOf([] { parseYokogawaMeasurement("<a/>", "m.mlf"); }), "begins with <a> where <MeasurementData> is expected");
        QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    }

    void laterHarmonyTellsChannelsInMaps() {
        const Companion companion = parseOperaIndex("<EvaluationInputData><Maps><Map><Entry ChannelID=\"2\"><ChannelName>DAPI</ChannelName><ImageResolutionX Unit=\"m\">3E-07</ImageResolutionX>"
                                                    "</Entry></Map></Maps><Images><Image><URL>a.tiff</URL><ChannelID>2</ChannelID></Image></Images></EvaluationInputData>", "Index.xml");
        QCOMPARE(companion.channels.at("ch2"), std::string("DAPI"));
        QVERIFY(std::abs(companion.images.at(0).pixelSizeUm.value() - 0.3) < 1e-12);
    }

    void aPixelSizeIsReadInItsUnit() {
        QVERIFY(std::abs(micrometres("80.1", "nm").value() - 0.0801) < 1e-12);
        QCOMPARE(micrometres("0.5", "").value(), 0.5);
        QVERIFY(!micrometres("0.5", "pixel") && !micrometres("x", "m") && !micrometres("1", "m") && !micrometres("-1", "um") && !micrometres("nan", "um"));
    }
};

QTEST_APPLESS_MAIN(TestInstrumentNames)
#include "test_instrumentnames.moc"
