// Drives the real gallery and prints what the issue bounds, each beside its reference of the same run:
// a simulated index of 1,000,000 samples (sorting, filtering, grouping, scrolling, memory), and thumbnails of real files: made the first time beside
// OpenCV's decoding of the same files, and on screen at the second start.
// Usage: bench_gallery [SAMPLES [FILES]]: of the simulated index, and of the plate of files (31,072 of hard links to some real images).

#include "core/files/readfile.h"
#include "core/plate/scanplate.h"
#include "core/simulation/simulate.h"
#include "tests/bench/waiting.h"
#include "tests/support/ownsettings.h"
#include "tests/ui/models/memorystore.h"
#include "ui/models/behindthewindow.h"
#include "ui/models/decodingthreads.h"
#include "ui/models/sampleordering.h"
#include "ui/models/sessionparts.h"
#include "ui/widgets/gallerygrid.h"
#include "ui/widgets/gallerymodel.h"
#include "ui/widgets/galleryview.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/startup.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>

#include <malloc.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <functional>
#include <random>
#include <thread>
#include <vector>

using namespace locascope;
using namespace locascope::bench;

namespace {

constexpr double frameMs = 16;

void print(const char* what, double value, double reference, const char* unit) {
    std::printf("%-62s %9.1f %s   reference %9.1f   ratio %.2f\n", what, value, unit, reference, value / reference);
    std::fflush(stdout);
}

double memoryMb(const char* field) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field))
            return std::stod(line.substr(line.find(':') + 1)) / 1024;
    return 0;
}

/// 384-well plates, four sites a well, names as a microscope writes them.
Plate simulatedIndex(std::size_t count) {
    Plate plate;
    plate.root = "/nowhere";
    plate.samples.edit().reserve(count);
    char well[8];
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t place = i / 4 % 384;
        std::snprintf(well, sizeof well, "%c%02zu", static_cast<char>('A' + place / 24), place % 24 + 1);
        Sample sample;
        sample.plateName = "P" + std::to_string(1000 + i / 4 / 384);
        sample.well = well;
        sample.site = static_cast<int>(i % 4) + 1;
        sample.shortId = sample.plateName + '_' + sample.well + '_' + std::to_string(*sample.site);
        sample.id = sample.shortId;
        for (Stain stain : allStains)
            sample.files[stain] = sample.id + '_' + std::string(colourWord(stain)) + ".tif";
        plate.samples.push_back(std::move(sample));
    }
    return plate;
}

LoadedSample syntheticImage(const Plate&, const Sample& sample, const LoadOptions&, std::stop_token) {
    LoadedSample image;
    image.complete = true;
    image.stack.width = image.stack.height = image.stack.fullWidth = image.stack.fullHeight = 256;
    image.stack.bits = 8;
    const std::size_t seed = std::hash<std::string>()(sample.id);
    for (Stain stain : allStains) {
        Plane plane(256, 256, 8);
        for (int y = 0; y < 256; ++y)
            for (int x = 0; x < 256; ++x)
                plane.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>((static_cast<std::size_t>(x * y) + seed) & 255U);
        image.stack.planes[stain] = plane;
    }
    return image;
}

class World final {
public:
    explicit World(SessionParts parts, const std::filesystem::path& home) : m_session(options(home), std::move(parts)) {}

    /// What is remembered of plates lies in `home`, as the program has it.
    static SessionParts partsWithoutModel(const std::filesystem::path& home = {}) {
        SessionParts parts = coreParts({}, {}, home.empty() ? home : home / "cache");
        parts.bundledModel = [] { return std::filesystem::path(); };
        parts.findReview = [](const std::filesystem::path&, const PlateIdentity& plate) { return FoundReview{ReviewMatch::Same, "/memory", plate, {}}; };
        parts.openStore = [review = std::make_shared<testing::MemoryReview>()](const std::filesystem::path&, const PlateIdentity&) {
            return testing::MemoryStore::open(review);
        };
        return parts;
    }

