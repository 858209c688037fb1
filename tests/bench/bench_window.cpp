// Drives the real window and prints what a reviewer waits for, each beside its reference:
// the next sample, prefetched and not; saliency after its prediction; frames while a contrast handle is dragged; and how long the window's thread was away.
// Usage: bench_window [PLATE [LARGE_PLATE]], or bench_window far: only samples far away, of large TIFFs; bench_window sweep [PLATE]: frames and decisions while a plate is classified. Without arguments real images where they are, else simulated ones.

#include "core/imaging/loadsample.h"
#include "core/plate/scanplate.h"
#include "core/simulation/simulate.h"
#include "tests/bench/benchwindow.h"
#include "ui/widgets/histogramview.h"
#include "ui/widgets/startup.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <string_view>
#include <vector>

using namespace locascope;
using namespace locascope::bench;

namespace {

double sumOfDecodes(const Plate& plate, const Sample& sample) {
    QElapsedTimer timer;
    timer.start();
    loadSample(plate, sample, {});
    return ms(timer);
}

bool isSettled(const Session& session) {
    return session.modelState() == ModelState::Ready || session.modelState() == ModelState::Failed || session.modelState() == ModelState::ModuleMissing;
}

void measureSteps(BenchWindow& bench, int restMs) {
    const int count = static_cast<int>(bench.session().plate().samples.size());
    if (bench.session().current() != 0)
        bench.timeTo(0);
    print("next sample, prefetched", bench.stepThrough(std::min(50, count - 1), restMs), frameMs);
}

/// In a plate of which nothing is decoded, each as soon as the one before is seen: while that one is classified and its neighbours are read.
void measureFarSamples(const std::filesystem::path& plate) {
    constexpr int jumps = 60, step = 71; // comes nowhere near where it was
    const testing::TemporaryFolder home;
    BenchWindow bench(plate, home.path(), LOCASCOPE_PROGRAM_FILE);
    Session& session = bench.session();
    waitFor([&] { return isSettled(session); });
    rest(1000);
    std::vector<double> ratios;
    for (int jump = 0; jump < jumps; ++jump) {
        const int target = (session.current() + step) % static_cast<int>(session.plate().samples.size());
        const double decodes = sumOfDecodes(session.plate(), session.plate().samples[static_cast<std::size_t>(target)]);
        const double allowed = decodes / 2 + 20;
        ratios.push_back(bench.timeTo(target) / allowed);
    }
    std::printf("%-58s median %7.2f   95 %% %7.2f   worst %7.2f   reference    1.00   (of half its four decodes plus 20 ms; %zu)\n", "a sample far away",
                percentile(ratios, 0.5), percentile(ratios, 0.95), percentile(ratios, 1), ratios.size());
    std::fflush(stdout);
}

void measureSaliency(BenchWindow& bench) {
    Session& session = bench.session();
    waitFor([&] { return isSettled(session); });
    if (session.modelState() != ModelState::Ready) {
        std::printf("saliency: no model (%s)\n", qPrintable(session.modelStateDetail()));
        return;
    }
    session.stopSweep();
    session.requestSaliency(toClass(0));
    rest(1000);
    QElapsedTimer sincePrediction;
    std::vector<double> waits;
    const auto connection = QObject::connect(&session, &Session::predictionsChanged, &session, [&](int sample) {
        if (sample == session.current())
            sincePrediction.start();
    });
    for (int step = 0; step < 20; ++step) {
        const int target = (session.current() + 13) % static_cast<int>(session.plate().samples.size());
        if (session.probabilities(target))
            continue;
        sincePrediction.invalidate();
        bool arrived = false;
        const auto map = QObject::connect(&session, &Session::saliencyChanged, &session, [&] { arrived = arrived || !session.saliency().isEmpty(); });
        session.goTo(target);
        waitFor([&] { return sincePrediction.isValid() && arrived; });
        QObject::disconnect(map);
        waits.push_back(ms(sincePrediction));
    }
    QObject::disconnect(connection);
    print("saliency after its prediction", waits, 50);
    QElapsedTimer sinceSteps;
    sinceSteps.start();
    waitFor([&] { return session.modelPlan() || sinceSteps.elapsed() > 15000; }); // how the model runs fastest is tried once on a machine
    std::vector<double> further;
    for (std::size_t index = 1; index < 28; ++index) {
        bool arrived = false;
        QElapsedTimer timer;
        const auto map = QObject::connect(&session, &Session::saliencyChanged, &session, [&] { arrived = arrived || !session.saliency().isEmpty(); });
        timer.start();
        session.requestSaliency(toClass(index));
        waitFor([&] { return arrived || timer.elapsed() > 2000; });
        QObject::disconnect(map);
        further.push_back(ms(timer));
    }
    print("saliency of another class of the same sample", further, 50);
    session.requestSaliency({});
}

void measureDrag(BenchWindow& bench) {
    HistogramView* histogram = nullptr;
    for (HistogramView* one : bench.window().findChildren<HistogramView*>())
        histogram = histogram || !one->isVisible() ? histogram : one;
    if (!histogram) {
        std::printf("contrast: no histogram is shown\n");
        return;
    }
    const auto send = [&](QEvent::Type type, double x) {
        const QPointF place(x, histogram->height() / 2.0);
        QMouseEvent event(type, place, histogram->mapToGlobal(place), Qt::LeftButton, type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, {});
        QCoreApplication::sendEvent(histogram, &event);
    };
    const double start = histogram->positionOf(histogram->window().maximum);
    send(QEvent::MouseButtonPress, start);
    std::vector<double> frames;
    for (int step = 0; step < 300; ++step) {
        const int before = bench.frames();
        QElapsedTimer timer;
        timer.start();
        send(QEvent::MouseMove, start - 1 - (step % 40));
        waitFor([&] { return bench.frames() > before || timer.elapsed() > 200; });
        if (bench.frames() > before)
            frames.push_back(ms(timer));
    }
    send(QEvent::MouseButtonRelease, start);
    print("a frame while a contrast handle is dragged, 3072 x 3072 x 4", frames, 16);
}

/// When the field was painted.
class PaintTimes final : public QObject {
public:
    explicit PaintTimes(QWidget& widget) { widget.installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::Paint)
            return false;
        if (m_timer.isValid())
            m_gaps.push_back(ms(m_timer));
        m_timer.start();
        return false;
    }
    const std::vector<double>& gaps() const { return m_gaps; }

private:
    QElapsedTimer m_timer;
    std::vector<double> m_gaps; ///< ms between one frame and the next
};

