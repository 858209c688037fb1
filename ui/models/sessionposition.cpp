#include "ui/models/sessionprivate.h"

#include <algorithm>

namespace locascope {

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
    forgetSaliency();
    startDraft();
    others.look(sample);
    shownSince.start();
    positionTimer.start();
    classifier.giveWay();
    images.show(sample, neighboursOf(sample));
    leaveSelection();
    emit q.currentChanged();
    emit q.chipsChanged();
    if (const ImageReference here = images.find(sample))
        takeImage(sample, here);
    if (!image)
        emit q.imageChanged();
    if (saliencyClass || wantsSaliencyOfProposed)
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
    const PlateContrast known = refinedContrast ? *refinedContrast : contrastIsBorrowed ? PlateContrast() : book.plate();
    return {sampleAt(current).id, known, plate->plate.chosenPlane.value_or(0), blinding};
}

} // namespace locascope
