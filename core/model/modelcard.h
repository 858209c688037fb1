#pragma once

#include "core/model/inputsteps.h"
#include "core/plate/stain.h"
#include "core/plate/vocabulary.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

enum class TrainedOn { Simulated, Real, Mixed, Unknown };
enum class OutputKind { Logits, Probabilities };
enum class AbsentStain { Refuse, Zeros };

/// How a stack becomes a tensor. The one recipe of prediction, training and saliency. In order: each stain in `stains`
/// divided by its type's maximum (255 or 65535), resized to width × height (area mean when reduced, bilinear when enlarged),
/// then (value − mean) / deviation per channel, then `steps`.
struct InputRecipe {
    int width = 512;
    int height = 512;
    std::vector<Stain> stains = {Stain::Microtubules, Stain::Protein, Stain::Nucleus, Stain::Reticulum}; ///< channel order
    std::vector<double> mean;      ///< per channel, in units of full scale; empty: 0
    std::vector<double> deviation; ///< per channel; empty: 1
    std::vector<InputStep> steps;  ///< on values as the line above leaves them: of full scale 1 whatever the depth of the image
    AbsentStain absentStain = AbsentStain::Refuse;
    friend bool operator==(const InputRecipe&, const InputRecipe&) = default;
};

/// The file beside a model (model.pt → model.yaml). Value.
struct ModelCard {
    std::string name;
    std::string description;
    std::vector<std::string> authors;
    std::string licence;
    std::string modelDigest;          ///< SHA-256 of the weights file
    std::string vocabularyId;
    std::vector<std::string> classes; ///< in output order
    InputRecipe input;
    OutputKind output = OutputKind::Logits;
    std::vector<double> thresholds;   ///< one per class
    bool atLeastOne = false;          ///< the best class is proposed even below its threshold
    TrainedOn trainedOn = TrainedOn::Unknown;
    std::map<std::string, double> scores; ///< stated figures, by name
    std::map<std::string, std::string> provenance; ///< how it was made: command, seed, wall time, parent, snapshot
    friend bool operator==(const ModelCard&, const ModelCard&) = default;
};

/// `file` is the .yaml or the .pt it stands beside. Errors Invalid (names key and line), NotFound, Mismatch (digest differs from the weights).
ModelCard readModelCard(const std::filesystem::path& file);
/// The same without looking at the weights: for lists.
ModelCard readModelCardAlone(const std::filesystem::path& file);
/// model.pt or model.yaml → model.yaml, and → model.pt (any other name is taken for the weights).
std::filesystem::path cardFileOf(const std::filesystem::path& file);
std::filesystem::path weightsFileOf(const std::filesystem::path& file);
/// Unknown keys are refused, so that a misspelt one is never silently without effect.
ModelCard parseModelCard(std::string_view yaml, const std::filesystem::path& nameForErrors);
/// YAML that parseModelCard reads back to an equal card.
std::string formatModelCard(const ModelCard& card);

/// Error Mismatch unless the card's classes are those of `vocabulary`, name by name in order.
void requireVocabulary(const ModelCard& card, const Vocabulary& vocabulary, const std::filesystem::path& file);

} // namespace locascope
