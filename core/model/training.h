#pragma once

#include "core/files/readfile.h"
#include "core/model/modelcard.h"
#include "core/plate/labelset.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// Where a class is in a field: its share of each cell of a coarse grid, 0…255, row-major.
struct TeachingMask {
    ClassIndex index{};
    std::vector<std::uint8_t> coverage; ///< maskSide × maskSide
};

inline constexpr int maskSide = 32;

/// What is taught of one field.
struct TrainingField {
    std::string id;
    std::string group;       ///< fields of one group never lie on both sides of the split
    LabelSet labels;
    LabelSet notJudged;      ///< classes left out of the loss and of the figures
    std::optional<std::vector<TeachingMask>> masks; ///< of the labels that can be seen; nullopt: only the labels are taught
};

/// Fields ready for training. Pixels are those of `preprocess` before normalisation, quantised to 8 bits of full scale:
/// fields × channels × height × width.
struct TrainingSet {
    InputRecipe input; ///< mean and deviation are computed by training where they are empty
    std::vector<std::string> classes;
    std::vector<TrainingField> fields;
    std::vector<std::uint8_t> pixels;

    std::size_t bytesPerField() const {
        return input.stains.size() * static_cast<std::size_t>(input.width) * static_cast<std::size_t>(input.height);
    }
};

enum class Precision {
    Float32,
    BFloat16, ///< convolutions in bfloat16: two to three times as fast where the processor has AVX512-BF16 or AMX, slow elsewhere
};

struct TrainingOptions {
    int epochs = 12;
    int batch = 16;
    double learningRate = 2e-3; ///< highest; a twentieth of all steps rises to it, the rest falls to 0 along a cosine
    double weightDecay = 0.02;
    double maskWeight = 1;       ///< of the loss on teaching masks beside that on labels
    double validationShare = 0.1; ///< of the fields, by whole groups
    std::uint64_t seed = 1;
    int threads = 1;             ///< the same seed and thread count give the same bits on the same machine
    Precision precision = Precision::Float32;
    double maxSeconds = 0;       ///< 0: no limit; else the schedule ends then
    std::optional<std::filesystem::path> from;            ///< weights to go on from
    std::optional<std::filesystem::path> resumeDirectory; ///< checkpoints are kept and found here
};

/// Told after each step.
struct TrainingState {
    int epoch = 0;  ///< from 1
    int epochs = 0;
    int step = 0;   ///< in the epoch, from 1
    int steps = 0;
    double loss = 0; ///< mean over the epoch so far
    std::optional<double> validationMacroF1; ///< after the last step of an epoch; thresholds chosen on the same fields
};
using TrainingProgress = std::function<void(const TrainingState&)>;

/// The outcome. Scores and thresholds are of the validation fields.
struct TrainedModel {
    Bytes weights; ///< TorchScript, not yet written anywhere
    InputRecipe input;
    OutputKind output = OutputKind::Logits;
    std::vector<double> thresholds;
    std::map<std::string, double> scores;
    std::map<std::string, std::string> provenance; ///< torch version, parameters, epochs done, why it ended
};

/// Splits by whole groups so that about `share` of the fields, and where possible one of every class, lies in the validation part.
/// True: validation. Deterministic in (fields, share, seed).
std::vector<bool> chooseValidation(const std::vector<TrainingField>& fields, double share, std::uint64_t seed);

/// Refuses what cannot be learnt from: Error Invalid names the counts. No field, one field, fewer than two classes with both present and absent fields,
/// only one group, all pixels equal. Returns warnings, one clause each (classes without an example, and so on).
std::vector<std::string> checkTrainingSet(const TrainingSet& set);

} // namespace locascope
