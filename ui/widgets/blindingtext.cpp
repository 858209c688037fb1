#include "ui/widgets/blindingtext.h"

#include "ui/models/session.h"
#include "ui/models/teamwork.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("Blinding", text); }

constexpr std::array names{QT_TRANSLATE_NOOP("Blinding", "Predictions and proposals"),
                           QT_TRANSLATE_NOOP("Blinding", "Where the model looked"),
                           QT_TRANSLATE_NOOP("Blinding", "Other reviewers’ labels, notes and history"),
                           QT_TRANSLATE_NOOP("Blinding", "Exemplars and similar samples"),
                           QT_TRANSLATE_NOOP("Blinding", "Why a sample is in the queue"),
                           QT_TRANSLATE_NOOP("Blinding", "Colours of the plate map"),
                           QT_TRANSLATE_NOOP("Blinding", "Sort orders and groups"),
                           QT_TRANSLATE_NOOP("Blinding", "Columns of the sheet"),
                           QT_TRANSLATE_NOOP("Blinding", "Names of files, samples and wells")};
constexpr std::array explanations{
    QT_TRANSLATE_NOOP("Blinding", "Also filters, orders and queues that follow from them. A decision made so is kept as blind."),
    QT_TRANSLATE_NOOP("Blinding", "No map over the image. It is hidden with the predictions, too."),
    QT_TRANSLATE_NOOP("Blinding", "Exports have one’s own labels alone."),
    QT_TRANSLATE_NOOP("Blinding", "Also queues and the map of likeness."),
    QT_TRANSLATE_NOOP("Blinding", "The queue goes on without its reasons."),
    QT_TRANSLATE_NOOP("Blinding", "The map shows how much is reviewed, and no more."),
    QT_TRANSLATE_NOOP("Blinding", "The gallery has one order, and no groups."),
    QT_TRANSLATE_NOOP("Blinding", "No filter, no colour and no siblings by any of them."),
    QT_TRANSLATE_NOOP("Blinding", "Samples have numbers in an order that tells nothing; no plate map, no fields of the same well, no staining check and no snapshots."),
};
static_assert(names.size() == allHidden.size() && explanations.size() == allHidden.size());

} // namespace

QString hiddenText(Hidden what) { return said(names[static_cast<std::size_t>(what)]); }
QString hiddenExplanation(Hidden what) { return said(explanations[static_cast<std::size_t>(what)]); }

QString presetText(BlindingPreset preset) {
    switch (preset) {
    case BlindingPreset::None: return said(QT_TRANSLATE_NOOP("Blinding", "Nothing is hidden"));
    case BlindingPreset::Model: return said(QT_TRANSLATE_NOOP("Blinding", "Blind to the model"));
    case BlindingPreset::Reviewers: return said(QT_TRANSLATE_NOOP("Blinding", "Blind to other reviewers"));
    case BlindingPreset::Everything: return said(QT_TRANSLATE_NOOP("Blinding", "Blind to everything"));
    }
    return {};
}

QString blindingText(const Blinding& blinding) {
    if (!blinding.hidesAnything())
        return {};
    if (const auto preset = presetOf(blinding))
        return presetText(*preset);
    int count = 0;
    QString only;
    for (const Hidden what : allHidden)
        if (blinding.hides(what)) {
            only = hiddenText(what);
            ++count;
        }
    return count == 1 ? said(QT_TRANSLATE_NOOP("Blinding", "Hidden: %1")).arg(only) : QCoreApplication::translate("Blinding", "Hidden: %n things", nullptr, count);
}

QString blindingText(const Session& session) {
    const bool isDrawn = session.team().isDrawn(session.current());
    if (isDrawn && !session.blinding().hides(Hidden::Predictions))
        return said(QT_TRANSLATE_NOOP("Blinding", "Drawn by lot: blind to the model"));
    return blindingText(session.blinding());
}

QString blindingDetails(const Session& session) {
    QStringList lines;
    if (session.team().isDrawn(session.current()))
        lines.append(said(QT_TRANSLATE_NOOP("Blinding", "This sample was drawn by lot: what a model says of it and what was imported are never shown.")));
    for (const Hidden what : allHidden)
        if (session.blinding().hides(what))
            lines.append(QStringLiteral("• ") + hiddenText(what));
    return lines.join(u'\n');
}

} // namespace locascope
