#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/clipdialog.h"
#include "ui/widgets/histogramview.h"
#include "ui/widgets/stainpanel.h"
#include "ui/widgets/stainrow.h"

#include <QClipboard>
#include <QColorDialog>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

using namespace locascope;
using namespace locascope::testing;

namespace {

StainRow* rowOf(const WindowWorld& w, Stain stain) {
    return w.window->findChild<StainPanel*>()->findChildren<StainRow*>()[static_cast<qsizetype>(stain)];
}

QAction* entry(const QMenu* menu, const QString& text) {
    for (QAction* action : menu->actions())
        if (action->text() == text)
            return action;
    return nullptr;
}

QAction* swatchEntry(const WindowWorld& w, Stain stain, const char* text) {
    for (const QToolButton* button : rowOf(w, stain)->findChildren<QToolButton*>())
        if (button->menu())
            return entry(button->menu(), QString::fromUtf8(text));
    return nullptr;
}

QMenu* presets(const WindowWorld& w) {
    const QMenu* contrast = w.window->findChild<QToolButton*>(QStringLiteral("contrast-menu"))->menu();
    for (const QAction* action : contrast->actions())
        if (action->menu()) {
            emit action->menu()->aboutToShow();
            return action->menu();
        }
    return nullptr;
}

bool says(const WindowWorld& w, const char* words) {
    for (const QLabel* label : w.window->findChild<StainPanel*>()->findChildren<QLabel*>())
        if (label->text().contains(QLatin1String(words)))
            return true;
    return false;
}

void setProtein(Session& session, const StainDisplay& shown) {
    DisplaySettings display = session.display();
    display.stains[Stain::Protein] = shown;
    session.setDisplay(display);
}

void openMeasured(WindowWorld& w) {
    w.open();
    QTRY_COMPARE(w.session->contrastState(), ContrastState::Plate);
}

constexpr StainDisplay mine{false, {7, 8, 9}, {2, 44, 1.5}, 1, LookUpTable::Fire};

} // namespace

class TestContrastPanel : public QObject {
    Q_OBJECT
private slots:
    void thePanelSaysWhatTheContrastIsFrom() {
        WindowWorld w(std::vector<std::string>{"B02_1", "B02_2", "B03_1"});
        openMeasured(w);
        QVERIFY(says(w, "3 fields of 2 wells"));
    }

