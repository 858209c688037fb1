#include "core/model/modelcardviews.h"

#include "core/model/modelcardkeys.h"
#include "core/model/views.h"

#include <cmath>

namespace locascope {

namespace {

constexpr double leastTemperature = 0.001;
constexpr double mostTemperature = 1000;

void readResize(const CardReader& input, InputRecipe& recipe) {
    if (!input.has("resize"))
        return;
    const auto sides = input.list<int>("resize", "whole numbers");
    if (sides.size() != 2)
        input.failAt("resize", "must be a list of width and height");
    if (sides[0] > maxInputSide || sides[1] > maxInputSide)
        input.failAt("resize", "must lie within " + std::to_string(maxInputSide));
    if (sides[0] < recipe.width || sides[1] < recipe.height)
        input.failAt("resize", "is smaller than the input, so that nothing can be cut from it");
    if (sides[0] == recipe.width && sides[1] == recipe.height)
        input.failAt("resize", "is the size of the input, so that nothing is cut from it; leave it out");
    recipe.views.width = sides[0];
    recipe.views.height = sides[1];
}

} // namespace

void readViews(const CardReader& input, InputRecipe& recipe) {
    readResize(input, recipe);
    recipe.views.crops = input.word("crops", cardkeys::crops, Crops::Centre);
    recipe.views.orientations = input.word("orientations", cardkeys::orientations, Orientations::Upright);
    recipe.views.combine = input.word("combine", cardkeys::combine, CombineViews::Mean);
    if (recipe.views.crops == Crops::Five && recipe.views.width == 0)
        input.failAt("crops", "are five times the same without a larger resize");
    if (recipe.views.orientations == Orientations::Eight && recipe.width != recipe.height)
        input.failAt("orientations", "eight need an input as wide as high; flips do not");
    if (input.has("combine") && viewCount(recipe) == 1)
        input.failAt("combine", "says how several views become one answer, but there is one view; leave it out");
}

void emitViews(YAML::Emitter& out, const InputRecipe& recipe) {
    const auto emitWord = [&](const char* key, std::string_view word) { out << YAML::Key << key << YAML::Value << std::string(word); };
    const ViewRecipe& views = recipe.views;
    if (views.width > 0)
        out << YAML::Key << "resize" << YAML::Value << YAML::Flow << YAML::BeginSeq << views.width << views.height << YAML::EndSeq;
    if (views.crops != Crops::Centre)
        emitWord("crops", cardkeys::wordOf(cardkeys::crops, views.crops));
    if (views.orientations != Orientations::Upright)
        emitWord("orientations", cardkeys::wordOf(cardkeys::orientations, views.orientations));
    if (views.combine != CombineViews::Mean)
        emitWord("combine", cardkeys::wordOf(cardkeys::combine, views.combine));
}

void readTemperature(const CardReader& card, ModelCard& read) {
    read.temperature = card.value<double>("temperature", "a number", 1);
    if (!(read.temperature >= leastTemperature && read.temperature <= mostTemperature))
        card.failAt("temperature", "must lie between 0.001 and 1000");
    if (card.has("temperature") && read.output == OutputKind::Probabilities)
        card.failAt("temperature", "divides logits, but the output is probabilities");
}

} // namespace locascope
