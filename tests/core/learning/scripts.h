#pragma once

#include "core/files/readfile.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace locascope::testing {

/// A TorchScript file whose module consists of this source ("def forward(self, x): …"), with a parameter `weight` of 3 × 4 numbers 0.1, 0.2, …
Bytes scriptOf(const std::string& source);

/// The built-in architecture with random weights.
Bytes classifierScript(int channels, int classes, std::uint64_t seed);

/// So many tensors of so many bytes live together, are written to their ends, and are given back. Whether each began at a multiple of 64. Throws what LibTorch throws.
bool tensorsComeAndGo(std::size_t bytes, int count);

/// roundedWithFeedback to bfloat16 of the weights of so many outputs.
std::vector<float> roundedToBFloat16(const std::vector<float>& weights, int outputs, const std::vector<float>& means = {}, const std::vector<float>& lost = {});

/// What `forward` consists of once it is frozenModule, without constants: "aten::conv2d", …
std::vector<std::string> operatorsWhenFrozen(const Bytes& script);

/// convolutionMeans of an image of 8² whose columns are by turns one above and one below a value; a row for each convolution, empty where its tensor is undefined.
std::vector<std::vector<float>> readByConvolutions(const Bytes& script, int channels, float value);

/// Of madeUpField.
std::vector<float> madeUpValues(int channels, int side);

/// How many convolutions say themselves that a graphics processor may round to ten bits of mantissa: in the file, and as the program loads it.
struct RoundingConvolutions {
    int inFile = 0;
    int loaded = 0;
};
RoundingConvolutions roundingConvolutions(const std::filesystem::path& file);

/// The same as torch.jit.freeze leaves it: weights are constants.
Bytes frozen(const Bytes& script);

/// Tensors as torch.save writes them: the same kind of archive, but no module.
Bytes savedWeights();

} // namespace locascope::testing
