#pragma once

#include "core/simulation/scene.h"

namespace locascope {

/// Light of the three stains that every field has, before optics. The cells' stain levels are in it.
Canvas nucleusLight(const Scene& scene, std::uint64_t key);
Canvas microtubuleLight(const Scene& scene, std::uint64_t key);
Canvas reticulumLight(const Scene& scene, std::uint64_t key);

} // namespace locascope
