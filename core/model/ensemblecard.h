#pragma once

#include "core/model/modelcard.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

inline constexpr std::size_t mostMembers = 16;

/// A file that makes one model of several. Value.
struct EnsembleCard {
    struct Member {
        std::filesystem::path model; ///< card or weights, relative to the ensemble's directory
        double weight = 1;
    };
    std::string name;
    std::string description;
    std::vector<std::string> authors;
    std::string licence;
    std::vector<Member> members;
    std::optional<std::vector<double>> thresholds; ///< none: the weighted mean of the members'
    std::optional<bool> atLeastOne;                ///< none: as all members say
};

/// Whether a card's text is that of an ensemble: a map with the key `ensemble`. False for what is no YAML.
bool isEnsembleCard(std::string_view yaml);
/// Error Invalid names key and line: fewer than two or more than mostMembers, a model twice, a weight that is not greater than 0, thresholds outside 0 to 1.
EnsembleCard parseEnsembleCard(std::string_view yaml, const std::filesystem::path& nameForErrors);

/// The ensemble as one model: `cards` are those of its members, in order, and `files` where they lie. It gives probabilities, the weighted mean of its members'; its digest is over
/// the members' predictionDigests and weights. Error Mismatch where a member has other classes.
ModelCard ensembleModel(const EnsembleCard& ensemble, std::span<const ModelCard> cards, std::span<const std::filesystem::path> files, const std::filesystem::path& nameForErrors);

/// Reads the members' cards, without looking at their weights. Error Mismatch where one is an ensemble; errors of parseEnsembleCard, readModelCardAlone and ensembleModel.
ModelCard readEnsemble(std::string_view yaml, const std::filesystem::path& cardFile);

} // namespace locascope
