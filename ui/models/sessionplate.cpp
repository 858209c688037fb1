#include "ui/models/sessionprivate.h"

#include "core/plate/channelmemory.h"
#include "ui/models/onthreadof.h"
#include "ui/models/thumbnailmaking.h"

#include "core/plate/vocabulary.h"

#include <malloc.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr int inspectAfterMilliseconds = 400;
constexpr int rememberAfterMilliseconds = 2000;

/// To the system, which a heap of many small pieces does not do by itself.
void returnFreedMemory() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

std::string loginName() {
    const QString name = qEnvironmentVariable("USER");
    if (!name.isEmpty())
        return name.toStdString();
    const passwd* entry = getpwuid(getuid());
    return entry ? entry->pw_name : "reviewer";
}

/// What the program holds besides decoded images: itself, LibTorch with a model, thumbnails.
constexpr std::size_t heldBesides = std::size_t{430} << 20;
constexpr std::size_t imagesOnTheirWay = decodingThreadCount + 1;
constexpr std::size_t leastImageCache = std::size_t{96} << 20;

std::size_t imageCacheBytesOf(const SessionOptions& options) {
    if (options.imageCacheBytes > 0)
        return options.imageCacheBytes;
    return std::max(leastImageCache, options.memoryBytes - std::min(options.memoryBytes, heldBesides));
}

SessionParts keepingThumbnails(SessionParts parts, const std::shared_ptr<ThumbnailStore>& store) {
    parts.alsoUse = [store](const Plate& plate, std::size_t sample) { return keepingPlanes(plate, sample, store, thumbnailSide); };
    return parts;
}

} // namespace

