#pragma once

#include <QObject>
#include <QString>

#include <filesystem>
#include <stop_token>
#include <thread>

namespace locascope {

/// Where simulated plates of the user are kept: <data>/locascope/simulated.
std::filesystem::path simulatedPlatesDirectory();

/// Makes a simulated plate on a thread of its own; made once, it is only opened. What is stopped half-way leaves nothing behind. All members
/// belong to the window's thread.
class SimulatedPlate final : public QObject {
    Q_OBJECT
public:
    explicit SimulatedPlate(std::filesystem::path directory, QObject* parent = nullptr);
    ~SimulatedPlate() override; ///< stops and waits for the field that is being drawn

    void make(std::size_t samples);
    void cancel();
    bool isRunning() const { return m_isRunning; }

signals:
    void progressed(int done, int total);
    void ready(const QString& plate);
    void failed(int kind, const QString& path, const QString& cause); ///< kind is an ErrorKind
    void stopped();

private:
    void run(std::size_t samples, const std::filesystem::path& target, const std::stop_token& stop);
    void finish();

    std::filesystem::path m_directory;
    bool m_isRunning = false;
    std::jthread m_thread;
};

} // namespace locascope
