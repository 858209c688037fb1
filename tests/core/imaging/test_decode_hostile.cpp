#include "core/imaging/loadsample.h"
#include "tests/support/decodechecks.h"
#include "tests/support/madeimages.h"
#include "tests/support/mutation.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>

#include <map>

using namespace locascope;
using namespace locascope::testing;

// What may go wrong with a file: nothing is to crash, take long, take much memory, or be taken for whole when
// it is not.

namespace {

namespace fs = std::filesystem;

constexpr long mostMegabytes =
    700; // resident, of this process, with every image of the corpus decoded one after the other
constexpr qint64 mostMilliseconds = 2000;

fs::path brokenFolder() {
    return fs::path(LOCASCOPE_SHARED_DIR) / "data" / "broken";
}

long peakMegabytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

std::vector<fs::path> filesBelow(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

// What reading one file comes to: the name of an error's kind, or "read".
std::string outcomeOf(const fs::path& file) {
    try {
        const Bytes bytes = readFile(file);
        const ImageHeader header = readImageHeader(bytes, file);
        const Plane plane = decodePlane(bytes, file);
        return plane.width() == header.width && plane.height() == header.height &&
                       plane.bits() == header.planeBits()
                   ? "read"
                   : "unlike its header";
    } catch (const Error& error) {
        return std::string(errorKindName(error.kind()));
    }
}

std::vector<Bytes> seeds() {
    const Plane grey = smoothPlane(40, 30, 8);
    const Plane deep = smoothPlane(40, 30, 16);
    const std::vector<std::uint8_t> colours(std::size_t{3} * 40 * 30, 90);
    TiffMaking lzw{.compression = COMPRESSION_LZW, .predictor = 2};
    TiffMaking tiled{.compression = COMPRESSION_ADOBE_DEFLATE, .tile = 16};
    return {encodeGreyPng(grey),
            encodeGreyPng(deep),
            pngBytes(40, 30, 8, SPNG_COLOR_TYPE_TRUECOLOR, colours, 1),
            greyJpegBytes(grey),
            greyJpegBytes(grey, {.components = 1, .quality = 90, .isProgressive = true}),
            jpegBytes(40, 30, colours, {.components = 3, .quality = 90, .isProgressive = false}),
            greyTiffBytes(grey),
            greyTiffBytes(deep, lzw),
            greyTiffBytes(grey, tiled),
            greyTiffBytes(deep, {.pages = 3, .mode = "w8"})};
}

} // namespace

class TestDecodeHostile : public QObject {
    Q_OBJECT
private slots:
    void mutationsOfGoodFilesNeverCrash() {
        constexpr int mutationsOfEach = 400;
        std::mt19937 random(20240511);
        DecodeOptions options;
        options.limits.maxMilliseconds = 1000;
        QElapsedTimer clock;
        qint64 longest = 0;
        for (const Bytes& seed : seeds()) {
            QVERIFY(!decoded(seed).isEmpty());
            for (int i = 0; i < mutationsOfEach; ++i) {
                const Bytes bytes = mutated(seed, random);
                clock.start();
                (void)errorOf([&] { decodePlane(bytes, "mutated", options); });
                (void)errorOf([&] { readImageHeader(std::span(bytes).first(bytes.size() / 2), "mutated"); });
                longest = std::max(longest, clock.elapsed());
            }
        }
        QVERIFY2(longest < mostMilliseconds, std::to_string(longest).c_str());
    }

    void randomBytesAfterAMagicNumberNeverCrash() {
        std::mt19937 random(7);
        for (const Bytes& seed : seeds())
            for (int i = 0; i < 100; ++i) {
                Bytes bytes(seed.begin(), seed.begin() + 8);
                for (std::size_t left = random() % 400; left > 0; --left)
                    bytes.push_back(static_cast<std::byte>(random()));
                QVERIFY(errorOf([&] { decodePlane(bytes, "random"); }));
            }
    }

    void otherFormatsAreRefusedByTheirFirstBytes() {
        using namespace std::string_literals;
        for (const std::string& content :
             {"<svg/>"s, "\0\0\0\x0cjP  \r\n\x87\n"s, "v/1\x01"s, "#?RADIANCE\n"s, "8BPS\0\x01"s,
              "\x01\xda\0\x01"s, "GIF89a"s, "BM"s, "P5\n1 1\n255\nx"s, "RIFF\0\0\0\0WEBP"s,
              "\x89PNG"s, "\xff\xd8"s, "II*"s, "x"s}) {
            const auto* first = reinterpret_cast<const std::byte*>(content.data());
            const Bytes bytes(first, first + content.size());
            QVERIFY(!formatOfBytes(bytes));
            EXPECT_ERROR(decodePlane(bytes, "other.png"), ErrorKind::Unsupported);
        }
        EXPECT_ERROR(decodePlane({}, "empty.png"), ErrorKind::Empty);
    }

    void everyFileOfTheBrokenCorpusEndsWell() {
        if (!fs::exists(brokenFolder()))
            QSKIP("the corpus of broken files is not here");
        std::map<std::string, int> outcomes;
        QElapsedTimer clock;
        for (const fs::path& file : filesBelow(brokenFolder())) {
            clock.start();
            ++outcomes[outcomeOf(file)];
            QVERIFY2(clock.elapsed() < mostMilliseconds, file.c_str());
        }
        for (const auto& [outcome, count] : outcomes)
            qInfo("%5d %s", count, outcome.c_str());
        QCOMPARE(outcomes["unlike its header"], 0);
        QVERIFY(outcomes["read"] > 400);
        QVERIFY2(peakMegabytes() < mostMegabytes, std::to_string(peakMegabytes()).c_str());
    }

