#pragma once

#include "core/files/writefile.h"
#include "core/plate/vocabularies.h"
#include "core/simulation/simulate.h"
#include "tests/support/ownsettings.h"
#include "tests/support/sharedfile.h"
#include "tests/ui/widgets/keyboard.h"
#include "tests/ui/widgets/scriptedreview.h"
#include "ui/models/session.h"
#include "ui/widgets/language.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/startup.h"

#include <QLabel>
#include <QRegularExpression>

#include <memory>
#include <tuple>

namespace locascope::testing {

inline const std::vector<LabelClass>& labelClasses() {
    static const Vocabulary vocabulary = humanProteinAtlasVocabulary();
    return vocabulary.classes();
}

/// The real window, store and dialogs over a simulated plate; no classifier, but a table of predictions to import. Beside it, what the keys must make of the review.
class ScriptedWindow {
public:
    static constexpr int samples = 500;
    static constexpr int classes = 28;

    ScriptedWindow() : keyboard([this] { return window.get(); }) {
        prepareApplication(*qApp);
        useLanguage(*qApp, QStringLiteral("en"));
        qApp->setQuitOnLastWindowClosed(false);
        plate = folder / "plate";
        simulatePlate(plate, {.samples = samples, .size = 32, .seed = 11, .layout = PlateLayout::Plate}, {.truthFile = folder / "truth.csv", .masksDirectory = {}, .sheetFile = {}}, {}, {}, 2);
        review.emplace(fields());
        writePredictions();
        options.dataDirectory = folder / "data";
        options.cacheDirectory = folder / "cache";
        options.reviewFile = folder / "review.sqlite";
        options.modelCard = folder / "none.yaml";
        options.program = qEnvironmentVariable("LOCASCOPE_PROGRAM").toStdString();
        options.reviewer = QStringLiteral("reader");
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
    /// In the order of wells and sites.
    std::vector<ScriptedField> fields() const {
        const QRegularExpression line(QStringLiteral("^(([A-P])(\\d+))_(\\d+),"), QRegularExpression::MultilineOption);
        std::map<std::tuple<QString, int, int>, std::pair<std::string, std::string>> ids;
        for (auto found = line.globalMatch(QString::fromStdString(written(QStringLiteral("truth.csv")))); found.hasNext();) {
            const auto match = found.next();
            const QString id = match.captured(1) + u'_' + match.captured(4);
            ids[{match.captured(2), match.captured(3).toInt(), match.captured(4).toInt()}] = {(match.captured(1) + u'/' + id).toStdString(), id.toStdString()};
        }
        std::vector<ScriptedField> made;
        for (const auto& [place, id] : ids)
            made.push_back({id.first, id.second, predictionOf(static_cast<int>(made.size()))});
        return made;
    }
    void writePredictions() const {
        std::string csv = "Id";
        for (int index = 0; index < classes; ++index)
            csv += ",p" + std::to_string(index);
        for (const auto& field : review->plate()) {
            csv += "\r\n" + field.csvId;
            for (const float probability : field.probabilities)
                csv += ',' + QByteArray::number(static_cast<double>(probability), 'g', 9).toStdString();
        }
        writeFile(folder / "predictions.csv", csv + "\r\n");
    }
    void openWindow() {
        session = std::make_unique<Session>(options);
        window = std::make_unique<MainWindow>(*session);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    void awaitPlate() {
        QTRY_VERIFY_WITH_TIMEOUT(session->hasPlate() && session->isIndexComplete() && session->image(), 60000);
        QTRY_VERIFY(session->modelState() == ModelState::Failed); // there is none
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
    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;
    Keyboard keyboard;

private:
    /// Of sample `number`: one class, every third time a second, every fifth time one next to its threshold.
    static std::vector<float> predictionOf(int number) {
        std::vector<float> row;
        for (int index = 0; index < classes; ++index)
            row.push_back(static_cast<float>(0.02 + 0.001 * ((number * 7 + index * 13) % 80)));
        const auto place = [number](int by) { return static_cast<std::size_t>((number * by) % classes); };
        row[place(5)] = static_cast<float>(0.651 + 0.002 * (number % 97));
        if (number % 3 == 0)
            row[place(11)] = static_cast<float>(0.8505 + 0.001 * (number % 53));
        if (number % 5 == 0)
            row[(place(5) + 3) % classes] = static_cast<float>(0.41 + 0.001 * (number % 89));
        return row;
    }
    static QString listed(const std::set<int>& indices) {
        QStringList texts;
        for (const int index : indices)
            texts.append(QString::number(index));
        return texts.isEmpty() ? QStringLiteral("none") : texts.join(u' ');
    }
};

} // namespace locascope::testing
