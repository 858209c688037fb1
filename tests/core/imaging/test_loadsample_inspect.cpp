#include "core/imaging/loadsample.h"
#include "tests/support/smallplate.h"

#include <QTest>

#include <fstream>
#include <string>

using namespace locascope;
using namespace locascope::testing;

namespace {

bool hasOne(const Plate& plate, ErrorKind kind, const std::string& file, const std::string& words) {
    return plate.problems.size() == 1 && plate.problems[0].kind == kind && plate.problems[0].file == file &&
           plate.problems[0].sampleId == "a" && plate.problems[0].cause.find(words) != std::string::npos;
}

// Bytes that this process has read from files so far; 0 where the system does not say.
long long bytesRead() {
    std::ifstream counters("/proc/self/io");
    std::string name;
    long long count = 0;
    return counters >> name >> count && name == "rchar:" ? count : 0;
}

// A JPEG whose header lies behind `count` comments of 60,000 bytes.
Bytes jpegWithComments(const Bytes& jpeg, int count) {
    Bytes bytes(jpeg.begin(), jpeg.begin() + 2);
    for (int i = 0; i < count; ++i) {
        for (const int c : {0xff, 0xfe, 60'002 >> 8, 60'002 & 0xff})
            bytes.push_back(static_cast<std::byte>(c));
        bytes.insert(bytes.end(), 60'000, std::byte{'x'});
    }
    bytes.insert(bytes.end(), jpeg.begin() + 2, jpeg.end());
    return bytes;
}

} // namespace

class TestInspectPlate : public QObject {
    Q_OBJECT
private slots:
    void sizesAndDepthsComeFromTheHeaders() {
        SmallPlate made;
        made.addWhole("a", 12, 9, 8);
        made.addWhole("b", 30, 40, 16);
        inspectPlate(made.plate());
        QVERIFY(made.plate().problems.empty());
        QVERIFY(made.plate().notes.empty());
        QCOMPARE(made.plate().shapes[0].width, 12);
        QCOMPARE(made.plate().shapes[0].height, 9);
        QCOMPARE(made.plate().shapes[0].bits, 8);
        QCOMPARE(made.plate().shapes[1].width, 30);
        QCOMPARE(made.plate().shapes[1].bits, 16);
    }

    void everyFormatIsInspectedWhereverItsHeaderLies() {
        SmallPlate made;
        Sample& sample = made.add("a");
        const Plane plane = smoothPlane(64, 48, 8);
        made.put(sample, Stain::Nucleus, greyTiffBytes(smoothPlane(64, 48, 8)), ".tif");
        made.put(sample, Stain::Protein, jpegWithComments(greyJpegBytes(plane), 1), ".jpg");
        made.put(sample, Stain::Microtubules, jpegWithComments(greyJpegBytes(plane), 5), ".jpeg");
        made.put(sample, Stain::Reticulum, encodeGreyPng(plane), ".PNG");
        inspectPlate(made.plate());
        QVERIFY(made.plate().problems.empty());
        QVERIFY(made.plate().notes.empty());
        QCOMPARE(made.plate().shapes[0].width, 64);
    }

    void aTiffWhoseDirectoryLiesAtTheEndIsInspected() {
        for (const char* mode : {"w", "wb", "w8"}) {
            SmallPlate made;
            Sample& sample = made.addWhole("a", 400, 300, 16);
            made.put(sample, Stain::Nucleus,
                     greyTiffBytes(knownPlane(400, 300, 16), {.rowsPerStrip = 1, .mode = mode}), ".tiff");
            inspectPlate(made.plate());
            QVERIFY2(made.plate().problems.empty(), mode);
            QCOMPARE(made.plate().shapes[0].width, 400);
        }
    }

    void aLargeTiffWithoutItsEndIsAProblem() {
        SmallPlate made;
        Bytes cut = greyTiffBytes(knownPlane(400, 300, 16));
        cut.resize(cut.size() - 40);
        made.put(made.addWhole("a", 400, 300, 16), Stain::Nucleus, cut, ".tif");
        inspectPlate(made.plate());
        QVERIFY(hasOne(made.plate(), ErrorKind::EndsEarly, "a_blue.tif", "ends early at byte"));
    }

    void aPngOrJpegWithoutItsEndIsAProblem_data() {
        QTest::addColumn<bool>("isPng");
        QTest::addColumn<int>("side");
        for (const bool isPng : {true, false})
            for (const int side : {20, 600}) // within the first page that is read, and far beyond it
                QTest::addRow("%s of %d pixels", isPng ? "PNG" : "JPEG", side) << isPng << side;
    }
    void aPngOrJpegWithoutItsEndIsAProblem() {
        QFETCH(bool, isPng);
        QFETCH(int, side);
        const Plane plane = knownPlane(side, side, 8);
        const Bytes whole = isPng ? encodeGreyPng(plane) : greyJpegBytes(plane);
        SmallPlate made;
        Sample& sample = made.addWhole("a", side, side, 8);
        made.put(sample, Stain::Nucleus, Bytes(whole.begin(), whole.end() - 3), isPng ? ".png" : ".jpg");
        inspectPlate(made.plate());
        QVERIFY(hasOne(made.plate(), ErrorKind::EndsEarly, isPng ? "a_blue.png" : "a_blue.jpg", "ends early at byte"));
    }

    void whatWasAppendedBehindTheEndIsNoProblem() {
        SmallPlate made;
        Sample& sample = made.addWhole("a", 600, 600, 8);
        Bytes png = encodeGreyPng(knownPlane(600, 600, 8));
        png.resize(png.size() + 5000, std::byte{'x'});
        made.put(sample, Stain::Nucleus, png);
        inspectPlate(made.plate());
        QVERIFY(made.plate().problems.empty());
    }

