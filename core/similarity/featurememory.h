#pragma once

#include "core/similarity/featuretable.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// Whose features: of the samples of this plate, as this model saw them.
struct FeatureSubject {
    std::filesystem::path plate; ///< its root
    std::string model;           ///< predictionDigest of its card
};

struct KeptFeatures {
    std::size_t length = 0;            ///< of a vector
    std::vector<FeatureKey> keys;      ///< of each
    std::vector<std::uint16_t> halves; ///< one vector behind the other
};

/// What the file of a subject holds behind its seal.
std::string packedFeatures(const FeatureSubject& subject, const FeatureTable& table);
/// Inverse; nothing of other bytes, or of another subject.
KeptFeatures unpackedFeatures(std::string_view bytes, const FeatureSubject& subject);

/// One file a subject below `cacheDirectory`/features: derived data, which a sweep makes again, so that none of it can endanger labels. Nothing where the file is not there, damaged or of another subject; an empty directory remembers
/// nothing. Does not throw. Any thread.
KeptFeatures recallFeatures(const std::filesystem::path& cacheDirectory, const FeatureSubject& subject);

/// Replaces what is kept. Over `mostBytes` in all, the files that were used longest ago go. Does not throw: where nothing can be written they are computed again.
void keepFeatures(const std::filesystem::path& cacheDirectory, const FeatureSubject& subject, const FeatureTable& table, std::uint64_t mostBytes = std::uint64_t{1} << 30U);

} // namespace locascope
