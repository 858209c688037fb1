#include "app/surroundings.h"

#include <QStandardPaths>

#include <csignal>
#include <cstdlib>
#include <system_error>

namespace locascope {

namespace {

std::filesystem::path directory(const char* variable, QStandardPaths::StandardLocation location) {
    if (const char* named = std::getenv(variable); named && *named) {
        std::error_code failure;
        const std::filesystem::path absolute = std::filesystem::absolute(named, failure);
        return failure ? std::filesystem::path(named) : absolute;
    }
    const QByteArray generic = QStandardPaths::writableLocation(location).toLocal8Bit();
    return std::filesystem::path(generic.toStdString()) / "locascope";
}

std::filesystem::path thisProgram(const char* invokedAs) {
    std::error_code failure;
    const std::filesystem::path linked = std::filesystem::read_symlink("/proc/self/exe", failure);
    return failure ? std::filesystem::absolute(invokedAs ? invokedAs : "locascope") : linked;
}

bool isSet(const char* variable) {
    const char* value = std::getenv(variable);
    return value && *value;
}

} // namespace

CommandContext surroundings(const char* invokedAs) {
    return {.program = thisProgram(invokedAs),
            .dataDirectory = directory("LOCASCOPE_DATA_DIR", QStandardPaths::GenericDataLocation),
            .cacheDirectory = directory("LOCASCOPE_CACHE_DIR", QStandardPaths::GenericCacheLocation)};
}

void ignoreFatalWriteSignals() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

bool hasDisplay() {
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("QT_QPA_PLATFORM");
}

} // namespace locascope
