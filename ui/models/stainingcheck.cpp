#include "ui/models/stainingcheck.h"

#include "core/files/writefile.h"
#include "core/imaging/checkstaining.h"
#include "ui/models/onthreadof.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t keptTogether = 64; ///< between looks at what is more urgent

StainingReport reportOf(const PlateSnapshot& plate, std::span<const FieldStaining> fields, const JoinedSheet* sheet, const std::optional<StainingReference>& wanted) {
    std::vector<StainingUnit> units = stainingUnits(plate.plate, plate.places, sheet);
    const StainingReference usual = usualReference(units);
    if (wanted)
        try {
            return stainingReport(plate.plate, fields, units, *wanted);
        } catch (const Error&) {
            // another sheet has other controls
        }
    return stainingReport(plate.plate, fields, std::move(units), usual);
}

} // namespace

/// One check of a plate, shared by the jobs that do it. Each field is written by one job, before `done` counts it.
struct StainingCheck::Run {
    Run(PlateReference of, const std::filesystem::path& directory)
        : plate(std::move(of))
        , cache(directory, plate->plate.root)
        , fields(plate->plate.samples.size()) {}

    PlateReference plate;
    StainingCache cache;
    std::vector<FieldStaining> fields;
    std::vector<std::atomic<bool>> isDone = std::vector<std::atomic<bool>>(fields.size());
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};
};

StainingCheck::StainingCheck(const SessionParts& parts, DecodingThreads& threads, std::filesystem::path cacheDirectory, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_threads(threads)
    , m_cacheDirectory(cacheDirectory.empty() ? cacheDirectory : cacheDirectory / "staining") {}

StainingCheck::~StainingCheck() { m_writing.finish(); }

void StainingCheck::setHidden(bool isHidden) {
    if (std::exchange(m_isHidden, isHidden) == isHidden)
        return;
    emit resultsChanged();
    emit shownChanged();
}

void StainingCheck::setPlate(PlateReference plate) {
    if (m_run)
        endRun();
    ++m_asked;
    m_reporting.stopAll();
    m_plate = std::move(plate);
    m_sheet.reset();
    m_reference.reset();
    if (std::exchange(m_results, nullptr))
        emit resultsChanged();
}

void StainingCheck::setSheet(std::shared_ptr<const JoinedSheet> sheet) {
    m_sheet = std::move(sheet);
    if (m_results)
        report(m_results->fields);
}

void StainingCheck::compareWith(const std::optional<StainingReference>& reference) {
    m_reference = reference;
    if (m_results)
        report(m_results->fields);
}

void StainingCheck::start() {
    if (m_run || !m_plate || m_plate->plate.samples.empty())
        return;
    m_run = std::make_shared<Run>(m_plate, m_cacheDirectory);
    for (int i = 0; i < decodingThreadCount; ++i)
        m_threads.submit(Lane::Staining, measuring(m_run));
    emit progressed(0, m_run->fields.size());
    emit runningChanged();
}

void StainingCheck::stop() {
    if (m_run)
        report(endRun());
}

/// Run again and again, one sample each time, until there are none: between two, whatever is more urgent has its turn.
DecodingThreads::Job StainingCheck::measuring(const std::shared_ptr<Run>& run) {
    return {-1, [this, run, parts = m_parts, unfinished = std::make_shared<std::optional<std::size_t>>()](std::stop_token stop) {
                const Plate& plate = run->plate->plate;
                for (std::size_t looked = 0; looked < keptTogether; ++looked) {
                    const std::size_t i = *unfinished ? **unfinished : run->next++;
                    if (i >= run->fields.size())
                        return true;
                    *unfinished = i;
                    bool isRead = false;
                    const Sample& sample = plate.samples[i];
                    const auto field = checkSample(plate, sample, run->cache, [&](const Plate& of, const Sample& one, const LoadOptions& options, std::stop_token asked) {
                        isRead = true;
                        const AlsoUsed also = otherUses(parts, of, i);
                        LoadedSample loaded = parts.load(of, one, options, asked);
                        if (also && !asked.stop_requested())
                            also(loaded);
                        return loaded;
                    }, stop);
                    if (!field)
                        return false;
                    run->fields[i] = *field;
                    run->isDone[i] = true;
                    unfinished->reset();
                    const std::size_t done = ++run->done;
                    onThreadOf(this, [this, run, done] {
                        if (m_run != run)
                            return;
                        if (done == run->fields.size())
                            report(endRun());
                        else
                            emit progressed(done, run->fields.size());
                    });
                    if (isRead || stop.stop_requested())
                        return false;
                }
                return false;
            }};
}

/// What was measured, which is kept in the cache.
std::vector<FieldStaining> StainingCheck::endRun() {
    m_threads.clear(Lane::Staining);
    std::shared_ptr<Run> run = std::exchange(m_run, nullptr);
    std::vector<FieldStaining> fields(run->fields.size()); // a job that was asked to stop may still write the one it is at
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (run->isDone[i])
            fields[i] = run->fields[i];
    m_writing.post([finished = std::move(run)](const std::stop_token&) { finished->cache.flush(); });
    emit progressed(fields.size(), fields.size());
    emit runningChanged();
    return fields;
}

void StainingCheck::report(std::vector<FieldStaining> fields) {
    const int asked = ++m_asked;
    m_reporting.post([this, asked, plate = m_plate, sheet = m_sheet, reference = m_reference, fields = std::move(fields)](std::stop_token) mutable {
        auto results = std::make_shared<StainingResults>();
        results->report = reportOf(*plate, fields, sheet.get(), reference);
        results->plate = std::move(plate);
        results->fields = std::move(fields);
        onThreadOf(this, [this, asked, results] {
            if (asked != m_asked)
                return;
            m_results = results;
            emit resultsChanged();
        });
    });
}

void StainingCheck::write(const std::filesystem::path& file, const std::string& text) {
    m_writing.post([this, file, text](const std::stop_token&) {
        try {
            writeFile(file, text);
            onThreadOf(this, [this, file] { emit written(file); });
        } catch (const Error& error) {
            onThreadOf(this, [this, error] { emit notWritten(error); });
        }
    });
}

void StainingCheck::show(Stain stain, StainingFigure figure) {
    if (stain == m_stain && figure == m_figure)
        return;
    m_stain = stain;
    m_figure = figure;
    emit shownChanged();
}

const StainingRow* StainingCheck::rowOf(int unit, Stain stain, StainingFigure figure) const {
    if (!m_results)
        return nullptr;
    const auto& rows = m_results->report.rows;
    const auto first = std::lower_bound(rows.begin(), rows.end(), unit, [](const StainingRow& row, int wanted) { return row.unit < wanted; });
    for (auto row = first; row != rows.end() && row->unit == unit; ++row)
        if (row->stain == stain && row->figure == figure)
            return &*row;
    return nullptr;
}

int StainingCheck::unitOfPlace(int place) const {
    if (!m_results || place < 0)
        return -1;
    const auto& units = m_results->report.units; // places come first, in their order
    const auto i = static_cast<std::size_t>(place);
    return i < units.size() && units[i].place == place ? place : -1;
}

} // namespace locascope
