#pragma once

#include "core/plate/places.h"
#include "core/review/sheet.h"
#include "ui/models/placevalues.h"

#include <cstddef>

namespace locascope {

/// Most values of a column that have colours of their own; with more, the rarest share the last, called "other" (an empty category).
inline constexpr std::size_t mostCategories = 10;

/// What a column of the sheet says of every place: numbers where all its cells are numbers and they are more than `mostCategories` different ones (of several fields their median),
/// else categories in natural order (of several fields the most frequent). Places of which the sheet says nothing have no value.
PlaceValues sheetColumnValues(const JoinedSheet& sheet, std::size_t column, const Places& places);

} // namespace locascope
