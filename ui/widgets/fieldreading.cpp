#include "ui/widgets/fieldreading.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace locascope {

QString valuesText(const FieldReading& reading, std::optional<Stain> only) {
    constexpr std::array letters{QT_TRANSLATE_NOOP("StatusLine", "N"), QT_TRANSLATE_NOOP("StatusLine", "P"),
                                 QT_TRANSLATE_NOOP("StatusLine", "M"), QT_TRANSLATE_NOOP("StatusLine", "ER")};
    QStringList texts;
    for (const Stain stain : allStains) {
        const auto& value = reading.values[stain];
        const QString letter = QCoreApplication::translate("StatusLine", letters[static_cast<std::size_t>(stain)]);
        if (!only || stain == *only)
            texts.append(QStringLiteral("%1 %2").arg(letter, value ? QString::number(*value) : QStringLiteral("–")));
    }
    return texts.join(QStringLiteral("  "));
}

} // namespace locascope
