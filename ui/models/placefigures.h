#pragma once

#include "core/plate/labelset.h"
#include "ui/models/platesnapshot.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace locascope {

/// By what the wells of a plate map are coloured.
enum class MapColouring { Reviewed, PredictedClass, DecidedClass, Disagreement, Fields, Problems, Thumbnails, Staining, Sheet };

/// Whether it is by PlaceValues, not by counts of fields.
bool isGiven(MapColouring colouring);

/// Share in [0, 1], or a number of fields; of those that are not given.
bool isShare(MapColouring colouring);

/// What counts of one sample.
struct SampleMarks {
    bool isReviewed = false;
    bool isJudged = false;    ///< labelled or negative: its classes count
    bool isPredicted = false;
    bool isCompared = false;  ///< judged, and predicted by a model that may propose
    bool disagrees = false;   ///< of those compared
    LabelSet present;         ///< decided
    LabelSet notJudged;
    LabelSet proposed;        ///< above the model's thresholds
};

/// How many fields of a place; what ends in `Class` is of the class that is followed.
struct PlaceCounts {
    int fields = 0;
    int problems = 0;
    int reviewed = 0;
    int predicted = 0;
    int compared = 0;        ///< judged, and predicted by a model that may propose
    int disagreeing = 0;     ///< of those compared: decision and prediction differ in a class that was judged
    int proposedClass = 0;   ///< of those predicted
    int judgedClass = 0;     ///< judged, and not "not judged" of this class
    int presentClass = 0;    ///< of those
    friend bool operator==(const PlaceCounts&, const PlaceCounts&) = default;
    PlaceCounts& operator+=(const PlaceCounts& other);
};

/// Share or number by which a place is coloured. None: nothing is known of it yet (no field of it predicted, judged, …), which is not 0.
std::optional<double> valueOf(const PlaceCounts& counts, MapColouring colouring);

/// What is known of the fields of every place, kept up to date field by field. Nothing here allocates per field: 1,000,000 fields of 28 classes
/// take 26 MB. A value without signals; one thread.
class PlaceFigures final {
public:
    PlaceFigures() = default;
    PlaceFigures(PlateReference plate, std::size_t classes);

    const Places& places() const;
    const PlaceCounts& counts(int place) const { return m_counts[static_cast<std::size_t>(place)]; }

    /// Whether something changed. Samples without a place count nowhere.
    bool set(int sample, const SampleMarks& marks);
    /// Whether nothing was ever set of it.
    bool isBlank(int sample) const { return m_marks[static_cast<std::size_t>(sample)] == 0; }

    /// Counts this class from now on. One pass over all samples: 1,000,000 take some milliseconds.
    void follow(ClassIndex index);
    ClassIndex followed() const { return m_class; }

    struct ClassCount {
        ClassIndex index{};
        int proposed = 0;
        int present = 0;
    };
    /// Every class that is proposed or present in a place, the most frequent first.
    std::vector<ClassCount> classesOf(int place) const;

private:
    using Word = std::uint64_t;
    enum Mark : std::uint8_t { IsReviewed = 1, IsJudged = 2, IsPredicted = 4, IsCompared = 8, IsDisagreeing = 16 };

    bool has(const std::vector<Word>& sets, int sample, ClassIndex index) const;
    bool put(std::vector<Word>& sets, int sample, const LabelSet& labels);
    void countOnce(int sample, int sign);
    void countClass(PlaceCounts& counts, int sample, int sign) const;

    PlateReference m_plate;
    std::size_t m_classes = 0;
    std::size_t m_words = 0; ///< per sample and set
    ClassIndex m_class{};
    std::vector<PlaceCounts> m_counts; ///< by place
    std::vector<std::uint8_t> m_marks; ///< by sample
    std::vector<Word> m_proposed, m_present, m_notJudged; ///< by sample; empty until the first is set
};

} // namespace locascope
