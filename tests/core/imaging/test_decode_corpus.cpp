#include "core/imaging/loadsample.h"
#include "tests/support/decodechecks.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>

#include <map>

using namespace locascope;
using namespace locascope::testing;

// Every file that went wrong for others, as the protein of a plate's sample: inspected, then loaded as the field view and as thumbnails load it.

namespace {

namespace fs = std::filesystem;

constexpr qint64 mostMilliseconds = 3000; // of one file at one reduction, on a machine that does other work
constexpr long mostMegabytes = 800;

fs::path corpus() { return fs::path(LOCASCOPE_SHARED_DIR) / "data" / "broken"; }

long peakMegabytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

Plate plateOfCorpus() {
    Plate plate;
    plate.root = fs::canonical(corpus());
    plate.absentStains = {{true, false, true, true}};
    for (const auto& entry : fs::recursive_directory_iterator(plate.root))
        if (entry.is_regular_file()) {
            Sample& sample = plate.samples.edit().emplace_back();
            sample.id = entry.path().lexically_relative(plate.root).string();
            sample.files[Stain::Protein] = sample.id;
        }
    std::sort(plate.samples.edit().begin(), plate.samples.edit().end(), [](const Sample& left, const Sample& right) { return left.id < right.id; });
    return plate;
}

// How a sample came out: "read", or the kind of its only problem. The size is what the file's header said.
std::string outcomeOf(const Plate& plate, const Sample& sample, int reduction) {
    const LoadedSample loaded = loadSample(plate, sample, {.reduction = reduction});
    if (loaded.stack.isEmpty())
        return loaded.problems.empty() ? "neither image nor problem" : std::string(errorKindName(loaded.problems[0].kind));
    const bool isRightSize = loaded.stack.width == (loaded.stack.fullWidth + reduction - 1) / reduction &&
                             loaded.stack.height == (loaded.stack.fullHeight + reduction - 1) / reduction;
    return isRightSize ? "read" : "of another size than its header";
}

} // namespace

class TestDecodeCorpus : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        if (!fs::exists(corpus()))
            QSKIP("the corpus of broken files is not here");
        m_plate = plateOfCorpus();
        QVERIFY(m_plate.samples.size() > 1500);
    }

    void inspectingListsEveryFileThatIsNoImage() {
        QElapsedTimer clock;
        clock.start();
        inspectPlate(m_plate);
        qInfo("%zu files inspected in %lld ms, %zu problems", m_plate.samples.size(), static_cast<long long>(clock.elapsed()), m_plate.problems.size());
        QVERIFY(clock.elapsed() < 60'000);
        for (const Problem& problem : m_plate.problems) {
            QVERIFY(!problem.cause.empty() && problem.cause.find('\n') == std::string::npos);
            QVERIFY(problem.file.empty() || !problem.sampleId.empty());
        }
    }

    void everyFileIsShownOrItsProblemListed_data() {
        QTest::addColumn<int>("reduction");
        for (const int reduction : {1, 4, 8})
            QTest::addRow("reduced by %d", reduction) << reduction;
    }
    void everyFileIsShownOrItsProblemListed() {
        QFETCH(int, reduction);
        std::map<std::string, int> outcomes;
        qint64 longest = 0;
        for (const Sample& sample : m_plate.samples) {
            QElapsedTimer clock;
            clock.start();
            ++outcomes[outcomeOf(m_plate, sample, reduction)];
            longest = std::max(longest, clock.elapsed());
            QVERIFY2(clock.elapsed() < mostMilliseconds, sample.id.c_str());
        }
        for (const auto& [outcome, count] : outcomes)
            qInfo("%5d %s", count, outcome.c_str());
        qInfo("slowest %lld ms, at most %ld MB", static_cast<long long>(longest), peakMegabytes());
        QCOMPARE(outcomes["neither image nor problem"], 0);
        QCOMPARE(outcomes["of another size than its header"], 0);
        QVERIFY(outcomes["read"] > 400);
#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed
        QVERIFY(peakMegabytes() < mostMegabytes);
#endif
    }

    void whatIsReadIsReadAtEveryReduction() {
        for (const Sample& sample : m_plate.samples)
            QVERIFY2((outcomeOf(m_plate, sample, 1) == "read") == (outcomeOf(m_plate, sample, 4) == "read"), sample.id.c_str());
    }

    void everyPageOfEveryFileEndsWell() {
        for (const Sample& sample : m_plate.samples)
            for (const int page : {1, 2, 65535})
                for (const int channel : {-1, 0, 3})
                    (void)errorOf([&] {
                        const fs::path path = m_plate.root / sample.id;
                        const Bytes bytes = readFile(path);
                        if (formatOfBytes(bytes) == FileFormat::Tiff)
                            decodePlane(bytes, path, {.page = page, .channel = channel, .limits = {}, .stop = {}});
                    });
    }

    void gzipOfOthersIsRefusedByWhatItHolds() {
        std::map<std::string, int> kinds;
        for (const Sample& sample : m_plate.samples)
            if (sample.id.ends_with(".gz")) {
                const Bytes bytes = readFile(m_plate.root / sample.id);
                const auto error = errorOf([&] { decoded(bytes); });
                ++kinds[error ? std::string(errorKindName(error->kind())) : "read"];
            }
        for (const auto& [kind, count] : kinds)
            qInfo("%5d %s", count, kind.c_str());
        QVERIFY(kinds["damaged"] > 0 && kinds["unsupported"] > 0 && kinds["ends-early"] > 0);
    }

private:
    Plate m_plate;
};

QTEST_GUILESS_MAIN(TestDecodeCorpus)
#include "test_decode_corpus.moc"
