// The staining check in the window: list, click through to the fields, plate map, and columns that are hidden from the reviewer.

#include "core/review/csv.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/models/stainingcheck.h"
#include "ui/widgets/categorycolour.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/placecolours.h"
#include "ui/widgets/platemaplegend.h"
#include "ui/widgets/platemappanel.h"
#include "ui/widgets/sheetdialog.h"
#include "ui/widgets/stainingpanel.h"
#include "ui/widgets/stainingtext.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QListWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr const char* sheetText = "well,antibody,control\nA01,HPA1,negative\nA02,HPA2,positive\nB01,HPA3,\nB02,HPA3,\n";

/// Eight fields of four wells; every pixel of the i-th has the value i.
class CheckWorld final {
public:
    explicit CheckWorld(const std::vector<std::string>& ids = {"A01_1", "A01_2", "A02_1", "A02_2", "B01_1", "B01_2", "B02_1", "B02_2"}) : w(ids) {}

    void open() {
        w.open();
        panel = w.window->findChild<StainingPanel*>();
        QVERIFY(panel);
    }
    void check() const {
        w.action("check-staining").trigger();
        QTRY_VERIFY(w.session->staining().results() && !w.session->staining().isRunning());
    }
    void attach(const std::vector<std::string>& blinded = {}) const {
        SheetMapping mapping;
        mapping.key = SheetKey::Well;
        mapping.keyColumn = "well";
        mapping.column(SheetRole::Antibody) = "antibody";
        mapping.column(SheetRole::Control) = "control";
        mapping.blinded = blinded;
        w.session->attachSheet(std::make_shared<const SheetFile>(SheetFile{"s.csv", sheetText, parseSheet(sheetText, "s.csv")}), mapping);
        QTRY_VERIFY(w.session->sheet());
    }
    void choose(const char* box, int value) const {
        auto* combo = panel->findChild<QComboBox*>(QLatin1String(box));
        combo->setCurrentIndex(combo->findData(value));
        emit combo->activated(combo->currentIndex());
    }
    QString text(int row, int column) const { return panel->model().index(row, column).data().toString(); }
    QStringList texts(int column) const {
        QStringList all;
        for (int row = 0; row < panel->model().rowCount(); ++row)
            all.append(text(row, column));
        return all;
    }

    WindowWorld w;
    StainingPanel* panel = nullptr;
};

QStringList entriesOf(const QWidget& widget) {
    QStringList entries;
    for (const QComboBox* box : widget.findChildren<QComboBox*>())
        for (int i = 0; i < box->count(); ++i)
            entries.append(box->itemText(i));
    return entries;
}

} // namespace

class TestStainingPanel : public QObject {
    Q_OBJECT
private slots:
    void theCheckIsStartedFromTheMenuAndListed() {
        CheckWorld c;
        c.open();
        const QAbstractItemModelTester tester(&c.panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(!c.panel->isVisible());
        QCOMPARE(c.panel->model().rowCount(), 0);
        c.check();
        QVERIFY(c.panel->isVisible());
        QVERIFY(c.panel->model().rowCount() > 20);
        c.choose("CheckedStain", int(Stain::Protein));
        c.choose("CheckedFigure", int(StainingFigure::Background));
        QCOMPARE(c.texts(StainingTableModel::Well), QStringLiteral("A01 A02 B01 B02").split(u' '));
        c.choose("CheckedFigure", -1);
        const int all = c.panel->model().rowCount();
        c.panel->findChild<QCheckBox*>()->setChecked(true);
        QVERIFY(c.panel->model().rowCount() > 0 && c.panel->model().rowCount() < all); // of one value, and so without a foreground
        for (int row = 0; row < c.panel->model().rowCount(); ++row)
            QVERIFY(!c.text(row, StainingTableModel::Flags).isEmpty());
    }

    void toListOnlyWhatIsFlaggedChangesNotTheMap() {
        CheckWorld c;
        c.open();
        c.check();
        c.choose("CheckedFigure", int(StainingFigure::Background));
        auto* map = c.w.window->findChild<PlateMapPanel*>();
        QCOMPARE(map->map().colouring(), MapColouring::Staining);
        map->findChildren<QComboBox*>()[1]->setCurrentIndex(int(MapColouring::Fields));
        c.panel->findChild<QCheckBox*>()->setChecked(true);
        QCOMPARE(map->map().colouring(), MapColouring::Fields);
    }

    void headingsSortByValueWithUnknownOnesLast() {
        CheckWorld c;
        c.open();
        c.check();
        c.choose("CheckedStain", int(Stain::Protein));
        c.choose("CheckedFigure", int(StainingFigure::Background));
        c.panel->table().sortByColumn(StainingTableModel::Value, Qt::DescendingOrder);
        QCOMPARE(c.texts(StainingTableModel::Well), QStringLiteral("B02 B01 A02 A01").split(u' '));
        c.choose("CheckedFigure", -1);
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            c.panel->table().sortByColumn(StainingTableModel::Z, order);
            QCOMPARE(c.texts(StainingTableModel::Z).last(), QStringLiteral("–"));
        }
    }

