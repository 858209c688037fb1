#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// How a map of where a class's score depends on the image is made. Every map is non-negative and scaled so that its maximum is 1.
enum class SaliencyMethod : std::uint8_t {
    Cam,                ///< Zhou et al. 2016: the features before the global mean, weighted as the one linear layer behind it weighs them
    GradCam,            ///< Selvaraju et al. 2017: the same features, weighted by their mean gradient
    GradCamPlusPlus,    ///< Chattopadhay et al. 2018: by their positive gradients, each weighted so that small places count as large ones
    GradientTimesInput, ///< Shrikumar et al. 2016: gradient × input, summed over stains and cells; what is positive of it
    SmoothGrad,         ///< Smilkov et al. 2017: the same with the gradient's mean over smoothGradPasses noisy inputs
    Occlusion,          ///< Zeiler and Fergus 2014: how far the score falls where a square of the image is darkened. The judge of the others; slow
};
inline constexpr std::array allSaliencyMethods{SaliencyMethod::Cam,        SaliencyMethod::GradCam,   SaliencyMethod::GradCamPlusPlus, SaliencyMethod::GradientTimesInput,
                                               SaliencyMethod::SmoothGrad, SaliencyMethod::Occlusion};

inline constexpr int smoothGradPasses = 16;
inline constexpr double smoothGradNoise = 0.1; ///< standard deviation of the noise, as a share of the input's range; always the same noise
inline constexpr int gradientCells = 32;       ///< most cells a side of a map of gradient × input and SmoothGrad
inline constexpr int occlusionSteps = 16;      ///< cells a side of a map of occlusion; the darkened square is two cells wide, and moves by one

/// Stable, as the command line takes it: "cam", "grad-cam", "grad-cam++", "gradient-x-input", "smoothgrad", "occlusion".
std::string_view saliencyMethodKey(SaliencyMethod method);
std::optional<SaliencyMethod> saliencyMethodOf(std::string_view key);
/// The keys, separated by commas.
std::string saliencyMethodKeys(const std::vector<SaliencyMethod>& methods);
/// As publications write it, in English: "Grad-CAM++".
std::string_view saliencyMethodName(SaliencyMethod method);

} // namespace locascope
