#include "ui/widgets/keyreader.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

#include <string>
#include <utility>

namespace locascope {

namespace {

constexpr quint32 firstDigitScanCode = 10; // "1" on X11 and Wayland; "0" is 19
constexpr int holdDelayMs = 250;           // longer than a tap

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

bool takesText(const QWidget* widget) {
    if (const auto* box = qobject_cast<const QComboBox*>(widget))
        return box->isEditable();
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTextEdit*>(widget)
           || qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget)
           || qobject_cast<const QKeySequenceEdit*>(widget);
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
    qApp->installEventFilter(this);
}

void KeyReader::setSticky(bool sticky) {
    m_sticky = sticky;
    m_stuckLayer.reset();
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
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if (!isKey || !concerns(watched))
        return false;
    const auto& key = static_cast<const QKeyEvent&>(*event);
    if (event->type() == QEvent::KeyRelease)
        return release(key);
    if (takesText(static_cast<QWidget*>(watched))) {
        if (event->type() == QEvent::ShortcutOverride && isTyping(key))
            event->accept();
        return false;
    }
    if (event->type() == QEvent::KeyPress)
        return press(key);
    if (!wouldTake(key))
        return false;
    event->accept(); // comes back as a key press, and no shortcut sees it
    return true;
}

bool KeyReader::wouldTake(const QKeyEvent& event) const {
    const auto modifiers = event.modifiers() & meaningful;
    if (const auto digit = digitByPosition(event))
        return modifiers == Qt::ControlModifier ? *digit >= 1 && *digit <= int(stainCount)
                                                : modifiers == 0 || modifiers == Qt::ShiftModifier || modifiers == Qt::AltModifier;
    return isSpaceForUs(event) || QKeySequence(event.keyCombination()) == m_stretchKey;
}

bool KeyReader::isSpaceForUs(const QKeyEvent& event) const {
    // A button that has the focus got it by the Tab key (panels' buttons take none from the mouse), and Space presses it.
    const QWidget* focus = QApplication::focusWidget();
    return event.key() == Qt::Key_Space && !(event.modifiers() & meaningful) && !qobject_cast<const QAbstractButton*>(focus)
           && !qobject_cast<const QComboBox*>(focus);
}

bool KeyReader::press(const QKeyEvent& event) {
    if (m_sticky)
        readLoneModifier(event);
    if (!wouldTake(event))
        return false;
    if (const auto digit = digitByPosition(event))
        return pressDigit(event, *digit);
    if (event.isAutoRepeat())
        return true;
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
    if (event.isAutoRepeat())
        return true;
    KeyLayer layer = event.modifiers().testFlag(Qt::ShiftModifier) ? KeyLayer::Shift
                     : event.modifiers().testFlag(Qt::AltModifier) ? KeyLayer::Alt
                                                                   : KeyLayer::Bare;
    if (layer == KeyLayer::Bare && m_stuckLayer)
        layer = *m_stuckLayer;
    m_stuckLayer.reset();
    emit labelKeyPressed(digit, layer);
    return true;
}

bool KeyReader::pressStain(const QKeyEvent& event, int digit) {
    if (event.isAutoRepeat() || m_stainDigit)
        return true;
    m_stainDigit = digit;
    m_stainIsHeld = false;
    m_holdDelay.start();
    return true;
}

bool KeyReader::release(const QKeyEvent& event) {
    if (event.isAutoRepeat())
        return false;
    if (m_sticky && event.key() == m_loneModifier) {
        m_stuckLayer = event.key() == Qt::Key_Shift ? KeyLayer::Shift : KeyLayer::Alt;
        m_loneModifier = 0;
    }
    if (m_stainDigit && (digitByPosition(event) == m_stainDigit || event.key() == Qt::Key_Control)) {
        m_holdDelay.stop();
        const Stain stain = allStains[static_cast<std::size_t>(*m_stainDigit - 1)];
        m_stainDigit.reset();
        if (std::exchange(m_stainIsHeld, false))
            emit stainHeld(std::nullopt);
        else
            emit stainTapped(stain);
        return digitByPosition(event).has_value();
    }
    if (m_panning && event.key() == Qt::Key_Space) {
        m_panning = false;
        emit panningHeld(false);
        return true;
    }
    if (m_stretching && !m_stretchKey.isEmpty() && event.key() == m_stretchKey[0].key()) {
        m_stretching = false;
        emit stretchHeld(false);
        return true;
    }
    return false;
}

void KeyReader::readLoneModifier(const QKeyEvent& event) {
    const bool isModifier = event.key() == Qt::Key_Shift || event.key() == Qt::Key_Alt;
    m_loneModifier = isModifier ? event.key() : 0;
}

void KeyReader::releaseAll() {
    m_holdDelay.stop();
    m_stainDigit.reset();
    m_loneModifier = 0;
    if (std::exchange(m_stainIsHeld, false))
        emit stainHeld(std::nullopt);
    if (std::exchange(m_panning, false))
        emit panningHeld(false);
    if (std::exchange(m_stretching, false))
        emit stretchHeld(false);
}

} // namespace locascope
