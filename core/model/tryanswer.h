#pragma once

#include "core/model/trial.h"
#include "core/model/weightsshape.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

// What a stranger's weights tell of themselves and answer to one image, each asked of a confined child: errors as putOnTrial.

/// As shapeOfWeights.
WeightsShape shapeConfined(const std::filesystem::path& program, const std::filesystem::path& weights, const TrialLimits& limits = {}, std::stop_token stop = {});

/// The trial, and then one probability a class for the image. `image`: one that preprocess made by the card's recipe, without views, as .npy of 1 × channels × height × width (formatNpy).
std::vector<float> answerConfined(const std::filesystem::path& program, const std::filesystem::path& image, const std::filesystem::path& weights, const ModelCard& card,
                                  const TrialLimits& limits = {}, std::stop_token stop = {});

/// The child's sides, as runTrialInChild.
int runShapeInChild(const std::filesystem::path& weights, const TrialLimits& limits);
int runAnswerInChild(const std::filesystem::path& weights, const std::filesystem::path& image, const TrialLimits& limits);

} // namespace locascope
