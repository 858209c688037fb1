#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/colourramp.h"
#include "ui/widgets/gallerymodel.h"
#include "ui/widgets/platemapheader.h"
#include "ui/widgets/platemapmodel.h"
#include "ui/widgets/platemappanel.h"
#include "ui/widgets/platemaptext.h"
#include "ui/widgets/platemapview.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QListView>
#include <QModelIndex>
#include <QScrollBar>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// The window over a plate of 24 wells: B02 (two fields), B03, C02, D06.
class MapWorld final {
public:
    explicit MapWorld(const std::vector<std::string>& ids = {"B02_1", "B02_2", "B03_1", "C02_1", "D06_1"}) : w(ids) {}
    void open() {
        w.open();
        panel = w.window->findChild<PlateMapPanel*>();
        view = w.window->findChild<PlateMapView*>();
        gallery = w.window->findChild<GalleryModel*>();
        QVERIFY(panel && view && gallery);
    }
    QModelIndex cell(int row, int column) const { return view->model()->index(row, column); }
    QPoint middle(int row, int column) const { return view->visualRect(cell(row, column)).center(); }
    void click(int row, int column, Qt::KeyboardModifiers modifiers = {}) const {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers, middle(row, column));
    }
    void drag(QPoint from, QPoint to) const {
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(view->viewport(), (from + to) / 2);
        QTest::mouseMove(view->viewport(), to);
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, to);
    }
    QString chip() const {
        const auto* button = w.window->findChild<QToolButton*>(QStringLiteral("places"));
        return button->isHidden() ? QString() : button->text().chopped(2); // " ×"
    }
    int shown() const { return gallery->rowCount(); }
    QComboBox* colouring() const { return panel->findChildren<QComboBox*>()[1]; }

    WindowWorld w;
    PlateMapPanel* panel = nullptr;
    PlateMapView* view = nullptr;
    GalleryModel* gallery = nullptr;
};

} // namespace

