#pragma once

#include "core/model/engine.h"

namespace locascope {

/// An engine that takes fields, as `preprocess` makes them, and answers one row a field: it cuts the views of its card's recipe, asks `engine`, which takes views, and combines the
/// answers. Views are made for one batch at a time and never all at once. Saliency is that of the upright central view. Where the recipe has no views, `engine` itself.
std::unique_ptr<Engine> withViews(std::unique_ptr<Engine> engine);

} // namespace locascope
