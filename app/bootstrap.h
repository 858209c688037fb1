#pragma once

#include "core/files/progress.h"
#include "core/review/metrics.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace locascope {

struct BootstrapOptions {
    std::size_t resamples = 1000;
    std::uint64_t seed = 1;
};

struct Interval {
    double low = 0;
    double high = 0;
};

/// Percentile interval (2.5 % to 97.5 %) of macro-F1 over rows drawn with replacement (Efron 1979). The same seed gives the same interval on every machine.
/// `groups` names the group of each row: whole groups are drawn, as many as there are, because fields of one antibody or well are no independent witnesses
/// (Davison and Hinkley, "Bootstrap Methods and their Application", 1997, 3.8). Empty: every row is one by itself.
Interval macroF1Interval(std::span<const AuditRow> rows, std::span<const std::string> groups, std::size_t classes, const BootstrapOptions& options,
                         const Progress& progress = {});

} // namespace locascope
