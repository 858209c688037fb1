#pragma once

#include "core/files/error.h"
#include "core/imaging/stainingcache.h"
#include "core/review/stainingcheck.h"
#include "ui/models/decodingthreads.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/sessionparts.h"
#include "ui/models/taskthread.h"

#include <QObject>

#include <filesystem>
#include <memory>
#include <vector>

namespace locascope {

/// What a check has found so far. Immutable.
struct StainingResults {
    PlateReference plate;
    std::vector<FieldStaining> fields; ///< one per sample
    StainingReport report;
};

/// Measures the staining of the whole plate on DecodingThreads, when nothing more urgent waits, and holds it against the controls of the sheet. What was measured
/// before, and did not change, is taken from the cache. Functions and signals on the thread this lives on.
class StainingCheck final : public QObject {
    Q_OBJECT
public:
    /// Results are kept under `cacheDirectory` (empty: nowhere).
    StainingCheck(const SessionParts& parts, DecodingThreads& threads, std::filesystem::path cacheDirectory, QObject* parent = nullptr);
    ~StainingCheck() override; ///< waits for what is to be written

    void setPlate(PlateReference plate);                        ///< null: none. What was found is forgotten
    void updatePlate(PlateReference plate) { m_plate = std::move(plate); }
    void setSheet(std::shared_ptr<const JoinedSheet> sheet);    ///< what was found is held against its controls; null: none

    void setHidden(bool isHidden);                              ///< then there are no results: they are of wells by name

    void start();
    void stop(); ///< what was measured is reported and kept
    bool isRunning() const { return m_run != nullptr; }

    /// Null before the first check of the plate, and while hidden.
    const StainingResults* results() const { return m_isHidden ? nullptr : m_results.get(); }
    /// Against what: none is StainingReport's usual one. One that the sheet does not have is the usual one too.
    void compareWith(const std::optional<StainingReference>& reference);

    /// Writes text to a file, on another thread, whatever is opened meanwhile; answered by `written` or `notWritten`.
    void write(const std::filesystem::path& file, const std::string& text);

    // Which figure the plate map shows
    Stain shownStain() const { return m_stain; }
    StainingFigure shownFigure() const { return m_figure; }
    void show(Stain stain, StainingFigure figure);
    /// The row of a unit for a figure; null where there is none.
    const StainingRow* rowOf(int unit, Stain stain, StainingFigure figure) const;
    /// The unit of a place; −1 where there is none.
    int unitOfPlace(int place) const;

signals:
    void progressed(std::size_t done, std::size_t total); ///< ends with done == total, also when it was stopped
    void runningChanged();
    void resultsChanged();
    void shownChanged();
    void written(const std::filesystem::path& file);
    void notWritten(const locascope::Error& error);

private:
    struct Run;

    DecodingThreads::Job measuring(const std::shared_ptr<Run>& run);
    std::vector<FieldStaining> endRun();
    void report(std::vector<FieldStaining> fields);

    SessionParts m_parts;
    DecodingThreads& m_threads;
    std::filesystem::path m_cacheDirectory;
    PlateReference m_plate;
    std::shared_ptr<const JoinedSheet> m_sheet;
    std::optional<StainingReference> m_reference;
    std::shared_ptr<Run> m_run;
    std::shared_ptr<const StainingResults> m_results;
    Stain m_stain = Stain::Protein;
    StainingFigure m_figure = StainingFigure::ForegroundMedian;
    int m_asked = 0;
    bool m_isHidden = false;
    TaskThread m_reporting;
    TaskThread m_writing; ///< of what was asked for: never dropped
};

} // namespace locascope
