#include "ui/models/sessionprivate.h"

#include <algorithm>

namespace locascope {

namespace {

constexpr std::size_t landmarks = 3; // of which one must be left

PlateLandmarks landmarksOf(const Plate& plate) {
    PlateLandmarks marks{plate.root, {}};
    const std::size_t count = plate.samples.size();
    for (std::size_t i = 0; i < std::min(landmarks, count); ++i)
        if (const std::vector<std::string> files = filesOf(plate.samples[i * (count - 1) / (landmarks - 1)]); !files.empty())
            marks.files.push_back(plate.root / files.front());
    return marks;
}

} // namespace

void Session::Private::watchPlate() {
    settle("reach");
    reach.watch(landmarksOf(plate->plate));
}

/// Labels do not need the plate. What could not be read of it meanwhile is read again once it is back.
void Session::Private::takeReach(bool isReachable) {
    if (!isReachable) {
        say(Severity::Warning, "reach", Error(ErrorKind::NotFound, plate->plate.root, "labels can still be edited and are saved; the images come back by themselves"));
        return;
    }
    settle("reach");
    held->close();
    images.setPlate(plate);
    images.setBeside(beside);
    emit q.besideChanged();
    thumbnails.setPlate(plate);
    if (indexComplete)
        wantAllThumbnails();
    if (!image || !image->complete) {
        image.reset();
        histograms.reset();
        emit q.imageChanged();
    }
    images.show(current, neighboursOf(current));
    restyleThumbnails();
}

} // namespace locascope
