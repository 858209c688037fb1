#pragma once

#include "core/plate/vocabulary.h"

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace locascope {

/// A set of classes of one vocabulary. Value; equality ignores how it is stored.
class LabelSet {
public:
    LabelSet() = default;
    LabelSet(std::initializer_list<ClassIndex> classes);

    bool contains(ClassIndex index) const;
    void insert(ClassIndex index);
    void erase(ClassIndex index);
    bool isEmpty() const { return m_words.empty(); }
    std::size_t size() const;
    /// Ascending.
    std::vector<ClassIndex> classes() const;

    LabelSet united(const LabelSet& other) const;
    LabelSet intersected(const LabelSet& other) const;
    LabelSet without(const LabelSet& other) const;

    friend bool operator==(const LabelSet&, const LabelSet&) = default;

private:
    void trim();
    std::vector<std::uint64_t> m_words; ///< no trailing zero word, so that == is memberwise
};

} // namespace locascope
