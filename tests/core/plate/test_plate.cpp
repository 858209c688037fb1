#include "core/plate/plate.h"
#include "core/plate/scanplate.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

using namespace locascope;

namespace {

Sample sampleNamed(const std::string& id) {
    Sample sample;
    sample.id = id;
    sample.shortId = id.substr(id.rfind('/') + 1);
    return sample;
}

void write(const std::filesystem::path& file, const std::string& content) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << content;
}

} // namespace

class TestPlate : public QObject {
    Q_OBJECT
private slots:
    void aWellIsALetterOrTwoAndAColumn() {
        QCOMPARE(normalisedWell("A1"), std::string("A01"));
        QCOMPARE(normalisedWell("p24"), std::string("P24"));
        QCOMPARE(normalisedWell("A001"), std::string("A01"));
        QCOMPARE(normalisedWell("AF48"), std::string("AF48"));
        for (const char* text : {"", "A", "1", "A0", "A49", "AG1", "A100", "A1x", "A-1", "1A", "AAA1", "A0001", " A1"})
            QCOMPARE(normalisedWell(text), std::string());
    }

    void digitsOrderByValue() {
        const std::vector<std::string> ordered{"", "A1", "A01", "A2", "A2b", "A10", "A10_2", "A10_11", "B", "a"};
        std::vector<std::string> sorted{"B", "A10_11", "a", "A2", "A01", "A10", "", "A2b", "A10_2", "A1"};
        std::sort(sorted.begin(), sorted.end(), naturallyBefore);
        // A1 and A01 have the same value: bytes decide.
        std::vector<std::string> expected = ordered;
        std::swap(expected[1], expected[2]);
        QVERIFY(sorted == expected);
        QVERIFY(naturallyBefore("x99999999999999999999999998", "x99999999999999999999999999"));
        for (const std::string& text : ordered)
            QVERIFY(!naturallyBefore(text, text));
    }

    void naturalOrderIsTransitive() {
        std::vector<std::string> words;
        for (const char* first : {"", "0", "00", "1", "01", "10", "/", ":", "a"})
            for (const char* second : {"", "0", "1", "01", "b", "\xff"})
                words.push_back(std::string(first) + second);
        for (const std::string& a : words)
            for (const std::string& b : words) {
                QVERIFY(a == b || naturallyBefore(a, b) != naturallyBefore(b, a));
                for (const std::string& c : words)
                    QVERIFY(!(naturallyBefore(a, b) && naturallyBefore(b, c)) || naturallyBefore(a, c));
            }
    }

    void csvIdsAreShortWhereThatIsUnique() {
        Plate plate;
        plate.samples = {sampleNamed("one/A01"), sampleNamed("one/B01"), sampleNamed("two/A01")};
        const std::vector<std::string> expected{"one/A01", "B01", "two/A01"};
        QVERIFY(csvIds(plate) == expected);
    }

    void csvIdsArePlainTextAndStayUnique() {
        Plate plate;
        plate.samples = {sampleNamed("a b"), sampleNamed("a%20b"), sampleNamed("\xff\n\"=,"), sampleNamed("caf\xc3\xa9")};
        const std::vector<std::string> ids = csvIds(plate);
        const std::vector<std::string> expected{"a%20b", "a%2520b", "%FF%0A%22%3D%2C", "caf%C3%A9"};
        QVERIFY(ids == expected);
        QCOMPARE(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
    }

    void aMovedPlateHasTheSameFingerprint() {
        QTemporaryDir directory;
        const std::filesystem::path base = directory.path().toStdString();
        for (int i = 0; i < 40; ++i)
            write(base / "before" / ("s" + std::to_string(i) + "_red.png"), std::to_string(i % 10));
        const std::string fingerprint = plateFingerprint(scanPlate(base / "before"));
        QCOMPARE(fingerprint.size(), std::size_t{64});
        std::filesystem::rename(base / "before", base / "after");
        QCOMPARE(plateFingerprint(scanPlate(base / "after")), fingerprint);
    }

    void namesSizesAndContentChangeTheFingerprint() {
        QTemporaryDir directory;
        const std::filesystem::path base = directory.path().toStdString();
        write(base / "a_red.png", "123");
        const std::string first = plateFingerprint(scanPlate(base));
        write(base / "a_red.png", "124");
        const std::string second = plateFingerprint(scanPlate(base));
        write(base / "a_red.png", "1244");
        const std::string third = plateFingerprint(scanPlate(base));
        std::filesystem::rename(base / "a_red.png", base / "b_red.png");
        const std::string fourth = plateFingerprint(scanPlate(base));
        QCOMPARE((std::set<std::string>{first, second, third, fourth}.size()), std::size_t{4});
    }

    void aFileThatIsGoneDoesNotStopTheFingerprint() {
        QTemporaryDir directory;
        const std::filesystem::path base = directory.path().toStdString();
        write(base / "a_red.png", "123");
        const Plate plate = scanPlate(base);
        const std::string before = plateFingerprint(plate);
        std::filesystem::remove(base / "a_red.png");
        QVERIFY(plateFingerprint(plate) != before);
    }
};

QTEST_APPLESS_MAIN(TestPlate)
#include "test_plate.moc"