    void theFourteenCorruptFilesOfPngSuiteAreRefused() {
        if (!fs::exists(brokenFolder()))
            QSKIP("the corpus of broken files is not here");
        int corrupt = 0;
        for (const fs::path& file : filesBelow(brokenFolder() / "image-rs+image-png")) {
            const std::string name = file.filename().string();
            if (file.parent_path().filename() != "pngsuite" || name.front() != 'x')
                continue;
            ++corrupt;
            QVERIFY2(outcomeOf(file) != "read", file.c_str());
        }
        QCOMPARE(corrupt, 14);
    }

    void whatTheCorpusCallsDamagedIsRefused_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"pnggroup+libpng/contrib/testpngs/crashers/huge_IDAT.png",
                                 "pnggroup+libpng/contrib/testpngs/crashers/huge_iCCP_chunk.png",
                                 "libsdl-org+libtiff/test/images/test_ifd_loop_subifd.tif",
                                 "libsdl-org+libtiff/test/images/test_ifd_loop_to_self.tif",
                                 "libsdl-org+libtiff/test/images/test_ifd_loop_to_first.tif",
                                 "python-pillow+Pillow/Tests/images/truncated_jpeg.jpg",
                                 "python-pillow+Pillow/Tests/images/truncated_image.png",
                                 "python-pillow+Pillow/Tests/images/multipage_single_frame_loop.tiff"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void whatTheCorpusCallsDamagedIsRefused() {
        QFETCH(QString, file);
        const fs::path path = brokenFolder() / file.toStdString();
        if (!fs::exists(path))
            QSKIP("the corpus of broken files is not here");
        const std::string outcome = outcomeOf(path);
        QVERIFY2(outcome == "damaged" || outcome == "ends-early", outcome.c_str());
    }

    void hugeChunksTakeNoMemory() {
        const fs::path folder = brokenFolder() / "pnggroup+libpng/contrib/testpngs/crashers";
        if (!fs::exists(folder))
            QSKIP("the corpus of broken files is not here");
        const long before = peakMegabytes();
        QElapsedTimer clock;
        clock.start();
        for (const fs::path& file : filesBelow(folder))
            QVERIFY2(outcomeOf(file) != "read" || fs::file_size(file) > 57, file.c_str());
        QVERIFY(clock.elapsed() < mostMilliseconds);
        QVERIFY(peakMegabytes() - before < 64);
    }

    void aKnownSixteenBitValueComesOutUnchanged() {
        const fs::path path = brokenFolder() / "python-pillow+Pillow/Tests/images/uint16_1_4660.tif";
        if (!fs::exists(path))
            QSKIP("the corpus of broken files is not here");
        const Plane plane = decodePlane(readFile(path), path);
        QCOMPARE(plane.bits(), 16);
        for (int y = 0; y < plane.height(); ++y)
            for (int x = 0; x < plane.width(); ++x)
                QCOMPARE(plane.valueAt(x, y), 4660);
    }

    void twelvePackedBitsAreTheSameNumbersInSixteen() {
        const fs::path folder = brokenFolder() / "python-pillow+Pillow/Tests/images";
        if (!fs::exists(folder))
            QSKIP("the corpus of broken files is not here");
        const Plane packed = decodePlane(readFile(folder / "12bit.cropped.tif"), "packed");
        const Plane whole = decodePlane(readFile(folder / "12in16bit.tif"), "whole");
        QVERIFY(haveEqualPixels(packed, whole));
    }

    void pngSuiteIsReadOrRefusedByItsDepth() {
        const fs::path folder = brokenFolder() / "image-rs+image-png";
        if (!fs::exists(folder))
            QSKIP("the corpus of broken files is not here");
        int suite = 0;
        for (const fs::path& file : filesBelow(folder)) {
            const std::string name = file.stem().string();
            // name = 3 letters of feature, interlace, colour type and name, depth: "basn0g16"
            if (file.parent_path().filename() != "pngsuite" || name.front() == 'x' || name.size() != 8)
                continue;
            ++suite;
            const bool isShallowGrey = name.substr(4, 2) == "0g" && std::stoi(name.substr(6)) < 8;
            QVERIFY2(outcomeOf(file) == (isShallowGrey ? "unsupported" : "read"), name.c_str());
        }
        QVERIFY(suite > 100);
    }

    void realTruncatedFilesAreNeverWhole() {
        const fs::path data = fs::path(LOCASCOPE_SHARED_DIR) / "data";
        const fs::path opera = data / "opera" / "r01c01f01p01-ch6sk1fk1fl1.tiff";
        const fs::path atlas = data / "atlas" / "10580_1610_C1_1_green.jpg";
        const fs::path challenge = data / "challenge" / "000a9596-bbc4-11e8-b2bc-ac1f6b6435d0_green.png";
        if (!fs::exists(opera) || !fs::exists(atlas) || !fs::exists(challenge))
            QSKIP("the real images are not here");
        for (const fs::path& path : {opera, atlas, challenge})
            QCOMPARE(acceptedPrefixes(readFile(path), 12), std::vector<std::size_t>());
    }
};

QTEST_GUILESS_MAIN(TestDecodeHostile)
#include "test_decode_hostile.moc"
