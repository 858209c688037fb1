#include "ui/figure/figurepicture.h"

#include "core/files/error.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace locascope {

namespace {

constexpr int mostPixelsOfASide = 32000; ///< Qt's rasteriser goes no further

DisplaySettings displayOf(const FigurePane& pane, const FigureDescription& figure) {
    DisplaySettings display = figure.display;
    if (pane.kind == FigurePane::Kind::Stain) {
        display.mode = figure.greySingles ? DisplayMode::Greyscale : DisplayMode::Colour;
        display.active = pane.stain;
    }
    return display;
}

} // namespace

QSize pictureSize(const PixelRectangle& crop, int pixels) {
    const int longest = std::max(crop.width, crop.height);
    const double scale = pixels > 0 ? double(pixels) / longest : 1;
    return {std::max(1, int(std::lround(crop.width * scale))), std::max(1, int(std::lround(crop.height * scale)))};
}

QImage pictureOf(const FigureField& field, const FigurePane& pane, const FigureDescription& figure) {
    const QSize size = pictureSize(field.crop, figure.pixels);
    if (size.width() > mostPixelsOfASide || size.height() > mostPixelsOfASide)
        throw Error(ErrorKind::TooLarge, {}, "a picture has more than 32,000 pixels a side; ask for fewer");
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw Error(ErrorKind::TooLarge, {}, "there is not enough memory for a picture; ask for fewer pixels");
    image.fill(Qt::black);
    const Viewport view{.left = double(field.crop.x),
                        .top = double(field.crop.y),
                        .scale = double(size.width()) / field.crop.width,
                        .width = size.width(),
                        .height = size.height()};
    auto* pixels = reinterpret_cast<std::uint32_t*>(image.bits());
    const auto bytesPerLine = static_cast<std::size_t>(image.bytesPerLine());
    compositeView(field.stack, displayOf(pane, figure), view, pixels, bytesPerLine);
    if (pane.kind == FigurePane::Kind::Saliency && !field.saliency.map.isEmpty())
        overlayHeatMap(field.saliency.map, field.stack.fullWidth, field.stack.fullHeight, view, {heatColours(field.saliency.palette), field.saliency.opacity}, pixels, bytesPerLine);
    return image.convertToFormat(QImage::Format_RGB32);
}

} // namespace locascope
