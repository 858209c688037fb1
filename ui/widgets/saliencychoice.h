#pragma once

#include "core/imaging/heatmap.h"
#include "core/model/saliencymethod.h"

#include <QString>

#include <optional>

namespace locascope {

enum class SaliencyStyle { Overlay, Contours, Beside };

/// How the user wants to see where the model looked; kept from one start to the next.
struct SaliencyChoice {
    SaliencyStyle style = SaliencyStyle::Overlay;
    HeatPalette palette = HeatPalette::Ember; ///< of a map of one class
    bool ofProposed = false;                  ///< of all classes that the model proposes, while no label is attended to
    bool belowThreshold = false;              ///< also of a class that is below its threshold
    int opacity = 55;                         ///< percent
    std::optional<SaliencyMethod> method;     ///< none: the model's default
};

SaliencyChoice savedSaliencyChoice();
void saveSaliencyChoice(const SaliencyChoice& choice);

QString methodText(SaliencyMethod method); ///< as the window names it

} // namespace locascope
