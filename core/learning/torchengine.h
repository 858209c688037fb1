#pragma once

#include "core/model/engine.h"

#include <torch/script.h>

#include <memory>

namespace locascope {

/// An engine over a module in memory. `file` is for errors only. Errors as Learning::load.
std::unique_ptr<Engine> makeTorchEngine(torch::jit::Module module, const std::filesystem::path& file, const ModelCard& card,
                                        const EngineOptions& options);

} // namespace locascope
