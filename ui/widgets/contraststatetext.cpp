#include "ui/widgets/contraststatetext.h"

#include "ui/models/session.h"

#include <QCoreApplication>
#include <QLocale>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("ContrastState", text); }

QString counted(std::size_t count) { return QLocale().toString(qulonglong(count)); }
QString percent(double share) { return QLocale().toString(share * 100, 'g', 5); }

/// "500 fields of 62 wells"
QString sampleText(const ContrastSample& sample) {
    const QString fields = sample.fields == 1 ? said(QT_TRANSLATE_NOOP("ContrastState", "1 field")) : said(QT_TRANSLATE_NOOP("ContrastState", "%1 fields")).arg(counted(sample.fields));
    if (sample.wells == 0)
        return fields;
    return sample.wells == 1 ? said(QT_TRANSLATE_NOOP("ContrastState", "%1 of 1 well")).arg(fields)
                             : said(QT_TRANSLATE_NOOP("ContrastState", "%1 of %2 wells")).arg(fields, counted(sample.wells));
}

QString plateText(const ContrastSample& sample) {
    return sample.fields > 0 ? said(QT_TRANSLATE_NOOP("ContrastState", "One contrast for the whole plate, from %1")).arg(sampleText(sample))
                             : said(QT_TRANSLATE_NOOP("ContrastState", "One contrast for the whole plate"));
}

QString stateText(const Session& session) {
    switch (session.contrastState()) {
    case ContrastState::Provisional: return said(QT_TRANSLATE_NOOP("ContrastState", "⚠ Provisional, from this image alone"));
    case ContrastState::ThisImage: return said(QT_TRANSLATE_NOOP("ContrastState", "⚠ Protein stretched to this image: not comparable"));
    case ContrastState::Manual: return said(QT_TRANSLATE_NOOP("ContrastState", "Contrast set by hand, kept for the plate"));
    case ContrastState::Plate: return plateText(session.contrastSample());
    }
    return {};
}

} // namespace

ContrastText contrastStateText(const Session& session) {
    const ContrastState state = session.contrastState();
    ContrastText text{stateText(session), {}, state == ContrastState::Provisional || state == ContrastState::ThisImage};
    if (state != ContrastState::ThisImage && !session.intensitiesComparable())
        text.text += u'\n' + said(QT_TRANSLATE_NOOP("ContrastState", "⚠ Files rescaled before: brightness is not comparable"));
    const PerStain<double> clip = session.contrastSample().clip;
    text.explanation = said(QT_TRANSLATE_NOOP("ContrastState", "The plate’s contrast: black is the commonest value of the background, full brightness the value below which %1 % of the protein’s foreground lies "
                                                               "(other stains: %2 %). At first from 16 fields; as soon as up to 500 are read theirs is kept, and shown from the next opening or Reset on."))
                           .arg(percent(clip[Stain::Protein]), percent(clip[Stain::Nucleus]));
    return text;
}

} // namespace locascope
