#include "ui/models/sessionprivate.h"

#include <algorithm>
#include <utility>

namespace locascope {

void Session::Private::changeSelection(std::vector<int> samples, int wanted, int anchor) {
    std::erase_if(samples, [this](int sample) { return !isSample(sample); });
    SampleSelection chosen(std::move(samples));
    if (!chosen.isEmpty() && !chosen.contains(wanted))
        wanted = chosen.contains(current) ? current : chosen.samples().front();
    selectionAnchor = anchor;
    const bool isOther = chosen != selection;
    selection = std::move(chosen);
    if (isSample(wanted) && wanted != current) {
        moved = true;
        select(wanted);
    }
    if (isOther)
        emit q.selectionChanged();
}

void Session::Private::extendSelectionTo(int sample) {
    const int end = rowOf(sample);
    if (end < 0 || rowOf(current) < 0)
        return;
    const int begun = selection.isEmpty() ? -1 : rowOf(selectionAnchor);
    const int start = begun < 0 ? rowOf(current) : begun;
    const auto first = order().begin() + std::min(start, end);
    const auto last = order().begin() + std::max(start, end) + 1;
    changeSelection({first, last}, sample, order()[static_cast<std::size_t>(start)]);
}

void Session::Private::toggleSelected(int sample) {
    std::vector<int> samples = selection.samples();
    if (samples.empty() && isSample(current))
        samples.push_back(current);
    const auto there = std::find(samples.begin(), samples.end(), sample);
    if (there == samples.end()) {
        samples.push_back(sample);
        changeSelection(std::move(samples), sample, sample);
    } else if (samples.size() > 1) {
        samples.erase(there);
        const int remaining = std::find(samples.begin(), samples.end(), current) != samples.end() ? current : samples.front();
        changeSelection(std::move(samples), remaining, remaining);
    }
}

/// The current sample is one of those selected: whoever moves to another one leaves them.
void Session::Private::leaveSelection() {
    if (selection.isEmpty() || selection.contains(current))
        return;
    selection = {};
    emit q.selectionChanged();
}

/// Nothing may be done to samples that nobody sees.
void Session::Private::dropUnshownFromSelection() {
    std::vector<int> shown = selection.samples();
    if (std::erase_if(shown, [this](int sample) { return rowOf(sample) < 0; }) == 0)
        return;
    selection = SampleSelection(std::move(shown));
    if (!selection.contains(current))
        selection = {};
    emit q.selectionChanged();
}

const SampleSelection& Session::selection() const { return d->selection; }

bool Session::actsOnSelection() const {
    const auto isSelected = [this](int sample) { return selection().contains(sample); };
    const bool areCompared = !beside().empty() && std::all_of(beside().begin(), beside().end(), isSelected);
    return !selection().isEmpty() && !areCompared;
}
void Session::setSelection(std::vector<int> samples, int current) { d->changeSelection(std::move(samples), current, d->current); }
void Session::pick(int sampleIndex) { d->changeSelection({}, sampleIndex, sampleIndex); }
void Session::toggleSelected(int sampleIndex) { d->toggleSelected(sampleIndex); }
void Session::extendSelectionTo(int sampleIndex) { d->extendSelectionTo(sampleIndex); }

void Session::extendSelection(int rows) {
    const int row = currentRow() + rows;
    if (currentRow() >= 0 && row >= 0 && row < static_cast<int>(order().size()))
        d->extendSelectionTo(order()[static_cast<std::size_t>(row)]);
}

void Session::selectAllShown() { d->changeSelection(d->order(), d->current, d->current); }
void Session::clearSelection() { d->changeSelection({}, d->current, d->current); }

} // namespace locascope