    void show() {
        m_window = std::make_unique<MainWindow>(m_session);
        m_window->resize(1600, 1000);
        m_window->show();
        m_grid = m_window->findChild<GalleryGrid*>();
    }
    Session& session() { return m_session; }
    GalleryGrid& grid() { return *m_grid; }

    bool showsAllPictures() {
        const std::vector<int> rows = m_grid->seenRows();
        return !rows.empty() && std::all_of(rows.begin(), rows.end(), [this](int row) {
            return !m_session.thumbnail(m_session.order()[static_cast<std::size_t>(row)]).isNull();
        });
    }

private:
    static SessionOptions options(const std::filesystem::path& home) {
        SessionOptions options;
        options.dataDirectory = home / "data";
        options.cacheDirectory = home / "cache";
        options.reviewer = QStringLiteral("bench");
        return options;
    }

    Session m_session;
    std::unique_ptr<MainWindow> m_window;
    GalleryGrid* m_grid = nullptr;
};

/// Until the new order is painted; and how long the window's thread was held by taking it over.
void timeOrder(World& world, const char* what, const std::function<void(Session&)>& ask) {
    constexpr double bound = 200;
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) {
        ask(world.session());
        bool arrived = false;
        const auto connection = QObject::connect(&world.session(), &Session::orderChanged, &world.session(), [&] { arrived = true; });
        world.session().setGrouping(world.session().arrangement().grouping); // once more, with a clock
        QElapsedTimer timer;
        timer.start();
        waitFor([&] { return arrived; });
        world.grid().viewport()->repaint();
        times.push_back(ms(timer));
        QObject::disconnect(connection);
    }
    print(what, percentile(times, 0.5), bound, "ms");
}

void measureOrders(World& world) {
    const auto arrange = [](const SampleArrangement& wanted) {
        return [wanted](Session& session) {
            session.setFilter(wanted.filter);
            session.setSortOrder(wanted.order, wanted.probabilityOf);
            session.setGrouping(wanted.grouping);
        };
    };
    SampleArrangement wanted;
    wanted.order = SampleOrder::Well;
    timeOrder(world, "sort by well", arrange(wanted));
    wanted.order = SampleOrder::TimeOfReview;
    timeOrder(world, "sort by time of review", arrange(wanted));
    wanted.order = SampleOrder::Name;
    wanted.filter.text = QStringLiteral("h12");
    timeOrder(world, "filter by text, few found", arrange(wanted));
    wanted.filter.text = QStringLiteral("p");
    timeOrder(world, "filter by text, all found", arrange(wanted));
    wanted.filter = {};
    wanted.filter.state = SampleState::Unreviewed;
    timeOrder(world, "filter by state", arrange(wanted));
    wanted.filter = {};
    wanted.grouping = SampleGrouping::Well;
    timeOrder(world, "group by well", arrange(wanted));
    wanted.order = SampleOrder::Well;
    wanted.filter.text = QStringLiteral("p10");
    timeOrder(world, "filter by text, sort and group by well", arrange(wanted));
    arrange({})(world.session());
    waitFor([&] { return world.session().order().size() == world.session().plate().samples.size() && world.session().groups().empty(); });
}

std::vector<double> scrollFrames(World& world) {
    QScrollBar* bar = world.grid().verticalScrollBar();
    std::vector<double> frames;
    std::mt19937 random(3);
    const int span = std::max(1, bar->maximum());
    for (int i = 0; i < 1000; ++i) {
        const int step = world.grid().viewport()->height() / (i % 2 == 0 ? 8 : 1);
        const int target = i % 50 == 0 ? static_cast<int>(random() % static_cast<unsigned>(span)) : (bar->value() + step) % span;
        QElapsedTimer timer;
        timer.start();
        bar->setValue(target);
        QCoreApplication::sendPostedEvents();
        world.grid().viewport()->repaint();
        frames.push_back(ms(timer));
        QElapsedTimer rest;
        rest.start();
        waitFor([&] { return ms(rest) > 4; });
    }
    return frames;
}

