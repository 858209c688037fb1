#pragma once

#include "core/store/reviewplace.h"

#include <QString>

#include <filesystem>

namespace locascope {

/// What Qt's driver is told to reach a PostgreSQL database. Where something is missing, libpq looks in its environment (PGPASSWORD, ~/.pgpass, …).
struct ServerAddress {
    QString host;
    QString port;
    QString user;
    QString password;
    QString database;
    QString options;             ///< libpq's, as QSqlDatabase::setConnectOptions takes them
    std::filesystem::path shown; ///< for messages: without user, password and options
};

/// Error Invalid where the address cannot be read; its words never hold a password.
ServerAddress parseServerAddress(const ReviewPlace& place);

} // namespace locascope
