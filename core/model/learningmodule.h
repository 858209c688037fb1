#pragma once

#include "core/model/engine.h"

#include <filesystem>
#include <memory>

namespace locascope {

/// Changes whenever Engine, Learning or any type they name changes; the module refuses another one.
inline constexpr int learningAbiVersion = 7;

/// Loads the learning module (RTLD_LOCAL, never unloaded) from LOCASCOPE_MODULE_PATH, beside the program, or the installed library
/// directory. 0.5 to 1.2 s the first time: call it from the thread that will use it, never the window's. Error ModuleMissing says where it looked.
std::shared_ptr<Learning> loadLearningModule();

} // namespace locascope
