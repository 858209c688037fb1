#pragma once

#include "ui/models/sessiontypes.h"

#include <QRectF>
#include <QString>

class QPainter;
class QColor;
class QPalette;

namespace locascope {

/// What a mark means, in words ("added by you").
QString chipMarkText(ChipMark mark);

/// Draws the sign of a mark into `box`: solid diamond (proposed), hollow diamond, tick (added), cross (rejected), question mark (not judged);
/// nothing when absent. Shapes differ, so that colour is never the only sign.
void paintChipSign(QPainter& painter, const QRectF& box, ChipMark mark, const QPalette& palette);

/// "you and the model agree"; empty where there is no difference to speak of.
QString differenceText(ChipDifference difference);

/// Draws it into `box`: two bars for agreed, a plus for added, a minus for removed by the reviewer.
void paintDifference(QPainter& painter, const QRectF& box, ChipDifference difference, const QColor& ink);

/// Draws the ground of a chip: filled for what Enter commits, by the reviewer in the accent colour, by the model in grey.
void paintChipGround(QPainter& painter, const QRectF& box, ChipMark mark, const QPalette& palette);

/// Probability as a bar with the threshold as a tick, always in the model's grey. Without a probability an empty track.
void paintProbability(QPainter& painter, const QRectF& box, const ChipState& state, const QPalette& palette);

/// "0.83" in the reader's language; a dash without one.
QString probabilityText(const ChipState& state);

} // namespace locascope
