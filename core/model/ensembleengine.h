#pragma once

#include "core/model/engine.h"

#include <memory>
#include <vector>

namespace locascope {

/// Several engines as one: probabilities are the weighted mean of theirs, a map is the weighted mean of theirs in the finest of their grids, its maximum 1 again. `card` is
/// ensembleModel's of their cards; inputs have a part by each of its recipes. All members run by the plan it is given; plans are not tried on it. It explains where every member does.
std::unique_ptr<Engine> makeEnsembleEngine(ModelCard card, std::vector<std::unique_ptr<Engine>> members);

} // namespace locascope
