#pragma once

#include "app/commands/commands.h"
#include "core/model/engine.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

namespace locascope {

/// The card of the model that is named (its card, its weights, or the name of one of listedModels), or, where that is empty, of the one that comes with
/// the program. Error NotFound.
std::filesystem::path modelCardFile(const std::filesystem::path& named, const CommandContext& context);

/// Card files of the bundled model and of those below the data directory's `models`, in order of name. None is read.
std::vector<std::filesystem::path> listedModels(const CommandContext& context);

/// A model that has passed its trial, loaded. `learning` outlives `engine`.
struct OpenedModel {
    std::shared_ptr<Learning> learning;
    std::unique_ptr<Engine> engine;
    std::filesystem::path cardFile;
    const ModelCard& card() const { return engine->card(); }
};

/// Reads the card, checks that it speaks of the classes of `vocabulary` or that a mapping says how they become those (core/model/mappedengine.h), puts the model on trial unless it has passed before, and loads it on
/// `device` (auto, cpu, cuda:N), to run by startingPlan(). Errors of readModelCard, meetingOf, loadLearningModule, putOnTrial and Learning::load.
OpenedModel openModel(const std::filesystem::path& named, const std::string& device, const Vocabulary& vocabulary, const CommandContext& context, std::stop_token stop = {});

} // namespace locascope
