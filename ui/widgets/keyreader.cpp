#include "ui/widgets/keyreader.h"

#include "ui/widgets/platemapview.h"
#include "ui/widgets/widgetkeys.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>

#include <string>
#include <utility>

namespace locascope {

namespace {

constexpr quint32 firstDigitScanCode = 10; // "1" on X11 and Wayland; "0" is 19
constexpr int holdDelayMs = 250;           // longer than a tap
constexpr int endDelayMs = 30;             // a repeat that comes unmarked shows itself within it

constexpr Qt::KeyboardModifiers meaningful = Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

std::string keyText(int digit, KeyLayer layer) {
    const char* prefix = layer == KeyLayer::Shift ? "Shift+" : layer == KeyLayer::Alt ? "Alt+" : "";
    return prefix + std::to_string(digit);
}

/// Typed into a text field: printable, or one of the keys that edit; no command key.
bool isTyping(const QKeyEvent& event) {
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const int key = event.key();
    return key <= Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Backspace || key == Qt::Key_Delete
           || (key >= Qt::Key_Home && key <= Qt::Key_PageDown);
}

/// An open list takes it before it could be a shortcut, and closes: a shortcut of the window is next unless the list has taken it.
bool isForOpenList(const QEvent& event) {
    if (event.type() != QEvent::ShortcutOverride || !QApplication::activePopupWidget())
        return false;
    const int key = static_cast<const QKeyEvent&>(event).key();
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

bool isCopying(const QObject* watched, const QEvent& event) {
    return event.type() == QEvent::ShortcutOverride && static_cast<const QKeyEvent&>(event).matches(QKeySequence::Copy) && copiesItself(static_cast<const QWidget*>(watched));
}

bool isLayerKey(const QKeyEvent& event) { return event.key() == Qt::Key_Shift || event.key() == Qt::Key_Alt; }

} // namespace

std::optional<int> digitByPosition(const QKeyEvent& event) {
    const quint32 scanCode = event.nativeScanCode();
    if (scanCode >= firstDigitScanCode && scanCode < firstDigitScanCode + 10)
        return int(scanCode - firstDigitScanCode + 1) % 10;
    if (scanCode == 0 && event.key() >= Qt::Key_0 && event.key() <= Qt::Key_9)
        return event.key() - Qt::Key_0;
    return std::nullopt;
}

std::optional<ClassIndex> classOfKey(const Vocabulary& vocabulary, int digit, KeyLayer layer) {
    const std::string key = keyText(digit, layer);
    for (const LabelClass& labelClass : vocabulary.classes())
        if (labelClass.key == key)
            return labelClass.index;
    return std::nullopt;
}

std::optional<LabelKey> labelKeyOf(const LabelClass& labelClass) {
    for (const KeyLayer layer : {KeyLayer::Bare, KeyLayer::Shift, KeyLayer::Alt})
        for (int digit = 0; digit < 10; ++digit)
            if (labelClass.key == keyText(digit, layer))
                return LabelKey{digit, layer};
    return std::nullopt;
}

KeyReader::KeyReader(QWidget* window) : QObject(window), m_window(window), m_stretchKey(Qt::Key_B) {
    m_holdDelay.setSingleShot(true);
    m_holdDelay.setInterval(holdDelayMs);
    connect(&m_holdDelay, &QTimer::timeout, this, [this] {
        if (!m_stainDigit)
            return;
        m_stainIsHeld = true;
        emit stainHeld(allStains[static_cast<std::size_t>(*m_stainDigit - 1)]);
    });
    m_endDelay.setSingleShot(true);
    m_endDelay.setInterval(endDelayMs);
    connect(&m_endDelay, &QTimer::timeout, this, &KeyReader::endNow);
    qApp->installEventFilter(this);
}

void KeyReader::setSticky(bool sticky) {
    m_sticky = sticky;
    stick({});
}

bool KeyReader::concerns(const QObject* watched) const {
    if (!watched->isWidgetType() || QApplication::activeModalWidget() || QApplication::activePopupWidget())
        return false;
    const QWidget* top = static_cast<const QWidget*>(watched)->window();
    return top == m_window || (top->parentWidget() && top->parentWidget()->window() == m_window && !(top->windowFlags() & Qt::Dialog & ~Qt::Window));
}

bool KeyReader::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::WindowDeactivate && watched == m_window)
        releaseAll();
    if (isForOpenList(*event))
        event->accept();
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if (!isKey || !concerns(watched))
        return false;
    const auto& key = static_cast<const QKeyEvent&>(*event);
    if (event->type() == QEvent::KeyRelease) {
        m_repeated.letGo(key);
        return release(key);
    }
    if (takesText(static_cast<QWidget*>(watched))) {
        if (repeatsIntoText(key)) {
            event->accept();
            return true;
        }
        if (event->type() == QEvent::ShortcutOverride && isTyping(key))
            event->accept();
        return false;
    }
    if (isCopying(watched, key)) {
        event->accept();
        return true;
    }
    if (key.nativeScanCode() != 0)
        m_pressedOutsideText = key.nativeScanCode();
    if (event->type() == QEvent::ShortcutOverride && !isLayerKey(key) && !digitByPosition(key))
        stick({}); // another key is another thought
    const bool comesUnmarked = !key.isAutoRepeat() && m_repeated.isRepeat(key);
    if (event->type() == QEvent::KeyPress)
        return press(key) || comesUnmarked;
    if (!wouldTake(key) && !comesUnmarked)
        return false;
    event->accept(); // comes back as a key press, and no shortcut sees it
    return true;
}

