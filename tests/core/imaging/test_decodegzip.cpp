#include "core/imaging/loadsample.h"
#include "tests/support/decodechecks.h"
#include "tests/support/gzipped.h"
#include "tests/support/smallplate.h"

#include <QTest>

#include <ctime>

using namespace locascope;
using namespace locascope::testing;

namespace {

// A TIFF whose directory lies behind more pixels than a header read unpacks at first.
Bytes largeTiff() {
    return greyTiffBytes(smoothPlane(600, 400, 16), {.compression = COMPRESSION_NONE});
}

} // namespace

class TestDecodeGzip : public QObject {
    Q_OBJECT
private slots:
    void everyFormatIsReadFromItsGzip() {
        const Plane plane = smoothPlane(40, 30, 8);
        for (const Bytes& image : {encodeGreyPng(plane), greyTiffBytes(plane), greyJpegBytes(plane), largeTiff()}) {
            const Bytes packed = gzipped(image);
            for (const int reduction : {1, 4})
                QVERIFY(haveEqualPixels(decoded(packed, Stain::Protein, reduction), decoded(image, Stain::Protein, reduction)));
            const ImageHeader header = readImageHeader(packed, "made"), plain = readImageHeader(image, "made");
            QVERIFY(header.isGzipped && !plain.isGzipped);
            QCOMPARE(header.width, plain.width);
            QVERIFY(header.format == plain.format);
            QVERIFY(unpackedImage(packed, "made") == image);
            QVERIFY(unpackedImage(image, "made") == image);
        }
    }

    void aHeaderIsReadFromAPrefixThatHoldsIt() {
        const Bytes packed = gzipped(encodeGreyPng(knownPlane(300, 300, 16)));
        QCOMPARE(readImageHeader(std::span(packed).first(2000), "made").width, 300);
        EXPECT_ERROR(readImageHeader(std::span(packed).first(15), "made"), ErrorKind::EndsEarly);
    }

    void noPrefixIsTakenForTheWhole() {
        QCOMPARE(acceptedPrefixes(gzipped(greyTiffBytes(smoothPlane(61, 47, 8))), 6000), std::vector<std::size_t>());
    }

    void whatIsNoImageIsRefusedBeforeItIsUnpacked() {
        const std::clock_t start = std::clock();
        const Bytes zeros = gzipped(Bytes(std::size_t{100} << 20), 9);
        const std::clock_t packed = std::clock();
        EXPECT_ERROR(decoded(zeros), ErrorKind::Unsupported);
        EXPECT_ERROR(readImageHeader(zeros, "made"), ErrorKind::Unsupported);
        QVERIFY(std::clock() - packed < packed - start + CLOCKS_PER_SEC / 100);
        const auto error = errorOf([&] { decoded(gzipped(gzipped(encodeGreyPng(knownPlane(9, 9, 8))))); });
        QVERIFY(error && error->detail().find("gzip inside gzip") == 0);
        EXPECT_ERROR(decoded(gzipped({})), ErrorKind::Empty);
    }

    void aBombBehindAnImageIsRefused() {
        const Bytes bomb = joined(gzipped(greyTiffBytes(knownPlane(16, 16, 8))), gzipped(Bytes(std::size_t{200} << 20), 9));
        const std::clock_t start = std::clock();
        EXPECT_ERROR(decoded(bomb), ErrorKind::TooLarge);
        QVERIFY(std::clock() - start < 2 * CLOCKS_PER_SEC);
    }

    void theTimeLimitHoldsWhileUnpacking() {
        DecodeOptions options;
        options.limits.maxMilliseconds = 0;
        EXPECT_ERROR(decodePlane(gzipped(largeTiff()), "made", options), ErrorKind::TimedOut);
    }

    void aPlateOfPackedFilesIsInspectedAndLoaded() {
        SmallPlate made;
        Sample& sample = made.add("a");
        for (const Stain stain : allStains)
            made.put(sample, stain, gzipped(stain == Stain::Nucleus ? largeTiff() : greyTiffBytes(smoothPlane(600, 400, 16))), ".tif.gz");
        Plate plate = made.plate();
        inspectPlate(plate);
        QVERIFY(plate.problems.empty());
        QVERIFY(plate.notes.empty());
        QCOMPARE(plate.shapes[0].width, 600);
        const LoadedSample loaded = loadSample(plate, plate.samples[0], {.reduction = 2});
        QVERIFY(loaded.complete);
        QVERIFY(haveEqualPixels(loaded.stack.planes[Stain::Nucleus], reducedPlaneOf(smoothPlane(600, 400, 16))));
    }

    void aNameThatPromisesAnotherContentIsNoted() {
        for (const auto& [extension, isPacked] : std::vector<std::pair<const char*, bool>>{{".tif.gz", false}, {".tif", true}, {".png.gz", true}}) {
            SmallPlate made;
            Sample& sample = made.add("a");
            const Bytes tiff = greyTiffBytes(smoothPlane(20, 10, 16));
            for (const Stain stain : allStains)
                made.put(sample, stain, isPacked ? gzipped(tiff) : tiff, extension);
            Plate plate = made.plate();
            inspectPlate(plate);
            QVERIFY(plate.problems.empty());
            QCOMPARE(plate.notes.size(), std::size_t{1});
            QVERIFY(plate.notes[0].kind == Note::Kind::ContentUnlikeName);
        }
    }

    void aRealPackedFileIsRead() {
        const std::filesystem::path path = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data" / "sixteen-bit" / "383_D2_1_blue.tif.gz";
        if (!std::filesystem::exists(path))
            QSKIP("the real images are not here");
        const Bytes bytes = readFile(path);
        const ImageHeader header = readImageHeader(bytes, path);
        QCOMPARE(header.width, 2048);
        QCOMPARE(header.bits, 16);
        QVERIFY(header.isGzipped);
        QCOMPARE(decodePlane(bytes, path).valueAt(0, 0), 26910);
    }

    void aFlippedBitSpoilsOneStainOnly() {
        SmallPlate made;
        Sample& sample = made.addWhole("a", 20, 10);
        Bytes packed = gzipped(encodeGreyPng(knownPlane(20, 10, 8)));
        packed[packed.size() - 6] ^= std::byte{4};
        made.put(sample, Stain::Protein, packed);
        const LoadedSample loaded = loadSample(made.plate(), sample);
        QCOMPARE(loaded.problems.size(), std::size_t{1});
        QVERIFY(loaded.problems[0].kind == ErrorKind::Damaged);
        QVERIFY(!loaded.complete && !loaded.stack.isEmpty());
    }

private:
    static Plane reducedPlaneOf(const Plane& plane) { return decoded(greyTiffBytes(plane), Stain::Protein, 2); }
};

QTEST_GUILESS_MAIN(TestDecodeGzip)
#include "test_decodegzip.moc"
