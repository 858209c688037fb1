#include "core/imaging/loadsample.h"
#include "core/plate/scanplate.h"

#include <QTest>

#include <map>
#include <set>

using namespace locascope;
namespace fs = std::filesystem;

namespace {

std::string textOf(const std::set<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string wellsOf(const Plate& plate) {
    std::set<std::string> wells;
    for (const Sample& sample : plate.samples)
        wells.insert(sample.well);
    return textOf(wells);
}

std::string sitesOf(const Plate& plate) {
    std::set<std::string> sites;
    for (const Sample& sample : plate.samples)
        sites.insert(sample.site ? std::to_string(*sample.site) : "-");
    return textOf(sites);
}

std::string sizesOf(const Plate& plate) {
    std::set<std::string> sizes;
    for (const SampleShape& shape : plate.shapes)
        sizes.insert(std::to_string(shape.width) + "x" + std::to_string(shape.height) + "x" + std::to_string(shape.bits));
    return textOf(sizes);
}

std::string stainsOf(const Sample& sample) {
    std::string stains;
    for (const Stain stain : allStains)
        stains += sample.files[stain] ? std::string(stainKey(stain)).substr(0, 1) : "-";
    return stains;
}

const Sample& sampleOf(const Plate& plate, const std::string& id) {
    for (const Sample& sample : plate.samples)
        if (sample.id == id)
            return sample;
    throw std::runtime_error("no sample " + id);
}

} // namespace

/// Every set of real images opens with the right wells, sites, stains and pixel size.
class TestRealPlates : public QObject {
    Q_OBJECT

    Plate opened(const char* name, const ScanOptions& options = {}) const {
        Plate plate = scanPlate(fs::path(LOCASCOPE_SHARED_DIR) / "data" / name, options);
        inspectPlate(plate);
        return plate;
    }

private slots:
    void initTestCase() {
        if (!fs::exists(fs::path(LOCASCOPE_SHARED_DIR) / "data/atlas"))
            QSKIP("the real images are not here");
    }

    void atlas() {
        const Plate plate = opened("atlas");
        QCOMPARE(plate.scheme, std::string("atlas"));
        QCOMPARE(plate.samples.size(), std::size_t{11});
        QCOMPARE(wellsOf(plate), std::string("A01 B01 C01 G02"));
        QCOMPARE(sitesOf(plate), std::string("1 2"));
        const Sample& sample = sampleOf(plate, "10580_1610_C1_2");
        QCOMPARE(sample.plateName, std::string("1610"));
        QCOMPARE(sample.well, std::string("C01"));
        QVERIFY(sample.site == 2);
        QCOMPARE(*sample.files[Stain::Protein], std::string("10580_1610_C1_2_green.jpg"));
        QCOMPARE(stainsOf(sample), std::string("npmr"));
        QCOMPARE(stainsOf(sampleOf(plate, "10814_51_A1_1")), std::string("n-m-"));
        QCOMPARE(stainsOf(sampleOf(plate, "11311_88_G2_1")), std::string("n---"));
        QCOMPARE(sizesOf(plate), std::string("1728x1728x8 2048x2048x8"));
        QCOMPARE(plate.problems.size(), std::size_t{3}); // the three samples that lack stains
        QVERIFY(!sample.pixelSizeUm);
    }

    void opera() {
        const Plate plate = opened("opera", {.channelStains = {{"ch4", Stain::Protein}}});
        QCOMPARE(plate.scheme, std::string("opera"));
        QCOMPARE(wellsOf(plate), std::string("A01"));
        QCOMPARE(sitesOf(plate), std::string("1"));
        QCOMPARE(plate.channels.size(), std::size_t{6});
        QCOMPARE(sizesOf(plate), std::string("1080x1080x16"));
        QVERIFY(std::abs(plate.samples[0].pixelSizeUm.value() - 0.597976) < 1e-6);
        QCOMPARE(stainsOf(plate.samples[0]), std::string("np--"));
        QVERIFY(plate.problems.empty());
    }

