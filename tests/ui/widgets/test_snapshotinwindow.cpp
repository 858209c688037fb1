#include "core/imaging/decode.h"
#include "tests/support/expecterror.h"
#include "tests/support/stackplate.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/models/platesnapshot.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/snapshotdialog.h"
#include "ui/widgets/snapshotmaker.h"
#include "ui/widgets/snapshotpreview.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTimer>

#include <algorithm>

using namespace locascope;
using namespace locascope::testing;

namespace {

ShownField whole(const Session& session, double saliencyOpacity = 0) {
    const ChannelStack& stack = session.image()->stack;
    return shownField(session, {.left = 0, .top = 0, .scale = 2, .width = stack.fullWidth * 2, .height = stack.fullHeight * 2}, saliencyOpacity);
}

QString svgOf(const Session& session, SnapshotChoice choice) {
    choice.format = SnapshotFormat::Svg;
    const Bytes bytes = snapshotFile(planSnapshot(session, whole(session), choice));
    return QString::fromUtf8(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size()));
}

QString notices(const WindowWorld& world) {
    QString all;
    for (const QLabel* label : world.window->findChild<NoticeBar*>()->findChildren<QLabel*>())
        all += label->text();
    return all;
}

SnapshotDialog* dialogOf(const WindowWorld& world) { return world.window->findChild<SnapshotDialog*>(); }

int sizeOf(const std::filesystem::path& file) { return std::filesystem::exists(file) ? int(std::filesystem::file_size(file)) : -1; }

/// What to answer when a file would be replaced, and what was asked.
struct SavingAnswers {
    QMessageBox::StandardButton confirm = QMessageBox::No;
    QStringList questions; ///< the names in question
};

/// Saves a snapshot; a name that was refused is given up.
void saveAs(const WindowWorld& world, SavingAnswers& answers, const std::filesystem::path& name) {
    answers.questions.clear();
    int times = 0;
    QTimer typing, answering; // one waits while the other's question is open
    typing.setInterval(10);
    answering.setInterval(10);
    QObject::connect(&typing, &QTimer::timeout, &typing, [&] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        if (answers.confirm == QMessageBox::No && !answers.questions.isEmpty())
            return dialog->reject();
        if (++times == 1)
            dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(QString::fromStdString(name.string()));
        static_cast<QDialog*>(dialog)->accept();
    });
    QObject::connect(&answering, &QTimer::timeout, &answering, [&] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (!box)
            return;
        answers.questions.append(box->text().section(u' ', 0, 0));
        box->button(answers.confirm)->click();
    });
    typing.start();
    answering.start();
    world.action("save-snapshot").trigger();
    dialogOf(world)->accept();
    QTRY_VERIFY(!dialogOf(world));
}

} // namespace

class TestSnapshotInWindow final : public QObject {
    Q_OBJECT
private slots:
    void theViewIsCutAndScaledAsOnScreen() {
        WindowWorld world(3);
        world.open();
        const ShownField shown = shownField(*world.session, {.left = 1.5, .top = -3, .scale = 4, .width = 18, .height = 40}, 0);
        const SnapshotPlan plan = planSnapshot(*world.session, shown, {.content = SnapshotContent::View});
        QCOMPARE(plan.figure.fields.size(), std::size_t(1));
        QCOMPARE(plan.figure.fields[0].crop, (PixelRectangle{1, 0, 5, 7}));
        QCOMPARE(plan.figure.pixels, 28);
        QVERIFY(planSnapshot(*world.session, shown, {.content = SnapshotContent::Field}).figure.fields[0].crop.isEmpty());
    }

    void aPanelShowsTheSelectedFieldsInTheOrderOnScreen() {
        WindowWorld world(5);
        world.open();
        world.session->setSelection({3, 1, 2}, 2);
        const SnapshotPlan plan = planSnapshot(*world.session, whole(*world.session), {.content = SnapshotContent::Panel});
        QCOMPARE(plan.samples, (std::vector<int>{1, 2, 3}));
        QCOMPARE(plan.figure.panes.size(), std::size_t(5));
        const QString svg = svgOf(*world.session, {.content = SnapshotContent::Panel});
        QCOMPARE(svg.count(QStringLiteral("<image")), 15);
        QVERIFY(svg.contains(QStringLiteral("s03")));
        QVERIFY(!svg.contains(QStringLiteral("s04")));
    }

    void labelsAndProposalsAreSaidOnlyWhereAskedFor() {
        WindowWorld world(3);
        world.open();
        QVERIFY(!svgOf(*world.session, {}).contains(QStringLiteral("model:")));
        QVERIFY(svgOf(*world.session, {.probabilities = true}).contains(QStringLiteral("model:")));
        QVERIFY(!svgOf(*world.session, {}).contains(QStringLiteral("no decision")));
        QVERIFY(svgOf(*world.session, {.labels = true}).contains(QStringLiteral("no decision")));
        QVERIFY(!svgOf(*world.session, {.captions = false, .labels = true, .probabilities = true}).contains(QStringLiteral("<text")));
    }

