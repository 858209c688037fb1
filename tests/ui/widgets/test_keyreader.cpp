#include "ui/widgets/keyreader.h"
#include "ui/widgets/widgetkeys.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace locascope;

Q_DECLARE_METATYPE(locascope::KeyLayer)

namespace {

constexpr quint32 scanOfOne = 10; // X11 and Wayland

/// A key as the platform would send it, with the scan code of its place.
void sendKey(QWidget* to, QEvent::Type type, int key, Qt::KeyboardModifiers modifiers, quint32 scanCode, bool repeats = false) {
    QKeyEvent event(type, key, modifiers, scanCode, 0, 0, {}, repeats);
    QApplication::sendEvent(to, &event);
}

/// The same at a time of the keyboard's clock.
bool sendKeyAt(quint64 time, QWidget* to, QEvent::Type type, int key, Qt::KeyboardModifiers modifiers, quint32 scanCode, bool repeats = false) {
    QKeyEvent event(type, key, modifiers, scanCode, 0, 0, {}, repeats);
    event.setTimestamp(time);
    event.setAccepted(type != QEvent::ShortcutOverride); // as Qt sends them
    QApplication::sendEvent(to, &event);
    return event.isAccepted();
}

constexpr quint32 scanOfEnter = 36;
constexpr quint32 scanOfSpace = 65;

} // namespace

class TestKeyReader : public QObject {
    Q_OBJECT

    std::unique_ptr<QMainWindow> m_window;
    KeyReader* m_reader = nullptr;
    QWidget* m_panel = nullptr;
    QLineEdit* m_text = nullptr;

private slots:
    void init() {
        m_window = std::make_unique<QMainWindow>();
        auto* centre = new QWidget;
        m_panel = new QWidget(centre);
        m_panel->setFocusPolicy(Qt::StrongFocus);
        m_text = new QLineEdit(centre);
        m_window->setCentralWidget(centre);
        m_reader = new KeyReader(m_window.get());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_panel->setFocus();
    }
    void cleanup() { m_window.reset(); }

