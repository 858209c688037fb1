#pragma once

#include "core/plate/stain.h"

#include <optional>
#include <string>
#include <string_view>

namespace locascope {

enum class FileNameKind {
    Other,             ///< no image by its extension
    ImageWithoutStain, ///< png, jpg, jpeg, tif or tiff, with or without .gz, but no colour word
    StainImage,        ///< `<id>_<colour>.<extension>` or `<colour>.<extension>`, with or without .gz behind it
};

/// What the name of a file says, extension and colour in any case.
struct ParsedFileName {
    FileNameKind kind = FileNameKind::Other;
    std::string_view base;         ///< `<id>`, a view into the name; empty for `<colour>.<extension>`
    Stain stain = Stain::Protein;  ///< of stain images
};

ParsedFileName parseFileName(std::string_view name);

/// What the short id of a sample says of its place.
struct ParsedPosition {
    std::string_view scheme; ///< "atlas", "plate-well", "well", "challenge" or "other"
    std::string plateName;
    std::string well;        ///< as normalisedWell
    std::optional<int> site;
};

/// atlas: `<antibody>_<plate>_<well>_<site>[_…]`; plate-well: `<plate>_<well>_<site>`; well: `<well>_<site>` or `<well>`
/// in capitals (a "s9" is rather the ninth sample);
/// challenge: a UUID. `folder` is the name of the directory that holds the sample, or empty: `<well>/<site>` is a well, too.
ParsedPosition parsePosition(std::string_view shortId, std::string_view folder);

} // namespace locascope
