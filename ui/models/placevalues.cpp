#include "ui/models/placevalues.h"

#include <algorithm>

namespace locascope {

void fitRamp(PlaceValues& values) {
    std::optional<double> smallest, largest;
    for (const auto& value : values.values)
        if (value) {
            smallest = std::min(smallest.value_or(*value), *value);
            largest = std::max(largest.value_or(*value), *value);
        }
    if (!largest)
        return;
    values.lowest = *smallest < 0 || *smallest > *largest / 2 ? *smallest : 0;
    values.highest = *largest;
    if (values.form == PlaceValues::Form::Share)
        values.lowest = 0;
    if (!(values.highest > values.lowest))
        values.highest = values.lowest + (values.form == PlaceValues::Form::Share ? 0.01 : 1);
}

} // namespace locascope
