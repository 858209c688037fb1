#include "ui/models/sessionprivate.h"

#include <chrono>
#include <utility>

namespace locascope {

namespace {

/// So long after the classifier is there: a sweep that is started until then opens each file once.
constexpr std::chrono::milliseconds restForSweep(2000);

} // namespace

bool Session::Private::mayBeSwept() const { return modelState != ModelState::Failed && modelState != ModelState::ModuleMissing && !cardIsOfImport; }

/// The thumbnails of all samples, and the plate's contrast from more fields (seen at the next opening). Neither has a reader who waits, and a sweep leaves both behind: so they begin
/// once it is known whether there is one, and rest while it runs. Until then what is read for other purposes is held for it, and stays for one that is started later; of what is read from
/// then on, the whole plate in the end, only what is still in the image cache is not read again.
void Session::Private::planBackground() {
    if (backgroundRuns || !plate || !indexComplete || classifier.isSweeping())
        return;
    if (modelState == ModelState::Ready)
        backgroundTimer.start(restForSweep);
    else if (!mayBeSwept())
        backgroundTimer.start(0);
    else if (!backgroundTimer.isActive())
        backgroundTimer.start(options.classifierAwaited);
}

void Session::Private::runBackground() {
    backgroundRuns = true;
    if (mayBeSwept())
        held->rest();
    else
        held->close();
    contrast.letRefine(true);
    if (std::exchange(allThumbnailsWanted, false))
        thumbnails.makeAll();
    else
        thumbnails.resumeMaking();
}

void Session::Private::pauseBackground() {
    backgroundTimer.stop();
    backgroundRuns = false;
    contrast.letRefine(false);
    thumbnails.pauseMaking();
}

void Session::Private::wantAllThumbnails() {
    if (backgroundRuns)
        return thumbnails.makeAll();
    allThumbnailsWanted = true;
    planBackground();
}

/// What is here already, and what others read from now on.
void Session::Private::holdForSweep() {
    pauseBackground();
    held->open(plate);
    for (int sample = 0; isSample(sample); ++sample)
        if (!needsClassifier(sample))
            held->forget(static_cast<std::size_t>(sample));
    for (const auto& [sample, here] : images.images())
        held->put(static_cast<std::size_t>(sample), here);
}

} // namespace locascope
