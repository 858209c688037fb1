#include "tests/ui/widgets/windowworld.h"
#include "ui/models/teamwork.h"
#include "ui/widgets/classlistmodel.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/gallerygrid.h"
#include "ui/widgets/gallerymodel.h"
#include "ui/widgets/histogramview.h"
#include "ui/widgets/keydialog.h"
#include "ui/widgets/labelpanel.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/problemspanel.h"
#include "ui/widgets/simulatedplate.h"
#include "ui/widgets/stainpanel.h"
#include "ui/widgets/stainrow.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QIODevice>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStatusBar>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <filesystem>
#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr std::size_t speckles = 4; // key 4
constexpr std::size_t membrane = 1; // Shift+1
constexpr std::size_t lysosomes = 10; // Alt+9

void collect(const QMenu& menu, std::set<const QAction*>& found) {
    for (const QAction* action : menu.actions()) {
        found.insert(action);
        if (action->menu())
            collect(*action->menu(), found);
    }
}

/// Whether a label or button that is on screen has less room than its words need.
QStringList clippedTexts(const QWidget& window) {
    QStringList clipped;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->visibleRegion().isEmpty())
            continue;
        const auto* label = qobject_cast<const QLabel*>(widget);
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const QString text = label ? label->text() : button ? button->text() : QString();
        if (text.isEmpty() || widget->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
            continue;
        const bool wraps = label && label->wordWrap();
        const int needed = wraps ? label->heightForWidth(label->width()) : widget->minimumSizeHint().height();
        if ((!wraps && widget->width() < widget->minimumSizeHint().width()) || widget->height() < std::min(needed, widget->sizeHint().height()))
            clipped.append(QStringLiteral("%1 (%2×%3 of %4×%5)").arg(text).arg(widget->width()).arg(widget->height()).arg(widget->sizeHint().width()).arg(needed));
    }
    return clipped;
}

} // namespace

class TestWindow : public QObject {
    Q_OBJECT
private slots:
    void digitsWithShiftAndAltAddAndRejectLabels() {
        WindowWorld w;
        w.open();
        QCOMPARE(w.mark(0), ChipMark::Proposed); // the classifier says class 0 for sample 0
        w.press(Qt::Key_1);
        QCOMPARE(w.mark(0), ChipMark::Rejected);
        w.press(Qt::Key_4);
        w.press(Qt::Key_1, Qt::ShiftModifier);
        w.press(Qt::Key_9, Qt::AltModifier);
        QCOMPARE(w.mark(speckles), ChipMark::Added);
        QCOMPARE(w.mark(membrane), ChipMark::Added);
        QCOMPARE(w.mark(lysosomes), ChipMark::Added);
        w.press(Qt::Key_4);
        QCOMPARE(w.mark(speckles), ChipMark::Absent);
    }

