#pragma once

#include "core/review/vocabularystate.h"
#include "ui/models/session.h"

#include <QColor>
#include <QPainter>

#include <vector>

namespace locascope {

/// The colour that the review gives a class; invalid where it gives none.
inline QColor classColour(const Session& session, ClassIndex index) {
    const auto& classes = session.vocabularyState().classes;
    return toIndex(index) < classes.size() && !classes[toIndex(index)].colour.empty() ? QColor(QString::fromStdString(classes[toIndex(index)].colour)) : QColor();
}

/// Of all classes, by index.
inline std::vector<QColor> classColours(const Session& session) {
    std::vector<QColor> colours;
    for (const LabelClass& one : session.vocabulary().classes())
        colours.push_back(classColour(session, one.index));
    return colours;
}

/// At the left edge of what stands for a class; nothing where it has no colour.
inline void paintClassColour(QPainter& painter, const QRectF& box, const QColor& colour) {
    if (colour.isValid())
        painter.fillRect(QRectF(box.left(), box.top() + 2, 3, box.height() - 4), colour);
}

} // namespace locascope
