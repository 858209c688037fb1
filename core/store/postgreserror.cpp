#include "core/store/postgreserror.h"

#include <QSqlError>

#include <algorithm>
#include <array>
#include <string_view>

namespace locascope {

namespace {

using Cause = PostgresFailure::Cause;

struct Meaning {
    std::string_view state; ///< SQLSTATE, or its first two characters
    ErrorKind kind;
    const char* words; ///< null: the server's own
    Cause cause = Cause::Final;
};

using Because = EventsRefused::Because;

std::optional<Because> refusal(std::string_view state) {
    if (state == "LS001")
        return Because::Reviewer;
    if (state == "LS002")
        return Because::Ruling;
    if (state.starts_with("22") || state.starts_with("23") || state.starts_with("54"))
        return Because::Content;
    return {};
}

constexpr const char* lost = "the connection to the server was lost; what it has not confirmed is not saved, try again";

constexpr std::array meanings = {
    Meaning{"LS001", ErrorKind::PermissionDenied,
            "not saved: your login may not write in this reviewer's name; ask an owner for \"locascope review server grant\""},
    Meaning{"LS002", ErrorKind::PermissionDenied, "not saved: your login may neither rule nor change classes nor assign samples; ask an owner to make it an adjudicator"},
    Meaning{"LS003", ErrorKind::Invalid, "refused: label events are only appended, never changed and never deleted"},
    Meaning{"LS004", ErrorKind::PermissionDenied,
            "there is no review of this plate on the server, and only an owner begins one; ask an owner to open the plate or to copy a review there"},
    Meaning{"LS005", ErrorKind::PermissionDenied, "not changed: what is hidden, drawn or assigned, what a class means and the project's keys are for adjudicators and owners to say; ask one of them"},
    Meaning{"40001", ErrorKind::Busy, "not saved: other clients were in the way too often; try again", Cause::Collision},
    Meaning{"40P01", ErrorKind::Busy, "not saved: other clients were in the way too often; try again", Cause::Collision},
    Meaning{"55P03", ErrorKind::Busy, "another client holds the review; wait and try again"},
    Meaning{"57014", ErrorKind::TimedOut, "not done: the server took too long; try again"},
    Meaning{"57P", ErrorKind::TimedOut, lost, Cause::Lost},
    Meaning{"08", ErrorKind::TimedOut, lost, Cause::Lost},
    Meaning{"25P03", ErrorKind::TimedOut, lost, Cause::Lost},
    Meaning{"42501", ErrorKind::PermissionDenied, "your login may not do this; ask an owner for \"locascope review server grant\""},
    Meaning{"25006", ErrorKind::ReadOnly, "not saved: the server takes no changes"},
    Meaning{"53100", ErrorKind::DiskFull, "not saved: the server's disk is full; the review is intact, have room made and try again"},
    Meaning{"53", ErrorKind::Busy, "the server has no room for more at the moment; try again"},
    Meaning{"58", ErrorKind::WriteFailed, nullptr},
    Meaning{"54", ErrorKind::TooLarge, "not saved: larger than the server takes; shorten the note"},
    Meaning{"3F000", ErrorKind::NotFound, "no reviews are kept in this database; prepare it with \"locascope review server init\""},
    Meaning{"XX001", ErrorKind::Damaged, nullptr},
    Meaning{"XX002", ErrorKind::Damaged, nullptr},
    Meaning{"23", ErrorKind::Invalid, nullptr},
};

std::string firstLine(const QString& text) { return text.section(QLatin1Char('\n'), 0, 0).toStdString(); }

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

PostgresFailure postgresFailure(const QSqlError& error, const std::filesystem::path& place) {
    const std::string state = error.nativeErrorCode().toStdString();
    if (state.empty())
        return {Cause::Lost, Error(ErrorKind::TimedOut, place, lost)};
    const auto meaning = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& one) { return state.starts_with(one.state); });
    if (meaning != meanings.end() && meaning->words)
        return {meaning->cause, Error(meaning->kind, place, meaning->words), refusal(state)};
    const std::string said = "the server refused (" + firstLine(error.databaseText()) + ", " + state + "); nothing was changed";
    return {Cause::Final, Error(meaning == meanings.end() ? ErrorKind::Invalid : meaning->kind, place, said), refusal(state)};
}

Error connectionError(const std::string& message, const std::filesystem::path& place) {
    const std::string said = " (" + firstLine(QString::fromStdString(message)) + ")";
    if (contains(message, "authentication") || contains(message, "no password supplied") || contains(message, "pg_hba") ||
        contains(message, "permission denied for database"))
        return {ErrorKind::PermissionDenied, place, "the server refuses the login" + said + "; check user and password, which libpq also takes from ~/.pgpass"};
    if (contains(message, "database \"") && contains(message, "does not exist"))
        return {ErrorKind::NotFound, place, "there is no such database on the server" + said + "; check the address"};
    if (contains(message, "role \"") && contains(message, "does not exist"))
        return {ErrorKind::PermissionDenied, place, "the server does not know the login" + said + "; check the user in the address"};
    if (contains(message, "too many"))
        return {ErrorKind::Busy, place, "the server takes no more connections at the moment; try again"};
    return {ErrorKind::TimedOut, place, "the server cannot be reached" + said + "; check the address and the network, and try again"};
}

} // namespace locascope
