#pragma once

#include <cstdint>

namespace locascope {

// Half precision, IEEE 754 binary16: a sign, five bits of exponent, ten of mantissa.

/// Rounded to the nearest, of two as near the even one; beyond 65504 infinite from 65520 on. Not a number stays not a number.
std::uint16_t toHalf(float value);
/// Exact.
float fromHalf(std::uint16_t half);

} // namespace locascope
