#pragma once

#include "ui/widgets/actions.h"
#include "ui/widgets/windowparts.h"

#include <QAction>

#include <initializer_list>
#include <utility>

namespace locascope {

/// Does `act` whenever the action is triggered, as long as `context` lives.
template <class Act>
void on(WindowParts& parts, ActionId id, QObject* context, Act&& act) {
    QObject::connect(&(*parts.actions)[id], &QAction::triggered, context, std::forward<Act>(act));
}

inline void setEnabled(WindowParts& parts, std::initializer_list<ActionId> ids, bool enabled) {
    for (const ActionId id : ids)
        (*parts.actions)[id].setEnabled(enabled);
}

} // namespace locascope
