#include "ui/models/sessionprivate.h"

#include "ui/models/aserror.h"
#include "ui/models/onthreadof.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

/// What can be chosen without opening the plate anew.
void takeReading(PlateChoices& all, const PlateChoices& made) {
    all.plane = made.plane;
    all.pixelSizeUm = made.pixelSizeUm;
}

} // namespace

/// The windows kept are of other images now: nothing of them is to be found again.
void Session::Private::forgetContrast() {
    stopContrast();
    refinedContrast.reset();
    plannedContrast.reset();
    book = {};
    contrastMoved = contrastAskedFor = false;
    storedContrasts[plate->plate.chosenPlane.value_or(0)] = {};
    for (const auto& [plane, windows] : std::exchange(storedContrasts, {}))
        putSetting(contrastSettingOf(plane), formatWindows({}));
    putSetting(contrastByHandSetting, formatWindows({}));
    rememberPosition();
}

void Session::Private::rememberChoice(const std::filesystem::path& root, std::function<void(PlateChoices&)> change, std::function<void()> then) {
    jobThread.post([this, root, change = std::move(change), then = std::move(then)](std::stop_token) {
        try {
            const std::filesystem::path canonical = std::filesystem::canonical(root);
            PlateChoices all = rememberedChoices(options.dataDirectory, canonical);
            change(all);
            rememberChoices(options.dataDirectory, canonical, all);
            onThreadOf(this, then);
        } catch (const std::exception& exception) {
            onThreadOf(this, [this, error = asError(exception, ErrorKind::WriteFailed)] { say(Severity::Error, "choices", error); });
        }
    });
}

void Session::Private::chooseScheme(const std::string& key) {
    const std::filesystem::path root = q.directory();
    const bool isOpen = plate && plate->plate.root == root;
    if (root.empty() || (isOpen && key == (plate->plate.isSchemeChosen ? plate->plate.scheme : std::string())))
        return;
    if (isOpen)
        forgetContrast();
    rememberChoice(root, [key](PlateChoices& all) { all.scheme = key; },
                   [this, root, number = plateNumber] {
                       if (number == plateNumber)
                           openPlate(root);
                   });
}

void Session::Private::openAgain() {
    const std::filesystem::path root = q.directory();
    if (root.empty())
        return;
    if (plate && plate->plate.root == root)
        forgetContrast();
    openPlate(root, PlateOpening::Names::Read);
}

void Session::Private::choosePlane(std::optional<int> plane) {
    if (!plate || !indexComplete || plate->plate.depth < 2)
        return;
    if (plane)
        plane = std::clamp(*plane, 1, plate->plate.depth);
    if (std::exchange(choices.plane, plane) != plane)
        amendPlate();
}

void Session::Private::enterPixelSize(std::optional<double> micrometres) {
    if (!plate || !indexComplete || (micrometres && !isPixelSize(*micrometres)))
        return;
    if (std::exchange(choices.pixelSizeUm, micrometres) != micrometres)
        amendPlate();
}

/// A plate is immutable and may be large: another thread makes one that is read in another way.
void Session::Private::amendPlate() {
    choicesMoved = true;
    keepChoices();
    amending.replaceAll([this, before = plate, wanted = choices, number = plateNumber](std::stop_token stop) {
        Plate copy = before->plate;
        copy.chosenPlane = wanted.plane;
        copy.enteredPixelSizeUm = wanted.pixelSizeUm;
        auto amended = std::make_shared<const PlateSnapshot>(std::move(copy), *before);
        if (!stop.stop_requested())
            onThreadOf(this, [this, amended, number] {
                if (number == plateNumber)
                    takeAmended(amended);
            });
    });
}

void Session::Private::takeAmended(const PlateReference& amended) {
    const bool isOtherPlane = amended->plate.chosenPlane != plate->plate.chosenPlane;
    plate = amended;
    if (isOtherPlane) {
        showOtherPlane();
    } else {
        images.updatePlate(plate);
        thumbnails.updatePlate(plate);
        staining.updatePlate(plate);
        classifier.setPlate(plate, plateNumber);
    }
    emit q.plateChanged();
}

/// Everything made of pixels is made anew. Until its own windows are measured the plane shows with those of the one before, and what a hand set stays.
void Session::Private::showOtherPlane() {
    storePredictions();
    stopContrast();
    plannedContrast.reset();
    refinedContrast.reset();
    if (const auto known = storedContrasts.find(plate->plate.chosenPlane.value_or(0)); known != storedContrasts.end()) {
        refinedContrast = known->second;
        book.setPlateContrast(known->second);
    }
    contrastIsBorrowed = !refinedContrast;
    classifier.stopSweep();
    classifier.dropExplanation();
    classifier.setPlate(plate, plateNumber);
    image.reset();
    histograms.reset();
    contrastAskedFor = false;
    held->close();
    images.setPlate(plate);
    images.setBeside(beside);
    thumbnails.setPlate(plate);
    staining.setPlate(plate);
    staining.setSheet(shownSheet());
    forgetPredictions();
    restorePredictions();
    refreshDisplay();
    restyleThumbnails();
    emit q.displayChanged();
    emit q.imageChanged();
    emit q.saliencyChanged();
    if (current >= 0)
        images.show(current, neighboursOf(current));
    if (!refinedContrast)
        contrast.start(plate);
    wantAllThumbnails();
}

void Session::Private::keepChoices() {
    if (!plate || !choicesMoved || options.dataDirectory.empty())
        return;
    rememberChoice(plate->plate.root, [made = choices](PlateChoices& all) { takeReading(all, made); },
                   [this, made = choices, number = plateNumber] {
                       if (number == plateNumber && made == choices)
                           choicesMoved = false;
                   });
}

/// As the session ends: the thread that would do it may end before it does.
void Session::Private::keepChoicesAtLast() {
    if (!plate || !choicesMoved || options.dataDirectory.empty())
        return;
    try {
        PlateChoices all = rememberedChoices(options.dataDirectory, plate->plate.root);
        takeReading(all, choices);
        rememberChoices(options.dataDirectory, plate->plate.root, all);
    } catch (const Error&) {
        // Nobody is left to be told; the plate opens as before.
    }
}

} // namespace locascope
