// z planes and the size of a pixel in the window.

#include "core/plate/platechoices.h"
#include "core/plate/scanasremembered.h"
#include "tests/support/stackplate.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/pixelsizedialog.h"
#include "ui/widgets/planechoice.h"
#include "ui/widgets/scalebar.h"

#include <QDoubleSpinBox>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// A plate of two fields in three z planes takes the place of the one that the window opened with.
void openStack(WindowWorld& w) {
    w.open();
    w.session->openPlate(writeStackPlate(w.world.options.dataDirectory, w.world.folder / "stack"));
    [&] { QTRY_VERIFY(w.session->plate().depth == stackDepth && w.session->isIndexComplete() && shownValue(*w.session) == 30); }();
}

PixelSizeDialog* openPixelSize(WindowWorld& w) {
    w.action("pixel-size").trigger();
    return w.window->findChild<PixelSizeDialog*>();
}

} // namespace

class TestReadingInWindow : public QObject {
    Q_OBJECT
private slots:
    void planesAreOfferedOnlyWhereThereAreAny() {
        WindowWorld w;
        w.open();
        const auto* choice = w.window->findChild<PlaneChoice*>();
        QVERIFY(choice && !choice->isVisible());
        QVERIFY(!w.action("plane-up").isVisible());
        w.session->openPlate(writeStackPlate(w.world.options.dataDirectory, w.world.folder / "stack"));
        QTRY_VERIFY(choice->isVisible() && choice->isEnabled());
        QCOMPARE(choice->currentText(), QStringLiteral("Maximum of 3 planes"));
        QVERIFY(w.action("plane-up").isVisible() && w.action("plane-maximum").isChecked());
    }

    void theChoiceShowsAndChoosesAPlane() {
        WindowWorld w;
        openStack(w);
        auto* choice = w.window->findChild<PlaneChoice*>();
        choice->setCurrentIndex(2);
        emit choice->activated(2);
        QTRY_COMPARE(shownValue(*w.session), 20);
        QCOMPARE(choice->currentText(), QStringLiteral("Plane 2 of 3"));
        choice->setCurrentIndex(0);
        emit choice->activated(0);
        QTRY_COMPARE(shownValue(*w.session), 30);
    }

    void keysGoUpAndDownAndToTheMaximum() {
        WindowWorld w;
        openStack(w);
        w.press(Qt::Key_Period); // the lowest
        w.press(Qt::Key_Period);
        QTRY_COMPARE(shownValue(*w.session), 20);
        w.press(Qt::Key_Comma);
        QTRY_COMPARE(shownValue(*w.session), 10);
        w.press(Qt::Key_Comma); // there is none below
        QCOMPARE(w.session->chosenPlane(), std::optional(1));
        QVERIFY(!w.action("plane-maximum").isChecked());
        w.press(Qt::Key_Z);
        QTRY_COMPARE(shownValue(*w.session), 30);
        QTRY_VERIFY(w.action("plane-maximum").isChecked());
        w.press(Qt::Key_Z); // and back
        QTRY_COMPARE(shownValue(*w.session), 10);
        w.press(Qt::Key_Z);
        QTRY_COMPARE(shownValue(*w.session), 30);
        w.press(Qt::Key_Comma); // the highest
        QTRY_COMPARE(w.session->plate().chosenPlane, std::optional(3));
    }

    void theMaximumReturnsToNoPlaneOfAnotherPlate() {
        WindowWorld w;
        openStack(w);
        w.session->choosePlane(1);
        QTRY_COMPARE(shownValue(*w.session), 10);
        w.press(Qt::Key_Z);
        QTRY_COMPARE(shownValue(*w.session), 30);
        const std::filesystem::path other = writeStackPlate(w.world.options.dataDirectory, w.world.folder / "other");
        w.session->openPlate(other);
        QTRY_VERIFY(w.session->plate().root == other && w.session->isIndexComplete() && shownValue(*w.session) == 30);
        w.press(Qt::Key_Z);
        QTRY_COMPARE(w.session->plate().chosenPlane, std::optional(2)); // the middle
    }

    void anotherPlaneLeavesTheKeysWhereTheyAre() {
        WindowWorld w;
        openStack(w);
        QVERIFY(w.window->findChild<FieldPanel*>()->view().hasFocus()); // another plate takes them
        auto* choice = w.window->findChild<PlaneChoice*>();
        choice->setFocus();
        w.session->choosePlane(2);
        QTRY_COMPARE(shownValue(*w.session), 20);
        QVERIFY(choice->hasFocus());
    }

    void theSizeOfAPixelIsEnteredAndTakenBack() {
        WindowWorld w;
        w.open();
        PixelSizeDialog* dialog = openPixelSize(w);
        QVERIFY(dialog);
        QVERIFY(dialog->findChildren<QRadioButton*>().first()->text().contains(QStringLiteral("nothing")));
        dialog->findChild<QDoubleSpinBox*>()->setValue(0.25);
        dialog->accept();
        QTRY_COMPARE(w.session->plate().enteredPixelSizeUm, std::optional(0.25));
        QTRY_VERIFY(rememberedChoices(w.world.options.dataDirectory, w.session->plate().root).pixelSizeUm == 0.25);
        QTRY_VERIFY(!w.window->findChild<PixelSizeDialog*>());
        dialog = openPixelSize(w);
        QCOMPARE(dialog->entered(), std::optional(0.25));
        dialog->findChildren<QRadioButton*>().first()->setChecked(true);
        dialog->accept();
        QTRY_VERIFY(!w.session->plate().enteredPixelSizeUm);
    }

    void theDialogSaysWhatTheFilesSay() {
        Plate plate;
        plate.samples = std::vector<Sample>(3);
        QVERIFY(!statedPixelSizes(plate));
        plate.samples.edit()[0].pixelSizeUm = 0.5;
        plate.samples.edit()[2].pixelSizeUm = 0.25;
        QVERIFY(statedPixelSizes(plate) == std::pair(0.25, 0.5));
        const PixelSizeDialog dialog(plate);
        QVERIFY(!dialog.entered()); // unless something is entered
        QVERIFY(dialog.findChildren<QRadioButton*>().first()->text().contains(QStringLiteral("0.25 to 0.5 µm")));
        plate.enteredPixelSizeUm = 0.3;
        QCOMPARE(PixelSizeDialog(plate).entered(), std::optional(0.3));
    }

    void anEnteredScaleBarSaysSoWithinTheImage() {
        const auto painted = [](bool isEntered) {
            QImage image(300, 100, QImage::Format_RGB32);
            image.fill(Qt::red);
            QPainter painter(&image);
            paintScaleBar(painter, image.rect(), {0.5, isEntered});
            painter.end();
            return image;
        };
        const QImage stated = painted(false), entered = painted(true);
        QVERIFY(stated != entered);
        for (const QImage& image : {stated, entered})
            for (int y = 0; y < image.height(); ++y)
                QCOMPARE(image.pixel(image.width() - 1, y), QColor(Qt::red).rgb()); // nothing is cut off at the edge
    }
};

QTEST_MAIN(TestReadingInWindow)
#include "test_reading.moc"
