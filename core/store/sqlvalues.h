#pragma once

#include <QSqlQuery>
#include <QVariant>

#include <string>

namespace locascope {

/// Values as Qt's drivers bind and return them: BLOBs never NULL, bytes unchanged.
QVariant blob(const std::string& bytes);
std::string bytesAt(const QSqlQuery& query, int column);

} // namespace locascope
