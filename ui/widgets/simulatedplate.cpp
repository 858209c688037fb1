#include "ui/widgets/simulatedplate.h"

#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/simulation/simulate.h"

#include <QMetaObject>
#include <QStandardPaths>

#include <string>
#include <system_error>
#include <utility>

namespace locascope {

namespace {

constexpr std::uint64_t seed = 1;

} // namespace

std::filesystem::path simulatedPlatesDirectory() {
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(data.toStdString()) / "locascope" / "simulated";
}

SimulatedPlate::SimulatedPlate(std::filesystem::path directory, QObject* parent) : QObject(parent), m_directory(std::move(directory)) {}

SimulatedPlate::~SimulatedPlate() { cancel(); }

void SimulatedPlate::make(std::size_t samples) {
    if (m_isRunning)
        return;
    const std::filesystem::path target = m_directory / ("plate-" + std::to_string(samples) + "-" + std::to_string(seed));
    m_isRunning = true;
    emit progressed(0, int(samples));
    m_thread = std::jthread([this, samples, target](std::stop_token stop) { run(samples, target, stop); });
}

void SimulatedPlate::cancel() { m_thread.request_stop(); }

void SimulatedPlate::run(std::size_t samples, const std::filesystem::path& target, const std::stop_token& stop) {
    const auto tell = [this](auto&& what) { QMetaObject::invokeMethod(this, std::forward<decltype(what)>(what), Qt::QueuedConnection); };
    std::filesystem::path half = target;
    half += ".part";
    std::error_code ignored;
    try {
        if (!std::filesystem::exists(target)) {
            std::filesystem::remove_all(half, ignored);
            makeDirectory(half);
            simulatePlate(half, {.samples = samples, .seed = seed, .layout = PlateLayout::Plate}, {},
                          [&](std::size_t done, std::size_t total) { tell([this, done, total] { emit progressed(int(done), int(total)); }); }, stop);
            if (!stop.stop_requested())
                std::filesystem::rename(half, target);
        }
        tell([this, target, wasStopped = stop.stop_requested()] {
            finish();
            if (wasStopped)
                emit stopped();
            else
                emit ready(QString::fromStdString(target.string()));
        });
    } catch (const Error& error) {
        tell([this, error] {
            finish();
            emit failed(static_cast<int>(error.kind()), QString::fromStdString(error.path().string()), QString::fromStdString(error.detail()));
        });
    } catch (const std::exception& error) {
        tell([this, target, cause = QString::fromUtf8(error.what())] {
            finish();
            emit failed(static_cast<int>(ErrorKind::WriteFailed), QString::fromStdString(target.string()), cause);
        });
    }
    std::filesystem::remove_all(half, ignored);
}

void SimulatedPlate::finish() { m_isRunning = false; }

} // namespace locascope
