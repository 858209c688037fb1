#pragma once

#include "core/imaging/plane.h"
#include "core/model/modelcard.h"

#include <vector>

namespace locascope {

/// A model's input for one sample, the whole field or one view of it: channels × height × width, row-major, normalised.
struct InputTensor {
    int channels = 0;
    int height = 0;
    int width = 0;
    std::vector<float> values;
    std::vector<InputTensor> parts = {}; ///< of an ensemble, which has nothing else: one by each of the recipe's `members`
    friend bool operator==(const InputTensor&, const InputTensor&) = default;
};

/// The field by the recipe, fieldWidth × fieldHeight; core/model/views.h cuts views from it. `stack` must be decoded at reduction 1, so that one sample has one answer whoever asks. Error Mismatch where it is not, and where
/// it lacks a stain that the recipe needs and AbsentStain is Refuse. 512²: 1 ms a channel; 2048² reduced to 512²: 8 ms.
InputTensor preprocess(const ChannelStack& stack, const InputRecipe& recipe);

} // namespace locascope
