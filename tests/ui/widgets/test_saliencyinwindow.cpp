#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/fieldpanel.h"

#include <QMenu>
#include <QTest>
#include <QToolButton>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// A window whose model's maps have two peaks. It proposes classes 0 and 27 for the first sample.
struct Looking {
    explicit Looking(TrainedOn trainedOn = TrainedOn::Real) {
        w.world.engine->trainedOn = trainedOn;
        w.world.engine->hasPeaks = true;
        w.open();
        QTRY_COMPARE(w.session->contrastState(), ContrastState::Plate); // which changes no more
        panel = w.window->findChild<FieldPanel*>();
    }
    const SaliencyLayer& seen(int view = 0) { return panel->views()[view].saliency(); }
    bool says(const char* words, int view = 0) { return seen(view).notes.join(u'\n').contains(QString::fromUtf8(words)); }
    void attend(std::size_t index) {
        w.session->requestSaliency(toClass(index));
        QTRY_VERIFY(!w.session->saliency().isEmpty());
    }
    void choose(const char* action) { w.action(action).trigger(); }
    QList<QAction*> methods() {
        for (QMenu* menu : w.window->findChildren<QMenu*>())
            if (menu->title() == QStringLiteral("&Method")) {
                emit menu->aboutToShow();
                return menu->actions();
            }
        return {};
    }

    WindowWorld w;
    FieldPanel* panel = nullptr;
};

} // namespace

class TestSaliencyInWindow : public QObject {
    Q_OBJECT
private slots:
    void aMapSaysWhatItIsAndWhatItIsNot() {
        Looking l;
        QVERIFY(l.seen().notes.isEmpty());
        l.attend(0);
        QCOMPARE(l.seen().parts.size(), std::size_t{1});
        QVERIFY(l.says("Grad-CAM · model test (model-a) · a cell of the map: "));
        QVERIFY(l.says("pixels"));
        QVERIFY(l.says("Where this class score depends on the image; not a segmentation, and no evidence that the label is right"));
        l.w.session->enterPixelSize(0.5);
        QTRY_VERIFY2(l.says("µm"), qPrintable(l.seen().notes.join(u'|')));
        l.w.session->requestSaliency({});
        QVERIFY(l.seen().notes.isEmpty());
        l.attend(0);
        QVERIFY2(l.says("µm"), qPrintable(l.seen().notes.join(u'|')));
    }

    void aLabelBelowItsThresholdHasNoMapUnlessItIsAskedForAndIsMarkedThen() {
        Looking l;
        l.attend(3);
        QVERIFY(l.seen().parts.empty());
        QVERIFY(l.says("No map: this label is below its threshold"));
        QCOMPARE(l.panel->shownSaliency(), 0.0);
        l.choose("saliency-below");
        QCOMPARE(l.seen().parts.size(), std::size_t{1});
        QVERIFY(l.says("Below its threshold: the model does not propose this label"));
        QVERIFY(l.panel->shownSaliency() > 0);
        l.attend(0);
        QVERIFY(!l.says("elow its threshold"));
        QVERIFY(savedSaliencyChoice().belowThreshold);
    }

    void everyProposedLabelHasItsColourAndItsNameInTheLegend() {
        Looking l;
        l.w.press(Qt::Key_S, Qt::ShiftModifier);
        QTRY_COMPARE(l.seen().parts.size(), std::size_t{2});
        QCOMPARE(l.seen().parts[0].name, QStringLiteral("Nucleoplasm"));
        QCOMPARE(l.seen().parts[1].name, QStringLiteral("Rods & rings"));
        QVERIFY(l.seen().parts[0].colour != l.seen().parts[1].colour);
        const QImage both = l.panel->view().grab().toImage();
        l.attend(27);
        QCOMPARE(l.seen().parts.size(), std::size_t{1});
        QVERIFY(!l.seen().parts[0].colour);
        l.w.session->requestSaliency({});
        QCOMPARE(l.seen().parts.size(), std::size_t{2});
        QVERIFY(l.panel->view().grab().toImage() == both);
        l.w.press(Qt::Key_S);
        QVERIFY(l.seen().parts.empty());
        l.w.press(Qt::Key_S);
        QTRY_COMPARE(l.seen().parts.size(), std::size_t{2});
        l.w.press(Qt::Key_S, Qt::ShiftModifier);
        QVERIFY(l.seen().parts.empty());
    }

    void aModelThatMayNotProposeHasNoMapOfItsProposalsAndSaysSo() {
        Looking l(TrainedOn::Simulated);
        l.w.press(Qt::Key_S, Qt::ShiftModifier);
        QVERIFY(l.says("No map: the model proposes no labels on this plate until that is allowed"));
        l.w.session->allowProposals();
        QTRY_COMPARE(l.seen().parts.size(), std::size_t{2});
        QVERIFY(!l.says("No map"));
    }

