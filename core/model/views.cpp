#include "core/model/views.h"

#include "core/files/error.h"
#include "core/model/saliencygrid.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

constexpr unsigned mirrored = 1;
constexpr unsigned upsideDown = 2;
constexpr unsigned transposed = 4;

std::size_t orientationCount(Orientations orientations) {
    switch (orientations) {
    case Orientations::Flips: return 4;
    case Orientations::Eight: return 8;
    case Orientations::Upright: break;
    }
    return 1;
}

std::size_t cropCount(Crops crops) { return crops == Crops::Five ? 5 : 1; }

struct Corner {
    int x = 0;
    int y = 0;
};

Corner cornerOf(const InputRecipe& recipe, std::size_t crop) {
    const int right = fieldWidth(recipe) - recipe.width;
    const int bottom = fieldHeight(recipe) - recipe.height;
    if (crop == 0)
        return {right / 2, bottom / 2};
    return {(crop - 1) % 2 == 0 ? 0 : right, crop < 3 ? 0 : bottom};
}

// Where a pixel of the turned view lies in the field's plane.
std::ptrdiff_t sourceOf(const InputRecipe& recipe, Corner corner, std::size_t orientation, int x, int y) {
    if (orientation & mirrored)
        x = recipe.width - 1 - x;
    if (orientation & upsideDown)
        y = recipe.height - 1 - y;
    if (orientation & transposed)
        std::swap(x, y);
    return static_cast<std::ptrdiff_t>(corner.y + y) * fieldWidth(recipe) + corner.x + x;
}

void requireField(const InputTensor& field, const InputRecipe& recipe) {
    const std::size_t expected = recipe.stains.size() * static_cast<std::size_t>(fieldWidth(recipe)) * static_cast<std::size_t>(fieldHeight(recipe));
    if (field.width != fieldWidth(recipe) || field.height != fieldHeight(recipe) || field.values.size() != expected)
        throw Error(ErrorKind::Mismatch, {}, "a field of " + std::to_string(field.width) + " × " + std::to_string(field.height) + " is none of this recipe");
}

int cellsOf(int cells, int field, int view) {
    return std::max(1, static_cast<int>(std::lround(static_cast<double>(cells) * field / view)));
}

} // namespace

int fieldWidth(const InputRecipe& recipe) { return recipe.views.width > 0 ? recipe.views.width : recipe.width; }
int fieldHeight(const InputRecipe& recipe) { return recipe.views.height > 0 ? recipe.views.height : recipe.height; }

std::size_t viewCount(const InputRecipe& recipe) { return cropCount(recipe.views.crops) * orientationCount(recipe.views.orientations); }

InputTensor viewOf(const InputTensor& field, const InputRecipe& recipe, std::size_t number) {
    requireField(field, recipe);
    if (number >= viewCount(recipe))
        throw Error(ErrorKind::Invalid, {}, "there is no view " + std::to_string(number) + " of " + std::to_string(viewCount(recipe)));
    const std::size_t orientation = number % orientationCount(recipe.views.orientations);
    const Corner corner = cornerOf(recipe, number / orientationCount(recipe.views.orientations));
    const std::ptrdiff_t origin = sourceOf(recipe, corner, orientation, 0, 0);
    const std::ptrdiff_t stepX = sourceOf(recipe, corner, orientation, 1, 0) - origin;
    const std::ptrdiff_t stepY = sourceOf(recipe, corner, orientation, 0, 1) - origin;
    InputTensor view{field.channels, recipe.height, recipe.width, {}};
    view.values.resize(static_cast<std::size_t>(field.channels) * static_cast<std::size_t>(view.height) * static_cast<std::size_t>(view.width));
    float* target = view.values.data();
    const std::ptrdiff_t plane = static_cast<std::ptrdiff_t>(field.width) * field.height;
    for (int channel = 0; channel < field.channels; ++channel)
        for (int y = 0; y < view.height; ++y) {
            const float* source = field.values.data() + channel * plane + origin + y * stepY;
            for (int x = 0; x < view.width; ++x)
                *target++ = source[x * stepX];
        }
    return view;
}

std::vector<float> combineViews(std::span<const std::vector<float>> rows, CombineViews combine) {
    std::vector<float> combined = rows.front();
    for (const std::vector<float>& row : rows.subspan(1))
        std::transform(row.begin(), row.end(), combined.begin(), combined.begin(), [=](float value, float before) {
            return combine == CombineViews::Maximum ? std::max(value, before) : value + before;
        });
    if (combine == CombineViews::Mean && rows.size() > 1)
        for (float& value : combined)
            value = std::min(1.0F, value / static_cast<float>(rows.size()));
    return combined;
}

InputRecipe uprightRecipe(InputRecipe recipe) {
    recipe.views = {.width = recipe.views.width, .height = recipe.views.height, .crops = Crops::Centre, .orientations = Orientations::Upright, .combine = CombineViews::Mean};
    return recipe;
}

SaliencyMap mapOfField(const SaliencyMap& ofView, const InputRecipe& recipe) {
    const int width = fieldWidth(recipe);
    const int height = fieldHeight(recipe);
    if (ofView.isEmpty() || (width == recipe.width && height == recipe.height))
        return ofView;
    const Corner corner = cornerOf(recipe, 0);
    SaliencyMap map{cellsOf(ofView.width, width, recipe.width), cellsOf(ofView.height, height, recipe.height), {}};
    for (int y = 0; y < map.height; ++y)
        for (int x = 0; x < map.width; ++x) {
            const double inViewX = (x + 0.5) * width / map.width - corner.x;
            const double inViewY = (y + 0.5) * height / map.height - corner.y;
            const bool isInside = inViewX >= 0 && inViewX <= recipe.width && inViewY >= 0 && inViewY <= recipe.height;
            map.values.push_back(isInside ? sampledAt(ofView, inViewX / recipe.width * ofView.width - 0.5, inViewY / recipe.height * ofView.height - 0.5) : 0.0F);
        }
    scaleToOne(map.values);
    return map;
}

std::string viewsText(const InputRecipe& recipe) {
    const bool isCut = fieldWidth(recipe) != recipe.width || fieldHeight(recipe) != recipe.height;
    if (!isCut && viewCount(recipe) == 1)
        return {};
    std::string text = viewCount(recipe) == 1 ? "one view: " : std::to_string(viewCount(recipe)) + " views: ";
    if (isCut)
        text += (recipe.views.crops == Crops::Five ? "five crops of " : "the centre of ") + std::to_string(fieldWidth(recipe)) + " × " + std::to_string(fieldHeight(recipe)) + ", ";
    text += recipe.views.orientations == Orientations::Eight ? "eight orientations" : recipe.views.orientations == Orientations::Flips ? "four flips" : "upright";
    if (viewCount(recipe) > 1)
        text += recipe.views.combine == CombineViews::Maximum ? "; maximum of the probabilities" : "; mean of the probabilities";
    return text;
}

} // namespace locascope