Session::Private::Private(Session& session, SessionOptions wanted, SessionParts core)
    : q(session)
    , options(std::move(wanted))
    , thumbnailStore(std::make_shared<ThumbnailStore>(options.cacheDirectory.empty() ? options.cacheDirectory : options.cacheDirectory / "thumbnails",
                                                      options.thumbnailCacheBytes))
    , parts(keepingThumbnails(std::move(core), thumbnailStore))
    , vocabulary(humanProteinAtlasVocabulary())
    , reviewer(options.reviewer.isEmpty() ? loginName() : options.reviewer.toStdString())
    , images(parts, decoding, imageCacheBytesOf(options), options.imageCacheBytes > 0 ? 0 : imagesOnTheirWay)
    , thumbnails(parts, decoding, thumbnailStore)
    , contrast(parts, decoding)
    , staining(parts, decoding, options.cacheDirectory)
    , classifier(parts, decoding, vocabulary)
    , opening(parts, [cache = options.cacheDirectory, name = reviewer](const std::filesystem::path& root) {
        return plateMemoryFile(cache, root, name);
    })
    , reach(parts.isThere)
    , arranger(options.arrangedAtOnce)
    , display(defaultDisplay())
    , draft(vocabulary.size()) {
    clock.start();
    inspectLatest.setSingleShot(true);
    inspectLatest.setInterval(inspectAfterMilliseconds);
    positionTimer.setSingleShot(true);
    positionTimer.setInterval(rememberAfterMilliseconds);
    predictionsTimer.setSingleShot(true);
    predictionsTimer.setInterval(500);
    restyleTimer.setSingleShot(true);
    restyleTimer.setInterval(400);
    connect(&restyleTimer, &QTimer::timeout, this, &Private::keepContrastByHand);
    connect(&inspectLatest, &QTimer::timeout, this, &Private::startInspecting);
    connect(&positionTimer, &QTimer::timeout, this, &Private::rememberPosition);
    connect(&predictionsTimer, &QTimer::timeout, this, &Private::storePredictions);
    connect(&opening, &PlateOpening::scanned, this, &Private::switchTo);
    connect(&opening, &PlateOpening::inspected, this, &Private::takeIndex);
    connect(&opening, &PlateOpening::identified, this, &Private::identify);
    connect(&opening, &PlateOpening::progressed, this, &Private::reportJob);
    connect(&opening, &PlateOpening::failed, this, [this](const Error& error) {
        finishJob(QStringLiteral("scan"));
        finishJob(QStringLiteral("index"));
        if (error.kind() == ErrorKind::Empty)
            refusedDirectory = error.path();
        say(Severity::Error, "plate", error);
    });
    connect(&reach, &PlateReach::changed, this, &Private::takeReach);
    connect(&arranger, &SampleArranger::arranged, this, &Private::takeArranged);
    connect(&images, &ImageCache::arrived, this, &Private::takeImage);
    connect(&images, &ImageCache::arrived, this, [this](int sample) {
        if (std::find(beside.begin(), beside.end(), sample) != beside.end())
            emit q.besideChanged();
    });
    readPresets();
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
    connect(&classifier, &ClassifierThread::stateChanged, this, &Private::takeModelState);
    connect(&classifier, &ClassifierThread::classified, this, &Private::takePredictions);
    connect(&classifier, &ClassifierThread::modelFailed, this,
            [this](const Error& error, bool) { say(Severity::Error, "model", error); });
    connect(&classifier, &ClassifierThread::refused, this, [this](int number, int sample, const Error& error) {
        if (number == plateNumber && error.kind() == ErrorKind::ModelFailed)
            say(Severity::Warning, "model", Error(error.kind(), sampleAt(sample).id, error.detail()));
    });
    connect(&classifier, &ClassifierThread::explained, this, [this](int number, int sample, ClassIndex index, const SaliencyMap& map) {
        if (number != plateNumber || sample != current || index != saliencyClass)
            return;
        saliency = map;
        emit q.saliencyChanged();
    });
    connect(&classifier, &ClassifierThread::swept, this,
            [this](std::size_t done, std::size_t total) { reportJob(QStringLiteral("sweep"), done, total); });
    connect(&classifier, &ClassifierThread::sweepEnded, this, [this] {
        finishJob(QStringLiteral("sweep"));
        storePredictions();
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

void Session::Private::assignChannels(const ChannelStains& stains) {
    forgetContrast();
    jobThread.post([this, stains, root = plate->plate.root, number = plateNumber](std::stop_token) {
        try {
            rememberStains(options.dataDirectory, root, stains);
            onThreadOf(this, [this, root, number] {
                if (number == plateNumber)
                    openPlate(root);
            });
        } catch (const Error& error) {
            onThreadOf(this, [this, error] { say(Severity::Error, "channels", error); });
        }
    });
}

void Session::Private::openPlate(const std::filesystem::path& root) {
    settle("plate");
    refusedDirectory.clear();
    finishJob(QStringLiteral("index"));
    reportJob(QStringLiteral("scan"), 0, 0);
    inspectLatest.stop();
    opening.open(root);
}

void Session::Private::switchTo(const PlateReference& opened, const PlateMemory& memory) {
    for (const char* job : {"scan", "import", "export"})
        finishJob(QString::fromLatin1(job));
    leaveDraft();
    closeReview();
    keepChoices();
    choicesMoved = false;
    choices = {opened->plate.isSchemeChosen ? opened->plate.scheme : std::string(), opened->plate.chosenPlane, opened->plate.enteredPixelSizeUm};
    storedContrasts.clear();
    settingsToPut.clear();
    contrastMoved = contrastAskedFor = stainsToggled = false;
    contrast.stop();
    ++plateNumber;
    if (std::exchange(cardIsOfImport, false)) {
        card.reset();
        modelWanted = false;
    }
    plate = opened;
    indexComplete = inspecting = moved = stretchHeld = settingsKnown = reviewRead = restoring = sweepWanted = allowed = false;
    const std::size_t count = plate->plate.samples.size();
    facts = SharedColumn<SampleFacts>(count);
    predictions = SharedColumn<Predicted>(count);
    arrangement.filter = {};
    arranger.cancel();
    arranged = std::make_shared<const ArrangedSamples>(samplesByName(count));
    selection = {};
    current = selectionAnchor = -1;
    image.reset();
    histograms.reset();
    saliency = {};
    book = {};
    book.setPlateContrast(memory.contrast);
    refinedContrast.reset();
    plannedContrast.reset();
    beside.clear();
    log = {};
    log.setAuthor({reviewer, vocabulary.digest()});
    drafts.clear();
    sheet.reset();
    sheetName.clear();
    siblingIndex.reset();
    images.setPlate(plate);
    thumbnails.setPlate(plate);
    staining.setPlate(plate);
    classifier.setPlate(plate, plateNumber);
    watchPlate();
    openReview();
    restyleThumbnails();
    emit q.plateChanged();
    emit q.sheetChanged();
    emit q.selectionChanged();
    emit q.besideChanged();
    rebuildOrder();
    emit q.decisionsChanged(-1);
    emit q.savingChanged();
    inspectLatest.start();
    select(std::max(plate->indexOf(memory.sampleId), 0));
}

void Session::Private::startInspecting() {
    inspectLatest.stop();
    if (inspecting || !plate)
        return;
    inspecting = true;
    opening.inspect(plate);
}

void Session::Private::takeIndex(const PlateReference& inspected) {
    finishJob(QStringLiteral("index"));
    plate = inspected;
    indexComplete = true;
    images.updatePlate(plate);
    thumbnails.updatePlate(plate);
    staining.updatePlate(plate);
    classifier.setPlate(plate, plateNumber);
    emit q.plateChanged();
    if (arrangement.filter.state == SampleState::WithProblem)
        rebuildOrder();
    planContrast();
    wantModel();
    findSiblings();
    thumbnails.makeAll();
    if (plate->plate.samples.size() > options.arrangedAtOnce)
        jobThread.post([](std::stop_token) { returnFreedMemory(); }); // of the names without headers
}

void Session::Private::rebuildOrder() {
    if (!plate)
        return;
    arranger.arrange(orderingInput(), arrangement);
}

OrderingInput Session::Private::orderingInput() const {
    OrderingInput input{plate, facts, predictions, card ? card->thresholds : std::vector<double>(), card && card->atLeastOne, {}, sheet};
    if (const auto wanted = arrangement.filter.decidedClass)
        for (const auto& [sample, entry] : log.entries())
            if (entry.decision.present.contains(*wanted))
                input.decided.push_back(sample);
    return input;
}

void Session::Private::takeArranged(const ArrangementReference& samples) {
    arranged = samples;
    dropUnshownFromSelection();
    if (current >= 0)
        images.show(current, neighboursOf(current));
    emit q.orderChanged();
}

int Session::Private::rowOf(int sample) const {
    return isSample(sample) ? arranged->rows[static_cast<std::size_t>(sample)] : -1;
}

std::vector<int> Session::Private::neighboursOf(int sample) const {
    const int row = rowOf(sample);
    std::vector<int> neighbours;
    for (int offset : {1, -1, 2, 3, -2, 4}) {
        const int other = row < 0 ? -1 : row + offset;
        if (other >= 0 && other < static_cast<int>(order().size()))
            neighbours.push_back(order()[static_cast<std::size_t>(other)]);
    }
    return neighbours;
}

void Session::Private::select(int sample) {
    if (sample == current)
        return;
    leaveDraft();
    current = sample;
    image.reset();
    histograms.reset();
    saliency = {};
    startDraft();
    shownSince.start();
    positionTimer.start();
    images.show(sample, neighboursOf(sample));
    leaveSelection();
    emit q.currentChanged();
    emit q.chipsChanged();
    if (const ImageReference here = images.find(sample))
        takeImage(sample, here);
    if (!image)
        emit q.imageChanged();
    if (saliencyClass)
        emit q.saliencyChanged();
}

void Session::Private::step(int count) {
    if (order().empty())
        return;
    const int row = rowOf(current);
    // From a sample that is filtered away: the next one in the plate that is not.
    int target = row + count;
    if (row < 0) {
        const auto next = std::find_if(order().begin(), order().end(), [this](int sample) { return sample > current; });
        target = static_cast<int>(next - order().begin()) - (count < 0 ? 1 : 0);
    }
    target = std::clamp(target, 0, static_cast<int>(order().size()) - 1);
    moved = true;
    select(order()[static_cast<std::size_t>(target)]);
}

void Session::Private::goToNextUnreviewed() {
    const int size = static_cast<int>(order().size());
    const int row = rowOf(current);
    for (int i = 1; i <= size; ++i) {
        const int sample = order()[static_cast<std::size_t>((row + i + size) % size)];
        if (log.isReviewed(sample))
            continue;
        moved = true;
        return select(sample);
    }
}

void Session::Private::rememberPosition() {
    positionTimer.stop();
    if (!isSample(current))
        return;
    putSetting(positionKey(), formatPosition(sampleAt(current).id));
    jobThread.post([file = plateMemoryFile(options.cacheDirectory, plate->plate.root, reviewer), memory = plateMemory()](std::stop_token) {
        writePlateMemory(file, memory);
    });
}

PlateMemory Session::Private::plateMemory() const {
    return {sampleAt(current).id, refinedContrast ? *refinedContrast : book.plate()};
}

} // namespace locascope
