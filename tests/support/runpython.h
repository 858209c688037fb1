#pragma once

#include <QProcess>

namespace locascope::testing {

struct PythonRun {
    int status = noPython;
    QByteArray err;
    static constexpr int noPython = 77; ///< none here, or, by the scripts' own word, not the packages it needs
};

/// Runs a script by Debian's Python, which has PyTorch, before any other on the path. Waits four minutes at most.
inline PythonRun runPython(const QStringList& arguments) {
    QProcess python;
    python.start(QStringLiteral("/usr/bin/python3"), arguments);
    if (!python.waitForStarted())
        return {};
    if (!python.waitForFinished(240'000))
        return {-1, "did not end"};
    return {python.exitCode(), python.readAllStandardError()};
}

} // namespace locascope::testing
