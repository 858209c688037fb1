#pragma once

#include "ui/widgets/actionspec.h"

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include <array>
#include <cstddef>
#include <map>
#include <span>

namespace locascope {

/// The program's actions with their keys, which the user can change and which are remembered. Texts follow the language.
class Actions final : public QObject {
    Q_OBJECT
public:
    explicit Actions(QObject* parent = nullptr);

    QAction& operator[](ActionId id) { return *m_actions[static_cast<std::size_t>(id)]; }
    QList<QKeySequence> keys(ActionId id) const { return m_keys[static_cast<std::size_t>(id)]; }
    static QList<QKeySequence> defaultKeys(ActionId id);
    void setKeys(ActionId id, const QList<QKeySequence>& keys); ///< remembered
    void resetKeys();
    static bool keysCanChange(ActionId id);

    /// Cannot be done now, and why, which its tooltip says; empty: it can.
    void setHindrance(ActionId id, const QString& why);

    void retranslate();

signals:
    void keysChanged();

private:
    void applyKeys(ActionId id);

    std::array<QAction*, actionCount> m_actions{};
    std::array<QList<QKeySequence>, actionCount> m_keys;
    std::array<QString, actionCount> m_hindrances;
};

} // namespace locascope
