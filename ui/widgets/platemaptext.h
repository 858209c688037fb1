#pragma once

#include "ui/models/platemap.h"

#include <QString>

namespace locascope {

/// "Review progress", …
QString colouringText(MapColouring colouring);

/// "44 %" or "1,204", as the colouring has shares or numbers.
QString valueText(double value, MapColouring colouring);

/// The same on a map, whose values may be given.
QString valueText(double value, const PlateMap& map);
/// What the map is coloured by, with the name of what was given.
QString colouringText(const PlateMap& map);

/// "9 fields, 4 reviewed".
QString fieldsText(const PlaceCounts& counts);

/// "B02", or a folder's name; never empty.
QString placeText(const Place& place);

/// "A01–B03" where the wells fill what they span (wells without a field aside), "Plate7 · A01" where there are several plates, else how many.
QString placesText(const Places& places, const std::vector<int>& chosen);

/// A well or folder in lines: fields, reviewed, classes, disagreement, problems.
QString placeSummary(const PlateMap& map, int place, const Vocabulary& vocabulary);

/// The same in one line for a screen reader: name, fields, reviewed, value of the colouring.
QString placeSpoken(const PlateMap& map, int place);

} // namespace locascope
