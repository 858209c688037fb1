#pragma once

#include "core/model/inputsteps.h"
#include "core/plate/stain.h"

#include <vector>

namespace locascope {

enum class AbsentStain { Refuse, Zeros };
enum class Crops { Centre, Five };                 ///< five: the centre and the four corners
enum class Orientations { Upright, Flips, Eight }; ///< flips: none, left to right, top to bottom, both; eight: those, and each transposed
enum class CombineViews { Mean, Maximum };         ///< of the views' probabilities

/// What of a field the model is shown, and how its answers become one; core/model/views.h makes the views. Value.
struct ViewRecipe {
    int width = 0;  ///< a field is resized to width × height, out of which views are cut; 0: to the size of the model's input, and nothing is cut
    int height = 0;
    Crops crops = Crops::Centre;
    Orientations orientations = Orientations::Upright;
    CombineViews combine = CombineViews::Mean;
    friend bool operator==(const ViewRecipe&, const ViewRecipe&) = default;
};

/// How a stack becomes what the model takes. The one recipe of prediction, training and saliency. In order: each stain in `stains` divided by its type's maximum
/// (255 or 65535), resized to fieldWidth × fieldHeight (area mean when reduced, bilinear when enlarged), then (value − mean) / deviation per channel, then `steps`, then cut into views
/// of width × height. Prediction takes all of them, training and saliency the upright central one.
struct InputRecipe {
    int width = 512;
    int height = 512;
    std::vector<Stain> stains = {Stain::Microtubules, Stain::Protein, Stain::Nucleus, Stain::Reticulum}; ///< channel order
    std::vector<double> mean;      ///< per channel, in units of full scale; empty: 0
    std::vector<double> deviation; ///< per channel; empty: 1
    std::vector<InputStep> steps;  ///< on values as the line above leaves them: of full scale 1 whatever the depth of the image
    AbsentStain absentStain = AbsentStain::Refuse;
    ViewRecipe views = {};
    std::vector<InputRecipe> members = {}; ///< of an ensemble, whose own settings above are then those of the first: each other one once
    friend bool operator==(const InputRecipe&, const InputRecipe&) = default;
};

/// The size that a field is resized to.
int fieldWidth(const InputRecipe& recipe);
int fieldHeight(const InputRecipe& recipe);

} // namespace locascope
