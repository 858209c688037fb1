#include "core/similarity/featuretable.h"

#include "core/files/digest.h"
#include "core/similarity/half.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace locascope {

namespace {

double lengthOf(std::span<const float> values) {
    double sum = 0;
    for (const float value : values)
        sum += static_cast<double>(value) * static_cast<double>(value);
    return std::sqrt(sum);
}

} // namespace

FeatureKey featureKey(std::string_view contentDigest) {
    const std::string digest = sha256(contentDigest);
    FeatureKey key;
    for (std::size_t i = 0; i < key.size(); ++i)
        key[i] = static_cast<unsigned char>(std::stoi(digest.substr(2 * i, 2), nullptr, 16));
    return key;
}

bool FeatureTable::put(int sample, const FeatureKey& key, std::span<const float> features) {
    const double length = lengthOf(features);
    if (!std::isfinite(length))
        return false;
    std::vector<std::uint16_t> halves(features.size());
    std::transform(features.begin(), features.end(), halves.begin(),
                   [length](float value) { return length > 0 ? toHalf(static_cast<float>(static_cast<double>(value) / length)) : std::uint16_t{0}; });
    return put(sample, key, halves);
}

bool FeatureTable::put(int sample, const FeatureKey& key, std::span<const std::uint16_t> halves) {
    std::vector<float> values(halves.size());
    std::transform(halves.begin(), halves.end(), values.begin(), fromHalf);
    const double length = lengthOf(values);
    const auto known = m_rows.find(sample);
    const std::size_t row = known == m_rows.end() ? count() : known->second;
    const bool isOfOtherLength = m_length > 0 && halves.size() != m_length;
    if (halves.empty() || isOfOtherLength || !std::isfinite(length) || (row == count() && (m_values.size() + halves.size()) * sizeof halves[0] > m_mostBytes))
        return false;
    m_length = halves.size();
    if (row == count()) {
        m_rows.emplace(sample, row);
        m_samples.push_back(sample);
        m_keys.emplace_back();
        m_scales.emplace_back();
        m_values.resize(m_values.size() + m_length);
    }
    std::copy(halves.begin(), halves.end(), m_values.begin() + static_cast<std::ptrdiff_t>(row * m_length));
    m_keys[row] = key;
    m_scales[row] = length > 0 ? static_cast<float>(1 / length) : 0.0F;
    return true;
}

std::optional<std::size_t> FeatureTable::rowOf(int sample) const {
    const auto known = m_rows.find(sample);
    return known == m_rows.end() ? std::nullopt : std::optional(known->second);
}

} // namespace locascope
