#pragma once

#include <QMetaObject>
#include <QObject>

#include <utility>

namespace locascope {

/// Runs `function` on the thread of `context`, later. `context` must outlive the calling thread; what was posted to it goes with it.
template <class Function>
void onThreadOf(QObject* context, Function function) {
    QMetaObject::invokeMethod(context, std::move(function), Qt::QueuedConnection);
}

} // namespace locascope
