#pragma once

#include "core/simulation/scene.h"

namespace locascope {

/// Fills the maps of a scene whose cells have shapes, numbers and pixel bounds and whose textures are there:
/// owner, rim, nucleusDepth, edge, contact.
void divideTerritory(Scene& scene);

} // namespace locascope