    void aClickOrEnterLeadsToTheFieldsWorstFirst() {
        CheckWorld c;
        c.open();
        c.check();
        c.choose("CheckedStain", int(Stain::Protein));
        c.choose("CheckedFigure", int(StainingFigure::Background));
        QTableView& table = c.panel->table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(c.panel->model().index(2, 0)).center());
        QCOMPARE(c.w.session->order(), (std::vector<int>{5, 4}));
        QCOMPARE(c.w.session->current(), 5);
        auto* chip = c.w.window->findChild<QToolButton*>(QStringLiteral("listed"));
        QVERIFY(chip->isVisible() && chip->text().contains(QStringLiteral("B01")));
        table.setCurrentIndex(c.panel->model().index(0, 0));
        table.setFocus();
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(c.w.session->order(), (std::vector<int>{1, 0}));
        QCOMPARE(c.w.session->reviewedCount(), 0); // Enter accepted nothing
        chip->click();
        QCOMPARE(c.w.session->order().size(), std::size_t(8));
        QVERIFY(!chip->isVisible());
    }

    void theChosenFigureColoursThePlateMap() {
        CheckWorld c;
        c.open();
        c.check();
        c.choose("CheckedStain", int(Stain::Microtubules));
        c.choose("CheckedFigure", int(StainingFigure::Background));
        PlateMap& map = c.w.window->findChild<PlateMapPanel*>()->map();
        QCOMPARE(map.colouring(), MapColouring::Staining);
        QCOMPARE(*map.value(0), 0.5);
        QCOMPARE(*map.value(3), 6.5);
        QCOMPARE(map.lowest(), 0.0);
        QCOMPARE(map.highest(), 6.5);
        QCOMPARE(shortText(map, 6.5), QStringLiteral("6.5"));
        QVERIFY(c.w.window->findChild<PlateMapLegend*>()->rangeText().startsWith(u'0'));
    }

    void copiedRowsAreCsv() {
        CheckWorld c;
        c.open();
        c.attach();
        c.check();
        c.choose("CheckedStain", int(Stain::Protein));
        c.choose("CheckedFigure", int(StainingFigure::Background));
        c.panel->table().setFocus();
        QTest::keyClick(&c.panel->table(), Qt::Key_C, Qt::ControlModifier);
        const auto records = parseCsv(QApplication::clipboard()->text().toStdString(), "clipboard");
        QCOMPARE(records.size(), std::size_t(5));
        QCOMPARE(records[1].fields[2], std::string("HPA1"));
        QCOMPARE(records[1].fields[3], std::string("negative"));
    }

    void exportedRowsAreInAFileAndAFailureIsSaid() {
        CheckWorld c;
        c.open();
        c.check();
        const std::filesystem::path file = c.w.world.folder / "check.csv";
        c.w.session->staining().write(file, c.panel->model().csv().toStdString());
        QTRY_VERIFY(std::filesystem::exists(file));
        c.w.session->staining().write(c.w.world.folder / "no/such/dir.csv", "x");
        QTRY_VERIFY(!c.w.session->notices().empty());
        QCOMPARE(c.w.session->notices().front().key, QStringLiteral("export"));
    }

    void aColumnOfTheSheetColoursTheMapByCategory() {
        CheckWorld c;
        c.open();
        c.attach();
        auto* panel = c.w.window->findChild<PlateMapPanel*>();
        for (QComboBox* box : panel->findChildren<QComboBox*>()) {
            if (const int at = box->findText(QStringLiteral("Sheet column")); at >= 0)
                box->setCurrentIndex(at);
        }
        QCOMPARE(panel->map().colouring(), MapColouring::Sheet);
        for (QComboBox* box : panel->findChildren<QComboBox*>())
            if (const int at = box->findText(QStringLiteral("antibody")); at >= 0) {
                QVERIFY(box->isVisible());
                box->setCurrentIndex(at);
                emit box->activated(at);
            }
        QVERIFY(panel->map().isByCategory());
        QCOMPARE(colourOf(panel->map(), *panel->map().value(2)), categoryColour(2));
        QCOMPARE(panel->map().value(2), panel->map().value(3)); // one antibody
        auto* legend = c.w.window->findChild<PlateMapLegend*>();
        QCOMPARE(legend->rangeText(), QStringLiteral("HPA1, HPA2, HPA3"));
    }

    void categoriesHaveDifferentColours() {
        std::set<QRgb> colours;
        for (int i = 0; i < 10; ++i)
            colours.insert(categoryColour(i).rgb());
        QCOMPARE(colours.size(), std::size_t(10));
        QCOMPARE(categoryColour(99), categoryColour(9));
    }

    void whatIsBlindedIsShownNowhere() {
        CheckWorld c;
        c.open();
        c.attach({"antibody", "control"});
        c.check();
        QTRY_COMPARE(c.w.session->staining().results()->report.controlValues.size(), std::size_t(2));
        const auto betrayed = [&] {
            QStringList found;
            for (const QString& entry : entriesOf(*c.w.window))
                if (entry.contains(QStringLiteral("HPA")) || entry.contains(QStringLiteral("negative")) || entry == QStringLiteral("antibody"))
                    found.append(entry);
            return found;
        };
        QCOMPARE(betrayed(), QStringList());
        QCOMPARE(c.text(0, StainingTableModel::Group), QStringLiteral("–"));
        QCOMPARE(c.text(0, StainingTableModel::Control), QStringLiteral("–"));
        QVERIFY(!c.panel->model().csv().contains(QStringLiteral("HPA")) && !c.panel->model().csv().contains(QStringLiteral("negative")));
        QAction& blind = c.w.action("blind-to-sheet");
        QVERIFY(blind.isEnabled() && blind.isChecked());
        blind.trigger();
        QVERIFY(betrayed().size() >= 4);
        QCOMPARE(c.text(0, StainingTableModel::Group), QStringLiteral("HPA1"));
        blind.trigger();
        QCOMPARE(betrayed(), QStringList());
    }

    void theControlThatIsComparedWithHasNoNameWhileItIsHidden() {
        CheckWorld c;
        c.open();
        c.attach({"control"});
        c.check();
        QAction& blind = c.w.action("blind-to-sheet");
        blind.trigger();
        c.choose("CheckedAgainst", int(StainingReference::Kind::Value));
        QTRY_COMPARE(c.w.session->staining().results()->report.reference.value, std::string("negative"));
        const auto* against = c.panel->findChild<QComboBox*>(QStringLiteral("CheckedAgainst"));
        QTRY_COMPARE(against->currentText(), QStringLiteral("Against negative"));
        blind.trigger();
        QCOMPARE(against->currentText(), QStringLiteral("Against one of the controls"));
        QCOMPARE(against->count(), 3); // with all controls, and the plate
        blind.trigger();
        QCOMPARE(against->currentText(), QStringLiteral("Against negative"));
    }

    void theFieldsOfAHiddenGroupAreNotListed() {
        CheckWorld c(std::vector<std::string>{"s00", "s01", "s02", "s03"}); // without wells they go by their antibody
        c.open();
        constexpr const char* text = "Id,antibody\ns00,HPA1\ns01,HPA1\ns02,HPA2\ns03,HPA2\n";
        SheetMapping mapping;
        mapping.keyColumn = "Id";
        mapping.column(SheetRole::Antibody) = "antibody";
        mapping.blinded = {"antibody"};
        c.w.session->attachSheet(std::make_shared<const SheetFile>(SheetFile{"s.csv", text, parseSheet(text, "s.csv")}), mapping);
        QTRY_VERIFY(c.w.session->sheet());
        c.check();
        QCOMPARE(c.w.session->staining().results()->report.units.size(), std::size_t(2));
        const auto* chip = c.w.window->findChild<QToolButton*>(QStringLiteral("listed"));
        const auto click = [&] { QTest::mouseClick(c.panel->table().viewport(), Qt::LeftButton, {}, c.panel->table().visualRect(c.panel->model().index(0, 0)).center()); };
        click();
        QVERIFY(!c.w.session->filter().listed);
        c.w.action("blind-to-sheet").trigger();
        click();
        QVERIFY(chip->isVisible() && chip->text().contains(QStringLiteral("HPA1")));
        QCOMPARE(c.w.session->order().size(), std::size_t(2));
        c.w.action("blind-to-sheet").trigger();
        QVERIFY(!chip->isVisible());
        QCOMPARE(c.w.session->order().size(), std::size_t(4));
    }

    void cleanup() { useLanguage(*qApp, QStringLiteral("en")); }

    void theMapsFigureIsNamedInTheLanguageOfTheWindow() {
        CheckWorld c;
        c.open();
        c.check();
        c.choose("CheckedFigure", int(StainingFigure::Background));
        auto* panel = c.w.window->findChild<PlateMapPanel*>();
        const QString english = panel->map().values()->title;
        const QString tip = c.w.window->findChild<PlateMapLegend*>()->toolTip();
        useLanguage(*qApp, QStringLiteral("sv"));
        const auto title = [panel] { return panel->map().values()->title; };
        const auto said = [&c] { return c.w.window->findChild<PlateMapLegend*>()->toolTip(); };
        QTRY_VERIFY2(title() != english && title().endsWith(figureText(StainingFigure::Background)), qPrintable(title()));
        QTRY_VERIFY2(said().contains(title()) && said().section(u',', 2) != tip.section(u',', 2), qPrintable(said()));
    }

    void theSheetDialogAsksWhatToHide() {
        const auto file = std::make_shared<const SheetFile>(SheetFile{"s.csv", sheetText, parseSheet(sheetText, "s.csv")});
        SheetMapping guess;
        guess.blinded = {"control"};
        const SheetDialog dialog(file, guess);
        auto* list = dialog.findChild<QListWidget*>();
        QCOMPARE(list->count(), 3);
        QCOMPARE(dialog.mapping().blinded, (std::vector<std::string>{"control"}));
        list->item(1)->setCheckState(Qt::Checked);
        QCOMPARE(dialog.mapping().blinded, (std::vector<std::string>{"antibody", "control"}));
    }

    void valuesAreWrittenAsPeopleReadThem() {
        QCOMPARE(figureValueText(0.1234, StainingFigure::Saturated), QStringLiteral("12 %"));
        QCOMPARE(figureValueText(0.0312, StainingFigure::Focus), QStringLiteral("0.0312"));
        QCOMPARE(figureValueText(1234, StainingFigure::Background), QStringLiteral("1,234"));
        QCOMPARE(figureValueText(std::nan(""), StainingFigure::Focus), QStringLiteral("–"));
        StainingFlags flags;
        flags.add(StainingFlag::OutOfFocus);
        flags.add(StainingFlag::Weak);
        QCOMPARE(flagsText(flags), QStringLiteral("out of focus, weak"));
    }
};

QTEST_MAIN(TestStainingPanel)
#include "test_stainingpanel.moc"