    void aPixelSizeThatWasEnteredIsSaidAtTheScaleBar() {
        WindowWorld world(3);
        world.open();
        QTRY_VERIFY(world.session->isIndexComplete());
        world.session->enterPixelSize(0.25);
        QTRY_VERIFY(pixelSizeOf(world.session->plate(), world.session->plate().samples[0]).has_value());
        const QString svg = svgOf(*world.session, {});
        QVERIFY(svg.contains(QStringLiteral("µm (entered)")) && svg.contains(QStringLiteral("was entered")));
        QVERIFY(!svgOf(*world.session, {.scaleBar = false}).contains(QStringLiteral("entered")));
    }

    void whatTheWindowHidesIsInNoFigure() {
        WindowWorld world(3);
        world.world.engine->trainedOn = TrainedOn::Simulated;
        world.open();
        QVERIFY(!world.session->proposalsAllowed());
        QVERIFY(!svgOf(*world.session, {.labels = true, .probabilities = true}).contains(QStringLiteral("model")));
        world.session->requestSaliency(toClass(0));
        QTRY_VERIFY(!world.session->saliency().isEmpty());
        QVERIFY(!svgOf(*world.session, {}).contains(QStringLiteral("Grad-CAM"))); // it is not on screen
    }

    void saliencyOnScreenIsInTheFigureAndSaysWhatItIs() {
        WindowWorld world(3);
        world.open();
        world.session->requestSaliency(toClass(0));
        QTRY_VERIFY(!world.session->saliency().isEmpty());
        const double opacity = world.window->findChild<FieldPanel*>()->shownSaliency();
        QVERIFY(opacity > 0);
        const ShownField shown = whole(*world.session, opacity);
        const SnapshotPlan plan = planSnapshot(*world.session, shown, {});
        QCOMPARE(plan.figure.panes, std::vector<FigurePane>{FigurePane{FigurePane::Kind::Saliency}});
        QCOMPARE(plan.figure.fields[0].saliency.className, QStringLiteral("Nucleoplasm"));
        QVERIFY(planSnapshot(*world.session, shown, {.saliency = false}).figure.fields[0].saliency.map.isEmpty());
        world.action("show-saliency").setChecked(false);
        QCOMPARE(world.window->findChild<FieldPanel*>()->shownSaliency(), 0.0);
    }

    void theFigureShowsWhatWasOnScreenBeforeTheDialogCoveredIt() {
        WindowWorld world(4);
        world.open();
        world.session->goTo(3);
        QTRY_VERIFY(world.session->image() && world.session->histogram(Stain::Protein).total() > 0);
        world.session->requestSaliency(toClass(3)); // which is proposed
        QTRY_VERIFY(!world.session->saliency().isEmpty());
        world.session->stretchProteinToImage(true);
        const DisplaySettings stretched = world.session->display();
        world.action("save-snapshot").trigger();
        world.session->stretchProteinToImage(false); // the key is let go, and the mouse leaves the label
        world.session->requestSaliency({});
        QVERIFY(world.session->display() != stretched);
        const SnapshotPlan plan = dialogOf(world)->plan();
        QVERIFY(!plan.figure.fields[0].saliency.map.isEmpty());
        QVERIFY(plan.figure.display == stretched);
        QVERIFY(plan.figure.notes.join(u' ').contains(QStringLiteral("not comparable")));
    }

    void aStainHeldAloneIsAloneInTheFigure() {
        WindowWorld world(3);
        world.open();
        world.window->findChild<FieldPanel*>()->panes().showAlone(Stain::Microtubules);
        world.action("save-snapshot").trigger();
        world.window->findChild<FieldPanel*>()->panes().showAlone({});
        const DisplaySettings display = dialogOf(world)->plan().figure.display;
        QCOMPARE(display.mode, DisplayMode::Greyscale);
        QCOMPARE(display.active, Stain::Microtubules);
    }

    void anotherImageClosesTheDialog() {
        WindowWorld world(3);
        world.open();
        world.session->openPlate(writeStackPlate(world.world.options.dataDirectory, world.world.folder / "stack"));
        QTRY_VERIFY(world.session->plate().depth == stackDepth && world.session->isIndexComplete() && shownValue(*world.session) == 30);
        world.action("save-snapshot").trigger();
        const QPointer<SnapshotDialog> dialog = dialogOf(world);
        bool lacksImage = false;
        connect(world.session.get(), &Session::imageChanged, this, [&] {
            if (world.session->image())
                return;
            lacksImage = true;
            QVERIFY(!dialog || !dialog->isVisible());
        });
        world.session->choosePlane(2); // of the same field
        QTRY_COMPARE(shownValue(*world.session), 20);
        QVERIFY(lacksImage);
        QTRY_VERIFY(!dialog);
    }

