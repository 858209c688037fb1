#include "tests/support/runprogram.h"
#include "tests/ui/widgets/alltexts.h"
#include "tests/ui/widgets/scriptedcsv.h"
#include "tests/ui/widgets/scriptedkeys.h"
#include "tests/ui/widgets/scriptedwindow.h"
#include "ui/models/samplequeue.h"
#include "ui/models/similarity.h"
#include "ui/models/teamwork.h"

#include <QMessageBox>

using namespace locascope;
using namespace locascope::testing;

namespace {

using Outcome = ScriptedOutcome;

QString twoPlaces(float probability) { return QString::number(static_cast<double>(probability), 'f', 2); }

std::vector<std::string> words(const char* keys) {
    std::vector<std::string> found;
    for (const QString& word : QString::fromLatin1(keys).split(u' ', Qt::SkipEmptyParts))
        found.push_back(QString(word).replace(u'_', u' ').toStdString());
    return found;
}

/// Presses the keys of a script and follows what they must make of the review.
class ScriptedSession final : public ScriptedWindow {
public:
    using ScriptedWindow::ScriptedWindow;

    void play(const std::vector<ScriptedKeys>& script) {
        for (const ScriptedKeys& line : script)
            for (int time = 1; time <= line.times; ++time)
                for (const std::string& word : words(line.keys)) {
                    perform(QString::fromStdString(word));
                    const QString difference = differenceAfter();
                    QVERIFY2(difference.isEmpty() && !QTest::currentTestFailed(), qPrintable(QStringLiteral("“%1”, time %2, at “%3”: %4").arg(QLatin1String(line.keys)).arg(time).arg(QString::fromStdString(word), difference)));
                }
    }
private:
    void perform(const QString& word) {
        const QString name = word.section(u':', 0, 0), text = word.section(u':', 1);
        if (const auto labelKey = classOfKey(name))
            review->toggle(*labelKey), keyboard.press(name);
        else if (name.startsWith(u'/') || name.startsWith(u'?'))
            pressLabel(name);
        else if (name.endsWith(u'!') || name.endsWith(u'~'))
            decideAll(name.chopped(1), text, name.endsWith(u'!'));
        else if (const auto act = acts().find(name); act != acts().end())
            (this->*act->second)(text);
        else
            QFAIL(qPrintable(word));
    }
    using Act = void (ScriptedSession::*)(const QString& text);
    static const std::map<QString, Act>& acts() {
        static const std::map<QString, Act> all{
            {QStringLiteral("Open"), &ScriptedSession::open}, {QStringLiteral("Restart"), &ScriptedSession::restart}, {QStringLiteral("Import"), &ScriptedSession::import},
            {QStringLiteral("Enter"), &ScriptedSession::accept}, {QStringLiteral("EnterRefused"), &ScriptedSession::acceptInVain}, {QStringLiteral("N"), &ScriptedSession::negative},
            {QStringLiteral("X"), &ScriptedSession::unusable}, {QStringLiteral("U"), &ScriptedSession::unsure}, {QStringLiteral("O"), &ScriptedSession::other}, {QStringLiteral("R"), &ScriptedSession::repeat},
            {QStringLiteral("Note"), &ScriptedSession::note}, {QStringLiteral("Right"), &ScriptedSession::next}, {QStringLiteral("Left"), &ScriptedSession::previous}, {QStringLiteral("W"), &ScriptedSession::nextUnreviewed},
            {QStringLiteral("Ctrl+Z"), &ScriptedSession::undo}, {QStringLiteral("Ctrl+Shift+Z"), &ScriptedSession::redo}, {QStringLiteral("Select"), &ScriptedSession::select},
            {QStringLiteral("Ctrl+A"), &ScriptedSession::selectAll}, {QStringLiteral("Ctrl+Shift+A"), &ScriptedSession::selectNone}, {QStringLiteral("Queue"), &ScriptedSession::startQueue},
            {QStringLiteral("MarginRefused"), &ScriptedSession::startHidden}, {QStringLiteral("EndQueue"), &ScriptedSession::endQueue}, {QStringLiteral("Blind"), &ScriptedSession::blind}, {QStringLiteral("Seen"), &ScriptedSession::lookForModel}, {QStringLiteral("Unseen"), &ScriptedSession::lookForHidden},
            {QStringLiteral("Classify"), &ScriptedSession::classify}, {QStringLiteral("Draw"), &ScriptedSession::draw}, {QStringLiteral("Told"), &ScriptedSession::lookForTold}, {QStringLiteral("Untold"), &ScriptedSession::lookForUntold},
        };
        return all;
    }
    static std::optional<int> classOfKey(const QString& key) {
        for (const LabelClass& one : labelClasses())
            if (QString::fromStdString(one.key) == key)
                return static_cast<int>(toIndex(one.index));
        return {};
    }