/// What depends on predictions, without a store of a million of them: the function that the session calls on its other thread.
void measurePredictedOrders(std::size_t count) {
    OrderingInput input;
    input.plate = std::make_shared<const PlateSnapshot>(simulatedIndex(count));
    input.facts = SharedColumn<SampleFacts>(count);
    input.predictions = SharedColumn<Predicted>(count);
    input.thresholds.assign(28, 0.4);
    std::mt19937 random(11);
    std::vector<float> probabilities(28);
    for (std::size_t i = 0; i < count; ++i) {
        for (float& one : probabilities)
            one = static_cast<float>(random() % 10000) / 20000.0F;
        input.facts.set(i, factsOf(nullptr, 0, {probabilities, input.thresholds, false}));
        input.predictions.set(i, {probabilities, {}});
    }
    const auto time = [&](const char* what, const SampleArrangement& wanted) {
        std::vector<double> times;
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            const ArrangedSamples arranged = arrangeSamples(input, wanted);
            times.push_back(ms(timer));
        }
        print(what, percentile(times, 0.5), 200, "ms");
    };
    SampleArrangement wanted;
    wanted.order = SampleOrder::Uncertainty;
    time("sort by uncertainty, all predicted (without painting)", wanted);
    wanted.order = SampleOrder::Probability;
    time("sort by probability of a class (without painting)", wanted);
    wanted.filter.predictedClass = toClass(3);
    time("filter by predicted class, sort by probability (same)", wanted);
    wanted.filter = {};
    wanted.grouping = SampleGrouping::Class;
    time("sort by probability, group by class (same)", wanted);
}

void measureIndex(std::size_t count) {
    const testing::TemporaryFolder home;
    SessionParts parts = World::partsWithoutModel();
    parts.scan = [count](const std::filesystem::path&, const Progress&, std::stop_token) { return simulatedIndex(count); };
    parts.inspect = [](Plate& plate, const Progress&, std::stop_token) {
        plate.shapes.assign(plate.samples.size(), {2048, 2048, 16});
    };
    parts.fingerprint = [](const Plate&) { return std::string("simulated"); };
    parts.load = syntheticImage;
    World world(parts, home.path());
    world.show();
    QElapsedTimer timer;
    timer.start();
    world.session().openPlate("/nowhere");
    waitFor([&] { return world.session().isIndexComplete() && world.session().image(); });
    std::printf("%zu samples, a simulated index, opened in %.1f s\n", count, ms(timer) / 1000);
    measureOrders(world);
    const std::vector<double> frames = scrollFrames(world);
    print("a scroll frame, 99 %", percentile(frames, 0.99), frameMs, "ms");
    std::printf("%-62s %9.1f ms\n", "  median", percentile(frames, 0.5));
    print("memory of the process, window and gallery open", memoryMb("VmRSS"), 1000, "MB");
    print("  at its highest", memoryMb("VmHWM"), 1000, "MB");
}

/// `count` samples whose files are hard links to those of some real ones.
std::filesystem::path plateOfFiles(const std::filesystem::path& directory, std::size_t count) {
    const std::filesystem::path real = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data/challenge";
    const std::filesystem::path base = directory / "base";
    if (std::filesystem::exists(real))
        std::filesystem::copy(real, base, std::filesystem::copy_options::recursive);
    else
        simulatePlate(base, {.samples = 48, .size = 512, .seed = 5}, {}, {}, {}, 0);
    const Plate source = scanPlate(base, {}, {}, {});
    const std::filesystem::path plate = directory / "plate";
    std::filesystem::create_directory(plate);
    for (std::size_t i = 0; i < count; ++i) {
        const Sample& sample = source.samples[i % source.samples.size()];
        for (Stain stain : allStains)
            if (const auto& file = sample.files[stain])
                std::filesystem::create_hard_link(source.root / *file, plate / ("s" + std::to_string(i) + '_' + std::string(colourWord(stain))
                                                                                + std::filesystem::path(*file).extension().string()));
    }
    return plate;
}

