#pragma once

#include "core/store/eventsrefused.h"

#include <filesystem>
#include <optional>
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
    std::optional<EventsRefused::Because> refused = {}; ///< an event for what it says
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
        , m_cause(failure.cause)
        , m_refused(failure.refused) {}
    PostgresFailure::Cause cause() const { return m_cause; }
    /// As what leaves the store.
    [[noreturn]] void rethrow() const {
        if (m_refused)
            throw EventsRefused(*this, *m_refused);
        throw Error(*this);
    }

private:
    PostgresFailure::Cause m_cause;
    std::optional<EventsRefused::Because> m_refused;
};

} // namespace locascope
