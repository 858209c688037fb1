#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locascope {

/// Of which content features are: the first bytes of the SHA-256 of a content digest.
using FeatureKey = std::array<unsigned char, 16>;
FeatureKey featureKey(std::string_view contentDigest);

/// What one model saw in the samples of a plate: a vector each, scaled to length 1 (so that none is beyond what half precision can say) and kept as halves. Zeros stay zeros. Not thread safe.
class FeatureTable final {
public:
    /// More than `mostBytes` of halves are not taken.
    explicit FeatureTable(std::size_t mostBytes = usualBytes) : m_mostBytes(mostBytes) {}

    /// Replaces what is known of that sample. False, and nothing kept, where they are of another length than those before, not finite, none, or too many.
    bool put(int sample, const FeatureKey& key, std::span<const float> features);
    /// The same of halves that a table gave.
    bool put(int sample, const FeatureKey& key, std::span<const std::uint16_t> halves);

    std::size_t length() const { return m_length; } ///< of a vector; 0 while there is none
    std::size_t count() const { return m_samples.size(); }
    const std::uint16_t* rows() const { return m_values.data(); } ///< count() × length(), row by row
    std::span<const std::uint16_t> row(std::size_t row) const { return {m_values.data() + row * m_length, m_length}; }
    const std::vector<int>& samples() const { return m_samples; } ///< of each row
    const FeatureKey& key(std::size_t row) const { return m_keys[row]; }
    /// What makes the halves of a row a vector of length 1, which rounding left a little beside it; 0 of zeros.
    float scale(std::size_t row) const { return m_scales[row]; }
    std::optional<std::size_t> rowOf(int sample) const;

    static constexpr std::size_t usualBytes = std::size_t{512} << 20U;

private:
    std::size_t m_mostBytes;
    std::size_t m_length = 0;
    std::vector<std::uint16_t> m_values;
    std::vector<float> m_scales;
    std::vector<int> m_samples;
    std::vector<FeatureKey> m_keys;
    std::unordered_map<int, std::size_t> m_rows;
};

} // namespace locascope
