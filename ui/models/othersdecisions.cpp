#include "ui/models/othersdecisions.h"

#include <algorithm>
#include <iterator>

namespace locascope {

namespace {

constexpr std::uint32_t isNew = std::uint32_t{1} << 31;
constexpr std::size_t manyReviewers = 30; ///< all others share the bit after them

} // namespace

void OthersDecisions::forget(std::size_t samples) {
    m_samples.assign(samples, 0);
    m_reviewers.clear();
    emit changed(-1);
}

std::uint32_t OthersDecisions::bitOf(const std::string& reviewer) {
    const auto known = std::find(m_reviewers.begin(), m_reviewers.end(), reviewer);
    const auto place = static_cast<std::size_t>(std::distance(m_reviewers.begin(), known));
    if (known == m_reviewers.end())
        m_reviewers.push_back(reviewer);
    return std::uint32_t{1} << std::min(place, manyReviewers);
}

void OthersDecisions::add(const std::string& reviewer, const std::vector<int>& samples) {
    const std::uint32_t bit = bitOf(reviewer);
    for (const int sample : samples)
        if (isKnown(sample))
            m_samples[static_cast<std::size_t>(sample)] |= bit;
    emit changed(-1);
}

void OthersDecisions::take(const std::string& reviewer, int sample, bool hasDecided, bool isSeen) {
    if (!isKnown(sample))
        return;
    const std::uint32_t bit = bitOf(reviewer);
    std::uint32_t& bits = m_samples[static_cast<std::size_t>(sample)];
    const std::uint32_t before = bits;
    bits = hasDecided ? bits | bit | (isSeen ? 0 : isNew) : bits & ~bit;
    if ((bits & ~isNew) == 0)
        bits = 0;
    if (bits != before)
        emit changed(sample);
}

void OthersDecisions::look(int sample) {
    if (mark(sample) != OthersMark::New)
        return;
    m_samples[static_cast<std::size_t>(sample)] &= ~isNew;
    emit changed(sample);
}

OthersMark OthersDecisions::mark(int sample) const {
    const std::uint32_t bits = isKnown(sample) ? m_samples[static_cast<std::size_t>(sample)] : 0;
    return bits == 0 ? OthersMark::None : (bits & isNew) != 0 ? OthersMark::New : OthersMark::Decided;
}

QStringList OthersDecisions::reviewers(int sample) const {
    QStringList names;
    for (std::size_t i = 0; isKnown(sample) && i < m_reviewers.size(); ++i)
        if ((m_samples[static_cast<std::size_t>(sample)] >> std::min(i, manyReviewers) & 1U) != 0)
            names.append(QString::fromStdString(m_reviewers[i]));
    return names;
}

} // namespace locascope
