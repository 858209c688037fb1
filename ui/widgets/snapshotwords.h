#pragma once

#include "ui/figure/figure.h"

#include <QStringList>

namespace locascope {

class Session;

/// The words of a figure in the window's language.
FigureWords figureWords();

/// What the model finds, as a caption: "model: Nucleoplasm 0.83, Cytosol 0.41".
QString proposalCaption(const QStringList& classes);

/// Says so where the contrast is that of this image alone.
QStringList comparabilityNotes(const Session& session);

} // namespace locascope