    void open(const QString&) {
        keyboard.answerFileDialog(QString::fromStdString(plate.string()), [&] { keyboard.press(QStringLiteral("Ctrl+O")); });
        awaitPlate();
        if (model == ScriptedModel::Table)
            return;
        QTRY_VERIFY(session->probabilities(session->current()));
        review->importPredictions();
    }
    void restart(const QString&) {
        close();
        openWindow();
        keyboard.choose(QStringLiteral("Alt+P"), QStringLiteral("b"));
        keyboard.press(QStringLiteral("Enter"));
        awaitPlate();
        QTRY_VERIFY(session->canUndo());
        review->restart();
    }
    void import(const QString&) {
        keyboard.answerFileDialog(path(QStringLiteral("predictions.csv")), [&] { keyboard.press(QStringLiteral("Ctrl+I")); });
        QTRY_VERIFY(session->probabilities(session->current()));
        review->importPredictions();
    }

    void accept(const QString&) {
        keyboard.press(QStringLiteral("Enter"));
        QVERIFY(review->accept());
    }
    void acceptInVain(const QString&) {
        const int before = session->current(), reviewed = session->reviewedCount();
        keyboard.press(QStringLiteral("Enter"));
        QVERIFY(!review->accept());
        QVERIFY(session->current() == before && session->reviewedCount() == reviewed);
        QVERIFY(window->findChild<QLabel*>(QStringLiteral("decision"))->text().contains(QStringLiteral("press a label, N or U")));
    }
    void negative(const QString&) { keyboard.press(QStringLiteral("N")), review->decide(Outcome::Negative); }
    void unusable(const QString&) { keyboard.press(QStringLiteral("X")), review->decide(Outcome::Unusable); }
    void repeat(const QString&) { keyboard.press(QStringLiteral("R")), review->repeat(); }
    void other(const QString&) { keyboard.press(QStringLiteral("O")), review->toggleOther(); }
    void unsure(const QString& why) {
        keyboard.press(QStringLiteral("U"));
        keyboard.type(why);
        keyboard.press(QStringLiteral("Enter"));
        review->write(why.toStdString());
        review->decide(Outcome::Unsure);
    }
    void note(const QString& text) {
        keyboard.press(QStringLiteral("Ctrl+M"));
        keyboard.type(text);
        keyboard.press(QStringLiteral("Esc"));
        review->write(text.toStdString());
    }
    void pressLabel(const QString& word) {
        keyboard.press(word.left(1));
        if (word.startsWith(u'?')) {
            keyboard.press(word.mid(1));
            return review->markNotJudged(*classOfKey(word.mid(1)));
        }
        keyboard.type(word.mid(1));
        keyboard.press(QStringLiteral("Enter"));
        for (const LabelClass& one : labelClasses())
            if (QString::fromStdString(one.name).contains(word.mid(1), Qt::CaseInsensitive))
                return review->toggle(static_cast<int>(toIndex(one.index)));
        QFAIL(qPrintable(word));
    }
    void next(const QString&) { keyboard.press(QStringLiteral("Right")), review->step(1); }
    void previous(const QString&) { keyboard.press(QStringLiteral("Left")), review->step(-1); }
    void nextUnreviewed(const QString&) { keyboard.press(QStringLiteral("W")), review->goToNextUnreviewed(); }
    void undo(const QString&) { keyboard.press(QStringLiteral("Ctrl+Z")), review->undo(); }
    void redo(const QString&) { keyboard.press(QStringLiteral("Ctrl+Shift+Z")), review->redo(); }

    void select(const QString& rows) {
        keyboard.press(rows.toInt() < 0 ? QStringLiteral("Shift+Left") : QStringLiteral("Shift+Right"), std::abs(rows.toInt()));
        review->select(rows.toInt());
    }
    void selectAll(const QString&) { keyboard.press(QStringLiteral("Ctrl+A")), review->selectAll(); }
    void selectNone(const QString&) { keyboard.press(QStringLiteral("Ctrl+Shift+A")), review->selectNone(); }
    ScriptedSaid wanted(const QString& key, const QString& why) {
        if (key == QStringLiteral("U"))
            review->write(why.toStdString());
        return key == QStringLiteral("Enter") ? review->accepted() : key == QStringLiteral("R") ? review->repeated() : review->asOutcome(key == QStringLiteral("N") ? Outcome::Negative : key == QStringLiteral("X") ? Outcome::Unusable : Outcome::Unsure);
    }
    /// What is asked says how many samples change.
    void decideAll(const QString& key, const QString& why, bool confirms) {
        keyboard.press(key);
        if (key == QStringLiteral("U")) {
            keyboard.type(why);
            keyboard.press(QStringLiteral("Enter"));
        }
        const auto said = wanted(key, why);
        const auto plan = review->planned(said);
        QTRY_VERIFY(QApplication::activeModalWidget());
        const auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        QVERIFY2(box && box->text().startsWith(QStringLiteral("Label %1 samples: ").arg(plan.samples.size())), qPrintable(QStringLiteral("%1, not %2").arg(box ? box->text() : QString()).arg(plan.samples.size())));
        QVERIFY2(box->text().contains(QStringLiteral("reviewed before")) == (plan.reviewedBefore > 0) && box->text().contains(QStringLiteral("already")) == (plan.unchanged > 0), qPrintable(box->text()));
        keyboard.press(confirms ? QStringLiteral("Enter") : QStringLiteral("Esc"));
        QTRY_VERIFY(!QApplication::activeModalWidget());
        if (confirms)
            review->decideAll(said);
    }

