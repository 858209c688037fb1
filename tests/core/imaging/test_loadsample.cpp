#include "core/files/digest.h"
#include "core/imaging/loadsample.h"
#include "tests/support/gzipped.h"
#include "tests/support/smallplate.h"

#include <QTest>

#include <sys/stat.h>

using namespace locascope;
using namespace locascope::testing;

namespace {

// One problem of this kind whose cause holds `words`.
bool hasOne(const LoadedSample& loaded, ErrorKind kind, const std::string& words) {
    return loaded.problems.size() == 1 && loaded.problems[0].kind == kind &&
           loaded.problems[0].cause.find(words) != std::string::npos;
}

std::size_t planesOf(const LoadedSample& loaded) {
    return static_cast<std::size_t>(std::count_if(loaded.stack.planes.values.begin(),
                                                  loaded.stack.planes.values.end(),
                                                  [](const Plane& plane) { return !plane.isEmpty(); }));
}

std::string digestOfFiles(const SmallPlate& made, const Sample& sample) {
    std::string lines;
    for (const Stain stain : allStains)
        lines += std::string(stainKey(stain)) + " " + sha256OfFile(made.pathOf(sample, stain)) + "\n";
    return sha256(lines);
}

} // namespace

class TestLoadSample : public QObject {
    Q_OBJECT
private slots:
    void aWholeSampleIsComplete() {
        SmallPlate made;
        Sample& sample = made.addWhole("a", 12, 9, 16);
        const LoadedSample loaded = loadSample(made.plate(), sample);
        QVERIFY(loaded.complete);
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.stack.width, 12);
        QCOMPARE(loaded.stack.height, 9);
        QCOMPARE(loaded.stack.bits, 16);
        QCOMPARE(loaded.stack.fullWidth, 12);
        for (const Stain stain : allStains)
            QVERIFY(haveEqualPixels(loaded.stack.planes[stain], knownPlane(12, 9, 16)));
    }

    void aReducedSampleTellsItsFullSize() {
        SmallPlate made;
        Sample& sample = made.addWhole("a", 21, 9);
        const LoadedSample loaded = loadSample(made.plate(), sample, {.reduction = 4});
        QCOMPARE(loaded.stack.reduction, 4);
        QCOMPARE(loaded.stack.width, 6);
        QCOMPARE(loaded.stack.height, 3);
        QCOMPARE(loaded.stack.fullWidth, 21);
        QCOMPARE(loaded.stack.fullHeight, 9);
    }

    void severalThreadsGiveTheSame() {
        SmallPlate made;
        Sample& sample = made.addWhole("a", 40, 30);
        writeFile(made.pathOf(sample, Stain::Nucleus), "");
        writeFile(made.pathOf(sample, Stain::Reticulum), "no image");
        const LoadedSample one = loadSample(made.plate(), sample);
        for (const int threads : {2, 4, 9}) {
            const LoadedSample many = loadSample(made.plate(), sample, {.threads = threads});
            QVERIFY(many.problems == one.problems);
            QVERIFY(haveEqualPixels(many.stack.planes[Stain::Protein], one.stack.planes[Stain::Protein]));
        }
    }

    void aMissingStainIsListedAndTheOthersAreShown() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        sample.files[Stain::Nucleus].reset();
        const LoadedSample loaded = loadSample(made.plate(), sample);
        QVERIFY(!loaded.complete);
        QVERIFY(hasOne(loaded, ErrorKind::NotFound, "incomplete: blue missing"));
        QCOMPARE(loaded.problems[0].sampleId, std::string("a"));
        QCOMPARE(planesOf(loaded), std::size_t{3});
    }

    void aStainThatThePlateLacksIsNotMissed() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        sample.files[Stain::Reticulum].reset();
        made.plate().absentStains[Stain::Reticulum] = true;
        const LoadedSample loaded = loadSample(made.plate(), sample);
        QVERIFY(loaded.complete);
        QVERIFY(loaded.problems.empty());
    }

    void anEmptyFileLeavesTheOthers() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        writeFile(made.pathOf(sample, Stain::Microtubules), "");
        const LoadedSample loaded = loadSample(made.plate(), sample);
        QVERIFY(!loaded.complete);
        QVERIFY(hasOne(loaded, ErrorKind::Empty, "empty"));
        QCOMPARE(loaded.problems[0].file, std::string("a_red.png"));
        QCOMPARE(planesOf(loaded), std::size_t{3});
    }

    void aCutFileIsNeverShown() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        Bytes cut = encodeGreyPng(knownPlane(12, 9, 8));
        cut.resize(cut.size() - 5);
        made.put(sample, Stain::Protein, cut);
        const LoadedSample loaded = loadSample(made.plate(), sample);
        QVERIFY(!loaded.complete);
        QVERIFY(hasOne(loaded, ErrorKind::EndsEarly, "ends early at byte"));
        QVERIFY(loaded.stack.planes[Stain::Protein].isEmpty());
    }

    void aFileThatVanishedIsSaidToBeGone() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        std::filesystem::remove(made.pathOf(sample, Stain::Protein));
        const LoadedSample loaded = loadSample(made.plate(), sample);
        QVERIFY(hasOne(loaded, ErrorKind::NotFound, "no such file"));
        QCOMPARE(planesOf(loaded), std::size_t{3});
    }

    void aFifoNamedLikeAnImageIsNeverOpened() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        std::filesystem::remove(made.pathOf(sample, Stain::Protein));
        QCOMPARE(::mkfifo(made.pathOf(sample, Stain::Protein).c_str(), 0600), 0);
        QVERIFY(hasOne(loadSample(made.plate(), sample), ErrorKind::NotARegularFile, "FIFO"));
    }

    void aLinkOutOfThePlateIsRefused() {
        SmallPlate made;
        const TemporaryFolder elsewhere;
        Sample& sample = made.addWhole("a");
        std::filesystem::rename(made.pathOf(sample, Stain::Protein), elsewhere / "x.png");
        std::filesystem::create_symlink(elsewhere / "x.png", made.pathOf(sample, Stain::Protein));
        QVERIFY(hasOne(loadSample(made.plate(), sample), ErrorKind::OutsidePlate, "leads out of the plate"));
    }

    void aStainOfAnotherSizeIsLeftOut() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        made.put(sample, Stain::Nucleus, encodeGreyPng(knownPlane(13, 9, 8)));
        const LoadedSample loaded = loadSample(made.plate(), sample);
        QVERIFY(!loaded.complete);
        QVERIFY(hasOne(loaded, ErrorKind::Mismatch, "13 x 9"));
        QCOMPARE(loaded.stack.width, 12);
        QVERIFY(loaded.stack.planes[Stain::Nucleus].isEmpty());
        QCOMPARE(planesOf(loaded), std::size_t{3});
    }

    void aStainOfAnotherDepthIsLeftOut() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        made.put(sample, Stain::Reticulum, encodeGreyPng(knownPlane(12, 9, 16)));
        QVERIFY(hasOne(loadSample(made.plate(), sample), ErrorKind::Mismatch, "16 bits"));
    }

    void equallySizedAfterReductionIsStillUnequal() {
        SmallPlate made;
        Sample& sample = made.addWhole("a", 12, 9);
        made.put(sample, Stain::Nucleus, encodeGreyPng(knownPlane(11, 9, 8)));
        QVERIFY(!loadSample(made.plate(), sample, {.reduction = 8}).complete);
    }

    void jpegBytesUnderAPngNameAreRead() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        made.put(sample, Stain::Nucleus, greyJpegBytes(smoothPlane(12, 9, 8)), ".png");
        const LoadedSample loaded = loadSample(made.plate(), sample);
        QVERIFY(loaded.complete);
        QVERIFY(loaded.problems.empty());
    }

    void anSvgUnderAPngNameIsRefused() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        writeFile(made.pathOf(sample, Stain::Nucleus), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        QVERIFY(hasOne(loadSample(made.plate(), sample), ErrorKind::Unsupported, "first bytes"));
    }

    void ofSeveralPagesTheFirstIsShownAndSaidSo() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        made.put(sample, Stain::Protein, greyTiffBytes(knownPlane(12, 9, 8), {.pages = 3}), ".tif");
        const LoadedSample loaded = loadSample(made.plate(), sample);
        QVERIFY(hasOne(loaded, ErrorKind::Unsupported, "more than one page"));
        QCOMPARE(planesOf(loaded), std::size_t{4});
    }

    void theDigestIsThatOfAllFilesInStainOrder() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        QVERIFY(loadSample(made.plate(), sample).contentDigest.empty());
        const LoadedSample loaded = loadSample(made.plate(), sample, {.digest = true});
        QCOMPARE(loaded.contentDigest, digestOfFiles(made, sample));
    }

    void aSampleThatIsNotWholeHasNoDigest() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        writeFile(made.pathOf(sample, Stain::Nucleus), "no image");
        QVERIFY(loadSample(made.plate(), sample, {.digest = true}).contentDigest.empty());
    }

    void theDigestMayFollowWhatIsSeen() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        made.put(sample, Stain::Protein, gzipped(encodeGreyPng(knownPlane(12, 9, 8))), ".png.gz");
        const std::string known = digestOfFiles(made, sample); // as they are on disk, packed
        QCOMPARE(loadSample(made.plate(), sample, {.digest = true}).contentDigest, known);
        for (const int threads : {1, 2}) {
            int calls = 0;
            LoadOptions options{.threads = threads, .digest = true};
            options.decoded = [&](const LoadedSample& decoded) {
                ++calls;
                QVERIFY(decoded.complete && decoded.digestFollows && decoded.contentDigest.empty());
            };
            const LoadedSample loaded = loadSample(made.plate(), sample, options);
            QCOMPARE(calls, 1);
            QVERIFY(loaded.complete && !loaded.digestFollows);
            QCOMPARE(loaded.contentDigest, known);
        }
    }

    void whoLeavesWhatIsSeenDoesNotWaitForItsDigest() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        std::stop_source stop;
        LoadOptions options{.digest = true};
        options.decoded = [&](const LoadedSample&) { stop.request_stop(); };
        const LoadedSample loaded = loadSample(made.plate(), sample, options, stop.get_token());
        QVERIFY(loaded.complete && loaded.contentDigest.empty());
    }

    void nobodyIsToldOfADigestThatDoesNotFollow() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        LoadOptions options{.digest = true};
        options.decoded = [](const LoadedSample&) { QFAIL("called"); };
        std::stop_source stop;
        stop.request_stop();
        loadSample(made.plate(), sample, options, stop.get_token());
        writeFile(made.pathOf(sample, Stain::Nucleus), "no image");
        loadSample(made.plate(), sample, options);
        options.digest = false;
        made.put(sample, Stain::Nucleus, encodeGreyPng(knownPlane(12, 9, 8)));
        QVERIFY(loadSample(made.plate(), sample, options).complete);
    }

    void aStoppedLoadingIsIncompleteWithoutAProblem() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        std::stop_source stop;
        stop.request_stop();
        const LoadedSample loaded = loadSample(made.plate(), sample, {.digest = true}, stop.get_token());
        QVERIFY(!loaded.complete);
        QVERIFY(loaded.stack.isEmpty());
        QVERIFY(loaded.problems.empty());
        QVERIFY(loaded.contentDigest.empty());
    }
};

QTEST_GUILESS_MAIN(TestLoadSample)
#include "test_loadsample.moc"
