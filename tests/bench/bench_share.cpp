// What a reviewer waits for on a share that takes 20 ms to open a file and carries 100 MB/s (both injected by slowshare, loaded before the C library), and how often
// files are opened: for headers, thumbnails, contrast and predictions together, and at a second opening; then the same of large fields (4 x 2048 x 2048 of 16 bits), also where the
// sweep is started only when all thumbnails were made. Usage: bench_share [SAMPLES [LARGE_SAMPLES]]; 0 leaves a part out.

#include "core/plate/scanplate.h"
#include "tests/bench/benchwindow.h"
#include "tests/bench/slowshare.h"
#include "ui/widgets/startup.h"

#include <QApplication>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>

using namespace locascope;
using namespace locascope::bench;

namespace {

/// Memory that slowshare writes its counts to.
class SharedCounts final {
public:
    explicit SharedCounts(const char* name) {
        const int file = ::shm_open(name, O_CREAT | O_RDWR, 0600);
        if (file < 0 || ::ftruncate(file, sizeof(ShareCounts)) != 0)
            throw std::runtime_error("no shared memory");
        void* memory = ::mmap(nullptr, sizeof(ShareCounts), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        ::close(file);
        if (memory == MAP_FAILED)
            throw std::runtime_error("no shared memory");
        m_counts = static_cast<ShareCounts*>(memory);
    }
    double opened() const { return static_cast<double>(m_counts->opened); }
    double megabytes() const { return static_cast<double>(m_counts->bytes) / 1e6; }
    void clear() {
        m_counts->opened = 0;
        m_counts->bytes = 0;
    }

private:
    ShareCounts* m_counts = nullptr;
};

double megabytesOf(const std::filesystem::path& plate) {
    double bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(plate))
        if (entry.is_regular_file())
            bytes += static_cast<double>(entry.file_size());
    return bytes / 1e6;
}

/// As files are that were copied yesterday: those written this moment are not remembered.
void makeOld(const std::filesystem::path& plate) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(plate))
        if (entry.is_regular_file())
            std::filesystem::last_write_time(entry.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(24));
}

/// Many names of few files; the mark of a simulated plate comes along, so that its model may propose.
void makePlate(const std::filesystem::path& directory, std::size_t samples) {
    constexpr std::size_t different = 100;
    simulatePlate(directory / "base", {.samples = different, .size = 512, .seed = 5}, {}, {}, {}, 0);
    std::filesystem::create_directory(directory / "plate");
    std::filesystem::copy(directory / "base" / simulationMark, directory / "plate" / simulationMark);
    const Plate base = scanPlate(directory / "base", {}, {}, {});
    for (std::size_t i = 0; i < samples; ++i)
        for (Stain stain : allStains)
            std::filesystem::create_hard_link(base.root / *base.samples[i % different].files[stain],
                                              directory / "plate" / ("s" + std::to_string(i) + '_' + std::string(colourWord(stain)) + ".png"));
    makeOld(directory / "plate");
}

