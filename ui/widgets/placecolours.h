#pragma once

#include "ui/models/platemap.h"

#include <QColor>

#include <memory>
#include <optional>

namespace locascope {

/// The figure that the session's staining check shows, well by well; null before a check.
std::shared_ptr<const PlaceValues> stainingValues(Session& session, const Places& places);

/// The colour of a value on the map, by ramp or by category.
QColor colourOf(const PlateMap& map, double value);

/// As short as fits a well: "44", "1.2k", the first letters of a category.
QString shortText(const PlateMap& map, double value);

} // namespace locascope
