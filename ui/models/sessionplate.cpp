#include "ui/models/sessionprivate.h"
#include "ui/models/teamwork.h"

#include "core/plate/channelmemory.h"
#include "ui/models/onthreadof.h"

#include <malloc.h>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

/// To the system, which a heap of many small pieces does not do by itself.
void returnFreedMemory() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace

void Session::Private::assignChannels(const ChannelStains& stains) {
    forgetContrast();
    jobThread.post([this, stains, root = plate->plate.root, channels = plate->plate.channels, number = plateNumber](std::stop_token) {
        try {
            rememberStains(options.dataDirectory, root, stains, channels);
            onThreadOf(this, [this, root, number] {
                if (number == plateNumber)
                    openPlate(root);
            });
        } catch (const Error& error) {
            onThreadOf(this, [this, error] { say(Severity::Error, "channels", error); });
        }
    });
}

/// The plate that is shown is not as it was when it was kept: opened anew where one is in it.
void Session::Private::openChanged() {
    rememberPosition();
    jobThread.post([this, root = plate->plate.root, number = plateNumber](std::stop_token) {
        onThreadOf(this, [this, root, number] {
            if (number == plateNumber)
                openPlate(root, PlateOpening::Names::Read);
        });
    });
}

void Session::Private::openPlate(const std::filesystem::path& root, PlateOpening::Names names) {
    settle("plate");
    refusedDirectory.clear();
    finishJob(QStringLiteral("index"));
    reportJob(QStringLiteral("scan"), 0, 0);
    inspectLatest.stop();
    learnRecipe();
    isOpening = true;
    opening.open(root, names);
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
    stopContrast();
    pauseBackground();
    allThumbnailsWanted = false;
    ++plateNumber;
    if (std::exchange(cardIsOfImport, false)) {
        card.reset();
        modelWanted = false;
    }
    plate = opened;
    fingerprint.clear();
    isOpening = indexComplete = inspecting = moved = stretchHeld = settingsKnown = reviewRead = restoring = sweepWanted = sweepCutOff = allowed = false;
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
    forgetSaliency();
    book = {};
    contrastIsBorrowed = false;
    if (memory.plane == plate->plate.chosenPlane.value_or(0))
        book.setPlateContrast(memory.contrast);
    refinedContrast.reset();
    plannedContrast.reset();
    beside.clear();
    log = {};
    olderActs = {};
    othersRead = false;
    others.forget(count);
    useVocabulary(vocabularyOfNew());
    log.setAuthor(author());
    drafts.clear();
    team->forget();
    blindingChosen = false;
    applyBlinding(memory.blinding);
    sheet.reset();
    sheetName.clear();
    siblingIndex.reset();
    held->open(plate);
    images.setPlate(plate);
    thumbnails.setPlate(plate);
    staining.setPlate(plate);
    similarity.turnTo({}, count);
    classifier.setPlate(plate, plateNumber);
    watchPlate();
    openReview();
    restyleThumbnails();
    emit q.blindingChanged();
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
    if (inspecting || isOpening || !plate)
        return;
    inspecting = true;
    opening.inspect(plate);
}

void Session::Private::takeIndex(const PlateReference& inspected) {
    finishJob(QStringLiteral("index"));
    plate = inspected;
    indexComplete = true;
    if (!backgroundRuns)
        held->follow(plate);
    images.updatePlate(plate);
    setBeside(beside); // now that their sizes are known
    thumbnails.updatePlate(plate);
    staining.updatePlate(plate);
    classifier.setPlate(plate, plateNumber);
    emit q.plateChanged();
    if (arrangement.filter.state == SampleState::WithProblem)
        rebuildOrder();
    planContrast();
    wantModel();
    findSiblings();
    wantAllThumbnails();
    if (plate->plate.samples.size() > options.arrangedAtOnce)
        jobThread.post([](std::stop_token) { returnFreedMemory(); }); // of the names without headers
}

void Session::Private::rebuildOrder() {
    if (!plate)
        return;
    arranger.arrange(orderingInput(), arrangement);
}

OrderingInput Session::Private::orderingInput() const {
    OrderingInput input{plate, facts, shownPredictions(), card ? card->thresholds : std::vector<double>(), card && card->atLeastOne, {}, sheet, aliases};
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

} // namespace locascope