    void classify(const QString&) {
        keyboard.press(QStringLiteral("Ctrl+P"));
        QTRY_COMPARE(session->similarity().count(), review->plate().size());
        QTRY_VERIFY(window->findChild<QAction*>(QStringLiteral("queue-diverse"))->isEnabled());
    }
    void startQueue(const QString& name) {
        static const std::map<QString, std::pair<ScriptedQueue, QString>> queues{
            {QStringLiteral("InOrder"), {ScriptedQueue::InOrder, QStringLiteral("qo")}}, {QStringLiteral("Unreviewed"), {ScriptedQueue::Unreviewed, QStringLiteral("qu")}}, {QStringLiteral("Entropy"), {ScriptedQueue::Entropy, QStringLiteral("qa")}},
            {QStringLiteral("Margin"), {ScriptedQueue::Margin, QStringLiteral("qt")}}, {QStringLiteral("RareFirst"), {ScriptedQueue::RareFirst, QStringLiteral("qr")}}, {QStringLiteral("SecondLook"), {ScriptedQueue::SecondLook, QStringLiteral("qs")}},
            {QStringLiteral("Differ"), {ScriptedQueue::Differ, QStringLiteral("qd")}}, {QStringLiteral("Borderline"), {ScriptedQueue::Borderline, QStringLiteral("qb")}}};
        if (name == QStringLiteral("Diverse") || name == QStringLiteral("Near")) {
            keyboard.choose(QStringLiteral("Alt+R"), name == QStringLiteral("Near") ? QStringLiteral("qn") : QStringLiteral("qv"));
            QVERIFY(name == QStringLiteral("Near") ? review->startNear() : review->startDiverse());
        } else {
            keyboard.choose(QStringLiteral("Alt+R"), queues.at(name).second);
            QVERIFY(review->start(queues.at(name).first));
        }
        QTRY_VERIFY(session->queue().isShown());
    }
    /// All of them; by lot is their order alone.
    void draw(const QString&) {
        keyboard.choose(QStringLiteral("Alt+R"), QStringLiteral("ql"));
        QTRY_VERIFY(QApplication::activeModalWidget());
        keyboard.press(QStringLiteral("Enter"));
        QTRY_VERIFY(!QApplication::activeModalWidget() && session->queue().isShown());
        std::vector<int> drawn = session->team().drawnSamples(), all = drawn;
        std::sort(all.begin(), all.end());
        QVERIFY(all.size() == review->plate().size() && std::adjacent_find(all.begin(), all.end()) == all.end());
        review->draw(drawn);
    }
    /// Its order would tell what is hidden.
    void startHidden(const QString&) {
        keyboard.choose(QStringLiteral("Alt+R"), QStringLiteral("qt"));
        for (int i = 0; i < 5 && QApplication::activePopupWidget(); ++i)
            keyboard.press(QStringLiteral("Esc"));
        QVERIFY(!QApplication::activePopupWidget() && !session->queue().isShown());
    }
    void endQueue(const QString&) {
        keyboard.press(QStringLiteral("Esc"), review->selected() > 0 ? 2 : 1);
        review->selectNone();
        review->endQueue();
        QVERIFY(!session->queue().isShown());
    }
    void blind(const QString& preset) {
        const QStringList presets{QStringLiteral("None"), QStringLiteral("Model"), QStringLiteral("Reviewers"), QStringLiteral("Everything")};
        keyboard.choose(QStringLiteral("Alt+R"), QStringLiteral("i"));
        QTRY_VERIFY(QApplication::activeModalWidget());
        keyboard.press(QStringLiteral("Home"));
        keyboard.press(QStringLiteral("Down"), static_cast<int>(presets.indexOf(preset)));
        keyboard.press(QStringLiteral("Enter"));
        QTRY_VERIFY(!QApplication::activeModalWidget());
        hidesNames = preset == QStringLiteral("Everything");
        review->blind(preset == QStringLiteral("Model") || hidesNames, hidesNames);
    }
    QStringList saidOfCurrent() const {
        const std::vector<float>& probabilities = review->plate()[static_cast<std::size_t>(review->current())].probabilities;
        return {QStringLiteral("By uncertainty"), twoPlaces(*std::max_element(probabilities.begin(), probabilities.end()))};
    }
    void lookForModel(const QString&) {
        for (const QString& word : saidOfCurrent())
            QTRY_VERIFY2(!found(*window, {word}).isEmpty(), qPrintable(word));
        QVERIFY(!found(*window, {QString::fromStdString(review->plate()[static_cast<std::size_t>(review->current())].csvId)}).isEmpty());
    }
    void lookForHidden(const QString&) {
        QStringList hidden = saidOfCurrent();
        if (hidesNames)
            for (std::size_t i = 0; i < review->plate().size(); i += 25)
                hidden.append(QString::fromStdString(review->plate()[i].csvId));
        if (hidesNames)
            hidden.append(QString::fromStdString(review->plate()[static_cast<std::size_t>(review->current())].csvId));
        const QString leak = found(*window, hidden);
        QVERIFY2(leak.isEmpty(), qPrintable(leak));
        for (const ChipState& chip : session->chips())
            QVERIFY(!chip.probability && chip.mark != ChipMark::Proposed);
    }

