#pragma once

#include <chrono>
#include <cstddef>

namespace locascope {

/// How fast the large fields of a plate could be read so far, the last ones counting most. Value.
class ReadingPace final {
public:
    /// `bytes` of a field's planes at full size, whatever was read of them.
    void note(std::size_t bytes, std::chrono::duration<double> took) {
        if (bytes == 0)
            return;
        const double now = took.count() / static_cast<double>(bytes);
        m_secondsPerByte = m_secondsPerByte < 0 ? now : (m_secondsPerByte + now) / 2;
    }
    bool isBelow(double bytesPerSecond) const { return m_secondsPerByte * bytesPerSecond > 1; } ///< no, before anything was read

private:
    double m_secondsPerByte = -1; ///< negative: nothing is known
};

} // namespace locascope