/// Samples a second on two threads as nice as the session's, so that a busy machine takes the same from both.
double openCvRate(const Plate& plate, std::size_t samples, bool resized) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        goBehindTheWindow();
        for (std::size_t i = next++; i < samples; i = next++)
            for (Stain stain : allStains)
                if (const auto& file = plate.samples[i].files[stain]) {
                    const Bytes bytes = readFile(plate.root / *file);
                    const cv::Mat image = cv::imdecode(cv::Mat(1, static_cast<int>(bytes.size()), CV_8U, const_cast<std::byte*>(bytes.data())), cv::IMREAD_UNCHANGED);
                    cv::Mat small;
                    if (resized)
                        cv::resize(image, small, {128, 128}, 0, 0, cv::INTER_AREA);
                }
    };
    cv::setNumThreads(1);
    QElapsedTimer timer;
    timer.start();
    std::vector<std::jthread> threads;
    for (int i = 0; i < decodingThreadCount; ++i)
        threads.emplace_back(work);
    threads.clear();
    return static_cast<double>(samples) / ms(timer) * 1000;
}

void measureFiles(std::size_t count) {
    const testing::TemporaryFolder folder;
    const std::filesystem::path plate = plateOfFiles(folder.path(), count);
    const Plate scanned = scanPlate(plate, {}, {}, {});
    const std::size_t compared = std::min<std::size_t>(count, 600);
    openCvRate(scanned, std::min<std::size_t>(compared, 60), false); // into the page cache
    const double before = openCvRate(scanned, compared, false);
    {
        World world(World::partsWithoutModel(folder.path()), folder.path());
        world.show();
        world.session().openPlate(plate);
        waitFor([&] { return world.session().isIndexComplete(); });
        QElapsedTimer timer;
        timer.start();
        bool began = false;
        waitIdly([&] {
            const auto job = world.session().job();
            began = began || (job && job->key == QLatin1String("thumbnails"));
            return began && !job;
        });
        const double rate = static_cast<double>(count) / ms(timer) * 1000;
        const double after = openCvRate(scanned, compared, false);
        std::printf("%zu samples of four files, first time: thumbnails of all in %.1f s\n", count, ms(timer) / 1000);
        print("samples a second, of OpenCV's decoding alone (mean of before and after)", rate, (before + after) / 2, "/s");
        print("  of OpenCV's decoding and INTER_AREA to 128", rate, openCvRate(scanned, compared, true), "/s");
    }
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "cache" / "thumbnails"))
        bytes += entry.is_regular_file() ? entry.file_size() : 0;
    std::printf("%-62s %9.1f MB, %.1f KB a sample\n", "  kept on disk", static_cast<double>(bytes) / 1e6, static_cast<double>(bytes) / 1e3 / static_cast<double>(count));
    std::vector<double> starts;
    for (int i = 0; i < 5; ++i) {
        World world(World::partsWithoutModel(folder.path()), folder.path());
        world.session().openPlate(plate);
        world.show();
        QElapsedTimer timer;
        timer.start();
        waitFor([&] { return world.session().hasPlate() && world.showsAllPictures(); });
        starts.push_back(ms(timer));
    }
    print("second start: first screen of thumbnails after the window", percentile(starts, 0.5), 300, "ms");
    print("  the slowest of five", percentile(starts, 1), 300, "ms");
}

} // namespace

int main(int argc, char* argv[]) {
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    prepareApplication(application);
    const testing::OwnSettings settings;
    const std::size_t samples = argc > 1 ? std::stoul(argv[1]) : 1000000;
    const std::size_t files = argc > 2 ? std::stoul(argv[2]) : 31072;
    if (samples > 0) {
        measureIndex(samples);
        malloc_trim(0);
        measurePredictedOrders(samples);
    }
    if (files > 0)
        measureFiles(files);
}
