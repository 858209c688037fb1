#pragma once

#include "ui/widgets/keymap.h"

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include <array>
#include <cstddef>

namespace locascope {

/// The program's actions with their keys. The user's own are remembered; those of the project lie over them as long as its plate is open. Texts follow the language.
class Actions final : public QObject {
    Q_OBJECT
public:
    explicit Actions(QObject* parent = nullptr);

    QAction& operator[](ActionId id) { return *m_actions[static_cast<std::size_t>(id)]; }
    QList<QKeySequence> keys(ActionId id) const { return m_keys[static_cast<std::size_t>(id)].keys; } ///< that count
    KeySource keySource(ActionId id) const { return m_keys[static_cast<std::size_t>(id)].source; }
    const KeyMap& ownKeys() const { return m_own; }
    const KeyMap& projectKeys() const { return m_project; }
    void setOwnKeys(const KeyMap& keys); ///< remembered
    void setProjectKeys(const KeyMap& keys); ///< shown and followed; whoever calls keeps them
    void setKeys(ActionId id, const QList<QKeySequence>& keys); ///< one's own, of one action
    void resetKeys(); ///< one's own

    /// Cannot be done now, and why, which its tooltip says; empty: it can.
    void setHindrance(ActionId id, const QString& why);

    void retranslate();

signals:
    void keysChanged();

private:
    void applyKeys();

    std::array<QAction*, actionCount> m_actions{};
    KeyMap m_own, m_project;
    std::array<ActionKeys, actionCount> m_keys;
    std::array<QString, actionCount> m_hindrances;
};

} // namespace locascope