/// U, held, opens the note; its repeats arrive there.
bool KeyReader::repeatsIntoText(const QKeyEvent& event) {
    if (event.nativeScanCode() == 0)
        return false; // no keyboard's
    if (event.nativeScanCode() == m_pressedOutsideText && (event.isAutoRepeat() || m_repeated.isRepeat(event)))
        return true;
    m_pressedOutsideText = 0;
    return false;
}

bool KeyReader::wouldTake(const QKeyEvent& event) const {
    const auto modifiers = event.modifiers() & meaningful;
    if (const auto digit = digitByPosition(event))
        return modifiers == Qt::ControlModifier ? *digit >= 1 && *digit <= int(stainCount)
                                                : modifiers == 0 || modifiers == Qt::ShiftModifier || modifiers == Qt::AltModifier;
    return isEscapeForUs(event) || isSpaceForUs(event) || QKeySequence(event.keyCombination()) == m_stretchKey;
}

bool KeyReader::isEscapeForUs(const QKeyEvent& event) const {
    return m_escapeTaken && event.key() == Qt::Key_Escape && !(event.modifiers() & meaningful);
}

bool KeyReader::isSpaceForUs(const QKeyEvent& event) const {
    // In the plate map it selects. A button that has the focus got it by the Tab key (panels' buttons take none from the mouse), and Space presses it.
    const QWidget* focus = QApplication::focusWidget();
    return event.key() == Qt::Key_Space && !(event.modifiers() & meaningful) && !qobject_cast<const QAbstractButton*>(focus)
           && !qobject_cast<const QComboBox*>(focus) && !qobject_cast<const PlateMapView*>(focus);
}

bool KeyReader::press(const QKeyEvent& event) {
    if (m_sticky)
        readLoneModifier(event);
    if (!wouldTake(event))
        return false;
    if (m_repeated.isRepeat(event)) {
        keepHolding(event);
        return true;
    }
    endNow();
    if (const auto digit = digitByPosition(event))
        return pressDigit(event, *digit);
    if (isEscapeForUs(event)) {
        emit escapePressed();
        return true;
    }
    if (isSpaceForUs(event)) {
        m_panning = true;
        emit panningHeld(true);
    } else {
        m_stretching = true;
        emit stretchHeld(true);
    }
    return true;
}

