// Flat scroll bars: that their handle is where the position is, and follows the mouse. Boxes and rings that are seen unchecked.

#include "ui/widgets/theme.h"
#include "ui/widgets/windowstyle.h"

#include <QCheckBox>
#include <QRadioButton>
#include <QScrollBar>
#include <QStyleOptionButton>
#include <QStyleOptionSlider>
#include <QTest>

using namespace locascope;

namespace {

class Bar final : public QScrollBar {
public:
    using QScrollBar::QScrollBar;
    QRect part(QStyle::SubControl which) const {
        QStyleOptionSlider option;
        initStyleOption(&option);
        return style()->subControlRect(QStyle::CC_ScrollBar, &option, which, this);
    }
};

} // namespace

class WindowStyleTest final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Dark); }
    void partsCoverTheBar();
    void theHandleFollowsTheMouse();
    void aMillionRowsKeepAHandleToHold();
    void theHandleIsToldFromItsGround();
    void rightToLeftTheHandleStartsAtTheRight();
    void whatIsPaintedIsFlat();
    void anUncheckedBoxIsToldFromItsGround();
};

void WindowStyleTest::partsCoverTheBar() {
    QVERIFY(qobject_cast<WindowStyle*>(QApplication::style()));
    for (const Qt::Orientation orientation : {Qt::Vertical, Qt::Horizontal}) {
        Bar bar(orientation);
        bar.resize(orientation == Qt::Vertical ? QSize(14, 300) : QSize(300, 14));
        bar.setRange(0, 100);
        bar.setPageStep(50);
        bar.setValue(40);
        const QRect before = bar.part(QStyle::SC_ScrollBarSubPage), handle = bar.part(QStyle::SC_ScrollBarSlider), after = bar.part(QStyle::SC_ScrollBarAddPage);
        const auto length = [orientation](QRect rect) { return orientation == Qt::Vertical ? rect.height() : rect.width(); };
        QCOMPARE(length(handle), 100); // 50 of 150
        QCOMPARE(length(before), 80);  // 40 of the remaining 200 per 100 steps
        QCOMPARE(length(before) + length(handle) + length(after), 300);
        QVERIFY(!before.intersects(handle) && !handle.intersects(after));
    }
}

void WindowStyleTest::theHandleFollowsTheMouse() {
    Bar bar(Qt::Vertical);
    bar.resize(14, 300);
    bar.setRange(0, 100);
    bar.setPageStep(50);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QTest::mousePress(&bar, Qt::LeftButton, {}, QPoint(7, 20));
    QTest::mouseMove(&bar, QPoint(7, 120));
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, QPoint(7, 120));
    QCOMPARE(bar.value(), 50);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(7, 290));
    QCOMPARE(bar.value(), 100);
}

void WindowStyleTest::aMillionRowsKeepAHandleToHold() {
    Bar bar(Qt::Vertical);
    bar.resize(14, 300);
    bar.setRange(0, 160000000);
    bar.setPageStep(900);
    bar.setValue(bar.maximum());
    const QRect handle = bar.part(QStyle::SC_ScrollBarSlider);
    QVERIFY(handle.height() >= 24);
    QCOMPARE(handle.bottom(), bar.rect().bottom());
}

void WindowStyleTest::theHandleIsToldFromItsGround() {
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        applyTheme(*qApp, theme);
        Bar bar(Qt::Vertical);
        bar.resize(14, 300);
        bar.setRange(0, 100);
        bar.setPageStep(50);
        const QImage seen = bar.grab().toImage();
        QVERIFY(contrastRatio(seen.pixelColor(7, 50), seen.pixelColor(7, 290)) >= 3);
    }
}

void WindowStyleTest::rightToLeftTheHandleStartsAtTheRight() {
    Bar bar(Qt::Horizontal);
    bar.setLayoutDirection(Qt::RightToLeft);
    bar.resize(300, 14);
    bar.setRange(0, 100);
    bar.setPageStep(50);
    QCOMPARE(bar.part(QStyle::SC_ScrollBarSlider), QRect(200, 0, 100, 14));
}

void WindowStyleTest::whatIsPaintedIsFlat() {
    Bar bar(Qt::Vertical);
    bar.resize(14, 300);
    bar.setRange(0, 100);
    bar.setPageStep(50);
    bar.move(400, 400); // not under the mouse
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    const ThemeColours& colours = themeColours(bar.palette());
    const auto painted = [&bar](int y) { return bar.grab().toImage().pixelColor(7, y); };
    for (const int y : {50, 95})
        QCOMPARE(painted(y), painted(10));
    QVERIFY(painted(10) != colours.window);
    for (const int y : {1, 110, 290})
        QCOMPARE(painted(y), colours.window);
    QTest::mousePress(&bar, Qt::LeftButton, {}, QPoint(7, 50));
    QCOMPARE(painted(50), colours.accent);
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, QPoint(7, 50));
    bar.setRange(0, 0); // nothing to scroll: nothing to hold
    for (const int y : {10, 150, 290})
        QCOMPARE(painted(y), colours.window);
}

void WindowStyleTest::anUncheckedBoxIsToldFromItsGround() {
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        applyTheme(*qApp, theme);
        QCheckBox box;
        QRadioButton ring;
        for (QAbstractButton* button : std::initializer_list<QAbstractButton*>{&box, &ring}) {
            button->resize(60, 30);
            QStyleOptionButton option;
            option.initFrom(button);
            const auto part = button == &box ? QStyle::SE_CheckBoxIndicator : QStyle::SE_RadioButtonIndicator;
            const QRect indicator = button->style()->subElementRect(part, &option, button);
            const QImage seen = button->grab().toImage();
            const QColor edge = seen.pixelColor(indicator.left(), indicator.center().y());
            QVERIFY2(contrastRatio(edge, seen.pixelColor(55, 15)) >= 2.5, qPrintable(QString::number(contrastRatio(edge, seen.pixelColor(55, 15))))); // a pixel of a line that is smoothed
        }
    }
}

QTEST_MAIN(WindowStyleTest)
#include "test_windowstyle.moc"
