#pragma once

#include <algorithm>
#include <utility>
#include <vector>

namespace locascope {

/// Several samples, chosen together. Never one alone: that is the current sample and no selection.
class SampleSelection final {
public:
    SampleSelection() = default;
    /// `samples` in any order; fewer than two are no selection.
    explicit SampleSelection(std::vector<int> samples)
        : m_samples(std::move(samples)) {
        std::sort(m_samples.begin(), m_samples.end());
        m_samples.erase(std::unique(m_samples.begin(), m_samples.end()), m_samples.end());
        if (m_samples.size() < 2)
            m_samples.clear();
    }

    bool isEmpty() const { return m_samples.empty(); }
    bool contains(int sample) const { return std::binary_search(m_samples.begin(), m_samples.end(), sample); }
    /// Ascending.
    const std::vector<int>& samples() const { return m_samples; }
    friend bool operator==(const SampleSelection&, const SampleSelection&) = default;

private:
    std::vector<int> m_samples;
};

} // namespace locascope