    void contrastIsTakenToAnotherWindowAsText() {
        WindowWorld from, to;
        openMeasured(from);
        openMeasured(to);
        setProtein(*from.session, mine);
        from.action("copy-contrast").trigger();
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("\"protein\"")));
        to.action("paste-contrast").trigger();
        QVERIFY(to.session->display().stains == from.session->display().stains);
        QCOMPARE(to.session->contrastState(), ContrastState::Manual);
    }

    void oneStainsContrastGoesToItselfOrWithoutItsColourToAnother() {
        WindowWorld w;
        openMeasured(w);
        setProtein(*w.session, mine);
        swatchEntry(w, Stain::Protein, "Copy this contrast")->trigger();
        w.session->resetContrastToPlate();
        const DisplaySettings before = w.session->display();
        swatchEntry(w, Stain::Nucleus, "Paste here")->trigger();
        QVERIFY(w.session->display().stains[Stain::Nucleus].window == mine.window);
        QVERIFY(w.session->display().stains[Stain::Nucleus].colour == before.stains[Stain::Nucleus].colour);
        QVERIFY(w.session->display().stains[Stain::Protein].window == before.stains[Stain::Protein].window);
        swatchEntry(w, Stain::Protein, "Paste here")->trigger();
        QVERIFY(w.session->display().stains[Stain::Protein] == mine);
    }

    void aWrongClipboardIsRefusedWithAWordUntilSomethingElseHappens() {
        WindowWorld w;
        openMeasured(w);
        const DisplaySettings before = w.session->display();
        QApplication::clipboard()->setText(QStringLiteral("Dear colleague"));
        w.action("paste-contrast").trigger();
        QVERIFY(says(w, "holds no contrast"));
        QVERIFY(w.session->display() == before);
        setProtein(*w.session, mine);
        QVERIFY(!says(w, "holds no contrast"));
        w.action("paste-contrast").trigger();
        QVERIFY(says(w, "holds no contrast"));
        w.session->goTo(1);
        QVERIFY(!says(w, "holds no contrast"));
        w.action("paste-contrast").trigger();
        QVERIFY(says(w, "holds no contrast"));
        QTRY_VERIFY(w.session->shownBits() > 0);
        w.action("copy-contrast").trigger();
        QVERIFY(!says(w, "holds no contrast"));
    }

    void anotherDepthIsRefused() {
        WindowWorld w;
        openMeasured(w);
        const DisplaySettings before = w.session->display();
        QApplication::clipboard()->setText(formatContrast(contrastOf(before, 16)));
        w.action("paste-contrast").trigger();
        QVERIFY(says(w, "16 bits"));
        QVERIFY(w.session->display() == before);
    }

    void aPresetIsKeptUsedAndDeletedFromTheMenu() {
        WindowWorld w;
        openMeasured(w);
        setProtein(*w.session, mine);
        w.action("save-preset").trigger();
        auto* dialog = w.window->findChild<QInputDialog*>();
        QVERIFY(dialog);
        dialog->setTextValue(QStringLiteral("  B&W   screen "));
        dialog->accept();
        QVERIFY(w.session->contrastPresets().contains(QStringLiteral("B&W screen")));
        w.session->resetContrastToPlate();
        QAction* preset = entry(presets(w), QStringLiteral("B&&W screen"));
        QVERIFY(preset && preset->isEnabled());
        preset->trigger();
        QVERIFY(w.session->display().stains[Stain::Protein] == mine);
        QAction* dropping = entry(presets(w), QStringLiteral("&Delete"));
        QVERIFY(dropping && dropping->menu());
        QCOMPARE(presets(w)->findChildren<QMenu*>().size(), 1); // however often it was filled
        dropping = entry(presets(w), QStringLiteral("&Delete"));
        entry(dropping->menu(), QStringLiteral("B&&W screen"))->trigger();
        QVERIFY(w.session->contrastPresets().empty());
    }

    void aPresetOfAnotherDepthIsGreyAndSaysWhy() {
        WindowWorld w;
        openMeasured(w);
        w.session->keepPreset(QStringLiteral("deep"), contrastOf(w.session->display(), 16));
        const QAction* preset = entry(presets(w), QStringLiteral("deep"));
        QVERIFY(preset && !preset->isEnabled());
        QVERIFY(preset->toolTip().contains(QStringLiteral("16 bits")));
    }

    void theClipIsSetInADialogAndMeasuredOnDemand() {
        WindowWorld w;
        openMeasured(w);
        w.action("measure-contrast").trigger();
        auto* dialog = w.window->findChild<ClipDialog*>();
        QVERIFY(dialog);
        const auto boxes = dialog->findChildren<QDoubleSpinBox*>();
        QCOMPARE(boxes.first()->value(), 98.0);
        QCOMPARE(boxes.last()->value(), 99.0);
        boxes.first()->setValue(95);
        QCOMPARE(dialog->clip()[Stain::Protein], 0.95);
        QCOMPARE(dialog->clip()[Stain::Reticulum], 0.99);
        QCOMPARE(w.session->contrastSample().clip[Stain::Protein], 0.98);
        dialog->accept();
        QTRY_COMPARE(w.session->contrastSample().clip[Stain::Protein], 0.95);
    }

    void theHistogramsScaleIsRemembered() {
        WindowWorld w;
        openMeasured(w);
        const auto scale = [&w] { return rowOf(w, Stain::Protein)->findChild<HistogramView*>()->scale(); };
        QCOMPARE(scale(), HistogramView::Scale::Logarithmic);
        w.action("log-histogram").trigger();
        QCOMPARE(scale(), HistogramView::Scale::Linear);
        w.window = std::make_unique<MainWindow>(*w.session);
        QCOMPARE(scale(), HistogramView::Scale::Linear);
        QVERIFY(!w.action("log-histogram").isChecked());
    }

    void aColourByNameATableAndAnyOther() {
        WindowWorld w;
        openMeasured(w);
        swatchEntry(w, Stain::Protein, "Magenta")->trigger();
        QVERIFY(w.session->display().stains[Stain::Protein].colour == (Colour{255, 0, 255}));
        swatchEntry(w, Stain::Protein, "mpl-viridis")->trigger();
        QCOMPARE(w.session->display().stains[Stain::Protein].table, LookUpTable::Viridis);
        QCOMPARE(w.session->display().mode, DisplayMode::Colour);
        QCOMPARE(w.session->display().active, Stain::Protein);
        swatchEntry(w, Stain::Protein, "Other colour…")->trigger();
        auto* dialog = w.window->findChild<QColorDialog*>();
        QVERIFY(dialog);
        dialog->setCurrentColor(QColor(10, 20, 30));
        dialog->accept();
        QVERIFY(w.session->display().stains[Stain::Protein].colour == (Colour{10, 20, 30}));
        QCOMPARE(w.session->display().stains[Stain::Protein].table, LookUpTable::Pure);
    }

    void gammaIsMarkedWhereItIsNotOne() {
        WindowWorld w;
        openMeasured(w);
        const auto marked = [&w] {
            for (const QLabel* label : rowOf(w, Stain::Protein)->findChildren<QLabel*>())
                if (label->text().contains(QStringLiteral("⚠")))
                    return true;
            return false;
        };
        QVERIFY(!marked());
        setProtein(*w.session, mine);
        QVERIFY(marked());
    }
};

QTEST_MAIN(TestContrastPanel)
#include "test_contrastpanel.moc"