    void yokogawa() {
        const Plate plate = opened("yokogawa", {.channelStains = {{"C01", Stain::Nucleus}, {"C02", Stain::Protein}}});
        QCOMPARE(plate.scheme, std::string("yokogawa"));
        QCOMPARE(plate.samples.size(), std::size_t{12});
        QCOMPARE(wellsOf(plate), std::string("D08 E03 F08"));
        QCOMPARE(sitesOf(plate), std::string("1 2 3 4"));
        QCOMPARE(plate.depth, 4);
        for (const Sample& sample : plate.samples) {
            QCOMPARE(sample.pixelSizeUm.value(), 0.325);
            QCOMPARE(stainsOf(sample), std::string("np--"));
        }
        QVERIFY(plate.problems.empty());
    }

    void challengeFullSize() {
        const Plate plate = opened("challenge-fullsize");
        QCOMPARE(plate.scheme, std::string("challenge"));
        QCOMPARE(plate.samples.size(), std::size_t{2});
        QCOMPARE(sizesOf(plate), std::string("2048x2048x8 3072x3072x8"));
        QCOMPARE(wellsOf(plate), std::string());
        for (const Sample& sample : plate.samples)
            QCOMPARE(stainsOf(sample), std::string("npmr"));
        QVERIFY(plate.problems.empty());
    }

    void sixteenBit() {
        const Plate plate = opened("sixteen-bit");
        QCOMPARE(plate.scheme, std::string("plate-well"));
        QCOMPARE(plate.samples.size(), std::size_t{1});
        const Sample& sample = plate.samples[0];
        QCOMPARE(sample.id, std::string("383_D2_1"));
        QCOMPARE(sample.plateName, std::string("383"));
        QCOMPARE(sample.well, std::string("D02"));
        QVERIFY(sample.site == 1);
        QCOMPARE(stainsOf(sample), std::string("np--"));
        QCOMPARE(sample.pixelSizeUm.value(), 0.0801276013678554); // of the OME-XML in the packed TIFF
        QCOMPARE(plate.problems.size(), std::size_t{1});
        QVERIFY(plate.problems[0].cause.find("blue 2048 x 2048 of 16 bits, green 2048 x 2048 of 8 bits") != std::string::npos);
    }

    void missingStains() {
        const Plate plate = opened("missing-stains");
        QCOMPARE(plate.scheme, std::string("challenge"));
        QCOMPARE(plate.samples.size(), std::size_t{24});
        QCOMPARE(plate.problems.size(), std::size_t{24});
        std::map<std::string, int> ofStains;
        for (const Sample& sample : plate.samples)
            ++ofStains[stainsOf(sample)];
        QCOMPARE(ofStains.size(), std::size_t{4}); // each has one, and each of the four is some sample's
        QCOMPARE(stainsOf(sampleOf(plate, "2ea48066-bad3-11e8-b2b8-ac1f6b6435d0")), std::string("-p--"));
    }

    void jpegNamedPng() {
        const Plate plate = opened("jpeg-named-png");
        QCOMPARE(plate.scheme, std::string("plate-well"));
        QCOMPARE(wellsOf(plate), std::string("F11"));
        QCOMPARE(sitesOf(plate), std::string("1"));
        QCOMPARE(plate.samples[0].plateName, std::string("57"));
        QCOMPARE(stainsOf(plate.samples[0]), std::string("npmr"));
        QVERIFY(plate.problems.empty());
        QCOMPARE(plate.notes.size(), std::size_t{1});
        QVERIFY(plate.notes[0].kind == Note::Kind::ContentUnlikeName && plate.notes[0].count == 4);
        QVERIFY(loadSample(plate, plate.samples[0]).complete);
    }
};

QTEST_APPLESS_MAIN(TestRealPlates)
#include "test_realplates.moc"
