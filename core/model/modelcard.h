#pragma once

#include "core/model/inputrecipe.h"
#include "core/plate/vocabulary.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

enum class TrainedOn { Simulated, Real, Mixed, Unknown };
/// What the model gives: logits, each of which a sigmoid makes a probability; probabilities; or logits of classes of
/// which exactly one is there (softmax).
enum class OutputKind { Logits, Probabilities, ExclusiveLogits };

/// Widest and highest input, and field, that a card may say.
inline constexpr int maxInputSide = 4096;

/// A model of an ensemble.
struct EnsembleMember {
    std::filesystem::path cardFile;
    double weight = 1;
    std::string digest; ///< predictionDigest of its card when it was read
    friend bool operator==(const EnsembleMember&, const EnsembleMember&) = default;
};

/// The file beside a model (model.pt → model.yaml). Value.
struct ModelCard {
    std::string name;
    std::string description;
    std::vector<std::string> authors;
    std::string licence;
    std::string modelDigest;          ///< SHA-256 of the weights file; of several models together (an ensemble, say) over all that they are
    std::string vocabularyId;
    std::vector<std::string> classes; ///< in output order
    InputRecipe input;
    OutputKind output = OutputKind::Logits;
    double temperature = 1;           ///< logits are divided by it before they become probabilities
    std::vector<double> thresholds;   ///< one per class
    bool atLeastOne = false;          ///< the best class is proposed even below its threshold
    TrainedOn trainedOn = TrainedOn::Unknown;
    std::map<std::string, double> scores; ///< stated figures, by name
    std::vector<EnsembleMember> members; ///< of an ensemble (core/model/ensemblecard.h), which has no weights file of its own
    std::map<std::string, std::string> provenance; ///< how it was made: command, seed, wall time, parent, snapshot
    friend bool operator==(const ModelCard&, const ModelCard&) = default;
};

/// `file` is the .yaml or the .pt it stands beside, or an ensemble's, whose members are then read and compared with their weights. Errors Invalid (names key and line), NotFound, Mismatch (digest differs from the weights), Unsupported (an ONNX file: it is imported first).
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

/// All of a card that its answers follow from (weights, classes, input, output), as text: what a trial tries.
std::string answeringPart(const ModelCard& card);
/// SHA-256 over it: the key that predictions are kept by, so that another recipe for the same weights never shows the answers of this one.
std::string predictionDigest(const ModelCard& card);

/// Error Mismatch unless the card's classes are those of `vocabulary`, name by name in order.
void requireVocabulary(const ModelCard& card, const Vocabulary& vocabulary, const std::filesystem::path& file);

} // namespace locascope
