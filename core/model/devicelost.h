#pragma once

#include "core/files/error.h"

#include <string>

namespace locascope {

/// An accelerator does not answer any more: a kernel that failed on it, a driver that went away. Nothing it says afterwards can be believed, in this process. Kind
/// ModelFailed; thrown by Engine's functions, after which that engine is of no use.
class DeviceLost final : public Error {
public:
    /// `device`: "cuda:0". `cause`: what it said last, one English clause.
    DeviceLost(std::string device, const std::string& cause);
    ~DeviceLost() override; // here, so that modules agree on what the type is

    const std::string& device() const noexcept { return m_device; }

private:
    std::string m_device;
};

} // namespace locascope
