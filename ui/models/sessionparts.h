#pragma once

#include "core/files/progress.h"
#include "core/imaging/loadsample.h"
#include "core/model/engine.h"
#include "core/plate/plate.h"
#include "core/store/findreview.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace locascope {

/// The functions of the core that a session calls from its threads; tests put slow or failing ones in their place.
struct SessionParts {
    std::function<Plate(const std::filesystem::path& root, const Progress&, std::stop_token)> scan;
    std::function<void(Plate&, const Progress&, std::stop_token)> inspect;
    std::function<std::string(const Plate&)> fingerprint;
    std::function<LoadedSample(const Plate&, const Sample&, const LoadOptions&, std::stop_token)> load;
    std::function<FoundReview(const std::filesystem::path& dataDirectory, const PlateIdentity&)> findReview;
    std::function<std::unique_ptr<ReviewStore>(const std::filesystem::path& file, const PlateIdentity&)> openStore;
    std::function<std::filesystem::path()> bundledModel; ///< its card; empty where there is none
    std::function<ModelCard(const std::filesystem::path& card)> readCard;
    std::function<std::shared_ptr<Learning>()> loadLearning;
    /// Returns when the model has passed, throws Error when it has not.
    std::function<void(const std::filesystem::path& weights, const ModelCard&, const Learning&, std::stop_token)> trial;
};

/// The real ones. `program` is this executable, for the trial; `dataDirectory` holds the record of trials.
SessionParts coreParts(const std::filesystem::path& program, const std::filesystem::path& dataDirectory);

} // namespace locascope
