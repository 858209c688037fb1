#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace locascope {

/// Something else than counts of fields that the places of a plate map are coloured by. Immutable.
struct PlaceValues {
    enum class Form { Number, Share, Category };
    Form form = Form::Number;
    QString title;
    std::vector<std::optional<double>> values; ///< by place; of Form::Category a position in `categories`
    QStringList categories;
    double lowest = 0;  ///< of the ramp
    double highest = 1; ///< above `lowest`
};

/// Ends of the ramp: 0 and the largest value, or the smallest and the largest where all lie in the upper half of that. Of shares as rounded by the plate map.
void fitRamp(PlaceValues& values);

} // namespace locascope
