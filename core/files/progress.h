#pragma once

#include <cstddef>
#include <functional>

namespace locascope {

/// Told now and then, from the thread that computes: `done` of `total` units. May be empty. Must be cheap and must not throw.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

} // namespace locascope
