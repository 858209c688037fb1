#pragma once

#include "core/plate/stain.h"

#include <QString>

#include <optional>

namespace locascope {

/// Raw counts of one image pixel, as the file has them.
struct FieldReading {
    int x = 0; ///< image pixels
    int y = 0;
    PerStain<std::optional<int>> values; ///< none where the stain is not there
    friend bool operator==(const FieldReading&, const FieldReading&) = default;
};

/// "N 1204  P 33  M 870  ER –", or of one stain alone.
QString valuesText(const FieldReading& reading, std::optional<Stain> only = {});

} // namespace locascope
