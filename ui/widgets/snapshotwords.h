#pragma once

#include "ui/figure/figure.h"

#include <QStringList>

namespace locascope {

/// The words of a figure in the window's language.
FigureWords figureWords();

/// What the model finds, as a caption: "model: Nucleoplasm 0.83, Cytosol 0.41".
QString proposalCaption(const QStringList& classes);

} // namespace locascope
