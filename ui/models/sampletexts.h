#pragma once

#include "core/plate/plate.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

/// Id and well of every sample in one piece of memory, their case folded, so that looking for a part of them in a million samples takes some
/// milliseconds. Immutable.
class SampleTexts final {
public:
    SampleTexts() = default;
    explicit SampleTexts(const std::vector<Sample>& samples);

    /// One entry per sample: 1 where its id or its well contains `part`, ignoring case (of any script). All where `part` is empty. Ids that are not
    /// UTF-8 are found by those of their parts that are. Unfinished when `stop` is requested.
    std::vector<char> containing(const QString& part, const std::stop_token& stop) const;

private:
    std::string m_folded;                ///< id NUL well NUL id NUL …
    std::vector<std::size_t> m_starts;   ///< of each sample's id
};

} // namespace locascope
