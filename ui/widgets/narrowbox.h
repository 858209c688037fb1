#pragma once

#include <QComboBox>

namespace locascope {

/// As wide as so many letters at least, whatever its entries: it stretches where there is room, and never widens the window beyond a small screen.
inline void makeNarrow(QComboBox& box, int letters) {
    box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box.setMinimumContentsLength(letters);
    box.setMaxVisibleItems(30);
}

} // namespace locascope
