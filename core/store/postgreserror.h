#pragma once

#include "core/files/error.h"

#include <filesystem>
#include <string>

class QSqlError;

namespace locascope {

/// An Error of the server, with what decides whether it is worth another try.
struct PostgresFailure {
    enum class Cause {
        Final,     ///< the server refused
        Collision, ///< serialisation failure or deadlock: the same again may do
        Lost,      ///< the connection is gone; whether a COMMIT on its way was done is not known
    };
    Cause cause = Cause::Final;
    Error error;
};

/// What Qt's driver said of a statement; an error without SQLSTATE, or none at all, means that the connection was lost.
PostgresFailure postgresFailure(const QSqlError& error, const std::filesystem::path& place);
/// What it said of connecting.
Error connectionError(const std::string& message, const std::filesystem::path& place);

/// Thrown within the store; what leaves it is `error`.
class PostgresException final : public Error {
public:
    explicit PostgresException(const PostgresFailure& failure)
        : Error(failure.error)
        , m_cause(failure.cause) {}
    PostgresFailure::Cause cause() const { return m_cause; }

private:
    PostgresFailure::Cause m_cause;
};

} // namespace locascope
