#include "core/model/tryanswer.h"

#include "core/files/error.h"
#include "core/model/confinedchild.h"

#include <sstream>

namespace locascope {

namespace {

/// What tells nothing: the child asks the weights alone.
ModelCard emptyCard() {
    ModelCard card;
    card.name = "not known yet";
    card.modelDigest = std::string(64, '0');
    card.vocabularyId = "none";
    card.classes = {"none"};
    card.thresholds = {0.5};
    return card;
}

} // namespace

WeightsShape shapeConfined(const std::filesystem::path& program, const std::filesystem::path& weights, const TrialLimits& limits, std::stop_token stop) {
    std::istringstream answer(askConfinedChild(program, {"--shape"}, weights, emptyCard(), limits, std::move(stop)));
    WeightsShape shape;
    if (!(answer >> shape.channels >> shape.side >> shape.outputs))
        throw Error(ErrorKind::ModelFailed, weights, "the model was looked at without a result");
    return shape;
}

std::vector<float> answerConfined(const std::filesystem::path& program, const std::filesystem::path& image, const std::filesystem::path& weights, const ModelCard& card,
                                  const TrialLimits& limits, std::stop_token stop) {
    std::istringstream answer(
        askConfinedChild(program, {"--image=" + std::filesystem::absolute(image).string()}, weights, card, limits, std::move(stop)));
    std::vector<float> probabilities;
    for (float probability = 0; answer >> probability;)
        probabilities.push_back(probability);
    if (probabilities.size() != card.classes.size())
        throw Error(ErrorKind::ModelFailed, weights, "the model ended without an answer to the image");
    return probabilities;
}

} // namespace locascope
