#include "ui/models/sessionprivate.h"
#include "ui/models/teamwork.h"

#include "core/plate/vocabulary.h"
#include "ui/models/thumbnailmaking.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr int inspectAfterMilliseconds = 400;
constexpr int rememberAfterMilliseconds = 2000;

std::string loginName() {
    const QString name = qEnvironmentVariable("USER");
    if (!name.isEmpty())
        return name.toStdString();
    const passwd* entry = getpwuid(getuid());
    return entry ? entry->pw_name : "reviewer";
}

/// What the program holds besides decoded images: itself, LibTorch with a model and the memory that it keeps (core/learning/keptmemory.h), thumbnails.
constexpr std::size_t heldBesides = std::size_t{530} << 20;
constexpr std::size_t imagesOnTheirWay = decodingThreadCount + 1;
constexpr std::size_t leastImageCache = std::size_t{96} << 20;

std::size_t imageCacheBytesOf(const SessionOptions& options) {
    if (options.imageCacheBytes > 0)
        return options.imageCacheBytes;
    return std::max(leastImageCache, options.memoryBytes - std::min(options.memoryBytes, heldBesides));
}

/// A third of what decoded images may take, which yield to it.
HoldingLimits holdingOf(const SessionOptions& options) {
    HoldingLimits limits;
    limits.inputs = std::min(limits.inputs, imageCacheBytesOf(options) / 3);
    return limits;
}

/// What an image that was read for one purpose also serves.
SessionParts withOtherUses(SessionParts parts, const std::shared_ptr<ThumbnailStore>& store, const std::shared_ptr<WantedFields>& fields,
                           const std::shared_ptr<HeldFields>& held) {
    parts.load = [read = parts.load, held](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
        return held->load(plate, sample, options, stop, read);
    };
    parts.preparedInput = [held](const Plate& plate, const Sample& sample, const InputRecipe& recipe, std::stop_token stop) { return held->input(plate, sample, recipe, stop); };
    parts.alsoUse = [store, fields](const Plate& plate, std::size_t sample) {
        return [keep = keepingPlanes(plate, sample, store, thumbnailSide), count = fields->use(plate, sample)](const LoadedSample& image) {
            if (keep)
                keep(image);
            if (count)
                count(image);
        };
    };
    return parts;
}

} // namespace

Session::Private::Private(Session& session, SessionOptions wanted, SessionParts core)
    : q(session)
    , options(std::move(wanted))
    , thumbnailStore(std::make_shared<ThumbnailStore>(options.cacheDirectory.empty() ? options.cacheDirectory : options.cacheDirectory / "thumbnails",
                                                      options.thumbnailCacheBytes))
    , held(std::make_shared<HeldFields>(holdingOf(options)))
    , parts(withOtherUses(std::move(core), thumbnailStore, wantedFields, held))
    , vocabulary(vocabularyOfNew())
    , classes(derivedVocabulary(vocabulary, {}))
    , reviewer(options.reviewer.isEmpty() ? loginName() : options.reviewer.toStdString())
    , images(parts, decoding, imageCacheBytesOf(options), options.imageCacheBytes > 0 ? 0 : imagesOnTheirWay)
    , thumbnails(parts, decoding, thumbnailStore)
    , contrast(parts, decoding, wantedFields)
    , staining(parts, decoding, options.cacheDirectory)
    , similarity(session, options.cacheDirectory)
    , queue(session, [this] { return queueSnapshot(); })
    , team(makeTeam())
    , classifier(parts, decoding, vocabulary)
    , opening(parts, [cache = options.cacheDirectory, name = reviewer](const std::filesystem::path& root) {
        return plateMemoryFile(cache, root, name);
    })
    , reach(parts.isThere)
    , arranger(options.arrangedAtOnce)
    , display(defaultDisplay())
    , draft(vocabulary.size()) {
    clock.start();
    if (options.imageCacheBytes == 0)
        images.leaveRoomFor([held = held] { return held->inputBytes(); });
    inspectLatest.setSingleShot(true);
    inspectLatest.setInterval(inspectAfterMilliseconds);
    positionTimer.setSingleShot(true);
    positionTimer.setInterval(rememberAfterMilliseconds);
    predictionsTimer.setSingleShot(true);
    predictionsTimer.setInterval(500);
    restyleTimer.setSingleShot(true);
    restyleTimer.setInterval(400);
    connect(&restyleTimer, &QTimer::timeout, this, &Private::keepContrastByHand);
    backgroundTimer.setSingleShot(true);
    connect(&backgroundTimer, &QTimer::timeout, this, &Private::runBackground);
    connect(&inspectLatest, &QTimer::timeout, this, &Private::startInspecting);
    connect(&positionTimer, &QTimer::timeout, this, &Private::rememberPosition);
    connect(&predictionsTimer, &QTimer::timeout, this, &Private::storePredictions);
    connectPlate();
    connectImages();
    connectClassifier();
    readPresets();
}

