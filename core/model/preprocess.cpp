#include "core/model/preprocess.h"

#include "core/files/error.h"
#include "core/model/resample.h"

#include <algorithm>

namespace locascope {

namespace {

double entryOr(const std::vector<double>& numbers, std::size_t index, double otherwise) {
    return index < numbers.size() ? numbers[index] : otherwise;
}

void normalise(float* values, std::size_t count, double mean, double deviation) {
    if (mean == 0 && deviation == 1)
        return;
    const auto scale = static_cast<float>(1 / deviation);
    const auto offset = static_cast<float>(-mean / deviation);
    std::transform(values, values + count, values, [=](float value) { return value * scale + offset; });
}

InputTensor partsOf(const ChannelStack& stack, const std::vector<InputRecipe>& members) {
    InputTensor tensor;
    for (const InputRecipe& member : members)
        tensor.parts.push_back(preprocess(stack, member));
    return tensor;
}

} // namespace

InputTensor preprocess(const ChannelStack& stack, const InputRecipe& recipe) {
    if (stack.reduction != 1)
        throw Error(ErrorKind::Mismatch, {}, "a classifier reads fields at full size, not reduced ones");
    if (!recipe.members.empty())
        return partsOf(stack, recipe.members);
    const int width = fieldWidth(recipe);
    const int height = fieldHeight(recipe);
    InputTensor tensor{static_cast<int>(recipe.stains.size()), height, width, {}};
    const std::size_t pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    tensor.values.assign(recipe.stains.size() * pixels, 0.0F);
    for (std::size_t channel = 0; channel < recipe.stains.size(); ++channel) {
        const Plane& plane = stack.planes[recipe.stains[channel]];
        float* values = tensor.values.data() + channel * pixels;
        if (!plane.isEmpty())
            resamplePlane(plane, width, height, values);
        else if (recipe.absentStain == AbsentStain::Refuse)
            throw Error(ErrorKind::Mismatch, {},
                        "lacks the " + std::string(stainKey(recipe.stains[channel])) + " stain, which the model needs");
        normalise(values, pixels, entryOr(recipe.mean, channel, 0), entryOr(recipe.deviation, channel, 1));
    }
    applyInputSteps(tensor.values, recipe.stains.size(), recipe.steps);
    return tensor;
}

} // namespace locascope
