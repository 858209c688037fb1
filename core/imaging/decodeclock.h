#pragma once

#include "core/files/error.h"
#include "core/imaging/decode.h"

#include <chrono>
#include <stop_token>
#include <string>

namespace locascope {

/// Thrown inside this room when a decoding was asked to stop; decodePlane turns it into an empty plane.
struct DecodeCancelled {};

/// Tells one decoding when its time is up or when it is no longer wanted.
class DecodeClock final {
public:
    DecodeClock(const DecodeLimits& limits, std::stop_token stop)
        : m_milliseconds(limits.maxMilliseconds)
        , m_end(std::chrono::steady_clock::now() + std::chrono::milliseconds(limits.maxMilliseconds))
        , m_stop(std::move(stop)) {}

    bool isCancelled() const { return m_stop.stop_requested(); }
    bool isOver() const { return std::chrono::steady_clock::now() > m_end; }

    /// Throws DecodeCancelled or Error TimedOut.
    void check(const std::filesystem::path& path) const {
        if (isCancelled())
            throw DecodeCancelled{};
        if (isOver())
            throw Error(ErrorKind::TimedOut, path,
                        "not decoded within " + std::to_string(m_milliseconds) +
                            " ms; it may have been made to be slow, save it again from its source");
    }

private:
    int m_milliseconds;
    std::chrono::steady_clock::time_point m_end;
    std::stop_token m_stop;
};

} // namespace locascope
