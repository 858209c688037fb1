#include "ui/widgets/saliencychoice.h"

#include <QCoreApplication>
#include <QSettings>

#include <algorithm>
#include <string>

namespace locascope {

namespace {

const QString opacitySetting = QStringLiteral("view/saliencyOpacity");
const QString styleSetting = QStringLiteral("view/saliencyStyle");
const QString paletteSetting = QStringLiteral("view/saliencyColours");
const QString proposedSetting = QStringLiteral("view/saliencyOfProposed");
const QString belowSetting = QStringLiteral("view/saliencyBelowThreshold");
const QString methodSetting = QStringLiteral("view/saliencyMethod");

/// A value that no version of the program has written counts as the first.
template <class Choice>
Choice chosen(const QString& setting, Choice last) {
    const int value = QSettings().value(setting).toInt();
    return value >= 0 && value <= static_cast<int>(last) ? static_cast<Choice>(value) : Choice{};
}

} // namespace

SaliencyChoice savedSaliencyChoice() {
    const QSettings settings;
    SaliencyChoice choice;
    choice.style = chosen(styleSetting, SaliencyStyle::Beside);
    choice.palette = chosen(paletteSetting, HeatPalette::Grey);
    choice.ofProposed = settings.value(proposedSetting).toBool();
    choice.belowThreshold = settings.value(belowSetting).toBool();
    choice.opacity = std::clamp(settings.value(opacitySetting, choice.opacity).toInt(), 0, 100);
    choice.method = saliencyMethodOf(settings.value(methodSetting).toString().toStdString());
    return choice;
}

void saveSaliencyChoice(const SaliencyChoice& choice) {
    QSettings settings;
    settings.setValue(styleSetting, static_cast<int>(choice.style));
    settings.setValue(paletteSetting, static_cast<int>(choice.palette));
    settings.setValue(proposedSetting, choice.ofProposed);
    settings.setValue(belowSetting, choice.belowThreshold);
    settings.setValue(opacitySetting, choice.opacity);
    settings.setValue(methodSetting, choice.method ? QString::fromStdString(std::string(saliencyMethodKey(*choice.method))) : QString());
}

QString methodText(SaliencyMethod method) {
    switch (method) {
    case SaliencyMethod::GradientTimesInput: return QCoreApplication::translate("Saliency", "gradient × input");
    case SaliencyMethod::Occlusion: return QCoreApplication::translate("Saliency", "occlusion");
    case SaliencyMethod::Cam:
    case SaliencyMethod::GradCam:
    case SaliencyMethod::GradCamPlusPlus:
    case SaliencyMethod::SmoothGrad: break; // names are names
    }
    return QString::fromStdString(std::string(saliencyMethodName(method)));
}

} // namespace locascope
