#include "ui/models/platemap.h"

#include "ui/models/sampleordering.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <utility>

namespace locascope {

namespace {

constexpr int sliceMs = 4;
constexpr int samplesBetweenLooks = 256; ///< at the clock
constexpr int announceMs = 40;           ///< what arrives within is shown together

SampleMarks marksOf(const Session& session, int sample, std::span<const double> thresholds, bool atLeastOne) {
    SampleMarks marks;
    const bool showsReviewedAlone = session.blinding().hides(Hidden::MapColours);
    if (const Decision* decision = session.findDecision(sample)) {
        marks.isReviewed = !decision->inherited;
        if (showsReviewedAlone)
            return marks;
        marks.isJudged = decision->outcome == Outcome::Labelled || decision->outcome == Outcome::Negative;
        marks.present = decision->present;
        marks.notJudged = decision->notJudged;
    }
    const std::vector<float>* probabilities = showsReviewedAlone ? nullptr : session.probabilities(sample);
    if (probabilities && probabilities->size() == thresholds.size()) {
        marks.isPredicted = true;
        marks.isCompared = marks.isJudged && session.proposalsAllowed();
        marks.disagrees = session.disagrees(sample);
        marks.proposed = predictedLabels({*probabilities, thresholds, atLeastOne});
    }
    return marks;
}

double roundedUp(double share) {
    constexpr std::array steps{0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
    const auto found = std::lower_bound(steps.begin(), steps.end(), share);
    return found == steps.end() ? 1 : *found;
}

} // namespace

PlateMap::PlateMap(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_slices.setInterval(0);
    m_announcement.setSingleShot(true);
    m_announcement.setInterval(announceMs);
    connect(&m_slices, &QTimer::timeout, this, &PlateMap::countSlice);
    connect(&m_announcement, &QTimer::timeout, this, &PlateMap::announce);
    for (const auto signal : {&Session::plateChanged, &Session::vocabularyChanged})
        connect(&session, signal, this, &PlateMap::takePlate);
    connect(&session, &Session::orderChanged, this, &PlateMap::followFilter);
    connect(&session, &Session::currentChanged, this, &PlateMap::followCurrent);
    for (const auto signal : {&Session::decisionsChanged, &Session::predictionsChanged})
        connect(&session, signal, this, [this](int sample) { sample < 0 ? countAll() : countSample(sample); });
    takePlate();
}

void PlateMap::takePlate() {
    const bool isShown = m_session.hasPlate() && !m_session.blinding().hides(Hidden::Names);
    m_figures = isShown ? PlaceFigures(m_session.snapshot(), m_session.vocabulary().size()) : PlaceFigures();
    m_values.reset(); // whoever gave them gives them anew
    m_shownGroup = places().groups.empty() ? -1 : std::clamp(m_shownGroup, 0, static_cast<int>(places().groups.size()) - 1);
    m_currentPlace = -1;
    m_selection = existing(places(), m_session.filter().places);
    findHighest();
    countAll();
    emit placesChanged();
    followCurrent();
}

void PlateMap::followFilter() {
    std::vector<int> selection = existing(places(), m_session.filter().places);
    if (selection == m_selection)
        return;
    m_selection = std::move(selection);
    emit selectionChanged();
}

void PlateMap::followCurrent() {
    const int current = m_session.current();
    const bool isKnown = current >= 0 && static_cast<std::size_t>(current) < places().ofSample.size();
    const int place = isKnown ? places().ofSample[static_cast<std::size_t>(current)] : -1;
    if (place == m_currentPlace)
        return;
    m_currentPlace = place;
    if (place >= 0)
        showGroup(places().groupOf(place));
    emit currentPlaceChanged();
}

void PlateMap::showGroup(int group) {
    if (group == m_shownGroup || group < 0 || static_cast<std::size_t>(group) >= places().groups.size())
        return;
    m_shownGroup = group;
    emit shownGroupChanged();
}

void PlateMap::colourBy(MapColouring colouring, ClassIndex index) {
    if (index != m_figures.followed())
        m_figures.follow(index);
    m_colouring = colouring;
    announce();
}

void PlateMap::setValues(std::shared_ptr<const PlaceValues> values) {
    m_values = std::move(values);
    if (isGiven(colouring()))
        announce();
}

std::optional<double> PlateMap::value(int place) const {
    if (!isGiven(colouring()))
        return valueOf(counts(place), colouring());
    const auto i = static_cast<std::size_t>(place);
    return m_values && i < m_values->values.size() ? m_values->values[i] : std::nullopt;
}

void PlateMap::countAll() {
    m_nextSample = 0;
    if (!places().places.empty())
        m_slices.start();
}

void PlateMap::countSlice() {
    QElapsedTimer clock;
    clock.start();
    const std::vector<double> thresholds = m_session.thresholds();
    const bool atLeastOne = m_session.model() && m_session.model()->atLeastOne;
    const bool isAnyReviewed = m_session.reviewedCount() > 0;
    const int size = static_cast<int>(places().ofSample.size());
    while (m_nextSample < size && (m_nextSample % samplesBetweenLooks != 0 || clock.elapsed() < sliceMs)) {
        const int sample = m_nextSample++;
        if (isAnyReviewed || !m_figures.isBlank(sample) || m_session.probabilities(sample))
            m_figures.set(sample, marksOf(m_session, sample, thresholds, atLeastOne));
    }
    if (m_nextSample >= size)
        m_slices.stop();
    announceSoon();
}

void PlateMap::countSample(int sample) {
    if (static_cast<std::size_t>(sample) >= places().ofSample.size())
        return;
    if (m_figures.set(sample, marksOf(m_session, sample, m_session.thresholds(), m_session.model() && m_session.model()->atLeastOne)))
        announceSoon();
}

void PlateMap::announceSoon() {
    if (!m_announcement.isActive())
        m_announcement.start();
}

void PlateMap::announce() {
    m_announcement.stop();
    findHighest();
    emit figuresChanged();
}

void PlateMap::findHighest() {
    if (isGiven(colouring())) {
        m_highest = m_values ? m_values->highest : 1;
        return;
    }
    double largest = 0;
    for (int place = 0; place < static_cast<int>(places().places.size()); ++place)
        largest = std::max(largest, value(place).value_or(0));
    m_highest = colouring() == MapColouring::Reviewed ? 1 : isShare(colouring()) ? roundedUp(largest) : std::max(largest, 1.0);
}

const PlaceGroup* PlateMap::group() const {
    return m_shownGroup < 0 ? nullptr : &places().groups[static_cast<std::size_t>(m_shownGroup)];
}

PlaceCounts PlateMap::sum() const {
    PlaceCounts sum;
    for (const int place : m_selection)
        sum += counts(place);
    if (const PlaceGroup* shown = m_selection.empty() ? group() : nullptr)
        for (std::size_t i = 0; i < shown->count; ++i)
            sum += counts(static_cast<int>(shown->first + i));
    return sum;
}

bool PlateMap::isSelected(int place) const { return std::binary_search(m_selection.begin(), m_selection.end(), place); }

void PlateMap::select(const std::vector<int>& chosen) {
    SampleFilter filter = m_session.filter();
    filter.places.clear();
    for (const int place : chosen)
        filter.places.push_back(places().places[static_cast<std::size_t>(place)]);
    if (filter == m_session.filter())
        return;
    m_session.setFilter(filter);
    followFilter(); // the order may take a moment longer
}

void PlateMap::goTo(int place) {
    const auto samples = places().samplesOf(place);
    if (!m_selection.empty() && !isSelected(place))
        select({place});
    const auto unreviewed = std::find_if(samples.begin(), samples.end(), [this](int sample) { return !m_session.isReviewed(sample); });
    m_session.goTo(unreviewed == samples.end() ? samples.front() : *unreviewed);
}

} // namespace locascope
