#pragma once

#include "core/plate/vocabulary.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

enum class ChangeKind {
    Rename,   ///< of one class: `names` is its new name
    Merge,    ///< `classes` read as `into` from now on
    Split,    ///< of one class, which is retired: `names` are added; what was labelled with it is to be looked at again
    Add,      ///< `names`
    Retire,   ///< `classes` stay readable and are not to be chosen any more
    Restore,  ///< `classes` that were merged, split or retired are classes of their own again
    Describe, ///< of one class: what of `description` is given
};

/// Stable English keys for files: rename, merge, split, add, retire, restore, describe.
std::string_view changeKindKey(ChangeKind kind);

/// What is said of a class beside its name; what is not given stays as it is, and an empty text takes it away.
struct ClassDescription {
    std::optional<std::string> colour; ///< "#rrggbb"
    std::optional<std::string> group;
    std::optional<std::string> key;    ///< as LabelClass::key
    std::optional<std::string> text;
    std::optional<std::vector<std::string>> exemplars; ///< ids of samples that show the class well, the best first
    friend bool operator==(const ClassDescription&, const ClassDescription&) = default;
};

/// One change of the classes of a review. Value. Classes are named by their numbers, which are never reused.
struct VocabularyChange {
    ChangeKind kind = ChangeKind::Add;
    std::vector<ClassIndex> classes;
    std::optional<ClassIndex> into;
    std::vector<std::string> names;
    ClassDescription description;
    std::string reason;  ///< UTF-8
    std::string follows; ///< uuid of the change that was the newest when this one was made; empty: none. Another one that came first makes this one void
    friend bool operator==(const VocabularyChange&, const VocabularyChange&) = default;
};

/// As JSON on one line, with stable keys; what is empty is left out.
std::string formatVocabularyChange(const VocabularyChange& change);
/// Inverse of formatVocabularyChange. Error Damaged, without a path, says what is wrong; what a newer program may have written (another version or kind) is Mismatch.
VocabularyChange parseVocabularyChange(std::string_view json);

} // namespace locascope
