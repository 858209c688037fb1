#pragma once

#include "ui/models/taskthread.h"

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <filesystem>

namespace locascope {

/// Imports one model at a time by `locascope model import`, in a process of its own: whatever a stranger's file does to it, this one and the models that are there go on.
class ModelImport final : public QObject {
    Q_OBJECT
public:
    ModelImport(std::filesystem::path dataDirectory, const std::filesystem::path& program, QObject* parent = nullptr);
    ~ModelImport() override; ///< ends what runs

    bool isRunning() const;
    const std::filesystem::path& file() const { return m_file; } ///< that is imported, or was last
    /// Not while another one is running. `options`: of the command.
    void start(const std::filesystem::path& file, const QStringList& options = {});
    void cancel(); ///< asks it to end; three seconds later it is ended

signals:
    void imported(const QString& cardFile);
    /// `cause`: in English, what the command said; or empty, where it was ended from outside, crashed, or said nothing that makes sense.
    void failed(const QString& file, const QString& cause);
    void cancelled();

private:
    void end(int status, QProcess::ExitStatus how);
    void removeRemains();

    const std::filesystem::path m_dataDirectory;
    const QString m_program;
    QProcess m_process;
    QTimer m_patience;
    std::filesystem::path m_file;
    qint64 m_id = 0; ///< of the process
    bool m_isCancelled = false;
    TaskThread m_cleaning;
};

} // namespace locascope