    void digitsAreReadByPlaceWhateverTheLayoutPrints_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("place");
        QTest::addColumn<int>("digit");
        QTest::newRow("us 1") << int(Qt::Key_1) << 0 << 1;
        QTest::newRow("us 0") << int(Qt::Key_0) << 9 << 0;
        QTest::newRow("fr & on 1") << int(Qt::Key_Ampersand) << 0 << 1;
        QTest::newRow("fr à on 0") << int(Qt::Key_Agrave) << 9 << 0;
        QTest::newRow("se 7") << int(Qt::Key_7) << 6 << 7;
    }
    void digitsAreReadByPlaceWhateverTheLayoutPrints() {
        QFETCH(int, key);
        QFETCH(int, place);
        QFETCH(int, digit);
        QSignalSpy pressed(m_reader, &KeyReader::labelKeyPressed);
        sendKey(m_panel, QEvent::KeyPress, key, Qt::NoModifier, scanOfOne + quint32(place));
        QCOMPARE(pressed.count(), 1);
        QCOMPARE(pressed[0][0].toInt(), digit);
        QCOMPARE(pressed[0][1].value<KeyLayer>(), KeyLayer::Bare);
    }

    void shiftAndAltAreTheOtherRowsAlsoWhereShiftSevenIsASlash() {
        QSignalSpy pressed(m_reader, &KeyReader::labelKeyPressed);
        sendKey(m_panel, QEvent::KeyPress, Qt::Key_Slash, Qt::ShiftModifier, scanOfOne + 6);
        sendKey(m_panel, QEvent::KeyPress, Qt::Key_7, Qt::AltModifier, scanOfOne + 6);
        QTest::keyClick(m_panel, Qt::Key_7, Qt::ShiftModifier); // no scan code: by key
        QCOMPARE(pressed.count(), 3);
        QCOMPARE(pressed[0][1].value<KeyLayer>(), KeyLayer::Shift);
        QCOMPARE(pressed[1][1].value<KeyLayer>(), KeyLayer::Alt);
        QCOMPARE(pressed[2][1].value<KeyLayer>(), KeyLayer::Shift);
        for (const auto& one : pressed)
            QCOMPARE(one[0].toInt(), 7);
    }

    void aDigitsPlaceIsNoShortcut() {
        QShortcut slash(QKeySequence(Qt::Key_Slash), m_window.get());
        QSignalSpy activated(&slash, &QShortcut::activated);
        QSignalSpy pressed(m_reader, &KeyReader::labelKeyPressed);
        QKeyEvent asked(QEvent::ShortcutOverride, Qt::Key_Slash, Qt::ShiftModifier, scanOfOne + 6, 0, 0);
        asked.ignore();
        QApplication::sendEvent(m_panel, &asked);
        QVERIFY(asked.isAccepted()); // so that the shortcut is not tried
        QTest::keyClick(m_panel, Qt::Key_Slash); // another place: the shortcut's
        QCOMPARE(activated.count(), 1);
        QCOMPARE(pressed.count(), 0);
    }

    void aKeyHeldDownIsOnePress() {
        QSignalSpy pressed(m_reader, &KeyReader::labelKeyPressed);
        sendKey(m_panel, QEvent::KeyPress, Qt::Key_1, Qt::NoModifier, scanOfOne);
        sendKey(m_panel, QEvent::KeyPress, Qt::Key_1, Qt::NoModifier, scanOfOne, true);
        QCOMPARE(pressed.count(), 1);
    }

    void aRepeatThatComesUnmarkedIsNoSecondPress() {
        QSignalSpy pressed(m_reader, &KeyReader::labelKeyPressed);
        sendKeyAt(1000, m_panel, QEvent::KeyPress, Qt::Key_1, Qt::NoModifier, scanOfOne);
        sendKeyAt(1660, m_panel, QEvent::KeyRelease, Qt::Key_1, Qt::NoModifier, scanOfOne);
        sendKeyAt(1660, m_panel, QEvent::KeyPress, Qt::Key_1, Qt::NoModifier, scanOfOne);
        QCOMPARE(pressed.count(), 1);
        sendKeyAt(1700, m_panel, QEvent::KeyRelease, Qt::Key_1, Qt::NoModifier, scanOfOne);
        sendKeyAt(1750, m_panel, QEvent::KeyPress, Qt::Key_1, Qt::NoModifier, scanOfOne);
        QCOMPARE(pressed.count(), 2);
    }

    void aRepeatThatComesUnmarkedReachesNoShortcut() {
        QVERIFY(!sendKeyAt(1000, m_panel, QEvent::ShortcutOverride, Qt::Key_Return, Qt::NoModifier, scanOfEnter));
        sendKeyAt(1660, m_panel, QEvent::KeyRelease, Qt::Key_Return, Qt::NoModifier, scanOfEnter);
        QVERIFY(sendKeyAt(1660, m_panel, QEvent::ShortcutOverride, Qt::Key_Return, Qt::NoModifier, scanOfEnter)); // not tried as a shortcut
        m_text->setFocus();
        sendKeyAt(1700, m_text, QEvent::KeyRelease, Qt::Key_Return, Qt::NoModifier, scanOfEnter);
        QVERIFY(!sendKeyAt(1740, m_panel, QEvent::ShortcutOverride, Qt::Key_Return, Qt::NoModifier, scanOfEnter));
    }

    void keysThatAnotherProgramTypesAtOneInstantAreNoRepeats() {
        QSignalSpy pressed(m_reader, &KeyReader::labelKeyPressed);
        sendKeyAt(1000, m_panel, QEvent::KeyPress, Qt::Key_1, Qt::ShiftModifier, 0);
        sendKeyAt(1000, m_panel, QEvent::KeyRelease, Qt::Key_Shift, Qt::NoModifier, 0);
        sendKeyAt(1000, m_panel, QEvent::KeyPress, Qt::Key_4, Qt::NoModifier, 0);
        QCOMPARE(pressed.count(), 2);
    }

    void aHoldOutlastsARepeatThatComesUnmarked() {
        QSignalSpy panning(m_reader, &KeyReader::panningHeld);
        sendKeyAt(1000, m_panel, QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier, scanOfSpace);
        sendKeyAt(1660, m_panel, QEvent::KeyRelease, Qt::Key_Space, Qt::NoModifier, scanOfSpace);
        sendKeyAt(1660, m_panel, QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier, scanOfSpace);
        QTest::qWait(100);
        QCOMPARE(panning.count(), 1);
        sendKeyAt(1700, m_panel, QEvent::KeyRelease, Qt::Key_Space, Qt::NoModifier, scanOfSpace);
        QTRY_COMPARE(panning.count(), 2);
    }

    void aTapThatIsReadLateIsATap() {
        QSignalSpy tapped(m_reader, &KeyReader::stainTapped);
        QSignalSpy held(m_reader, &KeyReader::stainHeld);
        sendKeyAt(1000, m_panel, QEvent::KeyPress, Qt::Key_2, Qt::ControlModifier, scanOfOne + 1);
        QTRY_COMPARE(held.count(), 1);
        sendKeyAt(1080, m_panel, QEvent::KeyRelease, Qt::Key_2, Qt::ControlModifier, scanOfOne + 1);
        QCOMPARE(held.count(), 2);
        QCOMPARE(tapped.count(), 1);
    }

    void textFieldsAreLeftAlone() {
        QSignalSpy pressed(m_reader, &KeyReader::labelKeyPressed);
        QSignalSpy panning(m_reader, &KeyReader::panningHeld);
        QShortcut letter(QKeySequence(Qt::Key_N), m_window.get());
        QShortcut enter(QKeySequence(Qt::Key_Return), m_window.get());
        QSignalSpy letters(&letter, &QShortcut::activated);
        QSignalSpy enters(&enter, &QShortcut::activated);
        m_text->setFocus();
        QTest::keyClicks(m_text, QStringLiteral("12 n7"));
        QTest::keyClick(m_text, Qt::Key_Return);
        QCOMPARE(m_text->text(), QStringLiteral("12 n7"));
        QCOMPARE(pressed.count() + panning.count() + letters.count() + enters.count(), 0);
        m_panel->setFocus();
        QTest::keyClick(m_panel, Qt::Key_N);
        QCOMPARE(letters.count(), 1);
    }

    void whatTakesTextIsKnown() {
        QVERIFY(takesText(std::make_unique<QSpinBox>().get()));
        QVERIFY(takesText(std::make_unique<QPlainTextEdit>().get()));
        QVERIFY(!takesText(std::make_unique<QPushButton>().get()));
        QVERIFY(!takesText(nullptr));
    }

    void copyingIsLeftToAListWithSomethingSelected() {
        QListWidget list(m_panel);
        list.addItems({QStringLiteral("a"), QStringLiteral("b")});
        const auto takes = [&list] { return sendKeyAt(0, &list, QEvent::ShortcutOverride, Qt::Key_C, Qt::ControlModifier, 0); };
        QVERIFY(!copiesItself(&list) && !takes());
        list.setCurrentRow(1);
        QVERIFY(copiesItself(&list) && takes());
        list.setSelectionMode(QAbstractItemView::NoSelection);
        QVERIFY(!copiesItself(&list));
        QVERIFY(!copiesItself(nullptr));
    }

    void ctrlAndADigitTogglesAStainWhenTappedAndShowsItAloneWhenHeld() {
        QSignalSpy tapped(m_reader, &KeyReader::stainTapped);
        QSignalSpy held(m_reader, &KeyReader::stainHeld);
        QSignalSpy labels(m_reader, &KeyReader::labelKeyPressed);
        sendKey(m_panel, QEvent::KeyPress, Qt::Key_2, Qt::ControlModifier, scanOfOne + 1);
        sendKey(m_panel, QEvent::KeyRelease, Qt::Key_2, Qt::ControlModifier, scanOfOne + 1);
        QCOMPARE(tapped.count(), 1);
        QCOMPARE(tapped[0][0].value<Stain>(), Stain::Protein);
        QCOMPARE(held.count(), 0);
        sendKey(m_panel, QEvent::KeyPress, Qt::Key_3, Qt::ControlModifier, scanOfOne + 2);
        QTRY_COMPARE(held.count(), 1);
        sendKey(m_panel, QEvent::KeyRelease, Qt::Key_3, Qt::ControlModifier, scanOfOne + 2);
        QCOMPARE(held.count(), 2);
        QCOMPARE(tapped.count(), 1);
        QCOMPARE(labels.count(), 0);
    }

    void spacePansWhileHeldAndIsLeftToAFocusedButton() {
        QSignalSpy panning(m_reader, &KeyReader::panningHeld);
        QTest::keyPress(m_panel, Qt::Key_Space);
        QTest::keyRelease(m_panel, Qt::Key_Space);
        QCOMPARE(panning.count(), 2);
        QVERIFY(panning[0][0].toBool());
        QVERIFY(!panning[1][0].toBool());
        QPushButton button(m_window->centralWidget());
        button.show();
        button.setFocus();
        QSignalSpy clicks(&button, &QPushButton::clicked);
        QTest::keyClick(&button, Qt::Key_Space);
        QCOMPARE(clicks.count(), 1);
        QCOMPARE(panning.count(), 2);
    }

    void theStretchKeyIsHeldAndCanBeAnother() {
        QSignalSpy stretch(m_reader, &KeyReader::stretchHeld);
        QTest::keyClick(m_panel, Qt::Key_B);
        QCOMPARE(stretch.count(), 2);
        m_reader->setStretchKey(QKeySequence(Qt::Key_H));
        QTest::keyClick(m_panel, Qt::Key_B);
        QCOMPARE(stretch.count(), 2);
        QTest::keyClick(m_panel, Qt::Key_H);
        QCOMPARE(stretch.count(), 4);
    }

    void aHeldKeyDoesNotTypeIntoTheFieldThatItOpened() {
        constexpr quint32 scanOfU = 30;
        QLineEdit note(m_window->centralWidget());
        note.show();
        const auto type = [&](QWidget* where, bool repeats) {
            QKeyEvent press(QEvent::KeyPress, Qt::Key_U, Qt::NoModifier, scanOfU, 0, 0, QStringLiteral("u"), repeats);
            QApplication::sendEvent(where, &press);
        };
        type(m_panel, false); // as if it opened the note
        note.setFocus();
        type(&note, true);
        type(&note, true);
        QCOMPARE(note.text(), QString());
        type(&note, false); // pressed anew
        type(&note, true);
        QCOMPARE(note.text(), QStringLiteral("uu"));
    }

    void stickyModifiersHoldForOneDigit() {
        QSignalSpy pressed(m_reader, &KeyReader::labelKeyPressed);
        m_reader->setSticky(true);
        QTest::keyClick(m_panel, Qt::Key_Shift);
        QTest::keyClick(m_panel, Qt::Key_4);
        QTest::keyClick(m_panel, Qt::Key_4);
        QCOMPARE(pressed.count(), 2);
        QCOMPARE(pressed[0][1].value<KeyLayer>(), KeyLayer::Shift);
        QCOMPARE(pressed[1][1].value<KeyLayer>(), KeyLayer::Bare);
    }

    void whatIsStuckIsSaidAndTakenBackByTheSameKey() {
        QSignalSpy stuck(m_reader, &KeyReader::layerStuck);
        m_reader->setSticky(true);
        QTest::keyClick(m_panel, Qt::Key_Alt);
        QCOMPARE(stuck.count(), 1);
        QCOMPARE(stuck[0][0].value<std::optional<KeyLayer>>(), std::optional(KeyLayer::Alt));
        QTest::keyClick(m_panel, Qt::Key_Alt);
        QCOMPARE(stuck.count(), 2);
        QCOMPARE(stuck[1][0].value<std::optional<KeyLayer>>(), std::nullopt);
        QTest::keyClick(m_panel, Qt::Key_Alt);
        QTest::keyClick(m_panel, Qt::Key_5);
        QCOMPARE(stuck.count(), 4);
    }

    void anotherKeyTakesBackWhatIsStuck() {
        QSignalSpy pressed(m_reader, &KeyReader::labelKeyPressed);
        m_reader->setSticky(true);
        QTest::keyClick(m_panel, Qt::Key_Alt);
        QTest::keyClick(m_panel, Qt::Key_Right);
        QTest::keyClick(m_panel, Qt::Key_5);
        QCOMPARE(pressed.count(), 1);
        QCOMPARE(pressed[0][1].value<KeyLayer>(), KeyLayer::Bare);
    }

    void everyKeyOfTheVocabularyFindsItsClass() {
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        for (const LabelClass& labelClass : vocabulary.classes()) {
            const auto key = labelKeyOf(labelClass);
            QVERIFY(key);
            QCOMPARE(classOfKey(vocabulary, key->digit, key->layer), std::optional(labelClass.index));
        }
        QCOMPARE(classOfKey(vocabulary, 0, KeyLayer::Alt), std::nullopt);
    }
};

QTEST_MAIN(TestKeyReader)
#include "test_keyreader.moc"
