#pragma once

#include "core/model/modelcard.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locascope {

/// A file that a model description names: a path within its folder or a URL.
struct StatedFile {
    std::string source;
    std::string sha256; ///< lower case; empty: not stated
};

/// The length of an image's side: fixed where `step` is 0, else least + k · step.
struct StatedSide {
    std::int64_t least = 0;
    std::int64_t step = 0;
};

/// What a bioimage.io model description says of a classifier of one image batch × channels × height × width: as many of its words as make a model card.
struct BioimageModel {
    std::string formatVersion; ///< "0.5.4"
    std::string name;
    std::string description;
    std::vector<std::string> authors;
    std::string licence;

    std::size_t channels = 0;
    std::vector<std::string> channelNames; ///< one a channel, or none
    StatedSide width;
    StatedSide height;
    std::vector<InputStep> steps;    ///< on values as the test tensor has them
    std::optional<double> fullScale; ///< what the largest value of an image's type is in those units: 255, 65535 or 1, where that is said

    std::size_t classes = 0;
    std::vector<std::string> classNames; ///< one a class, or none
    bool endsInSigmoid = false;      ///< applied to what the weights give
    std::optional<double> above;     ///< a binarisation after that: the threshold
    std::optional<OutputKind> gives; ///< what the weights give, where that is said

    std::optional<StatedFile> torchScript;
    std::optional<StatedFile> onnx;
    std::vector<std::string> otherWeights; ///< kinds that are not read
    std::optional<StatedFile> testInput;
    std::optional<StatedFile> testOutput;
    std::vector<StatedFile> digests; ///< all that have one
};

/// Largest description that is read.
inline constexpr std::size_t maxDescriptionBytes = std::size_t{1} << 20;

/// Reads rdf.yaml of formats 0.4 and 0.5 (github.com/bioimage-io/spec-bioimage-io). Keys that a classifier has no need of are passed over. Errors Invalid (names the line), Unsupported (another version, more
/// than one input, axes in another order, an output that is no list of classes, a step of processing that is not known), TooLarge.
BioimageModel parseBioimage(std::string_view yaml, const std::filesystem::path& file);

/// Whether the steps give other numbers for the same image in other units.
bool dependOnUnits(const std::vector<InputStep>& steps);

/// The recipe's part that scales `fullScale` and then follows `steps`: as mean and deviation where all that is one linear step a channel, so that it can be trained; else as steps.
void setSteps(InputRecipe& recipe, double fullScale, std::vector<InputStep> steps);

} // namespace locascope
