#pragma once

#include "core/imaging/contrast.h"
#include "core/imaging/kernels/compositekernel.h"

#include <array>
#include <optional>

namespace locascope {

/// What a kernel is told of a stain, without its values: raw ones from 0 to `highest`, or sums of `taps` such, 1 to 16. `full` is red, green and blue
/// at full brightness, in [0, 255]; gamma > 0. As displayFraction, to the precision of a float; nothing where every value is black. A window that goes
/// on for ever is black between its ends.
std::optional<LayerRow> layerRow(const ContrastWindow& window, const std::array<double, 3>& full, int highest, int taps);

} // namespace locascope
