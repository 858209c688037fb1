#pragma once

#include <QApplication>
#include <QFileDialog>
#include <QKeySequence>
#include <QLineEdit>
#include <QTest>
#include <QTimer>
#include <QWidget>
#include <QWindow>

#include <functional>

namespace locascope::testing {

/// A keyboard in front of a window: each key goes where a window system would send it, to the menu that is open, the dialog that waits, or the window.
class Keyboard final {
public:
    explicit Keyboard(std::function<QWidget*()> window) : m_window(std::move(window)) {}

    /// As QKeySequence writes it: "Enter", "Ctrl+Shift+Z", "Alt+9", "/", "?".
    void press(const QString& key) const {
        const QKeyCombination keys = QKeySequence::fromString(key == QStringLiteral("Enter") ? QStringLiteral("Return") : key, QKeySequence::PortableText)[0];
        QTest::keyClick(front(), keys.key(), keys.keyboardModifiers());
    }
    void press(const QString& key, int times) const {
        for (int i = 0; i < times; ++i)
            press(key);
    }
    void type(const QString& text) const {
        for (const QChar letter : text)
            QTest::keyClick(front(), letter.toLatin1());
    }
    /// The key of a menu of the menu bar, then the letters of its entries.
    void choose(const QString& menu, const QString& letters) const {
        press(menu);
        for (const QChar letter : letters) {
            QTRY_VERIFY(QApplication::activePopupWidget());
            type(letter);
        }
    }
    /// Does what opens a dialog for a file, and answers that by typing the name and Enter.
    void answerFileDialog(const QString& file, const std::function<void()>& open) const {
        QTimer answer;
        answer.setInterval(20);
        bool typed = false;
        QObject::connect(&answer, &QTimer::timeout, &answer, [&] {
            const auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog || typed || !qobject_cast<QLineEdit*>(dialog->focusWidget()))
                return;
            typed = true;
            type(file);
            press(QStringLiteral("Enter"));
        });
        answer.start();
        open();
        QTRY_VERIFY2(typed, "no dialog asked for a file");
        QTRY_VERIFY(!QApplication::activeModalWidget());
    }
    /// The Tab key until a widget of this name has the keys.
    void tabTo(const QString& name) const {
        for (int i = 0; i < 50 && !(QApplication::focusWidget() && QApplication::focusWidget()->objectName() == name); ++i)
            press(QStringLiteral("Tab"));
        QVERIFY2(QApplication::focusWidget() && QApplication::focusWidget()->objectName() == name, qPrintable(name));
    }

private:
    QWindow* front() const {
        if (const QWidget* popup = QApplication::activePopupWidget())
            return popup->windowHandle();
        QWidget* top = QApplication::activeModalWidget() ? QApplication::activeModalWidget() : m_window();
        if (QApplication::activeWindow() != top) { // as a window manager does when another window has gone
            top->activateWindow();
            [&] { QTRY_COMPARE(QApplication::activeWindow(), top); }();
        }
        return top->windowHandle();
    }

    std::function<QWidget*()> m_window;
};

} // namespace locascope::testing
