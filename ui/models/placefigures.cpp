#include "ui/models/placefigures.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t wordBits = 64;

std::optional<double> shareOf(int part, int whole) {
    return whole > 0 ? std::optional(static_cast<double>(part) / whole) : std::nullopt;
}

} // namespace

bool isGiven(MapColouring colouring) { return colouring == MapColouring::Staining || colouring == MapColouring::Sheet; }

bool isShare(MapColouring colouring) { return colouring != MapColouring::Fields && colouring != MapColouring::Problems; }

std::optional<double> valueOf(const PlaceCounts& counts, MapColouring colouring) {
    switch (colouring) {
    case MapColouring::Reviewed: return shareOf(counts.reviewed, counts.fields);
    case MapColouring::PredictedClass: return shareOf(counts.proposedClass, counts.predicted);
    case MapColouring::DecidedClass: return shareOf(counts.presentClass, counts.judgedClass);
    case MapColouring::Disagreement: return shareOf(counts.disagreeing, counts.compared);
    case MapColouring::Fields: return counts.fields;
    case MapColouring::Problems: return counts.problems;
    case MapColouring::Thumbnails:
    case MapColouring::Staining:
    case MapColouring::Sheet: return {};
    }
    return {};
}

PlaceCounts& PlaceCounts::operator+=(const PlaceCounts& other) {
    fields += other.fields;
    problems += other.problems;
    reviewed += other.reviewed;
    predicted += other.predicted;
    compared += other.compared;
    disagreeing += other.disagreeing;
    proposedClass += other.proposedClass;
    judgedClass += other.judgedClass;
    presentClass += other.presentClass;
    return *this;
}

PlaceFigures::PlaceFigures(PlateReference plate, std::size_t classes)
    : m_plate(std::move(plate))
    , m_classes(classes)
    , m_words((classes + wordBits - 1) / wordBits)
    , m_counts(places().places.size())
    , m_marks(places().ofSample.size(), 0) {
    for (std::size_t sample = 0; sample < m_marks.size(); ++sample) {
        const int place = places().ofSample[sample];
        if (place < 0)
            continue;
        ++m_counts[static_cast<std::size_t>(place)].fields;
        m_counts[static_cast<std::size_t>(place)].problems += m_plate->hasProblem[sample] != 0;
    }
}

const Places& PlaceFigures::places() const {
    static const Places none;
    return m_plate ? m_plate->places : none;
}

bool PlaceFigures::has(const std::vector<Word>& sets, int sample, ClassIndex index) const {
    const std::size_t word = static_cast<std::size_t>(sample) * m_words + toIndex(index) / wordBits;
    return word < sets.size() && (sets[word] >> (toIndex(index) % wordBits) & 1) != 0;
}

bool PlaceFigures::put(std::vector<Word>& sets, int sample, const LabelSet& labels) {
    if (sets.empty() && labels.isEmpty())
        return false;
    sets.resize(m_marks.size() * m_words);
    Word* words = sets.data() + static_cast<std::size_t>(sample) * m_words;
    std::vector<Word> wanted(m_words);
    for (const ClassIndex index : labels.classes())
        if (toIndex(index) < m_classes)
            wanted[toIndex(index) / wordBits] |= Word{1} << (toIndex(index) % wordBits);
    if (std::equal(wanted.begin(), wanted.end(), words))
        return false;
    std::copy(wanted.begin(), wanted.end(), words);
    return true;
}

bool PlaceFigures::set(int sample, const SampleMarks& marks) {
    const auto i = static_cast<std::size_t>(sample);
    countOnce(sample, -1);
    std::uint8_t mark = 0;
    mark |= marks.isReviewed ? IsReviewed : 0;
    mark |= marks.isJudged ? IsJudged : 0;
    mark |= marks.isPredicted ? IsPredicted : 0;
    mark |= marks.isCompared ? IsCompared : 0;
    mark |= marks.isCompared && marks.disagrees ? IsDisagreeing : 0;
    bool changed = std::exchange(m_marks[i], mark) != mark;
    changed |= put(m_proposed, sample, marks.proposed);
    changed |= put(m_present, sample, marks.present);
    changed |= put(m_notJudged, sample, marks.notJudged);
    countOnce(sample, 1);
    return changed && places().ofSample[i] >= 0;
}

/// Adds what is known of a sample to its place, or takes it away.
void PlaceFigures::countOnce(int sample, int sign) {
    const auto i = static_cast<std::size_t>(sample);
    const int place = places().ofSample[i];
    if (place < 0 || m_marks[i] == 0)
        return;
    PlaceCounts& counts = m_counts[static_cast<std::size_t>(place)];
    const std::uint8_t mark = m_marks[i];
    counts.reviewed += mark & IsReviewed ? sign : 0;
    counts.predicted += mark & IsPredicted ? sign : 0;
    counts.compared += mark & IsCompared ? sign : 0;
    counts.disagreeing += mark & IsDisagreeing ? sign : 0;
    countClass(counts, sample, sign);
}

void PlaceFigures::countClass(PlaceCounts& counts, int sample, int sign) const {
    const std::uint8_t mark = m_marks[static_cast<std::size_t>(sample)];
    if ((mark & IsPredicted) && has(m_proposed, sample, m_class))
        counts.proposedClass += sign;
    if (!(mark & IsJudged) || has(m_notJudged, sample, m_class))
        return;
    counts.judgedClass += sign;
    counts.presentClass += has(m_present, sample, m_class) ? sign : 0;
}

void PlaceFigures::follow(ClassIndex index) {
    m_class = index;
    for (PlaceCounts& counts : m_counts)
        counts.proposedClass = counts.judgedClass = counts.presentClass = 0;
    for (std::size_t sample = 0; sample < m_marks.size(); ++sample) {
        const int place = places().ofSample[sample];
        if (place >= 0 && m_marks[sample] != 0)
            countClass(m_counts[static_cast<std::size_t>(place)], static_cast<int>(sample), 1);
    }
}

std::vector<PlaceFigures::ClassCount> PlaceFigures::classesOf(int place) const {
    std::vector<ClassCount> counts(m_classes);
    for (std::size_t i = 0; i < m_classes; ++i)
        counts[i].index = toClass(i);
    for (const int sample : places().samplesOf(place))
        for (ClassCount& count : counts) {
            count.proposed += has(m_proposed, sample, count.index);
            count.present += has(m_present, sample, count.index);
        }
    std::erase_if(counts, [](const ClassCount& count) { return count.proposed == 0 && count.present == 0; });
    std::stable_sort(counts.begin(), counts.end(), [](const ClassCount& a, const ClassCount& b) {
        return std::max(a.proposed, a.present) > std::max(b.proposed, b.present);
    });
    return counts;
}

} // namespace locascope