    void theMenuOffersWhatTheModelDoesAndKeepsTheChoice() {
        Looking l;
        QStringList names;
        for (const QAction* action : l.methods())
            names.append(action->text());
        QCOMPARE(names, (QStringList{QStringLiteral("Grad-CAM"), QStringLiteral("Grad-CAM++"), QStringLiteral("occlusion (takes seconds)")}));
        QVERIFY(l.methods()[0]->isChecked());
        l.methods()[1]->trigger();
        QVERIFY(l.methods()[1]->isChecked() && !l.methods()[0]->isChecked());
        l.attend(0);
        QVERIFY(l.says("Grad-CAM++"));
        QCOMPARE(l.w.world.engine->explainedBy.load(), SaliencyMethod::GradCamPlusPlus);
        QCOMPARE(savedSaliencyChoice().method, std::optional(SaliencyMethod::GradCamPlusPlus));
    }

    void contoursLeaveThePixelsAsTheyAre() {
        Looking l;
        const QImage plain = l.panel->view().grab().toImage(), pixels = l.panel->view().frame().copy();
        l.attend(0);
        (void)l.panel->view().grab();
        QVERIFY(l.panel->view().frame() != pixels);
        l.choose("saliency-contours");
        const QImage drawn = l.panel->view().grab().toImage();
        QVERIFY(l.panel->view().frame() == pixels);
        QVERIFY(drawn != plain);
        QVERIFY(l.w.action("saliency-contours").isChecked() && !l.w.action("saliency-overlay").isChecked());
        QCOMPARE(savedSaliencyChoice().style, SaliencyStyle::Contours);
    }

    void anotherPaletteHasOtherColours() {
        Looking l;
        l.attend(0);
        const QImage ember = l.panel->view().grab().toImage();
        l.choose("saliency-lagoon");
        QVERIFY(l.panel->view().grab().toImage() != ember);
        QCOMPARE(savedSaliencyChoice().palette, HeatPalette::Lagoon);
        l.choose("saliency-ember");
        QVERIFY(l.panel->view().grab().toImage() == ember);
    }

    void sideBySideShowsTheImageAsItIsAndTheMapBesideIt() {
        Looking l;
        l.choose("saliency-beside");
        QCOMPARE(l.panel->views().count(), 2);
        QCOMPARE(l.panel->views()[1].sample(), l.panel->views()[0].sample());
        l.attend(0);
        QVERIFY(l.seen(0).isEmpty());
        QCOMPARE(l.seen(1).parts.size(), std::size_t{1});
        QCOMPARE(&l.panel->view(), &l.panel->views()[0]);
        l.panel->view().zoomBy(2);
        QVERIFY(!l.panel->views()[1].position().fitted); // they move together
        l.w.press(Qt::Key_S);
        QCOMPARE(l.panel->views().count(), 1);
        l.w.press(Qt::Key_S);
        l.w.press(Qt::Key_V); // one view per stain: the map is over the composite
        QCOMPARE(l.panel->views().count(), 5);
        QCOMPARE(l.seen(0).parts.size(), std::size_t{1});
        l.w.press(Qt::Key_V);
        l.choose("saliency-overlay");
        QCOMPARE(l.panel->views().count(), 1);
        QCOMPARE(l.seen(0).parts.size(), std::size_t{1});
    }

    void aKeyStepsThroughThePeaks() {
        Looking l;
        l.w.press(Qt::Key_K); // nothing to step through
        l.attend(0);
        QCOMPARE(l.seen().markers.size(), std::size_t{2});
        QVERIFY(!l.seen().chosen);
        const QImage none = l.panel->view().grab().toImage();
        l.w.press(Qt::Key_K);
        QCOMPARE(l.seen().chosen, std::optional<std::size_t>(0));
        QVERIFY(l.says("peak 1 of 2"));
        QVERIFY(l.panel->view().grab().toImage() != none);
        l.panel->view().zoomBy(8);
        l.w.press(Qt::Key_K);
        QCOMPARE(l.panel->view().position().centre, QPointF(0.875, 0.875));
        l.w.press(Qt::Key_K);
        QCOMPARE(l.seen().chosen, std::optional<std::size_t>(0)); // and round again
        l.w.press(Qt::Key_D);
        QTRY_VERIFY(l.w.session->current() == 1 && !l.w.session->saliency().isEmpty());
        QVERIFY(!l.seen().chosen);
    }

    void choicesAreThereAgainInTheNextWindow() {
        Looking l;
        SaliencyChoice choice;
        choice.style = SaliencyStyle::Contours;
        choice.palette = HeatPalette::Grey;
        choice.ofProposed = true;
        choice.opacity = 20;
        choice.method = SaliencyMethod::Occlusion;
        saveSaliencyChoice(choice);
        const MainWindow next(*l.w.session);
        const SaliencyChoice found = next.findChild<FieldPanel*>()->saliency().choice();
        QCOMPARE(found.style, SaliencyStyle::Contours);
        QCOMPARE(found.palette, HeatPalette::Grey);
        QVERIFY(found.ofProposed && !found.belowThreshold);
        QCOMPARE(found.opacity, 20);
        QCOMPARE(found.method, std::optional(SaliencyMethod::Occlusion));
        QVERIFY(next.findChild<QAction*>(QStringLiteral("saliency-grey"))->isChecked());
    }
};

QTEST_MAIN(TestSaliencyInWindow)
#include "test_saliencyinwindow.moc"
