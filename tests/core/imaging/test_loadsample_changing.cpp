#include "core/imaging/loadsample.h"
#include "tests/support/gzipped.h"
#include "tests/support/smallplate.h"

#include <QTest>

#include <atomic>
#include <fstream>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

// Files that vanish, are replaced or are still written while a plate is open (FAULTS.md A6, B6, B7).

namespace {

namespace fs = std::filesystem;

constexpr int width = 64, height = 48;

Bytes evenTiff(int value) {
    return greyTiffBytes(filledPlane(width, height, 16, [value](int, int) { return value; }));
}

// 0 where the plane does not hold one value throughout.
int onlyValue(const Plane& plane) {
    for (int y = 0; y < plane.height(); ++y)
        for (int x = 0; x < plane.width(); ++x)
            if (plane.valueAt(x, y) != plane.valueAt(0, 0))
                return 0;
    return plane.isEmpty() ? 0 : plane.valueAt(0, 0);
}

Sample& evenSample(SmallPlate& made, int value) {
    Sample& sample = made.add("a");
    for (const Stain stain : allStains)
        made.put(sample, stain, evenTiff(value), ".tif");
    return sample;
}

} // namespace

class TestLoadSampleChanging : public QObject {
    Q_OBJECT
private slots:
    void aFileThatVanishedAfterInspectionIsGoneAndTheNextSampleIsShown() {
        SmallPlate made;
        made.addWhole("a");
        made.addWhole("b");
        Plate plate = made.plate();
        inspectPlate(plate);
        for (const Stain stain : allStains)
            fs::remove(made.pathOf(plate.samples[0], stain));
        const LoadedSample gone = loadSample(plate, plate.samples[0]);
        QVERIFY(gone.stack.isEmpty());
        QCOMPARE(gone.problems.size(), std::size_t{4});
        for (const Problem& problem : gone.problems)
            QVERIFY(problem.kind == ErrorKind::NotFound);
        QVERIFY(loadSample(plate, plate.samples[1]).complete);
    }

    void aFolderThatComesBackIsReadAgain() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        const fs::path away = made.folder().path().string() + ".away";
        fs::rename(made.folder().path(), away);
        const LoadedSample lost = loadSample(made.plate(), sample);
        fs::rename(away, made.folder().path());
        QCOMPARE(lost.problems.size(), std::size_t{4});
        QVERIFY(lost.stack.isEmpty());
        QVERIFY(loadSample(made.plate(), sample).complete);
    }

    void aReplacedFileIsShownAsItIsNowAndHasAnotherDigest() {
        SmallPlate made;
        Sample& sample = evenSample(made, 1000);
        const std::string before = loadSample(made.plate(), sample, {.digest = true}).contentDigest;
        made.put(sample, Stain::Protein, evenTiff(2000), ".tif"); // by renaming a new file over it
        const LoadedSample loaded = loadSample(made.plate(), sample, {.digest = true});
        QCOMPARE(onlyValue(loaded.stack.planes[Stain::Protein]), 2000);
        QVERIFY(!loaded.contentDigest.empty() && loaded.contentDigest != before);
    }

    void oneFlippedBitChangesTheDigest() {
        SmallPlate made;
        Sample& sample = evenSample(made, 1000);
        const std::string before = loadSample(made.plate(), sample, {.digest = true}).contentDigest;
        Bytes flipped = evenTiff(1000);
        flipped[500] ^= std::byte{16};
        made.put(sample, Stain::Nucleus, flipped, ".tif");
        const LoadedSample loaded = loadSample(made.plate(), sample, {.digest = true});
        QVERIFY(loaded.complete); // an uncompressed TIFF holds no checksum: only the digest tells
        QVERIFY(loaded.contentDigest != before);
    }

    void aFileOfAnotherSizeThanInspectedIsAMismatch() {
        SmallPlate made;
        made.addWhole("a");
        Plate plate = made.plate();
        inspectPlate(plate);
        made.put(made.plate().samples.edit()[0], Stain::Nucleus, encodeGreyPng(knownPlane(13, 9, 8)));
        const LoadedSample loaded = loadSample(plate, plate.samples[0]);
        QCOMPARE(loaded.problems.size(), std::size_t{1});
        QVERIFY(loaded.problems[0].kind == ErrorKind::Mismatch);
    }

    void aFileThatIsStillGrowingEndsEarlyUntilItIsWhole() {
        SmallPlate made;
        Sample& sample = evenSample(made, 1000);
        const Bytes whole = evenTiff(3000);
        for (const std::size_t written : {std::size_t{8}, whole.size() / 2, whole.size() - 1}) {
            made.put(sample, Stain::Protein, Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(written)), ".tif");
            const LoadedSample loaded = loadSample(made.plate(), sample);
            QVERIFY(!loaded.complete);
            QCOMPARE(loaded.problems.size(), std::size_t{1});
            QVERIFY2(loaded.problems[0].kind == ErrorKind::EndsEarly, loaded.problems[0].cause.c_str());
        }
        made.put(sample, Stain::Protein, whole, ".tif");
        QVERIFY(loadSample(made.plate(), sample).complete);
    }

    // An instrument that truncates its file and writes it anew in two pieces, again and again. Every reading is one content or the
    // other, or a problem.
    void aFileRewrittenMeanwhileIsNeverHalfOfEach() {
        SmallPlate made;
        Sample& sample = evenSample(made, 1000);
        const fs::path path = made.pathOf(sample, Stain::Protein);
        const Bytes contents[] = {evenTiff(1000), joined(evenTiff(2000), Bytes(100))}; // of two sizes: times of files are coarse
        std::atomic<bool> done{false};
        std::jthread instrument([&] {
            for (std::size_t turn = 0; !done; ++turn) {
                const Bytes& bytes = contents[turn % 2];
                std::ofstream file(path, std::ios::binary | std::ios::trunc);
                file.write(reinterpret_cast<const char*>(bytes.data()), 3000);
                file.flush();
                file.write(reinterpret_cast<const char*>(bytes.data()) + 3000, static_cast<std::streamsize>(bytes.size() - 3000));
            }
        });
        for (int i = 0; i < 300; ++i) {
            const LoadedSample loaded = loadSample(made.plate(), sample);
            const Plane& plane = loaded.stack.planes[Stain::Protein];
            QVERIFY(plane.isEmpty() == !loaded.problems.empty());
            if (!plane.isEmpty())
                QVERIFY2(onlyValue(plane) == 1000 || onlyValue(plane) == 2000, std::to_string(onlyValue(plane)).c_str());
            for (const Problem& problem : loaded.problems)
                QVERIFY2(problem.kind == ErrorKind::EndsEarly || problem.kind == ErrorKind::Busy || problem.kind == ErrorKind::Empty,
                         problem.cause.c_str());
        }
        done = true;
    }

    void aFileThatComesAndGoesIsWholeOrGone() {
        SmallPlate made;
        Sample& sample = evenSample(made, 1000);
        const fs::path path = made.pathOf(sample, Stain::Protein), away = path.string() + ".away";
        std::atomic<bool> done{false};
        std::jthread other([&] {
            std::error_code ignored;
            while (!done) {
                fs::rename(path, away, ignored);
                fs::rename(away, path, ignored);
            }
        });
        for (int i = 0; i < 300; ++i) {
            const LoadedSample loaded = loadSample(made.plate(), sample);
            QVERIFY(loaded.complete || loaded.problems.at(0).kind == ErrorKind::NotFound);
        }
        done = true;
    }
};

QTEST_GUILESS_MAIN(TestLoadSampleChanging)
#include "test_loadsample_changing.moc"
