#include "core/imaging/nicelength.h"

#include <cmath>
#include <initializer_list>

namespace locascope {

double niceLength(double longest) {
    const double decade = std::pow(10.0, std::floor(std::log10(longest)));
    for (const double step : {5.0, 2.0})
        if (step * decade <= longest)
            return step * decade;
    return decade;
}

} // namespace locascope
