#include "tests/support/decodechecks.h"
#include "tests/support/madeimages.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::string textOf(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

constexpr std::array<std::uint32_t, 4> fourPixels = {0xff112233, 0x80aabbcc, 0x00000000, 0xffffffff};

Bytes encodedWith(const std::string& keyword, const std::string& text) {
    return encodeColourPng(fourPixels.data(), 2, 2, 8, {{keyword, text}});
}

} // namespace

class TestEncode : public QObject {
    Q_OBJECT
private slots:
    void everyCompressionGivesTheSamePixels() {
        for (const int bits : {8, 16})
            for (const int compression : {0, 1, 6, 9}) {
                const Plane plane = knownPlane(33, 21, bits);
                QVERIFY(haveEqualPixels(decoded(encodeGreyPng(plane, compression)), plane));
            }
    }

    void theSamePlaneGivesTheSameBytes() {
        const Plane plane = smoothPlane(90, 70, 16);
        QVERIFY(encodeGreyPng(plane) == encodeGreyPng(plane));
    }

    void coloursAreKeptAndAlphaIsDropped() {
        const Bytes png = encodeColourPng(fourPixels.data(), 2, 2, 8);
        QCOMPARE(readImageHeader(png, "made").channels, 3);
        QCOMPARE(decoded(png, Stain::Microtubules).valueAt(0, 0), 0x11);
        QCOMPARE(decoded(png, Stain::Protein).valueAt(1, 0), 0xbb);
        QCOMPARE(decoded(png, Stain::Nucleus).valueAt(1, 1), 0xff);
        QCOMPARE(decoded(png, Stain::Nucleus).valueAt(0, 1), 0);
    }

    void linesMayBeLongerThanTheImage() {
        std::array<std::uint32_t, 6> lines = {0xff000001, 0xff000002, 0xdeadbeef,
                                              0xff000003, 0xff000004, 0xdeadbeef};
        const Bytes png = encodeColourPng(lines.data(), 2, 2, 12);
        QCOMPARE(decoded(png, Stain::Nucleus).valueAt(1, 1), 4);
    }

    void textsAreChunksOfTheFile() {
        const std::string png = textOf(encodedWith("Description", "nucleus 0 to 239"));
        QVERIFY(png.find(std::string("tEXtDescription") + '\0' + "nucleus 0 to 239") != std::string::npos);
    }

    void textsBeyondAsciiAreInternationalChunks() {
        const std::string png = textOf(encodedWith("Author", "Åsa"));
        QVERIFY(png.find("iTXtAuthor") != std::string::npos);
        QVERIFY(png.find("Åsa") != std::string::npos);
        QVERIFY(!decoded(encodedWith("Author", "Åsa")).isEmpty());
    }

    void keywordsThatPngForbidsAreRefused() {
        EXPECT_ERROR(encodedWith("", "x"), ErrorKind::Invalid);
        EXPECT_ERROR(encodedWith(std::string(80, 'k'), "x"), ErrorKind::Invalid);
        EXPECT_ERROR(encodedWith("a\nb", "x"), ErrorKind::Invalid);
        EXPECT_ERROR(encodedWith("a", std::string("x\0y", 3)), ErrorKind::Invalid);
    }

    void anEmptyImageIsRefused() {
        EXPECT_ERROR(encodeGreyPng(Plane()), ErrorKind::Invalid);
        EXPECT_ERROR(encodeColourPng(fourPixels.data(), 0, 2, 8), ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestEncode)
#include "test_encode.moc"