    void enterStoresTheSolidChipsAndMovesOnOncePerPress() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_4);
        QKeyEvent repeated(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), true);
        w.press(Qt::Key_Return);
        QCOMPARE(w.session->current(), 1);
        QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_Shift, QString(), Qt::NoModifier);
        QApplication::sendEvent(QApplication::focusWidget(), &repeated);
        QCOMPARE(w.session->current(), 1);
        const auto decision = w.session->decision(0);
        QVERIFY(decision);
        QCOMPARE(decision->present, (LabelSet{toClass(0), toClass(speckles)}));
        QTRY_VERIFY(w.session->savingState(0) == SavingState::Saved);
    }

    void enterDoesNotRepeatAsAShortcut() {
        WindowWorld w;
        w.open();
        QVERIFY(!w.action("accept").autoRepeat());
        QVERIFY(!w.action("negative").autoRepeat());
        QVERIFY(w.action("next").autoRepeat());
    }

    void enterWithNothingSolidRefusesAndSaysWhy() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_1);
        w.press(Qt::Key_Return);
        QCOMPARE(w.session->current(), 0);
        QVERIFY(w.window->findChild<QLabel*>(QStringLiteral("decision"))->text().contains(QStringLiteral("press a label, N or U")));
    }

    void negativeUnusableAndUndoWorkAcrossSamples() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_N);
        w.press(Qt::Key_X);
        QCOMPARE(w.session->current(), 2);
        QCOMPARE(w.session->decision(0)->outcome, Outcome::Negative);
        QCOMPARE(w.session->decision(1)->outcome, Outcome::Unusable);
        w.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!w.session->decision(1));
        w.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!w.session->decision(0));
        w.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(w.session->decision(0)->outcome, Outcome::Negative);
    }

    void unsureOpensANoteInWhichKeysAreText() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_U);
        auto* note = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(note);
        QCOMPARE(w.session->current(), 0);
        QTest::keyClicks(note, QStringLiteral("1 or 2? N"));
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(w.session->current(), 1);
        QCOMPARE(w.session->decision(0)->outcome, Outcome::Unsure);
        QCOMPARE(w.session->decision(0)->note, std::string("1 or 2? N"));
        QVERIFY(!takesTextNow());
    }

    void escapeLeavesTheNoteAndTheSampleAsTheyWere() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_U);
        w.press(Qt::Key_Escape);
        QVERIFY(!takesTextNow());
        QVERIFY(!w.session->decision(0));
    }

    void aQuestionMarkThenALabelIsNotJudged() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_Question);
        w.press(Qt::Key_4);
        QCOMPARE(w.mark(speckles), ChipMark::NotJudged);
        w.press(Qt::Key_5);
        QCOMPARE(w.mark(5), ChipMark::Added);
    }

    void lettersAndArrowsMoveBetweenSamples() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_Right);
        w.press(Qt::Key_D);
        QCOMPARE(w.session->current(), 2);
        w.press(Qt::Key_A);
        w.press(Qt::Key_Left);
        QCOMPARE(w.session->current(), 0);
    }

    void notJudgedIsAskedOfTheSampleOnScreenAlone() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_Question);
        w.press(Qt::Key_Right);
        w.press(Qt::Key_4);
        QCOMPARE(w.mark(speckles), ChipMark::Added);
    }

    void strictModeStopsAtALabelThatWasNotTouched() {
        WindowWorld w;
        w.open();
        w.action("strict").trigger();
        w.press(Qt::Key_Return); // the classifier leaves the last class hollow
        QCOMPARE(w.session->current(), 0);
        QVERIFY(w.window->findChild<QLabel*>(QStringLiteral("decision"))->text().startsWith(QStringLiteral("Strict:")));
        w.action("strict").trigger();
        w.press(Qt::Key_Return);
        QCOMPARE(w.session->current(), 1);
    }

    void theGalleryGoesWhereItIsClickedAndFollows() {
        WindowWorld w;
        w.open();
        auto* list = w.window->findChild<GalleryGrid*>();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(1, 0)).center());
        QCOMPARE(w.session->current(), 1);
        w.press(Qt::Key_D);
        QCOMPARE(list->currentIndex().row(), 2);
    }

    void theHistoryTellsWhatWasImported() {
        WindowWorld w;
        w.open();
        w.window->findChild<QDockWidget*>(QStringLiteral("note"))->raise();
        const auto* history = w.window->findChild<QDockWidget*>(QStringLiteral("note"))->findChild<QListWidget*>();
        writeFile(w.world.folder / "theirs.csv", std::string_view("Id,Target\r\ns00,7\r\n"));
        w.session->importCsv(w.world.folder / "theirs.csv");
        QTRY_VERIFY(w.session->decision(0) && history->count() == 1);
        QTRY_VERIFY2(history->item(0)->text().contains(QStringLiteral("reader (imported)")), qPrintable(history->item(0)->text()));
        awaitStore(*w.session); // an answer about another sample
        QVERIFY2(history->item(0)->text().contains(QStringLiteral("reader (imported)")), qPrintable(history->item(0)->text()));
    }

    void theFieldBeforeIsNotShownWhileTheNextIsRead() {
        WindowWorld w;
        std::atomic<bool> slow = true;
        w.world.parts.load = [&slow, load = w.world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            while (slow && sample.id == "s05" && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return load(plate, sample, options, stop);
        };
        w.open();
        const FieldView& view = w.window->findChild<FieldPanel*>()->view();
        QCOMPARE(view.state(), FieldState::Shown);
        w.session->goTo(5);
        QCOMPARE(view.state(), FieldState::Loading);
        slow = false;
        QTRY_COMPARE(view.state(), FieldState::Shown);
    }

    void saliencyIsShownWhileItIsSwitchedOn() {
        WindowWorld w;
        w.open();
        const auto names = [&] {
            for (const QLabel* label : w.window->findChild<FieldPanel*>()->findChildren<QLabel*>())
                if (label->text() == QStringLiteral("Model looked here for Nucleoplasm"))
                    return true;
            return false;
        };
        w.session->requestSaliency(toClass(0));
        QTRY_VERIFY(names());
        w.press(Qt::Key_S);
        QVERIFY(!names());
        w.press(Qt::Key_S);
        QVERIFY(names());
    }

    void theFilterBarShowsWhatItsControlsSay() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_D); // the classifier says class 1 for sample 1
        QTRY_VERIFY(w.session->probabilities(1));
        w.press(Qt::Key_4);
        w.press(Qt::Key_Return);
        w.press(Qt::Key_X);
        QCOMPARE(w.session->current(), 3);
        QTRY_VERIFY(w.session->probabilities(3));
        choose(w, "Show samples in this state", SampleState::Unusable);
        QCOMPARE(w.session->order(), std::vector<int>{2});
        choose(w, "Show samples in this state", SampleState::Any);
        choose(w, "Show samples with this class, by decision or by the model", 1 + int(speckles));
        QCOMPARE(w.session->order(), std::vector<int>{1});
        choose(w, "Show samples with this class, by decision or by the model", 1 + 28 + 3);
        QCOMPARE(w.session->order(), std::vector<int>{3});
        auto* clear = control<QToolButton>(w, "Clear the filter");
        clear->click();
        QCOMPARE(w.session->order().size(), std::size_t{6});
        QVERIFY(!clear->isEnabled());
        control<QToolButton>(w, "Disagreement only")->click();
        QCOMPARE(w.session->order(), std::vector<int>{1});
        clear->click();
        choose(w, "Order of the samples; uncertain ones are those with a class near its threshold", 4);
        QCOMPARE(w.session->sortOrder(), SampleOrder::TimeOfReview);
        control<QLineEdit>(w, "Show samples whose name or well contains this")->setText(QStringLiteral("S05"));
        QCOMPARE(w.session->order(), std::vector<int>{5});
    }

    void theStretchIsMarkedWhileItIsHeld() {
        WindowWorld w;
        w.open();
        QTRY_VERIFY(w.session->contrastState() == ContrastState::Plate && w.session->histogram(Stain::Protein).total() > 0);
        const auto says = [&] {
            for (const QLabel* label : w.window->findChild<QDockWidget*>(QStringLiteral("stains"))->findChildren<QLabel*>())
                if (label->text().contains(QStringLiteral("not comparable")) && label->text().contains(QStringLiteral("stretched")))
                    return true;
            return false;
        };
        QTest::keyPress(QApplication::focusWidget(), Qt::Key_B);
        QVERIFY(says());
        QTest::keyRelease(QApplication::focusWidget(), Qt::Key_B);
        QVERIFY(!says());
        QCOMPARE(w.session->contrastState(), ContrastState::Plate);
    }

    void findingALabelByTypingTogglesIt() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_Slash);
        QVERIFY(takesTextNow());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("lyso"));
        w.press(Qt::Key_Return);
        QCOMPARE(w.mark(lysosomes), ChipMark::Added);
        QCOMPARE(w.session->current(), 0);
        QVERIFY(!takesTextNow());
    }

    void theHistogramsAreThoseOfTheSampleOnScreen() {
        WindowWorld w;
        w.open();
        const auto* histogram = w.window->findChild<HistogramView*>();
        w.press(Qt::Key_D);
        w.press(Qt::Key_D);
        w.press(Qt::Key_D);
        QTRY_COMPARE(histogram->highestValue(), 3); // every pixel of sample 3
        w.press(Qt::Key_A);
        QTRY_COMPARE(histogram->highestValue(), 2);
    }

    void ctrlSDoesNoHarm() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(w.session->current(), 0);
        QVERIFY(!w.session->decision(0));
    }

    void aModelOfSimulatedImagesProposesNothingUntilAllowed() {
        WindowWorld w;
        w.world.engine->trainedOn = TrainedOn::Simulated;
        w.open();
        QCOMPARE(w.mark(0), ChipMark::Absent);
        QVERIFY(w.session->chips()[0].probability);
        QPushButton* allow = nullptr;
        for (QPushButton* button : w.window->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Let it propose on this plate"))
                allow = button;
        QVERIFY(allow && allow->isVisible());
        allow->click();
        QCOMPARE(w.mark(0), ChipMark::Proposed);
        QVERIFY(!allow->isVisible());
    }

    void everyActionHasWordsATooltipWithItsKeyAndAMenu() {
        WindowWorld w;
        w.open();
        std::set<const QAction*> inMenus;
        for (const QAction* top : w.window->menuBar()->actions())
            collect(*top->menu(), inMenus);
        Actions* actions = w.window->findChild<Actions*>();
        for (std::size_t i = 0; i < actionCount; ++i) {
            const auto id = static_cast<ActionId>(i);
            const QAction& action = (*actions)[id];
            QVERIFY2(!action.text().isEmpty() && !action.toolTip().isEmpty(), actionSpec(id).key);
            QVERIFY2(inMenus.contains(&action), actionSpec(id).key);
            for (const QKeySequence& key : actions->keys(id))
                QVERIFY2(action.toolTip().contains(key.toString(QKeySequence::NativeText)), actionSpec(id).key);
        }
    }

    void noTwoActionsShareAKey() {
        WindowWorld w;
        w.open();
        std::map<QString, const char*> taken;
        for (std::size_t i = 0; i < actionCount; ++i)
            for (const QKeySequence& key : usualKeys(static_cast<ActionId>(i)))
                QVERIFY2(taken.emplace(key.toString(), actionSpec(static_cast<ActionId>(i)).key).second, actionSpec(static_cast<ActionId>(i)).key);
    }

    void aKeyThatWasChangedIsRemembered() {
        const OwnSettings settings;
        {
            Actions actions;
            actions.setKeys(ActionId::Negative, {QKeySequence(Qt::Key_K)});
        }
        Actions actions;
        QCOMPARE(actions[ActionId::Negative].shortcut(), QKeySequence(Qt::Key_K));
        QVERIFY(actions[ActionId::Negative].toolTip().contains(QStringLiteral("(K)")));
        actions.resetKeys();
        QCOMPARE(actions[ActionId::Negative].shortcut(), QKeySequence(Qt::Key_N));
        QVERIFY(!QSettings().contains(QStringLiteral("keys/negative")));
    }

    void aKeyOfTheProjectCountsBeforeOnesOwnAndIsTakenFromOthers() {
        const KeyMap project{{ActionId::Negative, {QKeySequence(Qt::Key_K)}}}, own{{ActionId::Negative, {QKeySequence(Qt::Key_J)}}, {ActionId::Unsure, {QKeySequence(Qt::Key_X)}}};
        const auto keys = effectiveKeys(project, own);
        const auto of = [&](ActionId id) { return keys[static_cast<std::size_t>(id)]; };
        QVERIFY(of(ActionId::Negative).keys == project.at(ActionId::Negative) && of(ActionId::Negative).source == KeySource::Project);
        QVERIFY(of(ActionId::NextPeak).keys.isEmpty()); // usually K
        QVERIFY(of(ActionId::Unsure).source == KeySource::Own && of(ActionId::Unusable).keys.isEmpty());
        QVERIFY(of(ActionId::Accept).keys.size() == 2 && of(ActionId::Accept).source == KeySource::Usual);
        const KeyMap many{{ActionId::Accept, parseKeys(QStringLiteral("Return Shift+Space"))}, {ActionId::Undo, {}}};
        QVERIFY(parseKeyMap(formatKeyMap(many)) == many);
        QVERIFY(parseKeyMap(R"({"negative":"K","of-tomorrow":"Q","stain-nucleus":"Q","undo":3,"redo":"nokey"})") == project);
        QVERIFY(parseKeyMap("not JSON").empty());
    }

    void keysOfAProjectAreKeptWithItsReviewAndEndWithThePlate() {
        WindowWorld w;
        SessionWorld other(3);
        w.world.openReviewOf(other);
        w.open();
        QTimer::singleShot(0, w.window.get(), [] {
            auto* dialog = qobject_cast<KeyDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            QTest::keyClick(dialog->findChild<QComboBox*>(QStringLiteral("whose")), Qt::Key_Down);
            dialog->findChild<QKeySequenceEdit*>(QStringLiteral("next-peak"))->clear();
            dialog->findChild<QKeySequenceEdit*>(QStringLiteral("negative"))->setKeySequence(QKeySequence(Qt::Key_K));
            QTest::keyClick(dialog, Qt::Key_Return);
        });
        w.action("change-keys").trigger();
        QTRY_COMPARE(w.world.review->with([](auto& review) { return review.settings["keys"]; }), std::string(R"({"negative":"K","next-peak":""})"));
        QVERIFY(!QSettings().contains(QStringLiteral("keys/negative")));
        w.window->activateWindow();
        QTRY_VERIFY(w.window->isActiveWindow());
        w.press(Qt::Key_N);
        QVERIFY(!w.session->decision(0));
        w.press(Qt::Key_K);
        QVERIFY(w.session->decision(0)->outcome == Outcome::Negative);
        w.session->openPlate(other.plateDirectory);
        QTRY_COMPARE(w.session->plate().samples.size(), std::size_t{3});
        QTRY_COMPARE(w.action("negative").shortcut(), QKeySequence(Qt::Key_N));
        w.session->openPlate(w.world.plateDirectory);
        QTRY_COMPARE(w.action("negative").shortcut(), QKeySequence(Qt::Key_K));
    }

    void keysThatAColleagueGivesTheProjectAreFollowed() {
        WindowWorld w;
        w.world.review->tellsNews = true;
        w.open();
        w.session->team().setKeys(R"({"negative":"K"})");
        w.session->setBlinding(blindingOf(BlindingPreset::Model)); // news: all that a team shares is read again
        awaitStore(*w.session);
        awaitStore(*w.session);
        QCOMPARE(w.action("negative").shortcut(), QKeySequence(Qt::Key_K));
        w.world.review->with([](auto& review) { return review.settings[keysSetting] = R"({"negative":"J"})"; });
        w.session->setBlinding({});
        QTRY_COMPARE(w.action("negative").shortcut(), QKeySequence(Qt::Key_J));
    }

    void theDialogOfKeysSaysWhoseCountAndResets() {
        const OwnSettings settings;
        Actions actions;
        actions.setKeys(ActionId::Unusable, {QKeySequence(Qt::Key_J)});
        actions.setProjectKeys({{ActionId::Negative, {QKeySequence(Qt::Key_Q)}}});
        KeyDialog dialog(actions, {});
        const auto says = [&](const QString& text) {
            const auto labels = dialog.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text() == text; });
        };
        const auto key = [&](const char* action) { return dialog.findChild<QKeySequenceEdit*>(QLatin1String(action))->keySequence(); };
        QVERIFY(key("negative") == QKeySequence(Qt::Key_N) && says(QStringLiteral("usual; here Q, by the project")) && says(QStringLiteral("mine")));
        QVERIFY(!says(QStringLiteral("the project’s")));
        auto* whose = dialog.findChild<QComboBox*>(QStringLiteral("whose"));
        whose->setCurrentIndex(1);
        QVERIFY(key("negative") == QKeySequence(Qt::Key_Q) && key("unusable") == QKeySequence(Qt::Key_J) && says(QStringLiteral("the project’s")));
        auto* reset = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Reset);
        reset->click();
        QVERIFY(key("negative") == QKeySequence(Qt::Key_N) && dialog.projectKeys().empty() && key("unusable") == QKeySequence(Qt::Key_J));
        whose->setCurrentIndex(0);
        reset->click();
        dialog.accept();
        QVERIFY(actions.ownKeys().empty() && !QSettings().contains(QStringLiteral("keys/unusable")));
    }

    void keysOfAReviewThatIsBlindOrCannotBeWrittenStayAndItIsSaidWhy_data() {
        QTest::addColumn<bool>("isReadOnly");
        QTest::addColumn<QString>("why");
        QTest::newRow("read only") << true << QStringLiteral("can be read but not written");
        QTest::newRow("blind") << false << QStringLiteral("What other reviewers do is hidden");
    }
    void keysOfAReviewThatIsBlindOrCannotBeWrittenStayAndItIsSaidWhy() {
        QFETCH(bool, isReadOnly);
        QFETCH(QString, why);
        WindowWorld w;
        if (isReadOnly)
            w.world.review->mode = StoreMode::ReadOnly;
        else
            w.world.review->settings[blindingSetting] = formatBlinding(blindingOf(BlindingPreset::Reviewers));
        w.open();
        QTRY_VERIFY(w.session->team().keysHindrance() == (isReadOnly ? KeysHindrance::ReadOnly : KeysHindrance::Blinded));
        bool isSaid = false;
        QTimer::singleShot(0, w.window.get(), [&] {
            auto* dialog = qobject_cast<KeyDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            for (const QLabel* label : dialog->findChildren<QLabel*>())
                isSaid = isSaid || label->text().contains(why);
            auto* whose = dialog->findChild<QComboBox*>(QStringLiteral("whose"));
            QTest::keyClick(whose, Qt::Key_Down);
            QCOMPARE(whose->currentIndex(), 0);
            dialog->reject();
        });
        w.action("change-keys").trigger();
        QVERIFY(isSaid);
        w.session->team().setKeys(R"({"negative":"K"})");
        QCOMPARE(w.action("negative").shortcut(), QKeySequence(Qt::Key_N));
    }

    void nothingIsClippedOnASmallScreen_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("Swedish") << QStringLiteral("sv");
    }
    void nothingIsClippedOnASmallScreen() {
        QFETCH(QString, language);
        WindowWorld w;
        w.open();
        w.window->setWindowState(Qt::WindowNoState);
        w.window->resize(1280, 760); // a screen of 1280 × 800 less a title bar
        useLanguage(*qApp, language);
        QCoreApplication::sendPostedEvents();
        QTRY_VERIFY(w.window->size().height() <= 760 && w.window->size().width() <= 1280);
        QTRY_VERIFY2(clippedTexts(*w.window).isEmpty(), qPrintable(clippedTexts(*w.window).join(u'\n')));
    }

    void aLanguageChosenInTheMenuIsSpokenAtOnceAndRemembered() {
        WindowWorld w;
        w.open();
        w.action("language-swedish").trigger();
        QTRY_COMPARE(w.action("negative").text(), QStringLiteral("&Negativ"));
        QTRY_COMPARE(w.window->findChild<QDockWidget*>(QStringLiteral("stains"))->windowTitle(), QStringLiteral("Färgningar"));
        QCOMPARE(savedLanguage(), QStringLiteral("sv"));
        w.action("language-english").trigger();
        QTRY_COMPARE(w.action("negative").text(), QStringLiteral("&Negative"));
    }

    void theItemModelsKeepTheirPromises() {
        WindowWorld w;
        w.session = w.world.session();
        GalleryModel gallery(*w.session);
        ProblemsModel problems(*w.session);
        ClassListModel classes;
        const QAbstractItemModelTester testers[] = {
            QAbstractItemModelTester(&gallery, QAbstractItemModelTester::FailureReportingMode::QtTest),
            QAbstractItemModelTester(&problems, QAbstractItemModelTester::FailureReportingMode::QtTest),
            QAbstractItemModelTester(&classes, QAbstractItemModelTester::FailureReportingMode::QtTest)};
        classes.setVocabulary(humanProteinAtlasVocabulary());
        classes.setFilter(QStringLiteral("nucle"));
        classes.setOrder(ClassOrder::Probability);
        QVERIFY(classes.rowCount() >= 5);
        w.session->openPlate(w.world.plateDirectory);
        QTRY_COMPARE(gallery.rowCount(), 6);
        w.session->setFilter({.text = QStringLiteral("s03")});
        QTRY_COMPARE(gallery.rowCount(), 1);
        QCOMPARE(gallery.data(gallery.index(0), GalleryModel::SampleRole).toInt(), 3);
        problems.reset();
    }

    void aBrokenFileIsListedAndAMissingPlateIsANotice() {
        WindowWorld w;
        writeFile(w.world.plateDirectory / "s09_green.png", std::string_view("no image"));
        w.open();
        auto* problems = w.window->findChild<ProblemsModel*>();
        QTRY_VERIFY(problems->rowCount() > 0);
        w.session->openPlate("/nowhere/at/all");
        QTRY_VERIFY(!w.session->notices().empty());
        QString said;
        for (const QLabel* label : w.window->findChild<NoticeBar*>()->findChildren<QLabel*>())
            said += label->text();
        QVERIFY2(said.contains(QStringLiteral("/nowhere/at/all")) && said.contains(QStringLiteral("The plate could not be opened")), qPrintable(said));
    }

    void informationGoesByItselfAndWarningsStay() {
        WindowWorld w;
        w.open();
        auto* bar = w.window->findChild<NoticeBar*>();
        bar->setInformationTime(std::chrono::milliseconds(1));
        w.press(Qt::Key_N);
        w.session->exportCsv(w.world.folder / "labels.csv", ExportFormat::Long);
        QTRY_VERIFY(std::filesystem::exists(w.world.folder / "labels.csv"));
        QTRY_VERIFY(w.session->notices().empty());
        QTRY_VERIFY(!bar->isVisible());
        w.session->exportCsv("/dev/full", ExportFormat::Long);
        QTRY_VERIFY(!w.session->notices().empty());
        QTest::qWait(20);
        QVERIFY(bar->isVisible());
    }

    void aDraggedContrastHandleLeavesTheArrowsToTheSamples() {
        WindowWorld w;
        w.open();
        QTest::mouseClick(w.window->findChild<HistogramView*>(), Qt::LeftButton);
        w.press(Qt::Key_Right);
        QCOMPARE(w.session->current(), 1);
    }

    void aStainThatThePlateLacksLeavesThePanelAsWideAsItWas() {
        WindowWorld w;
        for (int sample = 0; sample < 6; ++sample)
            std::filesystem::remove(w.world.plateDirectory / (SessionWorld::idOf(sample) + "_yellow.png"));
        w.session = w.world.session();
        w.window = std::make_unique<MainWindow>(*w.session);
        w.window->show();
        w.session->openPlate(w.world.plateDirectory);
        const auto* panel = w.window->findChild<StainPanel*>();
        QTRY_VERIFY(!panel->findChildren<StainRow*>().last()->isEnabled()); // the last stain is the ER
        QVERIFY(panel->minimumSizeHint().width() <= panel->parentWidget()->width());
    }

    void thePaletteIsRemembered() {
        WindowWorld w;
        w.open();
        const Colour before = w.session->display().stains[Stain::Protein].colour;
        auto* palette = w.window->findChild<StainPanel*>()->findChild<QComboBox*>(QStringLiteral("palette"));
        QVERIFY(palette);
        palette->setCurrentIndex(1);
        emit palette->activated(1);
        const Colour chosen = w.session->display().stains[Stain::Protein].colour;
        QVERIFY(chosen != before);
        w.window.reset();
        w.session.reset();
        w.open();
        QCOMPARE(w.session->display().stains[Stain::Protein].colour, chosen);
    }

    void contrastByHandScrollsNoStainAway() {
        WindowWorld w;
        w.open();
        DisplaySettings display = w.session->display();
        display.stains[Stain::Protein].window.gamma = 1.2;
        w.session->setDisplay(display);
        const auto* panel = w.window->findChild<StainPanel*>();
        const auto* scroll = qobject_cast<QScrollArea*>(panel->parentWidget()->parentWidget());
        QVERIFY(scroll);
        QTRY_VERIFY(!scroll->verticalScrollBar()->isVisible());
    }

    void choosingAFilterLeavesSpaceToPanning() {
        WindowWorld w;
        w.open();
        QWidget* const before = QApplication::focusWidget();
        for (QComboBox* box : w.window->findChildren<QComboBox*>()) {
            QTest::mouseClick(box, Qt::LeftButton);
            box->hidePopup();
            QCOMPARE(QApplication::focusWidget(), before);
        }
    }

    void statesAndOrdersAreReadInFull_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("Swedish") << QStringLiteral("sv");
    }
    void statesAndOrdersAreReadInFull() {
        QFETCH(QString, language);
        WindowWorld w;
        w.open();
        useLanguage(*qApp, language);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LanguageChange);
        for (const char* what : {"SampleState", "SampleOrder"}) {
            const auto* box = w.window->findChild<QComboBox*>(QLatin1String(what));
            QVERIFY(box);
            QStyleOptionComboBox option;
            option.initFrom(box);
            const int room = box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box).width();
            for (int i = 0; i < box->count(); ++i)
                QVERIFY2(box->fontMetrics().horizontalAdvance(box->itemText(i)) <= room, qPrintable(QStringLiteral("%1: %2 of %3, panel %4").arg(box->itemText(i)).arg(box->fontMetrics().horizontalAdvance(box->itemText(i))).arg(room).arg(box->parentWidget()->width())));
        }
        useLanguage(*qApp, QStringLiteral("en"));
    }

    void panelsComeBackWhereTheyWere() {
        WindowWorld w;
        w.open();
        w.window->findChild<QDockWidget*>(QStringLiteral("gallery"))->hide();
        w.window->close();
        MainWindow again(*w.session);
        again.show();
        QVERIFY(again.findChild<QDockWidget*>(QStringLiteral("gallery"))->isHidden());
        again.findChild<QAction*>(QStringLiteral("restore-panels"))->trigger();
        QVERIFY(!again.findChild<QDockWidget*>(QStringLiteral("gallery"))->isHidden());
    }

    void widgetsIncludeNeitherTheStoreNorTorch() {
        QDir sources(QStringLiteral(LOCASCOPE_SOURCE_DIR "/ui/widgets"));
        QVERIFY(sources.exists());
        for (const QString& name : sources.entryList({QStringLiteral("*.h"), QStringLiteral("*.cpp")})) {
            QFile file(sources.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY2(!text.contains("#include \"core/store/") && !text.contains("#include \"core/learning/") && !text.contains("#include <torch"), qPrintable(name));
        }
    }

    void aSimulatedPlateIsMadeOnceAndStoppedWithoutARest() {
        TemporaryFolder folder;
        SimulatedPlate plate(folder.path());
        QSignalSpy ready(&plate, &SimulatedPlate::ready);
        plate.make(1);
        QVERIFY(ready.wait(60000));
        const std::filesystem::path made = ready[0][0].toString().toStdString();
        QVERIFY(std::filesystem::exists(made));
        plate.make(1);
        QTRY_COMPARE(ready.count(), 2);
        QSignalSpy stopped(&plate, &SimulatedPlate::stopped);
        plate.make(500);
        plate.cancel();
        QVERIFY(stopped.wait(60000));
        QTRY_COMPARE(std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator()), std::ptrdiff_t{1});
    }

private:
    template <class Control>
    static Control* control(const WindowWorld& w, const char* name) {
        for (Control* one : w.window->findChildren<Control*>())
            if (one->accessibleName() == QLatin1String(name))
                return one;
        return nullptr;
    }
    /// As a user does: by the arrow key, from the entry above or below.
    template <class Choice>
    static void choose(const WindowWorld& w, const char* name, Choice choice) {
        auto* box = control<QComboBox>(w, name);
        const int row = static_cast<int>(choice);
        box->setCurrentIndex(row == 0 ? 1 : row - 1);
        QTest::keyClick(box, row == 0 ? Qt::Key_Up : Qt::Key_Down);
    }
    static bool takesTextNow() { return qobject_cast<QLineEdit*>(QApplication::focusWidget()); }
};

QTEST_MAIN(TestWindow)
#include "test_window.moc"