bool KeyReader::pressDigit(const QKeyEvent& event, int digit) {
    if (event.modifiers().testFlag(Qt::ControlModifier))
        return pressStain(event, digit);
    KeyLayer layer = event.modifiers().testFlag(Qt::ShiftModifier) ? KeyLayer::Shift
                     : event.modifiers().testFlag(Qt::AltModifier) ? KeyLayer::Alt
                                                                   : KeyLayer::Bare;
    if (layer == KeyLayer::Bare && m_stuckLayer)
        layer = *m_stuckLayer;
    stick({});
    emit labelKeyPressed(digit, layer);
    return true;
}

bool KeyReader::pressStain(const QKeyEvent& event, int digit) {
    if (m_stainDigit)
        return true;
    m_stainDigit = digit;
    m_stainPressedAt = event.timestamp();
    m_stainIsHeld = false;
    m_holdDelay.start();
    return true;
}

bool KeyReader::release(const QKeyEvent& event) {
    if (event.isAutoRepeat())
        return false;
    if (m_sticky && event.key() == m_loneModifier) {
        const KeyLayer layer = event.key() == Qt::Key_Shift ? KeyLayer::Shift : KeyLayer::Alt;
        stick(m_stuckLayer == layer ? std::nullopt : std::optional(layer)); // a second time takes it back
        m_loneModifier = 0;
    }
    if (m_stainDigit && (digitByPosition(event) == m_stainDigit || event.key() == Qt::Key_Control)) {
        releaseStain(event);
        return digitByPosition(event).has_value();
    }
    if (m_panning && event.key() == Qt::Key_Space) {
        endSoon(Hold::Panning, event);
        return true;
    }
    if (m_stretching && !m_stretchKey.isEmpty() && event.key() == m_stretchKey[0].key()) {
        endSoon(Hold::Stretch, event);
        return true;
    }
    return false;
}

void KeyReader::releaseStain(const QKeyEvent& event) {
    m_holdDelay.stop();
    const bool cameLate = event.timestamp() != 0 && event.timestamp() < m_stainPressedAt + holdDelayMs; // the window was busy: a tap all the same
    if (m_stainIsHeld && !cameLate)
        return endSoon(Hold::Stain, event);
    const Stain stain = allStains[static_cast<std::size_t>(*m_stainDigit - 1)];
    end(Hold::Stain);
    emit stainTapped(stain);
}

void KeyReader::endSoon(Hold hold, const QKeyEvent& release) {
    endNow();
    if (release.timestamp() == 0)
        return end(hold);
    m_ending = Ending{hold, release.nativeScanCode()};
    m_endDelay.start();
}

void KeyReader::keepHolding(const QKeyEvent& repeat) {
    if (m_ending && m_ending->scanCode == repeat.nativeScanCode())
        m_ending.reset();
}

void KeyReader::endNow() {
    if (const auto ending = std::exchange(m_ending, {}))
        end(ending->hold);
}

void KeyReader::end(Hold hold) {
    switch (hold) {
    case Hold::Stain:
        m_holdDelay.stop();
        m_stainDigit.reset();
        if (std::exchange(m_stainIsHeld, false))
            emit stainHeld(std::nullopt);
        break;
    case Hold::Panning:
        if (std::exchange(m_panning, false))
            emit panningHeld(false);
        break;
    case Hold::Stretch:
        if (std::exchange(m_stretching, false))
            emit stretchHeld(false);
        break;
    }
}

void KeyReader::readLoneModifier(const QKeyEvent& event) {
    m_loneModifier = isLayerKey(event) ? event.key() : 0;
}

void KeyReader::stick(std::optional<KeyLayer> layer) {
    if (std::exchange(m_stuckLayer, layer) != layer)
        emit layerStuck(layer);
}

void KeyReader::releaseAll() {
    m_ending.reset();
    m_loneModifier = 0;
    for (const Hold hold : {Hold::Stain, Hold::Panning, Hold::Stretch})
        end(hold);
}

} // namespace locascope