    void theHeaderOfATiffIsReadWithoutItsPixels() {
        // 600 MB, in a file that takes no room.
        SmallPlate made;
        Sample& sample = made.add("a");
        Bytes tiff = greyTiffBytes(knownPlane(16, 16, 8));
        made.put(sample, Stain::Nucleus, tiff, ".tif");
        std::filesystem::resize_file(made.pathOf(sample, Stain::Nucleus), std::uintmax_t{600} << 20);
        for (const Stain stain : {Stain::Protein, Stain::Microtubules, Stain::Reticulum})
            made.plate().absentStains[stain] = true;
        const long long before = bytesRead();
        inspectPlate(made.plate());
        QVERIFY(bytesRead() - before < 1'000'000);
        QVERIFY(made.plate().problems.empty());
        QCOMPARE(made.plate().shapes[0].width, 16);
    }

    void aMissingStainIsAProblemOfItsSample() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        sample.files[Stain::Nucleus].reset();
        sample.files[Stain::Reticulum].reset();
        inspectPlate(made.plate());
        QVERIFY(hasOne(made.plate(), ErrorKind::NotFound, "", "incomplete: blue, yellow missing"));
        QCOMPARE(made.plate().shapes[0].width, 12);
    }

    void aStainThatThePlateLacksIsNoProblem() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        sample.files[Stain::Reticulum].reset();
        made.plate().absentStains[Stain::Reticulum] = true;
        inspectPlate(made.plate());
        QVERIFY(made.plate().problems.empty());
    }

    void anEmptyFileIsAProblem() {
        SmallPlate made;
        made.put(made.addWhole("a"), Stain::Protein, {}, ".tif");
        inspectPlate(made.plate());
        QVERIFY(hasOne(made.plate(), ErrorKind::Empty, "a_green.tif", "empty"));
    }

    void sizesThatDisagreeAreAProblem() {
        SmallPlate made;
        made.put(made.addWhole("a"), Stain::Protein, encodeGreyPng(knownPlane(13, 9, 8)));
        inspectPlate(made.plate());
        QVERIFY(hasOne(made.plate(), ErrorKind::Mismatch, "", "green 13 x 9 of 8 bits"));
        QCOMPARE(made.plate().shapes[0].width, 0);
    }

    void aHeaderThatIsTooLargeIsAProblem() {
        SmallPlate made;
        made.addWhole("a", 40, 30);
        inspectPlate(made.plate(),
                     {.maxPixels = 100, .maxSide = 65500, .maxBytes = 1000, .maxMilliseconds = 5000});
        QCOMPARE(made.plate().problems.size(), std::size_t{4});
        QCOMPARE(made.plate().problems[0].kind, ErrorKind::TooLarge);
        QVERIFY(made.plate().problems[0].cause.find("40 x 30") != std::string::npos);
    }

    void contentUnlikeItsNameIsOneNote() {
        SmallPlate made;
        for (const char* id : {"a", "b"})
            made.put(made.addWhole(id, 12, 9), Stain::Protein, greyJpegBytes(smoothPlane(12, 9, 8)), ".png");
        inspectPlate(made.plate());
        QVERIFY(made.plate().problems.empty());
        const Note expected{Note::Kind::ContentUnlikeName, "a_green.png", 2};
        QCOMPARE(made.plate().notes.size(), std::size_t{1});
        QVERIFY(made.plate().notes[0] == expected);
    }

    void severalPagesAreAProblem() {
        SmallPlate made;
        made.put(made.addWhole("a"), Stain::Protein, greyTiffBytes(knownPlane(12, 9, 8), {.pages = 2}),
                 ".tif");
        inspectPlate(made.plate());
        QVERIFY(hasOne(made.plate(), ErrorKind::Unsupported, "a_green.tif", "more than one page"));
    }

    void problemsComeInTheOrderOfSamplesEveryTime() {
        SmallPlate made;
        for (int i = 0; i < 300; ++i) {
            Sample& sample = made.add("s" + std::to_string(i));
            made.put(sample, Stain::Protein, {}, ".png");
            made.put(sample, Stain::Nucleus, encodeGreyPng(knownPlane(5, 5, 8)));
        }
        for (int run = 0; run < 3; ++run) {
            Plate plate = made.plate();
            inspectPlate(plate);
            QCOMPARE(plate.problems.size(), std::size_t{600});
            for (std::size_t i = 0; i < 600; ++i) {
                QCOMPARE(plate.problems[i].sampleId, "s" + std::to_string(i / 2));
                QCOMPARE(plate.problems[i].kind, i % 2 == 0 ? ErrorKind::NotFound : ErrorKind::Empty);
            }
        }
    }

    void progressReachesTheNumberOfSamples() {
        SmallPlate made;
        for (int i = 0; i < 200; ++i)
            made.add("s" + std::to_string(i));
        std::size_t last = 0;
        bool rises = true;
        inspectPlate(made.plate(), {}, [&](std::size_t done, std::size_t total) {
            rises = rises && done > last && total == 200;
            last = done;
        });
        QVERIFY(rises);
        QCOMPARE(last, std::size_t{200});
    }

    void aStoppedInspectionLooksAtNothingMore() {
        SmallPlate made;
        made.put(made.addWhole("a"), Stain::Protein, {});
        std::stop_source stop;
        stop.request_stop();
        inspectPlate(made.plate(), {}, {}, stop.get_token());
        QVERIFY(made.plate().problems.empty());
        QCOMPARE(made.plate().shapes[0].width, 0);
    }
};

QTEST_GUILESS_MAIN(TestInspectPlate)
#include "test_loadsample_inspect.moc"
