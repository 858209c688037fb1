#pragma once

#include "core/imaging/heatmap.h"
#include "core/model/preprocess.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace locascope {

/// A view of a field is what the model takes: width × height of the recipe, cut from the field and turned. Views are numbered from 0, which is the upright one of
/// the centre: first all orientations of the centre, then those of the corners top left, top right, bottom left, bottom right. An orientation mirrors the
/// transposed view (number & 4) left to right (number & 1) and top to bottom (number & 2). A centre that does not come out even lies half a pixel up and left.
std::size_t viewCount(const InputRecipe& recipe);

/// `field` as `preprocess` makes it by the recipe. Error Mismatch where its size is another, Invalid for a number that is not below viewCount.
InputTensor viewOf(const InputTensor& field, const InputRecipe& recipe, std::size_t number);

/// One probability a class: the mean, or the largest, over the rows of all views. At least one row, all of one length. Over probabilities and not logits: a plan
/// that changes no view's probability by more than some bound then changes none of the sample's by more, and one view that is very sure does not outvote the rest.
std::vector<float> combineViews(std::span<const std::vector<float>> rows, CombineViews combine);

/// The same recipe with the upright central view alone, which is what training and saliency see.
InputRecipe uprightRecipe(InputRecipe recipe);

/// A map of the upright central view as one of the whole field: 0 outside the view, as many cells as lie as close together as the view's, bilinear between them, its maximum 1 again.
SaliencyMap mapOfField(const SaliencyMap& ofView, const InputRecipe& recipe);

/// For people, in English: "40 views: five crops of 576 × 576, eight orientations each; mean of the probabilities". Empty where the recipe has one view of the whole field.
std::string viewsText(const InputRecipe& recipe);

} // namespace locascope
