#include "core/store/sqlvalues.h"

namespace locascope {

// A null QByteArray would be bound as NULL.
QVariant blob(const std::string& bytes) { return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())); }

std::string bytesAt(const QSqlQuery& query, int column) {
    const QByteArray bytes = query.value(column).toByteArray();
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace locascope
