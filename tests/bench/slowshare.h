#pragma once

#include <atomic>

namespace locascope::bench {

/// What slowshare counts, in memory that it shares with the bench.
struct ShareCounts {
    std::atomic<unsigned long long> opened{0}; ///< files, directories not counted
    std::atomic<unsigned long long> bytes{0};  ///< read from them
};

} // namespace locascope::bench
