#pragma once

#include "core/files/progress.h"
#include "core/imaging/loadsample.h"
#include "core/model/engine.h"
#include "core/plate/classmapping.h"
#include "core/plate/plate.h"
#include "core/store/findreview.h"
#include "core/store/outbox.h"
#include "ui/models/heldinputs.h"
#include "ui/models/platereach.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace locascope {

/// What an image is used for besides what it was read for. Called on the thread that read it.
using AlsoUsed = std::function<void(const LoadedSample&)>;

/// The functions of the core that a session calls from its threads; tests put slow or failing ones in their place.
struct SessionParts {
    std::function<Plate(const std::filesystem::path& root, const Progress&, std::stop_token)> scan;
    /// The plate as it was at its last scan, where it seems to be so still; whoever uses it scans behind it. May be empty. Does not throw.
    std::function<std::optional<Plate>(const std::filesystem::path& root)> recall;
    std::function<void(const Plate&)> keepForRecall; ///< what `scan` found; may be empty. Does not throw.
    std::function<void(Plate&, const Progress&, std::stop_token)> inspect;
    std::function<std::string(const Plate&)> fingerprint;
    PlateReach::Question isThere; ///< called on threads that are left behind where it never returns; may be empty
    std::function<LoadedSample(const Plate&, const Sample&, const LoadOptions&, std::stop_token)> load;
    /// Asked by whoever is about to load a sample at its full size, so that its files are not read again for the gallery: what to call with the image once the
    /// one who loaded it has been served. May be empty, and may answer with nothing.
    std::function<AlsoUsed(const Plate&, std::size_t sample)> alsoUse;
    /// What was prepared of the sample by this recipe when its files were read before, by whoever did and put it to all other uses; null: it is to be loaded. May be empty. Does not throw.
    std::function<InputReference(const Plate&, const Sample&, const InputRecipe&, std::stop_token)> preparedInput;
    std::function<FoundReview(const std::filesystem::path& dataDirectory, const PlateIdentity&)> findReview;
    std::function<std::unique_ptr<ReviewStore>(const std::filesystem::path& file, const PlateIdentity&)> openStore;
    /// Where decisions for a server wait on this computer. May be empty: in memory.
    std::function<std::unique_ptr<Outbox>(const ReviewPlace& server, const PlateIdentity&)> openOutbox;
    std::function<std::filesystem::path()> bundledModel; ///< its card; empty where there is none
    std::function<ModelCard(const std::filesystem::path& card)> readCard;
    /// What a model takes, by its card alone, whose weights are not looked at; nothing where it cannot be read. May be empty. Does not throw.
    std::function<std::optional<InputRecipe>(const std::filesystem::path& card)> recipeOf;
    /// How the model's classes become those of the vocabulary, nothing where they are the same; throws where they cannot. May be empty: they must be the same.
    std::function<std::optional<ClassMapping>(const ModelCard&, const Vocabulary&, const std::filesystem::path& card)> meeting;
    std::function<std::shared_ptr<Learning>()> loadLearning;
    /// Returns when the model has passed, throws Error when it has not.
    std::function<void(const std::filesystem::path& weights, const ModelCard&, const Learning&, std::stop_token)> trial;
    /// How this model was found to run fastest on this machine; nothing where that was not tried yet. Does not throw.
    std::function<std::optional<ExecutionPlan>(const Engine&, const Learning&)> recallPlan;
    std::function<void(const Engine&, const Learning&, const ExecutionPlan&)> keepPlan; ///< Does not throw.
};

/// parts.alsoUse; nothing where there is none.
AlsoUsed otherUses(const SessionParts& parts, const Plate& plate, std::size_t sample);

/// The real ones. `program` is this executable, for the trial; `dataDirectory` holds the record of trials; headers and plans of models are remembered in
/// `cacheDirectory` (empty: nowhere), so that another opening of a plate reads the new and the changed files only.
SessionParts coreParts(const std::filesystem::path& program, const std::filesystem::path& dataDirectory, const std::filesystem::path& cacheDirectory = {});

} // namespace locascope
