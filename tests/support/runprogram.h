#pragma once

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

#include <map>

namespace locascope::testing {

/// How a run of the program ended. `status` is −1 where it was killed or did not end in time.
struct ProgramRun {
    int status = -1;
    QByteArray out;
    QByteArray err;

    /// Nothing but one line that begins with "locascope: ".
    bool saysOneLine() const { return err.startsWith("locascope: ") && err.count('\n') == 1 && err.endsWith('\n'); }
};

/// Runs the built locascope with these arguments; `environment` is added to this process's own. Without a display.
inline ProgramRun runProgram(const QStringList& arguments, const std::map<QString, QString>& environment = {}, int milliseconds = 120000) {
    QProcessEnvironment surroundings = QProcessEnvironment::systemEnvironment();
    surroundings.remove(QStringLiteral("DISPLAY"));
    for (const auto& [name, value] : environment) {
        surroundings.insert(name, value);
    }
    QProcess process;
    process.setProcessEnvironment(surroundings);
    process.start(surroundings.value(QStringLiteral("LOCASCOPE_PROGRAM")), arguments);
    ProgramRun run;
    if (!process.waitForFinished(milliseconds)) {
        process.kill();
        process.waitForFinished();
        return run;
    }
    run.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

/// The same through a shell command line in which $LOCASCOPE is the program, for redirections and limits.
inline ProgramRun runShell(const QString& commandLine, int milliseconds = 120000) {
    QProcess process;
    QProcessEnvironment surroundings = QProcessEnvironment::systemEnvironment();
    surroundings.remove(QStringLiteral("DISPLAY"));
    surroundings.insert(QStringLiteral("LOCASCOPE"), surroundings.value(QStringLiteral("LOCASCOPE_PROGRAM")));
    process.setProcessEnvironment(surroundings);
    process.start(QStringLiteral("/bin/bash"), {QStringLiteral("-c"), commandLine});
    ProgramRun run;
    if (!process.waitForFinished(milliseconds)) {
        process.kill();
        process.waitForFinished();
        return run;
    }
    run.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

} // namespace locascope::testing
