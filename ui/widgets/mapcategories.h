#pragma once

#include "ui/models/session.h"

#include <QColor>
#include <QStringList>
#include <QVector>

namespace locascope {

enum class PointColouring { Class, DecidedClass, ReviewState };

/// What the points of a map are coloured by: names and colours of categories, and which of them each sample of the plate is in. The most frequent classes have colours of their own, the rest share one; the last category is of
/// samples without a class, or unreviewed.
struct MapCategories {
    QStringList names;
    QVector<QColor> colours;
    QVector<int> counts;
    std::vector<int> ofSample;
};

/// `rest`: of what classes share, and of unreviewed samples; `none`: without a class.
/// By Class: the decided one, else the one that the model proposes, where it may; of several the one it finds most probable. `samples`: those that count.
MapCategories mapCategories(const Session& session, PointColouring colouring, const std::vector<int>& samples, const QColor& rest, const QColor& none);

} // namespace locascope
