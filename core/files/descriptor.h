#pragma once

#include <unistd.h>

#include <utility>

namespace locascope {

/// Owns a POSIX file descriptor.
class Descriptor final {
public:
    Descriptor() = default;
    explicit Descriptor(int number) noexcept
        : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept
        : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_number >= 0)
            ::close(m_number);
    }

    bool isOpen() const noexcept { return m_number >= 0; }
    int number() const noexcept { return m_number; }
    /// Closes now; the result of close(2), which on a network share may report a failed write.
    int close() noexcept { return ::close(std::exchange(m_number, -1)); }

private:
    int m_number = -1;
};

} // namespace locascope
