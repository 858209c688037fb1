#include "core/review/stainingcheck.h"

#include "core/files/error.h"
#include "core/review/medians.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace locascope {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t fewestForSpread = 3;

/// One stain's figure over the fields of the controls.
struct Baseline {
    double value = unknown;
    double spread = unknown; ///< 1.4826 × MAD
};

/// The fields of a plate with what is needed to read figures off them.
struct Fields {
    const Plate& plate;
    std::span<const FieldStaining> fields;

    double figure(int sample, Stain stain, StainingFigure figure) const {
        const auto i = static_cast<std::size_t>(sample);
        const auto size = pixelSizeOf(plate, plate.samples[i]);
        return figureOf(fields[i], stain, figure, size ? std::optional(size->micrometres) : std::nullopt);
    }
    std::vector<double> figures(std::span<const int> samples, Stain stain, StainingFigure figure) const {
        std::vector<double> values;
        for (const int sample : samples)
            if (const double value = this->figure(sample, stain, figure); !std::isnan(value))
                values.push_back(value);
        return values;
    }
};

double summary(const std::vector<double>& values, StainingFigure figure) {
    return figure == StainingFigure::EmptyFields ? meanOf(values) : medianOf(values);
}

template <class Holds>
std::vector<int> controlsWhere(std::span<const StainingUnit> units, const Holds& holds) {
    std::vector<int> found;
    for (const StainingUnit& unit : units)
        for (const auto& [control, samples] : unit.controls)
            if (holds(control))
                found.insert(found.end(), samples.begin(), samples.end());
    return found;
}

std::vector<int> referenceSamples(std::span<const StainingUnit> units, const StainingReference& reference) {
    if (reference.kind != StainingReference::Kind::Plate)
        return controlsWhere(units, [&](const std::string& control) { return reference.kind == StainingReference::Kind::Controls || control == reference.value; });
    std::vector<int> all;
    for (const StainingUnit& unit : units)
        all.insert(all.end(), unit.samples.begin(), unit.samples.end());
    return all;
}

Baseline baselineOf(const Fields& fields, std::span<const int> samples, Stain stain, StainingFigure figure) {
    const std::vector<double> values = fields.figures(samples, stain, figure);
    Baseline baseline{summary(values, figure), unknown};
    if (values.size() >= fewestForSpread)
        if (const double deviation = medianDeviation(values); deviation > 0)
            baseline.spread = 1.4826 * deviation;
    return baseline;
}

bool isBlurred(const StainingRow& row, const StainingLimits& limits) {
    return std::isnan(row.z) ? row.ratio < limits.focusRatio / 2 : row.z < -limits.z && row.ratio < limits.focusRatio;
}

bool isOddlySized(const StainingRow& row, const StainingLimits& limits) {
    return std::abs(row.z) > limits.z && (row.ratio > limits.areaRatio || row.ratio < 1 / limits.areaRatio);
}

/// What else a flag depends on.
struct Circumstances {
    ControlKind control;
    double weakUpTo;  ///< foreground median of a protein that the negative controls may have, too
    double saturated; ///< share of the same stain in the same unit
};

StainingFlags flagsOf(const StainingRow& row, const Circumstances& of, const StainingLimits& limits) {
    const bool isClipped = of.saturated > limits.clippedShare;
    StainingFlags flags;
    const auto raise = [&](StainingFlag flag, bool holds) {
        if (holds)
            flags.add(flag);
    };
    switch (row.figure) {
    case StainingFigure::Background: raise(StainingFlag::HighBackground, row.z > limits.z && row.ratio > limits.backgroundRatio); break;
    case StainingFigure::Saturated: raise(StainingFlag::Saturated, row.value > limits.saturatedShare); break;
    case StainingFigure::Focus: raise(StainingFlag::OutOfFocus, !isClipped && isBlurred(row, limits)); break;
    case StainingFigure::NucleusAreaPx:
    case StainingFigure::NucleusAreaUm2: raise(StainingFlag::NuclearSize, !isClipped && isOddlySized(row, limits)); break;
    case StainingFigure::EmptyFields: raise(StainingFlag::Empty, row.value >= limits.emptyShare); break;
    case StainingFigure::ForegroundMedian:
        raise(StainingFlag::Weak, row.stain == Stain::Protein && of.control == ControlKind::None && row.value <= of.weakUpTo);
        break;
    case StainingFigure::ForegroundShare:
    case StainingFigure::ForegroundP99:
    case StainingFigure::NucleusCount: break;
    }
    return flags;
}

/// Builds the rows of a report.
class Reporter final {
public:
    Reporter(StainingReport& report, const Fields& fields)
        : m_report(report)
        , m_fields(fields) {
        const std::vector<int> reference = referenceSamples(report.units, report.reference);
        report.referenceFields = reference.size();
        for (const Stain stain : allStains)
            for (const StainingFigure figure : allStainingFigures)
                if (hasFigure(stain, figure))
                    baseline(stain, figure) = baselineOf(fields, reference, stain, figure);
        const std::vector<int> negatives = controlsWhere(report.units, [](const std::string& control) { return controlKind(control) == ControlKind::Negative; });
        const Baseline negative = baselineOf(fields, negatives, Stain::Protein, StainingFigure::ForegroundMedian);
        m_weakUpTo = negative.value + (std::isnan(negative.spread) ? 0 : report.limits.z * negative.spread);
    }

