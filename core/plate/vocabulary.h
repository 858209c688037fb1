#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// Stable id of a class inside its vocabulary; never reused. Also its column in predictions.
enum class ClassIndex : std::uint16_t {};

constexpr std::size_t toIndex(ClassIndex index) { return static_cast<std::size_t>(index); }
constexpr ClassIndex toClass(std::size_t index) { return static_cast<ClassIndex>(index); }

inline constexpr std::size_t maxClasses = 1024;

struct LabelClass {
    ClassIndex index{};
    std::string name;
    std::string goAccession; ///< "GO:0005654", or empty
    std::string goTerm;
    std::string group;       ///< nucleus, secretory, vesicles, cytoskeleton, periphery, cytoplasm
    std::string key;         ///< "1", "Shift+1", "Alt+7": digit by position with at most one modifier, or empty
    int trainingImages = 0;  ///< in the challenge's training set
    friend bool operator==(const LabelClass&, const LabelClass&) = default;
};

/// The ordered classes a label can name. Immutable value.
class Vocabulary {
public:
    Vocabulary() = default;
    /// `classes` must be numbered 0…n-1 in order, at most maxClasses, names unique and not empty; else Error Invalid.
    Vocabulary(std::string id, std::vector<LabelClass> classes);

    const std::string& id() const { return m_id; }
    std::size_t size() const { return m_classes.size(); }
    const LabelClass& at(ClassIndex index) const { return m_classes.at(toIndex(index)); }
    const std::vector<LabelClass>& classes() const { return m_classes; }
    /// By name, ignoring case.
    std::optional<ClassIndex> find(std::string_view name) const;
    /// SHA-256 over index and name of every class: two vocabularies mean the same where it is equal.
    std::string digest() const;

    friend bool operator==(const Vocabulary&, const Vocabulary&) = default;

private:
    std::string m_id;
    std::vector<LabelClass> m_classes;
};

/// The 28 classes of the Human Protein Atlas image challenge, compiled in from resources/vocabularies/hpa-28.csv.
Vocabulary humanProteinAtlasVocabulary();

/// Reads `index,name,go,go_term,group,key,training_images`. Error Invalid names the line.
Vocabulary parseVocabulary(std::string id, std::string_view csv);

} // namespace locascope
