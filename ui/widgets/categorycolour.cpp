#include "ui/widgets/categorycolour.h"

#include <algorithm>
#include <array>

namespace locascope {

QColor categoryColour(int category) {
    constexpr std::array<QRgb, 10> muted{0xff88ccee, 0xffcc6677, 0xffddcc77, 0xff117733, 0xffaa4499, 0xff44aa99, 0xff999933, 0xff882255, 0xff332288, 0xffdddddd};
    return QColor::fromRgb(muted[static_cast<std::size_t>(std::clamp(category, 0, static_cast<int>(muted.size()) - 1))]);
}

} // namespace locascope