class TestPlateMapView final : public QObject {
    Q_OBJECT
private slots:
    void aClickShowsTheFieldsOfAWellAndTheChipShowsAllAgain() {
        MapWorld m;
        m.open();
        QCOMPARE(m.view->model()->rowCount(), 4);
        QCOMPARE(m.view->model()->columnCount(), 6);
        m.click(1, 1);
        QTRY_COMPARE(m.shown(), 2);
        QCOMPARE(m.chip(), QStringLiteral("B02"));
        m.w.window->findChild<QToolButton*>(QStringLiteral("places"))->click();
        QTRY_COMPARE(m.shown(), 5);
        QVERIFY(m.chip().isEmpty());
        QVERIFY(m.view->selectionModel()->selection().isEmpty());
    }
    void ctrlClickAddsAndTakesAway() {
        MapWorld m;
        m.open();
        m.click(1, 1);
        m.click(3, 5, Qt::ControlModifier);
        QTRY_COMPARE(m.shown(), 3);
        QCOMPARE(m.chip(), QStringLiteral("2 wells"));
        m.click(1, 1, Qt::ControlModifier);
        QTRY_COMPARE(m.shown(), 1);
        QCOMPARE(m.chip(), QStringLiteral("D06"));
    }
    void aRectangleIsDraggedFromAWellWithoutAField() {
        MapWorld m;
        m.open();
        m.drag(m.middle(0, 0), m.middle(1, 2)); // A01 to B03
        QTRY_COMPARE(m.shown(), 3);
        QCOMPARE(m.chip(), QStringLiteral("B02–B03"));
        QVERIFY(m.panel->findChildren<QLabel*>().last()->text().contains(QStringLiteral("B02–B03: 3 fields, 0 reviewed")));
    }
    void headersSelectRowsAndColumns() {
        MapWorld m;
        m.open();
        auto* rows = m.view->verticalHeader();
        QTest::mouseClick(rows->viewport(), Qt::LeftButton, {}, QPoint(3, rows->sectionViewportPosition(1) + rows->sectionSize(1) / 2));
        QTRY_COMPARE(m.shown(), 3);
        auto* columns = m.view->horizontalHeader();
        QTest::mouseClick(columns->viewport(), Qt::LeftButton, {}, QPoint(columns->sectionViewportPosition(1) + columns->sectionSize(1) / 2, 3));
        QTRY_COMPARE(m.chip(), QStringLiteral("B02–C02"));
    }
    void theKeyboardWalksOverWellsThatHaveFields() {
        MapWorld m;
        m.open();
        m.w.press(Qt::Key_M);
        QVERIFY(m.view->hasFocus());
        QCOMPARE(m.view->currentIndex(), m.cell(1, 1)); // where the current sample lies
        m.w.press(Qt::Key_Right);
        QTRY_COMPARE(m.chip(), QStringLiteral("B03"));
        QCOMPARE(m.w.session->current(), 0); // the arrow is the map's, not "next sample"
        m.w.press(Qt::Key_Right); // nothing further in this row
        QCOMPARE(m.view->currentIndex(), m.cell(1, 2));
        m.w.press(Qt::Key_Left);
        m.w.press(Qt::Key_Down, Qt::ShiftModifier);
        QTRY_COMPARE(m.chip(), QStringLiteral("B02–C02"));
        m.w.press(Qt::Key_Space);
        QTRY_COMPARE(m.chip(), QStringLiteral("B02"));
        m.w.press(Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(m.shown(), 5);
        QCOMPARE(m.chip(), QStringLiteral("B02–D06"));
        m.w.press(Qt::Key_Escape);
        QVERIFY(m.chip().isEmpty() && m.view->hasFocus());
        m.w.press(Qt::Key_Escape);
        QVERIFY(!m.view->hasFocus());
    }
    void copyingTakesTheNamesOfTheWells() {
        MapWorld m;
        m.open();
        m.w.press(Qt::Key_M);
        m.w.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("B02")); // where the keyboard is
        m.click(3, 5);
        m.click(1, 1, Qt::ControlModifier);
        QTRY_COMPARE(m.chip(), QStringLiteral("2 wells"));
        m.w.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("B02\nD06"));
    }
    void returnInAnOpenListAcceptsNoLabel() {
        MapWorld m;
        m.open();
        QComboBox* list = m.colouring();
        list->setFocus();
        list->showPopup();
        QTRY_VERIFY(QApplication::activePopupWidget());
        list->view()->setCurrentIndex(list->model()->index(int(MapColouring::Fields), 0));
        QTest::keyClick(list->view(), Qt::Key_Return);
        QCOMPARE(m.panel->map().colouring(), MapColouring::Fields);
        QVERIFY(!QApplication::activePopupWidget());
        QCOMPARE(m.w.session->reviewedCount(), 0);
        QCOMPARE(m.w.session->current(), 0);
    }
    void enterGoesToTheFirstUnreviewedFieldAndGivesTheKeysBack() {
        MapWorld m;
        m.open();
        m.w.press(Qt::Key_N); // B02·1
        m.w.press(Qt::Key_M);
        m.w.press(Qt::Key_Return);
        QCOMPARE(m.w.session->current(), 1);
        QVERIFY(!m.w.session->decision(1));
        QVERIFY(!m.view->hasFocus());
        m.w.press(Qt::Key_4);
        QCOMPARE(m.w.mark(4), ChipMark::Added);
    }
    void aDoubleClickGoesThereAndTheOutlineFollows() {
        MapWorld m;
        m.open();
        QTest::mouseClick(m.view->viewport(), Qt::LeftButton, {}, m.middle(3, 5));
        QTest::mouseDClick(m.view->viewport(), Qt::LeftButton, {}, m.middle(3, 5));
        QCOMPARE(m.w.session->current(), 4);
        QCOMPARE(m.panel->map().currentPlace(), 3);
        QTRY_COMPARE(m.shown(), 1);
    }
    void clicksLeaveTheKeysToTheLabels() {
        MapWorld m;
        m.open();
        m.click(1, 2);
        QVERIFY(!m.view->hasFocus());
        m.w.press(Qt::Key_4);
        QCOMPARE(m.w.mark(4), ChipMark::Added);
    }
    void theMapIsHiddenShownAndRemembered() {
        MapWorld m;
        m.open();
        auto* dock = m.w.window->findChild<QDockWidget*>(QStringLiteral("plate-map"));
        QVERIFY(m.w.action("show-plate-map").isChecked());
        m.w.press(Qt::Key_M, Qt::ShiftModifier);
        QVERIFY(dock->isHidden() && !m.w.action("show-plate-map").isChecked());
        m.w.window->close();
        MainWindow again(*m.w.session);
        again.show();
        QVERIFY(again.findChild<QDockWidget*>(QStringLiteral("plate-map"))->isHidden());
        again.findChild<QAction*>(QStringLiteral("steer-by-plate-map"))->trigger();
        QVERIFY(again.findChild<PlateMapView*>()->isVisible());
    }
    void theColouringIsRememberedAndAskedForAClassWhereItNeedsOne() {
        MapWorld m;
        m.open();
        const auto boxes = m.panel->findChildren<QComboBox*>();
        QVERIFY(boxes[0]->isHidden() && boxes[2]->isHidden()); // one plate, no class
        m.colouring()->setCurrentIndex(static_cast<int>(MapColouring::DecidedClass));
        QVERIFY(boxes[2]->isVisible());
        boxes[2]->setCurrentIndex(7);
        QCOMPARE(m.panel->map().colouring(), MapColouring::DecidedClass);
        QCOMPARE(m.panel->map().colouredClass(), toClass(7));
        const PlateMapPanel again(*m.w.session);
        QCOMPARE(again.findChildren<QComboBox*>()[2]->currentIndex(), 7);
        QVERIFY(!again.findChildren<QComboBox*>()[2]->isHidden());
    }
    void severalPlatesAreChosenFrom() {
        MapWorld m({"P1_A01_1", "P2_B02_1", "P2_B02_2"});
        m.open();
        QComboBox* plates = m.panel->findChildren<QComboBox*>()[0];
        QVERIFY(plates->isVisible());
        QCOMPARE(plates->count(), 2);
        m.click(0, 0);
        QTRY_COMPARE(m.chip(), QStringLiteral("P1 · A01"));
        plates->setCurrentIndex(1);
        emit plates->activated(1);
        QCOMPARE(m.panel->map().shownGroup(), 1);
        QCOMPARE(m.chip(), QStringLiteral("P1 · A01")); // to look at another plate changes no filter
        m.click(1, 1, Qt::ControlModifier);
        QTRY_COMPARE(m.shown(), 3);
        m.click(1, 1);
        QTRY_COMPARE(m.chip(), QStringLiteral("P2 · B02"));
    }
    void foldersAreARowEachAndWithoutThemASentence() {
        MapWorld m({"f1/a", "f1/b", "f2/a"});
        m.open();
        QCOMPARE(m.view->model()->columnCount(), 1);
        m.click(1, 0);
        QTRY_COMPARE(m.shown(), 1);
        QCOMPARE(m.chip(), QStringLiteral("f2"));
        MapWorld flat({"a", "b"});
        flat.open();
        QString said;
        for (const QLabel* label : flat.panel->findChildren<QLabel*>())
            said += label->isVisible() ? label->text() : QString();
        QVERIFY2(said.contains(QStringLiteral("neither wells nor folders")), qPrintable(said));
        QVERIFY(flat.view->isHidden());
    }
    void everyWellSaysItsNameAndItsFigures() {
        MapWorld m;
        m.open();
        m.w.press(Qt::Key_N);
        const auto text = [&](int row, int column, int role) { return m.cell(row, column).data(role).toString(); };
        QCOMPARE(text(1, 1, Qt::AccessibleTextRole), QStringLiteral("B02, 2 fields, 1 reviewed, Review progress 50 %"));
        QCOMPARE(text(0, 0, Qt::AccessibleTextRole), QStringLiteral("A01, no field"));
        m.w.session->startSweep();
        QTRY_VERIFY(m.w.session->probabilities(4));
        QTRY_VERIFY2(text(1, 1, Qt::ToolTipRole).contains(QStringLiteral("Predicted: Rods & rings 2, Nucleoplasm 1")), qPrintable(text(1, 1, Qt::ToolTipRole)));
        QAccessibleInterface* table = QAccessible::queryAccessibleInterface(m.view);
        QVERIFY(table && table->tableInterface());
        QVERIFY(table->tableInterface()->cellAt(1, 2)->text(QAccessible::Name).startsWith(QStringLiteral("B03, 1 field")));
    }
    void a1536WellPlateFitsAndItsLabelsThinOut() {
        MapWorld m({"A01_1", "AF48_1"});
        m.open();
        QCOMPARE(m.view->model()->rowCount(), 32);
        QCOMPARE(m.view->model()->columnCount(), 48);
        QVERIFY(m.view->cellSide() >= 4);
        QVERIFY(static_cast<PlateMapHeader*>(m.view->horizontalHeader())->step() > 1);
        QTRY_VERIFY2(!m.view->horizontalScrollBar()->isVisible() && !m.view->verticalScrollBar()->isVisible(),
                     qPrintable(QStringLiteral("%1 × %2, cells of %3").arg(m.view->width()).arg(m.view->height()).arg(m.view->cellSide())));
        m.drag(m.middle(30, 45), m.middle(31, 47));
        QTRY_COMPARE(m.chip(), QStringLiteral("AF48"));
    }
    void theModelKeepsItsPromises() {
        MapWorld m({"P1_A01_1", "P2_B12_1", "f/x"});
        m.w.session = m.w.world.session();
        PlateMap map(*m.w.session);
        PlateMapModel model(map, m.w.session->vocabulary());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        m.w.session->openPlate(m.w.world.plateDirectory);
        QTRY_COMPARE(map.places().groups.size(), std::size_t{3});
        for (int group = 0; group < 3; ++group) {
            map.showGroup(group);
            for (std::size_t i = 0; i < map.places().places.size(); ++i) {
                const QModelIndex index = model.indexOf(static_cast<int>(i));
                QCOMPARE(index.isValid(), map.places().groupOf(static_cast<int>(i)) == group);
                QVERIFY(!index.isValid() || model.placeAt(index) == static_cast<int>(i));
            }
            map.colourBy(MapColouring::Fields, toClass(0));
        }
    }
    void theRampGrowsBrighterAndItsNumbersCanBeRead() {
        double before = -1;
        for (int i = 0; i <= 100; ++i) {
            const QColor colour = rampColour(i / 100.0);
            const double lightness = 0.2126 * colour.redF() + 0.7152 * colour.greenF() + 0.0722 * colour.blueF();
            QVERIFY(lightness > before);
            before = lightness;
            QVERIFY(contrastRatio(readableOn(colour), colour) >= 4.5);
        }
        QCOMPARE(rampColour(-1), QColor(0, 34, 78));
        QCOMPARE(rampColour(2), QColor(254, 232, 56));
        QCOMPARE(rampColour(128 / 255.0), QColor(125, 124, 120));
    }
};

QTEST_MAIN(TestPlateMapView)
#include "test_platemapview.moc"
