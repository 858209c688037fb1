#pragma once

#include <QtGlobal>

class QKeyEvent;

namespace locascope {

/// Tells the repeats of a held key that come unmarked. X11 sends each as a release and a press of one instant; Qt marks them where the press was
/// already there when it read the release, and takes them for a key let go and pressed again where it was not (seen for one repeat in twenty).
class RepeatedKey final {
public:
    void letGo(const QKeyEvent& release);
    /// Whether `press` is marked as a repeat, or of the instant in which the same key was let go.
    bool isRepeat(const QKeyEvent& press) const;

private:
    quint32 m_scanCode = 0; ///< 0: no keyboard's; keys typed by another program are all of that one
    quint64 m_time = 0; ///< 0: unknown, as of events that no keyboard sent
};

} // namespace locascope