    void add(int unit) {
        const std::vector<int>& samples = m_report.units[static_cast<std::size_t>(unit)].samples;
        for (const Stain stain : allStains)
            for (const double saturated = medianOf(m_fields.figures(samples, stain, StainingFigure::Saturated)); const StainingFigure figure : allStainingFigures)
                if (hasFigure(stain, figure))
                    addRow(unit, stain, figure, m_fields.figures(samples, stain, figure), saturated);
    }

private:
    Baseline& baseline(Stain stain, StainingFigure figure) { return m_baselines[stain][static_cast<std::size_t>(figure)]; }

    /// Of fields that were tried and have no such plane.
    bool lacksPlanes(const StainingUnit& unit, Stain stain) const {
        return !m_fields.plate.absentStains[stain] && std::any_of(unit.samples.begin(), unit.samples.end(), [&](int sample) {
            const FieldStaining& field = m_fields.fields[static_cast<std::size_t>(sample)];
            return field.isTried && !field.stains[stain].isMeasured;
        });
    }

    void addRow(int unit, Stain stain, StainingFigure figure, const std::vector<double>& values, double saturated) {
        const StainingUnit& fields = m_report.units[static_cast<std::size_t>(unit)];
        const bool isUnread = figure == StainingFigure::EmptyFields && lacksPlanes(fields, stain);
        if (values.empty() && !isUnread)
            return;
        const Baseline& against = baseline(stain, figure);
        StainingRow row{unit, stain, figure, static_cast<int>(values.size()), summary(values, figure), against.value, unknown, unknown, {}};
        if (against.value != 0)
            row.ratio = row.value / against.value;
        row.z = (row.value - against.value) / against.spread;
        row.flags = flagsOf(row, {controlKind(fields.control), m_weakUpTo, saturated}, m_report.limits);
        if (isUnread)
            row.flags.add(StainingFlag::Unread);
        m_report.rows.push_back(row);
    }

    StainingReport& m_report;
    const Fields& m_fields;
    PerStain<std::array<Baseline, allStainingFigures.size()>> m_baselines;
    double m_weakUpTo = unknown;
};

/// How bad a value is, the larger the worse.
double badness(const StainingRow& row, double value) {
    switch (row.figure) {
    case StainingFigure::Background:
    case StainingFigure::Saturated:
    case StainingFigure::EmptyFields: return value;
    case StainingFigure::ForegroundShare:
    case StainingFigure::ForegroundMedian:
    case StainingFigure::ForegroundP99:
    case StainingFigure::Focus:
    case StainingFigure::NucleusCount: return -value;
    case StainingFigure::NucleusAreaPx:
    case StainingFigure::NucleusAreaUm2: return std::abs(value - row.controls);
    }
    return 0;
}

} // namespace

StainingReference usualReference(std::span<const StainingUnit> units) {
    const bool hasControls = std::any_of(units.begin(), units.end(), [](const StainingUnit& unit) { return !unit.controls.empty(); });
    return {hasControls ? StainingReference::Kind::Controls : StainingReference::Kind::Plate, {}};
}

StainingReport stainingReport(const Plate& plate, std::span<const FieldStaining> fields, std::vector<StainingUnit> units, const StainingReference& reference,
                              const StainingLimits& limits) {
    StainingReport report{std::move(units), {}, reference, 0, limits, {}};
    for (const StainingUnit& unit : report.units)
        for (const auto& [control, samples] : unit.controls)
            report.controlValues.push_back(control);
    std::sort(report.controlValues.begin(), report.controlValues.end(), naturallyBefore);
    report.controlValues.erase(std::unique(report.controlValues.begin(), report.controlValues.end()), report.controlValues.end());
    const Fields read{plate, fields};
    Reporter reporter(report, read);
    if (report.referenceFields == 0 && reference.kind != StainingReference::Kind::Plate)
        throw Error(ErrorKind::Invalid, {}, reference.value.empty() ? "the sheet names no control" : "the sheet has no control '" + reference.value + "'");
    for (std::size_t unit = 0; unit < report.units.size(); ++unit)
        reporter.add(static_cast<int>(unit));
    return report;
}

std::vector<int> fieldsBehind(const StainingReport& report, const StainingRow& row, const Plate& plate, std::span<const FieldStaining> fields) {
    const Fields read{plate, fields};
    std::vector<std::pair<double, int>> ordered;
    for (const int sample : report.units[static_cast<std::size_t>(row.unit)].samples) {
        const double value = read.figure(sample, row.stain, row.figure);
        ordered.emplace_back(std::isnan(value) ? -std::numeric_limits<double>::infinity() : badness(row, value), sample);
    }
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& left, const auto& right) { return left.first > right.first; });
    std::vector<int> samples;
    for (const auto& [bad, sample] : ordered)
        samples.push_back(sample);
    return samples;
}

} // namespace locascope
