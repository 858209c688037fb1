#pragma once

#include "core/files/readfile.h"
#include "ui/figure/figurelayout.h"

#include <string>
#include <utility>
#include <vector>

namespace locascope {

// A laid out figure as the bytes of a file. The same figure gives the same bytes: they hold no time. Text stays text in PDF (its letters embedded) and SVG,
// pictures are kept without loss. Each needs a QGuiApplication for its fonts. Any thread. Errors: TooLarge, Invalid (it cannot be painted).

/// A picture's pixels are the file's, one for one, or enlarged by a whole number until the text can be read.
QImage figureAsImage(const FigureLayout& layout);
/// `texts` become its tEXt and iTXt chunks; see encodeColourPng.
Bytes figureAsPng(const FigureLayout& layout, const std::vector<std::pair<std::string, std::string>>& texts = {});
/// One page of the figure's size.
Bytes figureAsPdf(const FigureLayout& layout);
Bytes figureAsSvg(const FigureLayout& layout);

} // namespace locascope
