#include "ui/widgets/repeatedkey.h"

#include <QKeyEvent>

namespace locascope {

void RepeatedKey::letGo(const QKeyEvent& release) {
    m_scanCode = release.nativeScanCode();
    m_time = release.timestamp();
}

bool RepeatedKey::isRepeat(const QKeyEvent& press) const {
    return press.isAutoRepeat() || (m_time != 0 && m_scanCode != 0 && press.timestamp() == m_time && press.nativeScanCode() == m_scanCode);
}

} // namespace locascope
