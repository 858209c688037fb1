#include "core/imaging/decode.h"
#include "tests/support/expecterror.h"
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
#include <QLabel>

using namespace locascope;
using namespace locascope::testing;

namespace {

ShownField whole(const Session& session) {
    const ChannelStack& stack = session.image()->stack;
    return {.viewport = {.left = 0, .top = 0, .scale = 2, .width = stack.fullWidth * 2, .height = stack.fullHeight * 2}, .saliencyOpacity = 0};
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

} // namespace

class TestSnapshotInWindow final : public QObject {
    Q_OBJECT
private slots:
    void theViewIsCutAndScaledAsOnScreen() {
        WindowWorld world(3);
        world.open();
        const ShownField shown{.viewport = {.left = 1.5, .top = -3, .scale = 4, .width = 18, .height = 40}, .saliencyOpacity = 0};
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
        ShownField shown = whole(*world.session);
        shown.saliencyOpacity = world.window->findChild<FieldPanel*>()->shownSaliency();
        QVERIFY(shown.saliencyOpacity > 0);
        const SnapshotPlan plan = planSnapshot(*world.session, shown, {});
        QCOMPARE(plan.figure.panes, std::vector<FigurePane>{FigurePane{FigurePane::Kind::Saliency}});
        QCOMPARE(plan.figure.fields[0].saliency.className, QStringLiteral("Nucleoplasm"));
        QVERIFY(planSnapshot(*world.session, shown, {.saliency = false}).figure.fields[0].saliency.map.isEmpty());
        world.action("show-saliency").setChecked(false);
        QCOMPARE(world.window->findChild<FieldPanel*>()->shownSaliency(), 0.0);
    }

    void rawCountsAreThoseOfTheFiles() {
        WindowWorld world(3);
        world.open();
        world.session->goTo(2);
        QTRY_VERIFY(world.session->image());
        const ShownField shown{.viewport = {.left = 2, .top = 3, .scale = 1, .width = 4, .height = 5}, .saliencyOpacity = 0};
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
        world.action("copy-view").trigger();
        const QImage copied = QGuiApplication::clipboard()->image();
        QCOMPARE(copied.size(), world.window->findChild<FieldPanel*>()->view().size());
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