    void aHiddenAntibodyIsInNoCaption() {
        WindowWorld world(3);
        world.open();
        constexpr const char* text = "Id,antibody\ns00,HPA1\n";
        SheetMapping mapping;
        mapping.keyColumn = "Id";
        mapping.column(SheetRole::Antibody) = "antibody";
        mapping.blinded = {"antibody"};
        world.session->attachSheet(std::make_shared<const SheetFile>(SheetFile{"s.csv", text, parseSheet(text, "s.csv")}), mapping);
        QTRY_VERIFY(world.session->sheet());
        QVERIFY(!svgOf(*world.session, {}).contains(QStringLiteral("HPA1")));
        world.session->setBlindToSheet(false);
        QVERIFY(svgOf(*world.session, {}).contains(QStringLiteral("HPA1")));
    }

    void rawCountsAreThoseOfTheFiles() {
        WindowWorld world(3);
        world.open();
        world.session->goTo(2);
        QTRY_VERIFY(world.session->image());
        const ShownField shown = shownField(*world.session, {.left = 2, .top = 3, .scale = 1, .width = 4, .height = 5}, 0);
        const Bytes tiff = snapshotFile(planSnapshot(*world.session, shown, {.content = SnapshotContent::RawCounts}));
        const ImageHeader header = readImageHeader(tiff, "a.tif");
        QCOMPARE(header.pages, 4);
        QCOMPARE(header.width, 4);
        QCOMPARE(header.height, 5);
        QCOMPARE(decodePlane(tiff, "a.tif", {.stain = Stain::Protein, .page = 3, .limits = {}, .stop = {}}).valueAt(3, 4), 2);
    }

    void aDamagedStainThatIsShownIsRefused() {
        WindowWorld world(3);
        world.open();
        writeFile(world.world.plateDirectory / "s00_green.png", std::string_view("no image"));
        EXPECT_ERROR(svgOf(*world.session, {}), ErrorKind::Unsupported);
    }

    void theDialogOffersWhatMakesSenseAndShowsIt() {
        WindowWorld world(3);
        world.open();
        SnapshotMaker maker;
        SnapshotDialog dialog(*world.session, whole(*world.session), maker);
        auto* preview = dialog.findChild<SnapshotPreview*>();
        QTRY_VERIFY(!preview->image().isNull());
        QCOMPARE(dialog.suggestedName(), QStringLiteral("s00.png"));
        QVERIFY(!dialog.choice().scaleBar); // its pixel size is not known
        auto* content = dialog.findChildren<QComboBox*>().first();
        const QImage before = preview->image();
        content->setCurrentIndex(int(SnapshotContent::Panel));
        QCOMPARE(dialog.suggestedName(), QStringLiteral("panel.png"));
        QTRY_VERIFY(preview->image().size() != before.size());
        content->setCurrentIndex(int(SnapshotContent::RawCounts));
        QCOMPARE(dialog.suggestedName(), QStringLiteral("s00.tif"));
        QVERIFY(!dialog.choice().captions);
        dialog.accept();
        QCOMPARE(SnapshotDialog(*world.session, whole(*world.session), maker).choice().content, SnapshotContent::RawCounts);
    }

    void aNameGetsTheEndThatItsContentHas() {
        SnapshotChoice choice{.format = SnapshotFormat::Pdf};
        QCOMPARE(SnapshotDialog::fileFor(QStringLiteral("/a/b.pdf"), choice), QStringLiteral("/a/b.pdf"));
        QCOMPARE(SnapshotDialog::fileFor(QStringLiteral("/a/b"), choice), QStringLiteral("/a/b.pdf"));
        QCOMPARE(SnapshotDialog::fileFor(QStringLiteral("/a/b.png"), choice), QStringLiteral("/a/b.png.pdf"));
        choice.content = SnapshotContent::RawCounts;
        QCOMPARE(SnapshotDialog::fileFor(QStringLiteral("/a/b.TIFF"), choice), QStringLiteral("/a/b.TIFF"));
    }

    void aFileIsReplacedOnlyUnderTheNameThatWasConfirmed() {
        WindowWorld world(3);
        world.open();
        const std::filesystem::path taken = world.world.folder / "taken.png", dotted = world.world.folder / "taken.v2.png";
        for (const auto& file : {taken, dotted})
            writeFile(file, std::string_view("keep"));
        SavingAnswers answers;
        answers.confirm = QMessageBox::No;
        saveAs(world, answers, world.world.folder / "taken"); // without its end
        QCOMPARE(answers.questions, QStringList{QStringLiteral("taken.png")});
        QCOMPARE(sizeOf(taken), 4);
        saveAs(world, answers, world.world.folder / "taken.v2"); // with something that looks like one
        QCOMPARE(answers.questions, QStringList{QStringLiteral("taken.v2.png")});
        QCOMPARE(sizeOf(dotted), 4);
        answers.confirm = QMessageBox::Yes;
        saveAs(world, answers, world.world.folder / "taken.v2");
        QTRY_VERIFY(sizeOf(dotted) > 4);
        saveAs(world, answers, world.world.folder / "new");
        QVERIFY(answers.questions.isEmpty());
        QTRY_VERIFY(std::filesystem::exists(world.world.folder / "new.png"));
    }

