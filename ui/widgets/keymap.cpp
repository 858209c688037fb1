#include "ui/widgets/keymap.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace locascope {

namespace {

std::optional<ActionId> actionOf(const QString& key) {
    for (std::size_t i = 0; i < actionCount; ++i)
        if (key == QLatin1String(actionSpec(static_cast<ActionId>(i)).key))
            return static_cast<ActionId>(i);
    return {};
}

ActionKeys keysOf(ActionId id, const KeyMap& project, const KeyMap& own) {
    if (const auto found = project.find(id); found != project.end())
        return {found->second, KeySource::Project};
    if (const auto found = own.find(id); found != own.end())
        return {found->second, KeySource::Own};
    return {usualKeys(id), KeySource::Usual};
}

} // namespace

QList<QKeySequence> usualKeys(ActionId id) { return parseKeys(QLatin1String(actionSpec(id).shortcuts)); }

bool keysCanChange(ActionId id) { return !(actionSpec(id).traits & ActionSpec::ReadByPosition) || id == ActionId::StretchProtein; }

std::array<ActionKeys, actionCount> effectiveKeys(const KeyMap& project, const KeyMap& own) {
    std::array<ActionKeys, actionCount> all;
    for (std::size_t i = 0; i < actionCount; ++i)
        all[i] = keysOf(static_cast<ActionId>(i), project, own);
    for (ActionKeys& one : all)
        for (const ActionKeys& other : all)
            if (&one != &other && other.source > one.source)
                one.keys.removeIf([&](const QKeySequence& key) { return other.keys.contains(key); });
    return all;
}

QList<QKeySequence> parseKeys(const QString& text) {
    QList<QKeySequence> keys;
    for (const QString& one : text.split(u' ', Qt::SkipEmptyParts))
        if (const QKeySequence key = QKeySequence::fromString(one, QKeySequence::PortableText); !key.isEmpty() && key[0].key() != Qt::Key_unknown)
            keys.append(key);
    return keys;
}

QString formatKeys(const QList<QKeySequence>& keys, QKeySequence::SequenceFormat format) {
    QStringList texts;
    for (const QKeySequence& key : keys)
        texts.append(key.toString(format));
    return texts.join(u' ');
}

std::string formatKeyMap(const KeyMap& map) {
    QJsonObject object;
    for (const auto& [id, keys] : map)
        object.insert(QLatin1String(actionSpec(id).key), formatKeys(keys));
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

KeyMap parseKeyMap(const std::string& text) {
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    KeyMap map;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const auto id = actionOf(entry.key());
        if (!id || !keysCanChange(*id) || !entry.value().isString())
            continue;
        const QString said = entry.value().toString();
        if (const QList<QKeySequence> keys = parseKeys(said); said.trimmed().isEmpty() || !keys.isEmpty())
            map[*id] = keys;
    }
    return map;
}

} // namespace locascope
