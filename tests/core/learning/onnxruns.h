#pragma once

#include "core/files/readfile.h"
#include "core/model/preprocess.h"
#include "core/onnx/onnxscript.h"

#include <filesystem>
#include <string>
#include <vector>

namespace locascope::testing {

/// What the imported model makes of `count` images (one after the other in `images`): count × classes numbers, as they come out of its script.
std::vector<float> runOnnx(const Bytes& model, const OnnxWish& wish, const std::vector<float>& images, int count);

/// Whether a step of training changes something: gradients of the sum of the outputs reach this many of the model's parameters, of how many.
struct Trainable {
    int reached = 0;
    int all = 0;
};
Trainable trainableParts(const Bytes& torchScript, int channels, int side);

/// What the weights' method features(x) gives for `count` images of side × side: images × features, row by row.
std::vector<float> featuresOf(const Bytes& torchScript, const std::vector<float>& images, int count, int channels, int side);

/// What the weights give for one image as LibTorch itself reads and runs them.
std::vector<float> asLibTorchRuns(const Bytes& torchScript, const InputTensor& image);

/// Read as the program reads models, and written.
Bytes savedAgain(const std::filesystem::path& torchScript);

} // namespace locascope::testing
