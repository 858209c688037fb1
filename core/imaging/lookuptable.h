#pragma once

#include "core/imaging/composite.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace locascope {

/// For each share of full brightness, 0 to 255, an opaque pixel 0xFFRRGGBB.
using PixelTable = std::array<std::uint32_t, 256>;

/// Fire and Ice as ImageJ interpolates them from the 32 colours of its LutLoader (public domain); Viridis between ten colours of matplotlib's map
/// (Smith and van der Walt, 2015, CC0), within three steps of it. Pure: grey.
const PixelTable& pixelTable(LookUpTable table);

/// ImageJ's names: "Fire", "Ice", "mpl-viridis"; empty for Pure.
std::string_view lookUpTableName(LookUpTable table);
std::optional<LookUpTable> lookUpTableOfName(std::string_view name);
inline constexpr std::array lookUpTables{LookUpTable::Fire, LookUpTable::Ice, LookUpTable::Viridis};

} // namespace locascope