/// Runs this program once more, in a process whose files under `plate` are slow.
int runOnShare(char* program, const std::filesystem::path& plate, const std::filesystem::path& home) {
    const std::string counts = "/locascope-share-" + std::to_string(::getpid());
    const SharedCounts made(counts.c_str());
    for (const auto& [name, value] : std::map<std::string, std::string>{{"SLOW_SHARE_ROOT", plate}, {"SLOW_SHARE_HOME", home}, {"SLOW_SHARE_MS", "20"},
                                                                        {"SLOW_SHARE_MBPS", "100"}, {"SLOW_SHARE_COUNTS", counts}, {"LD_PRELOAD", SLOW_SHARE_FILE}})
        ::setenv(name.c_str(), value.c_str(), 1);
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl(program, program, nullptr);
        ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ::shm_unlink(counts.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

void waitUntilAllIsDone(Session& session) {
    do
        rest(1500);
    while (session.job());
}

void measureSteps(const std::filesystem::path& plate, const std::filesystem::path& home) {
    BenchWindow bench(plate, home, LOCASCOPE_PROGRAM_FILE);
    bench.session().stopSweep();
    print("next sample on a share, prefetched", bench.stepThrough(50, 300), frameMs);
}

constexpr double fingerprintFiles = 16; ///< whose digests plateFingerprint takes

double filesOfPlate(const Session& session) {
    double files = 0;
    for (const Sample& sample : session.plate().samples)
        files += static_cast<double>(filesOf(sample).size());
    return files;
}

/// What was read of a plate since the counts were cleared.
void report(const char* what, const SharedCounts& counts, const std::filesystem::path& plate, double files, double reference) {
    const double megabytes = megabytesOf(plate);
    const double ofFingerprint = megabytes * std::min(1.0, fingerprintFiles / files);
    std::printf("%-58s %.3f of the plate's bytes (reference %.2f), without the fingerprint's %.3f; files opened %.0f, of %.0f there are\n", what, counts.megabytes() / megabytes, reference,
                (counts.megabytes() - ofFingerprint) / megabytes, counts.opened(), files);
    std::fflush(stdout);
}

/// How much of the plate was read until everything of it is known, and at a second opening.
void measureReading(const std::filesystem::path& plate, const std::filesystem::path& home, SharedCounts& counts) {
    double files = 0;
    counts.clear();
    {
        BenchWindow bench(plate, home, LOCASCOPE_PROGRAM_FILE, 0);
        files = filesOfPlate(bench.session());
        waitFor([&] { return bench.session().modelState() == ModelState::Ready; });
        bench.session().startSweep();
        waitUntilAllIsDone(bench.session());
    }
    report("read for headers, contrast, thumbnails and predictions", counts, plate, files, 1);
    counts.clear();
    BenchWindow bench(plate, home, LOCASCOPE_PROGRAM_FILE, 0);
    waitUntilAllIsDone(bench.session());
    report("read at a second opening", counts, plate, files, 0);
}

/// Somebody looks at the plate first: the sweep begins once everything else was read.
void measureSweepStartedLater(const std::filesystem::path& plate, const std::filesystem::path& home, SharedCounts& counts) {
    counts.clear();
    BenchWindow bench(plate, home, LOCASCOPE_PROGRAM_FILE, 0);
    waitFor([&] { return bench.session().modelState() == ModelState::Ready && bench.session().job(); });
    waitUntilAllIsDone(bench.session());
    bench.session().startSweep();
    waitUntilAllIsDone(bench.session());
    report("the same, the sweep started when all thumbnails were made", counts, plate, filesOfPlate(bench.session()), 1);
}

} // namespace

int main(int argc, char* argv[]) {
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (!qEnvironmentVariableIsSet("SLOW_SHARE_ROOT")) {
        const testing::TemporaryFolder made;
        const std::size_t samples = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 2000;
        const int largeSamples = argc > 2 ? std::atoi(argv[2]) : 40;
        std::filesystem::create_directory(made / "share");
        if (samples > 0)
            makePlate(made / "share", samples);
        if (largeSamples > 0)
            makeOld(largePlate(made / "share" / "large", largeSamples, 2048));
        return runOnShare(argv[0], made / "share", made / "home");
    }
    const std::filesystem::path share = qgetenv("SLOW_SHARE_ROOT").toStdString(), home = qgetenv("SLOW_SHARE_HOME").toStdString();
    qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString((home / "config").string()));
    QApplication application(argc, argv);
    prepareApplication(application);
    SharedCounts counts(qgetenv("SLOW_SHARE_COUNTS").constData());
    if (const std::filesystem::path plate = share / "plate"; std::filesystem::exists(plate)) {
        measureSteps(plate, home / "steps");
        measureReading(plate, home / "reading", counts);
    }
    if (const std::filesystem::path large = share / "large"; std::filesystem::exists(large)) {
        std::printf("4 x 2048 x 2048, TIFF of 16 bits:\n");
        measureReading(large, home / "large", counts);
        measureSweepStartedLater(large, home / "later", counts);
    }
}
