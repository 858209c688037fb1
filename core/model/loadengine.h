#pragma once

#include "core/model/engine.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace locascope {

/// Calls `use` with weights and card of every model that `card`, read from `cardFile`, consists of: itself, or the members of an ensemble, which are read again. Error Mismatch where
/// a member is no longer the one that the ensemble was read with. Errors of readModelCard.
void eachModel(const std::filesystem::path& cardFile, const ModelCard& card, const std::function<void(const std::filesystem::path& weights, const ModelCard&)>& use);

/// The engine of a model or an ensemble. Does not put anything on trial. Errors of eachModel and Learning::load.
std::unique_ptr<Engine> loadEngine(Learning& learning, const std::filesystem::path& cardFile, const ModelCard& card, const EngineOptions& options);

} // namespace locascope
