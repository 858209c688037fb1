#include "core/store/platebinding.h"

#include <QVariant>

namespace locascope {

PlateIdentity boundPlate(const SqliteDatabase& database) {
    QSqlQuery query = database.prepared("SELECT root, fingerprint FROM bindings ORDER BY sequence DESC LIMIT 1");
    database.run(query);
    if (!database.next(query))
        return {};
    return {bytesAt(query, 0), bytesAt(query, 1)};
}

void bindPlate(const SqliteDatabase& database, const PlateIdentity& plate) {
    QSqlQuery insert = database.prepared("INSERT INTO bindings (root, fingerprint) VALUES (?, ?)");
    insert.addBindValue(blob(plate.root.native()));
    insert.addBindValue(blob(plate.fingerprint));
    database.run(insert);
}

} // namespace locascope
