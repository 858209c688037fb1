#pragma once

#include "core/plate/stain.h"
#include "core/plate/vocabulary.h"
#include "ui/widgets/repeatedkey.h"

#include <QKeySequence>
#include <QObject>
#include <QTimer>

#include <optional>

class QKeyEvent;
class QWidget;

namespace locascope {

/// Which of the three rows of labels a digit means.
enum class KeyLayer { Bare, Shift, Alt };

/// The digit key at this place of the keyboard, 0 to 9, whatever the layout prints on it: X11 and Wayland scan codes 10 to 19, or key() where
/// there is no scan code.
std::optional<int> digitByPosition(const QKeyEvent& event);

std::optional<ClassIndex> classOfKey(const Vocabulary& vocabulary, int digit, KeyLayer layer);
/// The inverse, for a class that has a key.
struct LabelKey {
    int digit = 0;
    KeyLayer layer = KeyLayer::Bare;
};
std::optional<LabelKey> labelKeyOf(const LabelClass& labelClass);

/// The one event filter for keys that are no shortcuts: digits by position, Ctrl with a digit, and keys that are held. Leaves text fields, other
/// windows than `window` and its floating panels, and modal dialogs alone.
class KeyReader final : public QObject {
    Q_OBJECT
public:
    /// Filters the whole application for as long as it lives.
    explicit KeyReader(QWidget* window);

    /// A lone Shift or Alt holds for the next digit.
    void setSticky(bool sticky);
    bool isSticky() const { return m_sticky; }
    /// Esc is escapePressed and no shortcut.
    void setEscapeTaken(bool taken) { m_escapeTaken = taken; }
    void setStretchKey(const QKeySequence& key) { m_stretchKey = key; }

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void labelKeyPressed(int digit, locascope::KeyLayer layer);
    /// A lone Shift or Alt waits for its digit; none: not any more.
    void layerStuck(const std::optional<locascope::KeyLayer>& layer);
    void stainTapped(locascope::Stain stain);
    /// Ctrl with a stain's digit is held; none: it was let go.
    void stainHeld(const std::optional<locascope::Stain>& stain);
    void panningHeld(bool held);
    void stretchHeld(bool held);
    void escapePressed();

private:
    enum class Hold { Stain, Panning, Stretch };
    struct Ending {
        Hold hold;
        quint32 scanCode; ///< of the key that was let go
    };

    bool concerns(const QObject* watched) const;
    bool press(const QKeyEvent& event);
    bool release(const QKeyEvent& event);
    bool pressDigit(const QKeyEvent& event, int digit);
    bool pressStain(const QKeyEvent& event, int digit);
    bool repeatsIntoText(const QKeyEvent& event);
    bool wouldTake(const QKeyEvent& event) const;
    bool isEscapeForUs(const QKeyEvent& event) const;
    bool isSpaceForUs(const QKeyEvent& event) const;
    void readLoneModifier(const QKeyEvent& event);
    void stick(std::optional<KeyLayer> layer);
    void releaseStain(const QKeyEvent& event);
    void endSoon(Hold hold, const QKeyEvent& release);
    void keepHolding(const QKeyEvent& repeat);
    void endNow();
    void end(Hold hold);
    void releaseAll();

    QWidget* m_window;
    QKeySequence m_stretchKey;
    RepeatedKey m_repeated;
    quint32 m_pressedOutsideText = 0; ///< scan code of the last such key: its repeats do not type into a field that it opened
    QTimer m_holdDelay;
    QTimer m_endDelay;
    std::optional<Ending> m_ending;  ///< let go, unless a repeat says otherwise
    std::optional<int> m_stainDigit; ///< pressed with Ctrl and not let go yet
    quint64 m_stainPressedAt = 0;    ///< timestamp of that press
    bool m_stainIsHeld = false;
    bool m_panning = false;
    bool m_stretching = false;
    bool m_sticky = false;
    bool m_escapeTaken = false;
    std::optional<KeyLayer> m_stuckLayer;
    int m_loneModifier = 0;
};

} // namespace locascope
