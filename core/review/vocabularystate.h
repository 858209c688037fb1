#pragma once

#include "core/review/decision.h"
#include "core/review/vocabularychange.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// What the changes of a review made of one class, beside its name, group and key.
struct ClassState {
    bool isRetired = false;
    std::optional<ClassIndex> mergedInto;
    std::vector<ClassIndex> splitInto;  ///< empty: it was not split
    std::string colour;                 ///< "#rrggbb", or empty
    std::string text;                   ///< its description
    std::vector<std::string> exemplars; ///< sample ids, the best first
    std::string keyBefore;              ///< what pressed it before it was retired, merged or split
    friend bool operator==(const ClassState&, const ClassState&) = default;
};

/// The classes of a review as its changes leave them. Classes keep their numbers; those that were merged, split or retired are among them, without a key. Value.
struct VocabularyState {
    Vocabulary vocabulary;
    std::vector<ClassState> classes; ///< one per class
    std::size_t firstClasses = 0;    ///< how many the review began with
    friend bool operator==(const VocabularyState&, const VocabularyState&) = default;
};

VocabularyState unchangedState(const Vocabulary& vocabulary);

/// It can be chosen for a sample.
bool isChoosable(const VocabularyState& state, ClassIndex index);
/// The class that it was merged into, at the end of all mergers; itself where it was not. Classes beyond the vocabulary are themselves.
ClassIndex readAs(const VocabularyState& state, ClassIndex index);
/// The classes that are read as others and therefore seen nowhere.
LabelSet mergedAway(const VocabularyState& state);
/// Classes of it that were split, and that the decision names still.
LabelSet splitClassesOf(const VocabularyState& state, const Decision& decision);
/// Classes that `decision`, as it was made, judged, and that read as not judged because one that it did not judge was merged into them.
LabelSet classesBlurredIn(const VocabularyState& state, const Decision& decision);
/// It names a class that was split.
bool isToBeLookedAtAgain(const VocabularyState& state, const Decision& decision);

/// What the decision says in these classes: merged ones are the class they were merged into (present where one of them is, else not judged where one of them is), and classes that were added after it
/// was made are not judged; `classes` then says how many it knew. The proposal stays what was on screen. Reading a second time changes nothing.
Decision readAs(const VocabularyState& state, const Decision& decision);
/// What is stored of a decision that was made in these classes, or read in them: added ones at the end that are not judged, and not by hand, are left out of what it knew.
Decision asStored(const VocabularyState& state, const Decision& decision);
/// Numbers that a model gave read in these classes, one per class that it knows: the largest of those that are one class now, and not a number for classes it does not know.
std::vector<float> readProbabilities(const VocabularyState& state, const std::vector<float>& probabilities);
/// The lowest of those that are one class now; 1 for classes that the model does not know.
std::vector<double> readThresholds(const VocabularyState& state, const std::vector<double>& thresholds);

/// `state` after `change`. Error Invalid, without a path, says in one clause why it cannot be.
VocabularyState changed(const VocabularyState& state, const VocabularyChange& change);

/// The class called so, ignoring case, else the one with that number. Error NotFound, without a path.
ClassIndex classNamed(const VocabularyState& state, const std::string& nameOrNumber);

/// Current decisions by reviewer and sample.
using DecisionsByReviewer = std::map<std::string, std::map<std::string, Decision>>;

/// What a change would do to the decisions of one reviewer.
struct ChangeEffect {
    std::string reviewer;
    std::size_t decisions = 0;  ///< that name a class it is about, as present, rejected or not judged by hand
    std::size_t reading = 0;    ///< that read otherwise afterwards (other classes present)
    std::size_t toLookAt = 0;   ///< that are to be looked at again afterwards, and were not before
    friend bool operator==(const ChangeEffect&, const ChangeEffect&) = default;
};

/// The effects on all who have decisions, and on how many samples. Nobody's decision is changed by it: they are read otherwise.
struct ChangePreview {
    std::vector<ChangeEffect> reviewers; ///< by name; those with no such decision are left out
    std::size_t samples = 0;             ///< with such a decision
    std::size_t samplesReading = 0;
    std::size_t samplesToLookAt = 0;
    friend bool operator==(const ChangePreview&, const ChangePreview&) = default;
};

/// Errors of changed().
ChangePreview previewOf(const VocabularyState& state, const VocabularyChange& change, const DecisionsByReviewer& decisions);

/// On how many samples somebody says now that the class is present; one per class.
std::vector<std::size_t> samplesByClass(const VocabularyState& state, const DecisionsByReviewer& decisions);

} // namespace locascope
