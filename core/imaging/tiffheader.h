#pragma once

#include "core/imaging/decode.h"
#include "core/imaging/tifflibrary.h"

namespace locascope {

enum class SampleKind { Unsigned, Signed, Float };

/// How the current directory of a TIFF stores its pixels.
struct TiffLayout {
    ImageHeader header;
    SampleKind kind = SampleKind::Unsigned;
    bool arePlanesSeparate = false; ///< each sample has its own strips or tiles

    int samplesInBlock() const { return arePlanesSeparate ? 1 : header.channels; }
    /// Whole samples of 8 or 16 bits, which are a plane's values as they are.
    bool isPlain() const { return kind == SampleKind::Unsigned && (header.bits == 8 || header.bits == 16); }
};

/// What the current directory says, with everything refused that its tags alone refuse. `pages` is passed on. Errors as decodePlane.
TiffLayout readTiffLayout(TIFF* tiff, int pages, const std::filesystem::path& path, const DecodeLimits& limits, const ImagePlace& place);

} // namespace locascope
