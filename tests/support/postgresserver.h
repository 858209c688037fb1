#pragma once

#include "core/store/reviewplace.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <pwd.h>
#include <unistd.h>

namespace locascope::testing {

/// A real PostgreSQL of one test's own, in a temporary directory, reached through a socket in it and, where asked, at a port of 127.0.0.1. Its superuser is `postgres`; it runs as the
/// user of that name where the test is root, whom PostgreSQL refuses.
class PostgresServer final {
public:
    enum class Durability { None, Whole }; ///< None: fsync is off, for speed

    /// Empty where PostgreSQL's server is installed, else why there is none.
    static QByteArray missing() {
        if (binaries().isEmpty())
            return "PostgreSQL's server is not installed (Debian: postgresql)";
        return {};
    }

    explicit PostgresServer(Durability durability = Durability::None, int port = 0) : m_port(port) {
        QFile::setPermissions(m_directory.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (::geteuid() == 0)
            if (const passwd* user = ::getpwnam("postgres"); user && ::chown(m_directory.path().toLocal8Bit().constData(), user->pw_uid, user->pw_gid) != 0)
                qFatal("cannot give the server its directory");
        command({binaries() + QStringLiteral("/initdb"), QStringLiteral("-D"), data(), QStringLiteral("-U"), QStringLiteral("postgres"), QStringLiteral("-A"),
                 QStringLiteral("trust"), QStringLiteral("-E"), QStringLiteral("UTF8"), QStringLiteral("--locale=C"), QStringLiteral("--no-sync")});
        m_settings = {QStringLiteral("-c"), QStringLiteral("unix_socket_directories=") + m_directory.path(), QStringLiteral("-c"),
                      QStringLiteral("listen_addresses=") + (port ? QStringLiteral("127.0.0.1") : QString())};
        if (port)
            m_settings += {QStringLiteral("-p"), QString::number(port)};
        if (durability == Durability::None)
            m_settings += {QStringLiteral("-c"), QStringLiteral("fsync=off")};
        start();
    }
    ~PostgresServer() { stop(); }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    void start() {
        const QStringList whole = asServerUser(QStringList{binaries() + QStringLiteral("/postgres"), QStringLiteral("-D"), data()} + m_settings);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setStandardOutputFile(m_directory.path() + QStringLiteral(".log"));
        m_process.start(whole.first(), whole.mid(1));
        for (int tries = 0; tries < 300; ++tries) {
            if (QProcess::execute(binaries() + QStringLiteral("/pg_isready"), {QStringLiteral("-q"), QStringLiteral("-h"), m_directory.path(), QStringLiteral("-p"), QString::number(socketPort())}) == 0)
                return;
            if (m_process.waitForFinished(50))
                break;
        }
        QFile log(m_directory.path() + QStringLiteral(".log"));
        static_cast<void>(log.open(QIODevice::ReadOnly));
        qFatal("PostgreSQL does not start: %s", log.readAll().constData());
    }
    /// Ends every connection at once; what was confirmed is kept.
    void stop(int signal = SIGINT) {
        kill(signal);
        m_process.waitForFinished(20'000);
        QFile::remove(m_directory.path() + QStringLiteral(".log"));
    }
    /// kill -9 to every process of it; returns when all of them are gone.
    void crash() {
        kill(SIGSTOP); // so that it makes no more of them
        const QByteArray own = QByteArray::number(postmaster());
        std::vector<int> processes;
        for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs))
            if (name.toInt() > 0 && statusOf(name.toInt()).value(1) == own)
                processes.push_back(name.toInt());
        for (const int process : processes)
            ::kill(process, SIGKILL);
        kill(SIGKILL);
        m_process.waitForFinished(20'000);
        for (const int process : processes)
            for (int tries = 0; tries < 5'000 && !statusOf(process).isEmpty() && statusOf(process).first() != "Z"; ++tries)
                ::usleep(1'000);
    }
    /// To the postmaster, whose number it writes into its directory.
    void kill(int signal) const {
        if (const int process = postmaster())
            ::kill(process, signal);
    }

    std::string folder() const { return m_directory.path().toStdString(); } ///< of its socket
    /// Of a database, as one login; "postgres" is everything's owner. By another folder where something stands between.
    ReviewPlace place(const std::string& database = "postgres", const std::string& login = "postgres") const { return placeBy(folder(), database, login); }
    ReviewPlace placeBy(const std::string& socketFolder, const std::string& database, const std::string& login = "postgres") const {
        return std::filesystem::path("postgresql://" + login + "@/" + database + "?host=" + socketFolder + "&port=" + std::to_string(socketPort()));
    }
    /// What psql prints of a statement, run as the superuser; ends the test where it is refused, unless `mayFail`.
    QByteArray psql(const std::string& statement, const std::string& database = "postgres", bool mayFail = false) const {
        QProcess process;
        process.start(binaries() + QStringLiteral("/psql"), {QStringLiteral("-XqAt"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-h"), m_directory.path(), QStringLiteral("-p"),
                                                             QString::number(socketPort()), QStringLiteral("-U"), QStringLiteral("postgres"), QStringLiteral("-d"), QString::fromStdString(database), QStringLiteral("-c"), QString::fromStdString(statement)});
        if ((!process.waitForFinished(60'000) || process.exitCode() != 0) && !mayFail)
            qFatal("psql: %s", process.readAllStandardError().constData());
        return process.exitCode() == 0 ? process.readAllStandardOutput().trimmed() : process.readAllStandardError();
    }
    /// A new, empty database.
    std::string newDatabase() {
        const std::string name = "d" + std::to_string(++m_databases);
        psql("CREATE DATABASE " + name);
        return name;
    }

private:
    static QString binaries() {
        QDir versions(QStringLiteral("/usr/lib/postgresql"));
        const QStringList found = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
        for (const QString& version : found)
            if (QFile::exists(versions.filePath(version) + QStringLiteral("/bin/initdb")))
                return versions.filePath(version) + QStringLiteral("/bin");
        return {};
    }
    static QStringList asServerUser(const QStringList& command) {
        return ::geteuid() == 0 ? QStringList{QStringLiteral("/usr/bin/setpriv"), QStringLiteral("--reuid=postgres"), QStringLiteral("--regid=postgres"), QStringLiteral("--clear-groups")} + command : command;
    }
    static void command(const QStringList& arguments) {
        const QStringList whole = asServerUser(arguments);
        QProcess process;
        process.start(whole.first(), whole.mid(1));
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            qFatal("%s: %s", qPrintable(whole.first()), process.readAllStandardError().constData());
    }
    /// State, parent, …; empty where there is no such process.
    static QList<QByteArray> statusOf(int process) {
        QFile file(QStringLiteral("/proc/%1/stat").arg(process));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QByteArray text = file.readAll();
        return text.mid(text.lastIndexOf(')') + 2).split(' ');
    }
    int postmaster() const {
        QFile file(data() + QStringLiteral("/postmaster.pid"));
        return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toInt() : 0;
    }
    QString data() const { return m_directory.path() + QStringLiteral("/data"); }
    int socketPort() const { return m_port ? m_port : 5432; }

    // A socket's path has room for 107 characters.
    QTemporaryDir m_directory{QStringLiteral("/tmp/locascope-pg-XXXXXX")};
    int m_port = 0;
    int m_databases = 0;
    QStringList m_settings;
    QProcess m_process;
};

} // namespace locascope::testing
