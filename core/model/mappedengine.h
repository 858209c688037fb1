#pragma once

#include "core/model/engine.h"
#include "core/plate/classmapping.h"

#include <filesystem>
#include <optional>
#include <span>

namespace locascope {

/// Whether the card's classes are those of `vocabulary`, name by name in order.
bool hasClassesOf(const ModelCard& card, const Vocabulary& vocabulary);

/// Which of the vocabularies that a review has had the model was made for: the first of `had` (the newest first, not empty) with its classes, else the first of all. Since classes keep their numbers
/// its answers are read as those of later ones.
const Vocabulary& vocabularyMet(const ModelCard& card, std::span<const Vocabulary> had);

/// How a model's classes become those of `vocabulary`: nothing where they are the same already, else by the first of `known` between the two. Error Mismatch names both
/// vocabularies and says what to do where there is none; Invalid where the mapping does not fit the model.
std::optional<ClassMapping> meetingOf(const ModelCard& card, const Vocabulary& vocabulary, std::span<const VocabularyMapping> known, const std::filesystem::path& file);
/// The same with knownMappings of the data directory, which is looked into only where it is needed.
std::optional<ClassMapping> meetingOf(const ModelCard& card, const Vocabulary& vocabulary, const std::filesystem::path& dataDirectory, const std::filesystem::path& file);

/// The card as it speaks of the classes of `vocabulary`: thresholds mapped, scores left out, since they are of other classes; its digest is of model and mapping.
ModelCard mappedCard(const ModelCard& card, const ClassMapping& mapping, const Vocabulary& vocabulary);

/// An engine whose classes are those of `vocabulary`. Saliency of a class is that of its source which is the most probable in the input. All 0 for a class without a source.
std::unique_ptr<Engine> withMapping(std::unique_ptr<Engine> engine, const ClassMapping& mapping, const Vocabulary& vocabulary);

} // namespace locascope