/// The field is asked to be painted all the time, and every tenth of a second a sample is labelled and the next one shown.
void measureSweep(const std::filesystem::path& plate) {
    constexpr int seconds = 15;
    const testing::TemporaryFolder home;
    BenchWindow bench(plate, home.path(), LOCASCOPE_PROGRAM_FILE);
    Session& session = bench.session();
    waitFor([&] { return isSettled(session); });
    session.startSweep();
    rest(1000);
    QWidget& field = *bench.window().findChild<FieldView*>();
    PaintTimes painted(field);
    QTimer painting;
    painting.setTimerType(Qt::PreciseTimer);
    QObject::connect(&painting, &QTimer::timeout, &field, qOverload<>(&QWidget::update));
    painting.start(5);
    std::vector<double> decisions;
    QElapsedTimer all;
    all.start();
    while (all.elapsed() < seconds * 1000 && session.job()) {
        QElapsedTimer timer;
        timer.start();
        session.toggle(toClass(decisions.size() % 28));
        session.commit();
        decisions.push_back(ms(timer));
        rest(100);
    }
    std::printf("%-58s median %7.1f ms   99 %% %7.1f   worst %7.1f   reference    33.0   (%zu frames%s)\n", "a frame while a plate is classified", percentile(painted.gaps(), 0.5),
                percentile(painted.gaps(), 0.99), percentile(painted.gaps(), 1), painted.gaps().size(), session.job() ? "" : "; the plate was over");
    print("a decision then, until the window goes on", decisions, 10);
    waitFor([&] { return session.unsavedCount() == 0; });
    session.stopSweep();
}

