// The plate map over 1,000,000 simulated samples in 1,536 wells, every one predicted and 100,000 decided: how long a recolouring, a selection of wells
// and the counting of the whole plate take, and how long the window's thread is away meanwhile, each beside its reference.
#include "tests/bench/waiting.h"
#include "tests/support/temporaryfolder.h"
#include "tests/ui/models/memorystore.h"
#include "ui/models/platemap.h"
#include "ui/models/session.h"
#include "ui/models/sessionparts.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/platemappanel.h"
#include "ui/widgets/platemapview.h"
#include "ui/widgets/startup.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <random>

using namespace locascope;
using namespace locascope::bench;

namespace {

constexpr int sampleCount = 1'000'000;
constexpr int decidedEvery = 10;
constexpr std::size_t classes = 28;
constexpr double allowedMs = 200;
constexpr double awayMs = 100;

void print(const char* what, double measured, double reference) {
    std::printf("%-72s %9.2f ms   reference %7.1f   ratio %.3f\n", what, measured, reference, measured / reference);
    std::fflush(stdout);
}

Plate simulatedIndex(const std::filesystem::path& root) {
    Plate plate;
    plate.root = root;
    plate.scheme = "well";
    plate.simulated = true;
    const int wells = plateFormats.back().wells();
    plate.samples.edit().reserve(sampleCount);
    for (int well = 0; well < wells; ++well) {
        const std::string name = wellName({well / plateFormats.back().columns, well % plateFormats.back().columns});
        const int first = static_cast<int>(std::int64_t{sampleCount} * well / wells), end = static_cast<int>(std::int64_t{sampleCount} * (well + 1) / wells);
        for (int i = first; i < end; ++i) {
            Sample sample;
            sample.id = sample.shortId = name + "_" + std::to_string(i - first + 1);
            sample.well = name;
            sample.site = i - first + 1;
            plate.samples.push_back(std::move(sample));
        }
    }
    return plate;
}

std::shared_ptr<testing::MemoryReview> simulatedReview(const Plate& plate, const std::string& model) {
    auto review = std::make_shared<testing::MemoryReview>();
    std::mt19937 random(3);
    std::uniform_real_distribution<float> probability(0, 0.56F); // about three classes of 28 above 0.5
    for (std::size_t i = 0; i < plate.samples.size(); ++i) {
        StoredPrediction& stored = review->predictions[model][plate.samples[i].id];
        stored.sampleId = plate.samples[i].id;
        for (std::size_t c = 0; c < classes; ++c)
            stored.probabilities.push_back(probability(random));
        if (i % decidedEvery != 0)
            continue;
        LabelEvent event;
        event.uuid = std::to_string(i);
        event.sampleId = plate.samples[i].id;
        event.reviewer = "bench";
        event.after = Decision{};
        event.after->present = LabelSet{toClass(random() % classes), toClass(random() % classes)};
        review->events.push_back(std::move(event));
    }
    return review;
}

ModelCard card() {
    ModelCard card;
    card.name = "simulated";
    card.modelDigest = "simulated";
    card.vocabularyId = humanProteinAtlasVocabulary().id();
    const Vocabulary vocabulary = humanProteinAtlasVocabulary();
    for (const LabelClass& one : vocabulary.classes())
        card.classes.push_back(one.name);
    card.thresholds.assign(classes, 0.5);
    card.trainedOn = TrainedOn::Simulated;
    return card;
}

SessionParts simulatedParts(const Plate& plate, const std::shared_ptr<testing::MemoryReview>& review) {
    SessionParts parts = coreParts({}, {});
    parts.scan = [&plate](const std::filesystem::path&, const Progress&, std::stop_token) { return plate; };
    parts.inspect = [](Plate&, const Progress&, std::stop_token) {};
    parts.fingerprint = [](const Plate&) { return std::string("simulated"); };
    parts.load = [](const Plate&, const Sample&, const LoadOptions&, std::stop_token) { return LoadedSample(); };
    parts.findReview = [](const std::filesystem::path&, const PlateIdentity& known) { return FoundReview{ReviewMatch::Same, "/memory", known, {}}; };
    parts.openStore = [review](const std::filesystem::path&, const PlateIdentity&) { return testing::MemoryStore::open(review); };
    parts.readCard = [](const std::filesystem::path&) { return card(); };
    parts.loadLearning = []() -> std::shared_ptr<Learning> { throw Error(ErrorKind::NotFound, {}, "not needed here"); };
    return parts;
}

void measureRecolouring(PlateMapPanel& panel) {
    PlateMap& map = panel.map();
    double worst = 0;
    for (std::size_t c = 1; c < classes; ++c)
        for (const MapColouring colouring : {MapColouring::PredictedClass, MapColouring::DecidedClass, MapColouring::Disagreement, MapColouring::Reviewed}) {
            QElapsedTimer timer;
            timer.start();
            map.colourBy(colouring, toClass(c));
            panel.view().viewport()->repaint();
            worst = std::max(worst, ms(timer));
        }
    print("recoloured by another class or figure and painted, slowest of 108", worst, allowedMs);
}

void measureSelection(PlateMapPanel& panel, Session& session) {
    PlateMap& map = panel.map();
    std::vector<int> all(map.places().places.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<int>(i);
    for (const std::size_t wells : {std::size_t{1}, std::size_t{96}, all.size()}) {
        bool arrived = false;
        const auto connection = QObject::connect(&session, &Session::orderChanged, &session, [&] { arrived = true; });
        QElapsedTimer timer;
        timer.start();
        map.select({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(wells)});
        waitFor([&] { return arrived; });
        panel.window()->repaint();
        const double taken = ms(timer);
        QObject::disconnect(connection);
        print(qPrintable(QStringLiteral("%1 wells selected: queue, gallery and map follow, %2 samples").arg(wells).arg(session.order().size())), taken, allowedMs);
        map.select({});
        waitFor([&] { return session.order().size() == static_cast<std::size_t>(sampleCount); });
    }
}

void measureCounting(PlateMapPanel& panel, Session& session) {
    Heartbeat heartbeat;
    QElapsedTimer timer;
    heartbeat.start();
    timer.start();
    emit session.predictionsChanged(-1); // as after a restore: nothing else in the session has changed
    waitFor([&] { return panel.map().isCounted(); });
    const double taken = ms(timer);
    print("the window's thread away while the whole plate is counted anew", heartbeat.longest(), awayMs);
    std::printf("%-72s %9.2f ms\n", "the whole plate counted anew, in the background", taken);
}

} // namespace

int main(int argc, char* argv[]) {
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const testing::TemporaryFolder home;
    qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString(home.path().string()));
    QApplication application(argc, argv);
    prepareApplication(application);
    const Plate plate = simulatedIndex(home.path());
    QElapsedTimer timer;
    timer.start();
    const Places places = placesOf(plate.samples);
    std::printf("%-72s %9.2f ms   (once, while the plate opens, not on the window's thread)\n", "wells of 1,000,000 samples found", ms(timer));
    const auto review = simulatedReview(plate, predictionDigest(card()));
    SessionOptions options;
    options.dataDirectory = home / "data";
    options.cacheDirectory = home / "cache";
    options.modelCard = "simulated.yaml";
    options.reviewer = QStringLiteral("bench");
    Session session(options, simulatedParts(plate, review));
    MainWindow window(session);
    window.resize(1600, 1000);
    window.show();
    session.openPlate(plate.root);
    auto* panel = window.findChild<PlateMapPanel*>();
    const bool isReady = waitFor([&] {
        return session.isIndexComplete() && session.reviewedCount() == sampleCount / decidedEvery && session.probabilities(sampleCount - 1)
               && panel->findChild<PlateMapView*>() && panel->map().isCounted();
    });
    if (!isReady || places.places.size() != 1536) {
        std::printf("the simulated plate did not open\n");
        return 1;
    }
    review->predictions.clear();
    measureRecolouring(*panel);
    measureSelection(*panel, session);
    measureCounting(*panel, session);
}
