#pragma once

#include <vector>

namespace locascope {

double meanOf(const std::vector<double>& values);   ///< NaN of none
double medianOf(std::vector<double> values);        ///< the mean of the middle two of an even number; NaN of none. No value may be NaN
double medianDeviation(std::vector<double> values); ///< median absolute deviation from the median; NaN of none

} // namespace locascope