    /// What the planned model says of every sample.
    static QStringList toldByModel() { return {QStringLiteral("0.98"), QStringLiteral("0.55")}; }
    void lookForTold(const QString&) {
        for (const QString& word : toldByModel())
            QTRY_VERIFY2(!found(*window, {word}).isEmpty(), qPrintable(word));
    }
    void lookForUntold(const QString&) {
        QTRY_VERIFY2(found(*window, toldByModel()).isEmpty(), qPrintable(found(*window, toldByModel())));
        for (const ChipState& chip : session->chips())
            QVERIFY(!chip.probability && chip.mark != ChipMark::Proposed);
    }

    QString differenceAfter() const {
        [&] { QTRY_VERIFY2(difference().isEmpty(), qPrintable(difference())); }();
        return difference();
    }

    bool hidesNames = false;
};

} // namespace

class TestScriptedSession final : public QObject {
    Q_OBJECT
private slots:
    void fiveHundredSamplesAreReviewedByKeyboardAlone() {
        constexpr int samples = 500;
        ScriptedSession s(ScriptedModel::Table, samples);
        QCOMPARE(s.review->plate().size(), std::size_t{samples});
        s.play(script);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(s.review->reviewed(), samples);
        const std::vector<std::string> expected{challengeCsv(s.review->plate(), s.review->labels()), wideCsv(s.review->plate(), s.review->labels(), labelClasses())};
        const QStringList names{QStringLiteral("challenge"), QStringLiteral("wide"), QStringLiteral("long")};
        for (int format = 0; format < names.size(); ++format)
            s.exportAs(names[format] + QStringLiteral(".csv"), format);
        s.close();
        for (int format = 0; format < 2; ++format)
            QCOMPARE(QString::fromStdString(s.written(names[format] + QStringLiteral(".csv"))), QString::fromStdString(expected[static_cast<std::size_t>(format)]));
        const auto rows = s.rowsOfLong(), expectedRows = longRows(s.review->plate(), s.review->labels(), labelClasses(), "reader");
        const auto apart = std::mismatch(rows.begin(), rows.end(), expectedRows.begin(), expectedRows.end());
        const auto row = [](auto at, auto end) { return at == end ? QStringLiteral("nothing") : QString::fromStdString(*at); };
        QVERIFY2(rows == expectedRows, qPrintable(row(apart.first, rows.end()) + QStringLiteral(" instead of ") + row(apart.second, expectedRows.end())));
        for (const QString& name : names) {
            const QString again = QStringLiteral("command-") + name + QStringLiteral(".csv");
            const ProgramRun run = runProgram({QStringLiteral("export"), s.path(QStringLiteral("plate")), QStringLiteral("--review"), s.path(QStringLiteral("review.sqlite")), QStringLiteral("--out"), s.path(again), QStringLiteral("--format"), name});
            QVERIFY2(run.status == 0, run.err.constData());
            QVERIFY2(s.written(again) == s.written(name + QStringLiteral(".csv")), qPrintable(name));
        }
        const ProgramRun verified = runProgram({QStringLiteral("review"), QStringLiteral("verify"), s.path(QStringLiteral("review.sqlite"))});
        QVERIFY2(verified.status == 0, verified.err.constData());
    }
    void whatIsAlikeAndWhatWasDrawnIsReviewedByKeyboardAlone() {
        constexpr int samples = 40;
        ScriptedSession s(ScriptedModel::Planned, samples);
        s.play(scriptOfLikeness);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(s.review->reviewed(), samples);
        s.close();
    }
};

QTEST_MAIN(TestScriptedSession)
#include "test_scriptedsession.moc"
