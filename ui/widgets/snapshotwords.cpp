#include "ui/widgets/snapshotwords.h"

#include "ui/models/session.h"

#include <QCoreApplication>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("Figure", text); }

} // namespace

FigureWords figureWords() {
    FigureWords words;
    words.stains[Stain::Nucleus] = said(QT_TRANSLATE_NOOP("Figure", "nucleus"));
    words.stains[Stain::Protein] = said(QT_TRANSLATE_NOOP("Figure", "protein"));
    words.stains[Stain::Microtubules] = said(QT_TRANSLATE_NOOP("Figure", "microtubules"));
    words.stains[Stain::Reticulum] = said(QT_TRANSLATE_NOOP("Figure", "endoplasmic reticulum"));
    words.composite = said(QT_TRANSLATE_NOOP("Figure", "composite"));
    words.saliency = said(QT_TRANSLATE_NOOP("Figure", "saliency"));
    words.gain = said(QT_TRANSLATE_NOOP("Figure", "× %1 in the composite"));
    words.commonRanges = said(QT_TRANSLATE_NOOP("Figure", "Ranges in raw counts, the same for every field."));
    words.ranges = said(QT_TRANSLATE_NOOP("Figure", "Ranges in raw counts."));
    words.eightBits = said(QT_TRANSLATE_NOOP("Figure", "Files of 8 bits may have been rescaled before: brightness need not be comparable."));
    words.simulated = said(QT_TRANSLATE_NOOP("Figure", "Simulated images."));
    words.saliencyNote = said(QT_TRANSLATE_NOOP(
        "Figure", "Shading: where the model looked for %1 (%2; probability %3; model %4). It tells what moved the model, not where the protein is."));
    words.simulatedModel = said(QT_TRANSLATE_NOOP("Figure", "This model was trained on simulated images only."));
    words.micrometres = said(QT_TRANSLATE_NOOP("Figure", "%1 µm"));
    words.enteredMicrometres = said(QT_TRANSLATE_NOOP("Figure", "%1 µm (entered)"));
    words.enteredSize = said(QT_TRANSLATE_NOOP("Figure", "The size of a pixel was entered, not read from the files."));
    words.locale = QLocale();
    return words;
}

QString proposalCaption(const QStringList& classes) {
    return classes.isEmpty() ? said(QT_TRANSLATE_NOOP("Figure", "model: nothing above its threshold"))
                             : said(QT_TRANSLATE_NOOP("Figure", "model: %1")).arg(classes.join(QStringLiteral(", ")));
}

QStringList comparabilityNotes(const Session& session) {
    QStringList notes;
    if (session.contrastState() == ContrastState::ThisImage)
        notes.append(said(QT_TRANSLATE_NOOP("Figure", "The protein is stretched to this image: not comparable.")));
    return notes;
}

} // namespace locascope
