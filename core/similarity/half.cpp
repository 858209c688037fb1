#include "core/similarity/half.h"

#include <bit>

namespace locascope {

namespace {

constexpr std::uint32_t infinity = 0x7F800000;
constexpr std::uint32_t roundsToInfinity = 0x477FF000; ///< 65520
constexpr std::uint32_t smallestNormal = 0x38800000;   ///< 2^-14
constexpr std::uint32_t rebias = 0x38000000;           ///< 127 − 15, as exponents lie

} // namespace

std::uint16_t toHalf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = bits >> 16U & 0x8000U, magnitude = bits & 0x7FFFFFFFU;
    const auto signedHalf = [sign](std::uint32_t half) { return static_cast<std::uint16_t>(sign | half); };
    if (magnitude > infinity)
        return signedHalf(0x7E00);
    if (magnitude >= roundsToInfinity)
        return signedHalf(0x7C00);
    if (magnitude < smallestNormal) // a step of halves here is one of floats at a half, so that the sum rounds
        return signedHalf(std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) + 0.5F) - std::bit_cast<std::uint32_t>(0.5F));
    const std::uint32_t odd = magnitude >> 13U & 1U;
    return signedHalf((magnitude - rebias + 0xFFFU + odd) >> 13U);
}

float fromHalf(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000U) << 16U, magnitude = (half & 0x7FFFU) << 13U;
    if ((half & 0x7C00U) == 0x7C00U)
        return std::bit_cast<float>(sign | infinity | magnitude);
    return std::bit_cast<float>(sign | std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) * 0x1p112F));
}

} // namespace locascope
