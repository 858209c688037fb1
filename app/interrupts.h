#pragma once

#include <stop_token>
#include <thread>

namespace locascope {

/// While it lives, the first SIGINT or SIGTERM of the process requests a stop instead of ending it, so that what was done so far can be kept; the
/// second ends it. One at a time.
class StopOnInterrupt final {
public:
    StopOnInterrupt();
    ~StopOnInterrupt();
    StopOnInterrupt(const StopOnInterrupt&) = delete;
    StopOnInterrupt& operator=(const StopOnInterrupt&) = delete;

    std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_waiting;
};

} // namespace locascope