void Session::Private::connectPlate() {
    connect(&opening, &PlateOpening::scanned, this, &Private::switchTo);
    connect(&opening, &PlateOpening::inspected, this, &Private::takeIndex);
    connect(&opening, &PlateOpening::identified, this, &Private::identify);
    connect(&opening, &PlateOpening::progressed, this, &Private::reportJob);
    connect(&opening, &PlateOpening::changedSinceRecalled, this, &Private::openChanged);
    connect(&opening, &PlateOpening::failed, this, [this](const Error& error) {
        finishJob(QStringLiteral("scan"));
        finishJob(QStringLiteral("index"));
        if (error.kind() == ErrorKind::Empty)
            refusedDirectory = error.path();
        say(Severity::Error, "plate", error);
        if (std::exchange(isOpening, false) && !indexComplete) { // the plate that stays was left for it
            inspecting = false;
            startInspecting();
        }
    });
    connect(&reach, &PlateReach::changed, this, &Private::takeReach);
    connect(&arranger, &SampleArranger::arranged, this, &Private::takeArranged);
    connect(team.get(), &Teamwork::drawnChanged, this, &Private::takeTeam);
}

void Session::Private::connectImages() {
    connect(&images, &ImageCache::arrived, this, &Private::takeImage);
    connect(&images, &ImageCache::digested, this, &Private::takeDigest);
    connect(&images, &ImageCache::arrived, this, [this](int sample) {
        if (std::find(beside.begin(), beside.end(), sample) != beside.end())
            emit q.besideChanged();
    });
    connect(&thumbnails, &Thumbnails::made, this, [this](int sample) { emit q.thumbnailChanged(sample); });
    connect(&thumbnails, &Thumbnails::making, this, [this](std::size_t done, std::size_t total) {
        if (done < total)
            reportJob(QStringLiteral("thumbnails"), done, total);
        else
            finishJob(QStringLiteral("thumbnails"));
    });
    connect(&contrast, &ContrastPlanning::planned, this, [this](const PlateContrast& measured) {
        plannedContrast = measured;
        if (settingsKnown)
            takePlateContrast(measured);
    });
    connect(&contrast, &ContrastPlanning::refined, this, &Private::takeRefinedContrast);
    connect(&contrast, &ContrastPlanning::progressed, this,
            [this](std::size_t done, std::size_t total) { reportJob(QStringLiteral("contrast"), done, total); });
    connect(&staining, &StainingCheck::progressed, this, [this](std::size_t done, std::size_t total) {
        if (done < total)
            reportJob(QStringLiteral("staining"), done, total);
        else
            finishJob(QStringLiteral("staining"));
    });
    connect(&staining, &StainingCheck::written, this, [this] { settle("export"); });
    connect(&staining, &StainingCheck::notWritten, this, [this](const Error& error) { say(Severity::Error, "export", error); });
}

void Session::Private::connectClassifier() {
    classifier.useDevice(options.device);
    connect(&classifier, &ClassifierThread::stateChanged, this, &Private::takeModelState);
    connect(&classifier, &ClassifierThread::planChosen, this, [this](const std::string& digest, const ExecutionPlan& chosen) {
        planIsOf = digest;
        plan = chosen;
        emit q.modelChanged();
    });
    connect(&classifier, &ClassifierThread::classified, this, &Private::takePredictions);
    connect(&classifier, &ClassifierThread::modelFailed, this,
            [this](const Error& error, bool) {
                modelRefused = true;
                say(Severity::Error, "model", error);
            });
    connect(&classifier, &ClassifierThread::deviceLost, this, &Private::loseDevice);
    connect(&classifier, &ClassifierThread::refused, this, [this](int number, int sample, const Error& error) {
        if (number != plateNumber)
            return;
        held->forget(static_cast<std::size_t>(sample));
        if (error.kind() == ErrorKind::ModelFailed)
            say(Severity::Warning, "model", Error(error.kind(), sampleAt(sample).id, error.detail()));
    });
    connect(&classifier, &ClassifierThread::explained, this, [this](int number, int sample, const std::vector<ClassSaliency>& maps) {
        if (number != plateNumber || sample != current || maps.empty() || hides(Hidden::Saliency) || hidesPrediction(sample))
            return;
        if (!saliencyClass)
            saliencyOfProposed = maps;
        else if (maps.front().index == *saliencyClass)
            saliency = maps.front().map;
        else
            return;
        emit q.saliencyChanged();
    });
    connect(&classifier, &ClassifierThread::methodsKnown, this, [this](const std::vector<SaliencyMethod>& methods) {
        saliencyMethods = methods; // modelChanged follows
        forgetSaliency();
    });
    connect(&classifier, &ClassifierThread::featuresKnown, &similarity, &Similarity::setModelGivesFeatures);
    connect(&classifier, &ClassifierThread::swept, this,
            [this](std::size_t done, std::size_t total) { reportJob(QStringLiteral("sweep"), done, total); });
    connect(&classifier, &ClassifierThread::sweepEnded, this, [this] {
        finishJob(QStringLiteral("sweep"));
        storePredictions();
        similarity.flush();
        planBackground();
        if (dependsOnPredictions(arrangement))
            rebuildOrder();
    });
}

Session::Private::~Private() {
    leaveDraft();
    storePredictions();
    rememberPosition();
    keepChoicesAtLast();
    if (isSample(current)) // the thread that would write it may end before it does
        writePlateMemory(plateMemoryFile(options.cacheDirectory, plate->plate.root, reviewer), plateMemory());
    storeContrastByHand();
    storeShownStains();
    writePresetsAtLast();
    if (store)
        openAtLast();
    decoding.stop();
}

} // namespace locascope
