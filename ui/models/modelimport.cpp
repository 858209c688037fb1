#include "ui/models/modelimport.h"

#include "core/model/modellibrary.h"

#include <QProcessEnvironment>

#include <string>
#include <system_error>
#include <utility>

namespace locascope {

namespace {

constexpr int patienceMs = 3000;

/// "locascope: model: FILE: cause" → "cause".
QString causeOf(const QByteArray& errors, const QString& file) {
    const QString line = QString::fromUtf8(errors.trimmed()).section(u'\n', -1);
    const qsizetype at = line.indexOf(file + QStringLiteral(": "));
    const QString lead = QStringLiteral("locascope: ");
    if (at >= 0)
        return line.mid(at + file.size() + 2);
    return line.startsWith(lead) ? line.mid(lead.size()) : line;
}

} // namespace

ModelImport::ModelImport(std::filesystem::path dataDirectory, const std::filesystem::path& program, QObject* parent)
    : QObject(parent)
    , m_dataDirectory(std::move(dataDirectory))
    , m_program(QString::fromStdString(program.string())) {
    QProcessEnvironment surroundings = QProcessEnvironment::systemEnvironment();
    surroundings.insert(QStringLiteral("LOCASCOPE_DATA_DIR"), QString::fromStdString(m_dataDirectory.string()));
    m_process.setProcessEnvironment(surroundings);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, &m_process, &QProcess::kill);
    connect(&m_process, &QProcess::started, this, [this] { m_id = m_process.processId(); });
    connect(&m_process, &QProcess::finished, this, &ModelImport::end);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit failed(QString::fromStdString(m_file.string()), m_process.errorString());
    });
}

ModelImport::~ModelImport() {
    if (!isRunning())
        return;
    m_process.disconnect(this);
    m_process.close(); // ends it
    removeRemains();
    m_cleaning.finish();
}

bool ModelImport::isRunning() const { return m_process.state() != QProcess::NotRunning; }

void ModelImport::start(const std::filesystem::path& file, const QStringList& options) {
    if (isRunning())
        return;
    m_file = file;
    m_isCancelled = false;
    m_process.start(m_program, QStringList{QStringLiteral("model"), QStringLiteral("import")} + options + QStringList{QStringLiteral("--"), QString::fromStdString(file.string())});
}

void ModelImport::cancel() {
    if (!isRunning())
        return;
    m_isCancelled = true;
    m_process.terminate();
    m_patience.start();
}

void ModelImport::end(int status, QProcess::ExitStatus how) {
    m_patience.stop();
    const QString said = QString::fromUtf8(m_process.readAllStandardOutput());
    const QString marker = QStringLiteral(": imported");
    const QByteArray errors = m_process.readAllStandardError();
    if (how == QProcess::CrashExit)
        removeRemains();
    const bool isWhole = how == QProcess::NormalExit && (status != 0 || said.contains(marker));
    if (isWhole && status == 0)
        return emit imported(QString::fromStdString(cardFileOf(said.section(marker, 0, 0).toStdString()).string()));
    if (m_isCancelled)
        return emit cancelled();
    const QString file = QString::fromStdString(m_file.string());
    emit failed(file, isWhole ? causeOf(errors, file) : QString());
}

/// What a process that was killed could not take away.
void ModelImport::removeRemains() {
    m_cleaning.post([folder = modelsDirectory(m_dataDirectory) / (".locascope-import-" + std::to_string(m_id))](std::stop_token) {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    });
}

} // namespace locascope