std::filesystem::path simulated(const std::filesystem::path& directory, std::size_t samples, int size) {
    if (!std::filesystem::exists(directory))
        simulatePlate(directory, {.samples = samples, .size = size, .seed = 5}, {}, {}, {}, 0);
    return directory;
}

/// The files of a plate under other names, as often as it takes.
std::filesystem::path manyNames(const std::filesystem::path& plate, const std::filesystem::path& directory, std::size_t samples) {
    const Plate of = scanPlate(plate, {}, {}, {});
    std::filesystem::create_directory(directory);
    for (std::size_t i = 0; i < samples; ++i)
        for (Stain stain : allStains) {
            const auto& file = of.samples[i % of.samples.size()].files[stain];
            const auto nameOf = [&](std::size_t sample) {
                return directory / ("s" + std::to_string(1000 + sample) + '_' + std::string(colourWord(stain)) + std::filesystem::path(file.value_or("")).extension().string());
            };
            if (file && i < of.samples.size())
                std::filesystem::copy_file(of.root / *file, nameOf(i));
            else if (file)
                std::filesystem::create_hard_link(nameOf(i % of.samples.size()), nameOf(i));
        }
    return directory;
}

} // namespace

int main(int argc, char* argv[]) {
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const testing::TemporaryFolder configuration;
    qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString(configuration.path().string()));
    QApplication application(argc, argv);
    prepareApplication(application);
    const testing::TemporaryFolder made;
    if (argc > 1 && std::string_view(argv[1]) == "far") {
        measureFarSamples(largePlate(made / "tiff", 600, 2048));
        return 0;
    }
    if (argc > 1 && std::string_view(argv[1]) == "sweep") {
        measureSweep(argc > 2 ? std::filesystem::path(argv[2]) : manyNames(simulated(made / "plate", 60, 512), made / "many", 1200));
        return 0;
    }
    const std::filesystem::path real = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data/challenge";
    const std::filesystem::path plate = argc > 1 ? std::filesystem::path(argv[1]) : std::filesystem::exists(real) ? real : simulated(made / "plate", 60, 512);
    const std::filesystem::path large = argc > 2 ? std::filesystem::path(argv[2]) : simulated(made / "large", 2, 3072);
    const std::filesystem::path wide = largePlate(made / "tiff", 600, 2048); // before the window's thread is watched
    const std::filesystem::path many = manyNames(plate, made / "many", 600);
    Heartbeat heartbeat;
    {
        const testing::TemporaryFolder home;
        BenchWindow bench(plate, home.path(), LOCASCOPE_PROGRAM_FILE);
        heartbeat.start();
        measureSaliency(bench); // first, while there are samples without a prediction
        measureSteps(bench, 250);
    }
    measureFarSamples(many);
    {
        const testing::TemporaryFolder home;
        BenchWindow bench(large, home.path(), LOCASCOPE_PROGRAM_FILE);
        measureDrag(bench);
    }
    {
        const testing::TemporaryFolder home;
        BenchWindow bench(wide, home.path(), LOCASCOPE_PROGRAM_FILE);
        std::printf("4 x 2048 x 2048, TIFF of 16 bits:\n");
        measureSteps(bench, 500);
    }
    measureFarSamples(wide);
    std::printf("%-58s worst  %7.1f ms                reference   100.0   ratio %.2f\n", "window's thread away (opening a second window included)", heartbeat.longest(),
                heartbeat.longest() / 100);
}
