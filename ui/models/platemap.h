#pragma once

#include "ui/models/placefigures.h"
#include "ui/models/placevalues.h"
#include "ui/models/session.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace locascope {

/// The plate as a map to steer by: what every well or folder is coloured by, which are selected, and where the current sample lies. A place is named
/// by its position in places().places ("place"). Counting a whole plate anew goes on in slices of a few milliseconds, so that the window is never
/// held up; single decisions and predictions are counted as they arrive. Lives on the window's thread.
class PlateMap final : public QObject {
    Q_OBJECT
public:
    explicit PlateMap(Session& session, QObject* parent = nullptr);

    const Places& places() const { return m_figures.places(); }
    bool isCounted() const { return !m_slices.isActive(); } ///< false: a whole plate is being counted, and figures still grow

    int shownGroup() const { return m_shownGroup; } ///< of places().groups; −1 without any
    void showGroup(int group);

    /// What is reviewed, while colours are hidden.
    MapColouring colouring() const { return m_session.blinding().hides(Hidden::MapColours) ? MapColouring::Reviewed : m_colouring; }
    ClassIndex colouredClass() const { return m_figures.followed(); }
    void colourBy(MapColouring colouring, ClassIndex index);
    /// What places are coloured by where the colouring is given (isGiven); null: nothing is known. One value per place of places().
    void setValues(std::shared_ptr<const PlaceValues> values);
    /// Null where the colouring is by counts of fields, or nothing was given.
    const PlaceValues* values() const { return isGiven(colouring()) ? m_values.get() : nullptr; }
    bool isByCategory() const { return values() && values()->form == PlaceValues::Form::Category; }

    const PlaceCounts& counts(int place) const { return m_figures.counts(place); }
    std::optional<double> value(int place) const;
    /// The beginning of the colour ramp: 0, unless values are given.
    double lowest() const { return values() ? values()->lowest : 0; }
    /// Where on the ramp a value lies, in [0, 1].
    double rampPosition(double value) const { return (value - lowest()) / (m_highest - lowest()); }
    /// The end of the colour ramp: of given values as they say; else 1 for progress; for other shares the largest of any place, rounded up to 1, 2, 5, 10, 20, 50 or
    /// 100 %; for numbers the largest, at least 1.
    double highest() const { return m_highest; }
    std::vector<PlaceFigures::ClassCount> classesOf(int place) const { return m_session.blinding().hides(Hidden::MapColours) ? std::vector<PlaceFigures::ClassCount>() : m_figures.classesOf(place); }
    /// Of the selected places, of those of the shown group where none is selected.
    PlaceCounts sum() const;

    int currentPlace() const { return m_currentPlace; } ///< of the current sample; −1 without

    /// The places that the session's filter lets through, ascending; empty: everywhere.
    const std::vector<int>& selection() const { return m_selection; }
    bool isSelected(int place) const;
    void select(const std::vector<int>& places);
    /// To the first unreviewed field of a place, to its first field where all are reviewed. A selection without the place gives way to it.
    void goTo(int place);

signals:
    void placesChanged();       ///< another plate, or its index is complete
    void shownGroupChanged();
    void figuresChanged();      ///< or the colouring
    void currentPlaceChanged();
    void selectionChanged();

private:
    void takePlate();
    void followFilter();
    void followCurrent();
    void countAll();
    void countSlice();
    void countSample(int sample);
    void announceSoon();
    void announce();
    void findHighest();
    const PlaceGroup* group() const;

    Session& m_session;
    PlaceFigures m_figures;
    MapColouring m_colouring = MapColouring::Reviewed;
    std::shared_ptr<const PlaceValues> m_values;
    double m_highest = 1;
    int m_shownGroup = -1;
    int m_currentPlace = -1;
    std::vector<int> m_selection;
    QTimer m_slices;
    int m_nextSample = 0;
    std::vector<double> m_thresholds; ///< while counting
    QTimer m_announcement;
};

} // namespace locascope
