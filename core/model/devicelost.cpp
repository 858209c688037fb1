#include "core/model/devicelost.h"

#include <utility>

namespace locascope {

DeviceLost::DeviceLost(std::string device, const std::string& cause)
    : Error(ErrorKind::ModelFailed, {}, device + " does not answer any more: " + cause)
    , m_device(std::move(device)) {}

DeviceLost::~DeviceLost() = default;

} // namespace locascope
