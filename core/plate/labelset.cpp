#include "core/plate/labelset.h"

#include <algorithm>
#include <bit>

namespace locascope {

namespace {

constexpr std::size_t wordBits = 64;

std::size_t wordOf(ClassIndex index) { return toIndex(index) / wordBits; }
std::uint64_t bitOf(ClassIndex index) { return std::uint64_t{1} << (toIndex(index) % wordBits); }

} // namespace

LabelSet::LabelSet(std::initializer_list<ClassIndex> classes) {
    for (const ClassIndex index : classes)
        insert(index);
}

bool LabelSet::contains(ClassIndex index) const {
    return wordOf(index) < m_words.size() && (m_words[wordOf(index)] & bitOf(index)) != 0;
}

void LabelSet::insert(ClassIndex index) {
    if (wordOf(index) >= m_words.size())
        m_words.resize(wordOf(index) + 1);
    m_words[wordOf(index)] |= bitOf(index);
}

void LabelSet::erase(ClassIndex index) {
    if (!contains(index))
        return;
    m_words[wordOf(index)] &= ~bitOf(index);
    trim();
}

std::size_t LabelSet::size() const {
    std::size_t count = 0;
    for (const std::uint64_t word : m_words)
        count += static_cast<std::size_t>(std::popcount(word));
    return count;
}

std::vector<ClassIndex> LabelSet::classes() const {
    std::vector<ClassIndex> found;
    for (std::size_t word = 0; word < m_words.size(); ++word)
        for (std::uint64_t rest = m_words[word]; rest != 0; rest &= rest - 1)
            found.push_back(toClass(word * wordBits + static_cast<std::size_t>(std::countr_zero(rest))));
    return found;
}

LabelSet LabelSet::united(const LabelSet& other) const {
    LabelSet result = *this;
    result.m_words.resize(std::max(m_words.size(), other.m_words.size()));
    for (std::size_t i = 0; i < other.m_words.size(); ++i)
        result.m_words[i] |= other.m_words[i];
    return result;
}

LabelSet LabelSet::intersected(const LabelSet& other) const {
    LabelSet result = *this;
    result.m_words.resize(std::min(m_words.size(), other.m_words.size()));
    for (std::size_t i = 0; i < result.m_words.size(); ++i)
        result.m_words[i] &= other.m_words[i];
    result.trim();
    return result;
}

LabelSet LabelSet::without(const LabelSet& other) const {
    LabelSet result = *this;
    for (std::size_t i = 0; i < std::min(m_words.size(), other.m_words.size()); ++i)
        result.m_words[i] &= ~other.m_words[i];
    result.trim();
    return result;
}

void LabelSet::trim() {
    while (!m_words.empty() && m_words.back() == 0)
        m_words.pop_back();
}

} // namespace locascope