    void whatIsToBeWrittenIsWrittenBeforeItEnds() {
        WindowWorld world(3);
        world.open();
        const SnapshotPlan plan = planSnapshot(*world.session, whole(*world.session), {});
        const auto file = [&](int i) { return world.world.folder / ("queued" + std::to_string(i) + ".png"); };
        {
            SnapshotMaker maker;
            maker.preview(plan);
            for (int i = 0; i < 8; ++i)
                maker.write(plan, file(i));
        }
        for (int i = 0; i < 8; ++i)
            QVERIFY(sizeOf(file(i)) > 0);
    }

    void successAndFailureAreToldInTheWindow() {
        WindowWorld world(3);
        world.open();
        auto* maker = world.window->findChild<SnapshotMaker*>();
        const SnapshotPlan plan = planSnapshot(*world.session, whole(*world.session), {});
        maker->write(plan, world.world.folder / "shown.png");
        QTRY_VERIFY(notices(world).contains(QStringLiteral("shown.png")));
        QVERIFY(std::filesystem::exists(world.world.folder / "shown.png"));
        maker->write(plan, world.world.folder / "nowhere" / "x.png");
        QTRY_VERIFY(notices(world).contains(QStringLiteral("The snapshot was not saved")));
        QVERIFY2(notices(world).contains(QStringLiteral("directory")), qPrintable(notices(world)));
    }

    void theViewIsCopiedAsItIsOnScreen() {
        WindowWorld world(3);
        world.open();
        world.session->goTo(2);
        QTRY_COMPARE(shownValue(*world.session), 2);
        DisplaySettings display = world.session->display();
        for (const Stain stain : allStains)
            display.stains[stain].visible = stain == Stain::Protein;
        display.stains[Stain::Protein] = {true, {0, 200, 0}, {0, 2, 1}, 1};
        world.session->setDisplay(display);
        const FieldView& view = world.window->findChild<FieldPanel*>()->view();
        world.press(Qt::Key_C, Qt::ControlModifier);
        const QImage copied = QGuiApplication::clipboard()->image();
        QCOMPARE(copied.size(), view.size());
        QCOMPARE(copied.pixelColor(copied.rect().center()), QColor(0, 200, 0));
        QVERIFY(copied.pixelColor(2, 2) != QColor(0, 200, 0)); // beside the field
        display.stains[Stain::Protein].colour = {9, 0, 90};
        world.session->setDisplay(display);
        world.action("copy-view").trigger();
        QCOMPARE(QGuiApplication::clipboard()->image().pixelColor(copied.rect().center()), QColor(9, 0, 90));
    }

    void whatIsSelectedIsCopiedInsteadOfTheView() {
        WindowWorld world(3);
        world.open();
        world.window->findChild<NoticeBar*>()->showOwn({.severity = Severity::Warning, .key = QStringLiteral("test"), .text = QStringLiteral("some words")});
        const auto labels = world.window->findChild<NoticeBar*>()->findChildren<QLabel*>();
        const auto found = std::find_if(labels.begin(), labels.end(), [](const QLabel* one) { return one->text().contains(QStringLiteral("some words")); });
        QVERIFY(found != labels.end());
        QLabel* label = *found;
        label->setFocus();
        world.press(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(!QGuiApplication::clipboard()->image().isNull()); // nothing is selected
        label->setSelection(int(label->text().indexOf(QStringLiteral("words"))), 5);
        world.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("words"));
        world.action("edit-note").trigger();
        auto* note = qobject_cast<QPlainTextEdit*>(QApplication::focusWidget());
        QVERIFY(note);
        note->setPlainText(QStringLiteral("a note"));
        note->selectAll();
        world.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a note"));
        world.action("copy-view").trigger(); // the menu's entry means the view
        QVERIFY(!QGuiApplication::clipboard()->image().isNull());
    }

    void withoutAnImageThereIsNothingToSave() {
        WindowWorld world(3);
        world.session = world.world.session();
        world.window = std::make_unique<MainWindow>(*world.session);
        QVERIFY(!world.action("save-snapshot").isEnabled());
        QVERIFY(!world.action("copy-view").isEnabled());
    }
};

QTEST_MAIN(TestSnapshotInWindow)
#include "test_snapshotinwindow.moc"
