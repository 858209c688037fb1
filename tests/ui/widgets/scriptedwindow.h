#pragma once

#include "core/files/writefile.h"
#include "core/plate/vocabularies.h"
#include "tests/support/ownsettings.h"
#include "tests/support/sharedfile.h"
#include "tests/ui/widgets/keyboard.h"
#include "tests/ui/widgets/scriptedplate.h"
#include "tests/ui/widgets/scriptedreview.h"
#include "ui/models/session.h"
#include "ui/widgets/language.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/startup.h"

#include <QLabel>

#include <memory>

namespace locascope::testing {

inline const std::vector<LabelClass>& labelClasses() {
    static const Vocabulary vocabulary = humanProteinAtlasVocabulary();
    return vocabulary.classes();
}

enum class ScriptedModel {
    Table,  ///< no classifier, but predictions to import, of a simulated plate
    Planned ///< one that sees kinds, and a plate that has them
};

/// The real window, store and dialogs. Beside it, what the keys must make of the review.
class ScriptedWindow {
public:
    ScriptedWindow(ScriptedModel which, int samples) : keyboard([this] { return window.get(); }), model(which) {
        prepareApplication(*qApp);
        useLanguage(*qApp, QStringLiteral("en"));
        qApp->setQuitOnLastWindowClosed(false);
        plate = folder / "plate";
        review.emplace(model == ScriptedModel::Table ? simulatedPlate(plate, samples) : plateOfKinds(plate, samples));
        writePredictions();
        options.dataDirectory = folder / "data";
        options.cacheDirectory = folder / "cache";
        options.reviewFile = folder / "review.sqlite";
        options.modelCard = folder / "none.yaml";
        options.program = qEnvironmentVariable("LOCASCOPE_PROGRAM").toStdString();
        options.reviewer = QStringLiteral("reader");
        parts = coreParts(options.program, options.dataDirectory, options.cacheDirectory);
        if (model == ScriptedModel::Planned)
            usePlannedModel(options, parts);
        openWindow();
    }

    void exportAs(const QString& file, int format) {
        keyboard.answerFileDialog(path(file), [&] {
            keyboard.press(QStringLiteral("Ctrl+E"));
            keyboard.tabTo(QStringLiteral("format"));
            keyboard.press(QStringLiteral("Down"), format);
            keyboard.press(QStringLiteral("Enter"));
        });
        QTRY_VERIFY(std::filesystem::exists(folder / file.toStdString()));
        QTRY_VERIFY(!session->job());
    }
    void close() {
        QTRY_COMPARE(session->unsavedCount(), 0);
        keyboard.press(QStringLiteral("Ctrl+Q"));
        QTRY_VERIFY(!window->isVisible());
        window.reset();
        session.reset();
    }
    QString path(const QString& file) const { return QString::fromStdString((folder / file.toStdString()).string()); }
    /// As longRows.
    std::vector<std::string> rowsOfLong() const {
        QStringList lines = QString::fromStdString(written(QStringLiteral("long.csv"))).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
        const QStringList header = lines.takeFirst().split(u',');
        std::vector<std::string> rows;
        for (const QString& line : lines) {
            QStringList cells;
            for (const char* column : {"Id", "class", "decision", "reviewer", "note", "touched"})
                cells.append(line.split(u',').value(header.indexOf(QLatin1String(column))));
            rows.push_back(cells.join(u'|').toStdString());
        }
        return rows;
    }
    std::string written(const QString& file) const { return sharedText(folder.path(), file.toStdString()).value_or(std::string()); }

    std::optional<ScriptedReview> review;

protected:
    void writePredictions() const {
        std::string csv = "Id";
        for (int index = 0; index < scriptedClasses; ++index)
            csv += ",p" + std::to_string(index);
        for (const auto& field : review->plate()) {
            csv += "\r\n" + field.csvId;
            for (const float probability : field.probabilities)
                csv += ',' + QByteArray::number(static_cast<double>(probability), 'g', 9).toStdString();
        }
        writeFile(folder / "predictions.csv", csv + "\r\n");
    }
    void openWindow() {
        session = std::make_unique<Session>(options, parts);
        window = std::make_unique<MainWindow>(*session);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    void awaitPlate() {
        QTRY_VERIFY_WITH_TIMEOUT(session->hasPlate() && session->isIndexComplete() && session->image(), 60000);
        QTRY_VERIFY(session->modelState() == (model == ScriptedModel::Table ? ModelState::Failed /* there is none */ : ModelState::Ready));
    }

    /// What the window shows otherwise than the script says; empty once it is the same.
    QString difference() const {
        if (session->current() != review->current())
            return QStringLiteral("sample %1 instead of %2; it says “%3”, the keys are with %4").arg(session->current()).arg(review->current()).arg(window->findChild<QLabel*>(QStringLiteral("decision"))->text(), QDebug::toString(QApplication::focusWidget()));
        if (session->order() != review->order())
            return QStringLiteral("other samples are shown, or in another order");
        if (session->selection().samples().size() != review->selected())
            return QStringLiteral("%1 selected instead of %2").arg(session->selection().samples().size()).arg(review->selected());
        if (session->reviewedCount() != review->reviewed())
            return QStringLiteral("%1 reviewed instead of %2").arg(session->reviewedCount()).arg(review->reviewed());
        if (session->note().toStdString() != review->chips().note)
            return QStringLiteral("the note is “%1” instead of “%2”").arg(session->note(), QString::fromStdString(review->chips().note));
        std::set<int> solid;
        const std::vector<ChipState> chips = session->chips();
        for (int index = 0; index < static_cast<int>(chips.size()); ++index)
            if (const ChipMark mark = chips[static_cast<std::size_t>(index)].mark; mark == ChipMark::Proposed || mark == ChipMark::Added)
                solid.insert(index);
        return solid == review->chips().solid ? QString() : QStringLiteral("solid are %1 instead of %2").arg(listed(solid), listed(review->chips().solid));
    }

    OwnSettings settings;
    TemporaryFolder folder;
    std::filesystem::path plate;
    SessionOptions options;
    SessionParts parts;
    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;
    Keyboard keyboard;
    ScriptedModel model;

private:
    static QString listed(const std::set<int>& indices) {
        QStringList texts;
        for (const int index : indices)
            texts.append(QString::number(index));
        return texts.isEmpty() ? QStringLiteral("none") : texts.join(u' ');
    }
};

} // namespace locascope::testing
