#pragma once

#include "core/model/bundledmodel.h"
#include "core/simulation/simulate.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/classchip.h"
#include "ui/widgets/exportdialog.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTimer>

namespace locascope::testing {

/// The whole program but its command line: the real window and store over real images (simulated ones where there are none). The bundled model, where
/// there is one, is tried in a child process and loaded as the program does, which takes seconds; the obedient one is there at once.
class JobWorld final {
public:
    enum class Model { Obedient, Bundled };

    explicit JobWorld(Model model = Model::Obedient) {
        prepareApplication(*qApp);
        useLanguage(*qApp, QStringLiteral("en"));
        const std::filesystem::path real = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data" / "challenge";
        plateDirectory = std::filesystem::exists(real) ? std::filesystem::canonical(real) : folder / "plate";
        if (!std::filesystem::exists(plateDirectory))
            simulatePlate(plateDirectory, {.samples = 6, .size = 128, .seed = 3}, {}, {}, {});
        options.dataDirectory = folder / "data";
        options.cacheDirectory = folder / "cache";
        options.program = qEnvironmentVariable("LOCASCOPE_PROGRAM").toStdString();
        options.reviewer = QStringLiteral("reader");
        parts = coreParts(options.program, options.dataDirectory);
        if (model == Model::Obedient || bundledModelCard(options.program).empty())
            useObedientModel();
    }

    /// As a user opens it: by dropping the folder on the window.
    void open() {
        window.reset();
        session.reset();
        session = std::make_unique<Session>(options, parts);
        window = std::make_unique<MainWindow>(*session);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        drop(plateDirectory);
        QTRY_VERIFY_WITH_TIMEOUT(session->isIndexComplete() && session->image(), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(session->modelState() == ModelState::Ready, 120000);
        waitForPrediction();
    }
    void drop(const std::filesystem::path& directory) const {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QString::fromStdString(directory.string()))});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &dropped);
    }
    void waitForPrediction() const { QTRY_VERIFY_WITH_TIMEOUT(session->probabilities(session->current()), 60000); }

    QAction& action(const char* key) const { return *window->findChild<QAction*>(QLatin1String(key)); }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : window.get(), static_cast<Qt::Key>(key), modifiers);
    }
    void pressLabel(ClassIndex index) const {
        const QString key = QString::fromStdString(session->vocabulary().at(index).key);
        const auto modifiers = key.startsWith(QStringLiteral("Shift")) ? Qt::ShiftModifier : key.startsWith(QStringLiteral("Alt")) ? Qt::AltModifier : Qt::NoModifier;
        press(Qt::Key_0 + key.section(u'+', -1).toInt(), modifiers);
    }
    /// Presses the keys that make exactly `wanted` solid, whatever the model proposed.
    void correctTo(const LabelSet& wanted) const {
        const std::vector<ChipState> chips = session->chips();
        for (std::size_t i = 0; i < chips.size(); ++i) {
            const bool solid = chips[i].mark == ChipMark::Proposed || chips[i].mark == ChipMark::Added;
            if (solid != wanted.contains(toClass(i)))
                pressLabel(toClass(i));
        }
    }
    ClassChip* chipOf(ClassIndex index) const {
        for (ClassChip* chip : window->findChildren<ClassChip*>())
            if (chip->index() == index)
                return chip;
        return nullptr;
    }
    QString decisionLine() const { return window->findChild<QLabel*>(QStringLiteral("decision"))->text(); }

    /// Triggers an action whose file dialog is answered with `file` and the name filter that begins with `filter`.
    /// Of an export, in the format whose name begins so.
    void answerFileDialog(const char* actionKey, const std::filesystem::path& file, const QString& format = {}) const {
        QTimer answer;
        answer.setInterval(20);
        QObject::connect(&answer, &QTimer::timeout, &answer, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(QString::fromStdString(file.string()));
            static_cast<QDialog*>(dialog)->accept();
        });
        answer.start();
        action(actionKey).trigger();
        if (auto* choice = window->findChild<ExportDialog*>()) {
            for (QComboBox* box : choice->findChildren<QComboBox*>())
                if (const int index = box->findText(format, Qt::MatchStartsWith); !format.isEmpty() && index >= 0)
                    box->setCurrentIndex(index);
            choice->accept();
        }
    }

    OwnSettings settings;
    TemporaryFolder folder;
    std::filesystem::path plateDirectory;
    SessionOptions options;
    SessionParts parts;
    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;

private:
    void useObedientModel() {
        const auto plan = std::make_shared<EnginePlan>();
        options.modelCard = "planned.yaml";
        parts.readCard = [plan](const std::filesystem::path&) { return planCard(*plan); };
        parts.loadLearning = [plan] { return std::make_shared<PlannedLearning>(plan); };
        parts.trial = [](const std::filesystem::path&, const ModelCard&, const Learning&, std::stop_token) {};
    }
};

} // namespace locascope::testing
