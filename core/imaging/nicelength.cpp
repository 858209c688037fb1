#include "core/imaging/nicelength.h"

#include <cmath>
#include <initializer_list>

namespace locascope {

namespace {

constexpr double rounding = 1e-9; // so that 5 is 5 times 1 whatever the logarithm left

} // namespace

double niceLength(double longest) {
    const double decade = std::pow(10.0, std::floor(std::log10(longest)));
    for (const double step : {5.0, 2.0})
        if (step * decade <= longest * (1 + rounding))
            return step * decade;
    return decade;
}

} // namespace locascope
