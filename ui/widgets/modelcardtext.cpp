#include "ui/widgets/modelcardtext.h"

#include "core/model/views.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/stainrow.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("ModelCard", text); }
QString text(const std::string& bytes) { return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())); }

const char* trainedOnText(TrainedOn trainedOn) {
    switch (trainedOn) {
    case TrainedOn::Simulated: return QT_TRANSLATE_NOOP("ModelCard", "simulated images only");
    case TrainedOn::Real: return QT_TRANSLATE_NOOP("ModelCard", "real images");
    case TrainedOn::Mixed: return QT_TRANSLATE_NOOP("ModelCard", "simulated and real images");
    case TrainedOn::Unknown: break;
    }
    return QT_TRANSLATE_NOOP("ModelCard", "not stated");
}

const char* outputText(OutputKind output) {
    switch (output) {
    case OutputKind::Probabilities: return QT_TRANSLATE_NOOP("ModelCard", "probabilities");
    case OutputKind::ExclusiveLogits: return QT_TRANSLATE_NOOP("ModelCard", "logits of which one class is meant");
    case OutputKind::Logits: break;
    }
    return QT_TRANSLATE_NOOP("ModelCard", "logits, one class independent of another");
}

QString numbersText(const std::vector<double>& numbers) {
    QStringList texts;
    for (const double number : numbers)
        texts.append(QLocale().toString(number, 'g', 4));
    return texts.join(QStringLiteral("; "));
}

/// Rows of a table whose texts are escaped; empty ones are left out.
class Rows final {
public:
    void add(const QString& what, const QString& value) {
        if (!value.isEmpty())
            m_html += QStringLiteral("<tr><td style=\"padding-right:12px;white-space:nowrap\">%1</td><td>%2</td></tr>").arg(what.toHtmlEscaped(), value.toHtmlEscaped());
    }
    QString table() const { return QStringLiteral("<table cellspacing=\"2\">%1</table>").arg(m_html); }

private:
    QString m_html;
};

void addFiles(Rows& rows, const ListedModel& model) {
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Card")), QDir::toNativeSeparators(text(model.cardFile.string())));
    if (!model.weightsFile.empty())
        rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Weights")), QDir::toNativeSeparators(text(model.weightsFile.string())));
    for (const std::string& ensemble : model.ensembles)
        rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Part of")), text(ensemble));
}

void addRecipe(Rows& rows, const ModelCard& card) {
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Input")), modelInputText(card));
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Mean")), numbersText(card.input.mean));
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Deviation")), numbersText(card.input.deviation));
    if (!card.input.steps.empty())
        rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Further steps")), QLocale().toString(qulonglong(card.input.steps.size())));
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Views")), text(viewsText(card.input)));
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Output")), said(outputText(card.output)));
    if (card.temperature != 1)
        rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Temperature")), QLocale().toString(card.temperature, 'g', 4));
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Classes")), modelClassesText(card));
}

QString cardTable(const ListedModel& model) {
    const ModelCard& card = *model.card;
    Rows rows;
    QStringList authors;
    for (const std::string& author : card.authors)
        authors.append(text(author));
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Authors")), authors.join(QStringLiteral(", ")));
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Licence")), text(card.licence));
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Checked")), modelCheckTip(card));
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Trained on")), said(trainedOnText(card.trainedOn)));
    addRecipe(rows, card);
    for (const EnsembleMember& member : card.members)
        rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "Member")), said(QT_TRANSLATE_NOOP("ModelCard", "%1, weight %2")).arg(text(member.cardFile.string()), QLocale().toString(member.weight, 'g', 4)));
    for (const auto& [name, score] : card.scores)
        rows.add(text(name), QLocale().toString(score, 'f', 4));
    addFiles(rows, model);
    rows.add(said(QT_TRANSLATE_NOOP("ModelCard", "SHA-256")), text(card.modelDigest));
    for (const auto& [name, value] : card.provenance)
        rows.add(text(name), text(value));
    return rows.table();
}

} // namespace

QString modelNameText(const ListedModel& model) { return text(model.card ? model.card->name : model.cardFile.filename().string()); }

QString modelInputText(const ModelCard& card) {
    QStringList stains;
    for (const Stain stain : card.input.stains)
        stains.append(stainText(stain));
    return QStringLiteral("%1 × %2: %3").arg(card.input.width).arg(card.input.height).arg(stains.join(QStringLiteral(", ")));
}

QString modelClassesText(const ModelCard& card) { return QStringLiteral("%1 (%2)").arg(text(card.vocabularyId)).arg(card.classes.size()); }

QString modelCheckText(const ModelCard& card) {
    switch (checkOf(card).check) {
    case ModelCheck::Verified: return said(QT_TRANSLATE_NOOP("ModelCard", "verified"));
    case ModelCheck::NotVerified: return said(QT_TRANSLATE_NOOP("ModelCard", "not verified"));
    case ModelCheck::NotCrossChecked: return said(QT_TRANSLATE_NOOP("ModelCard", "not cross-checked"));
    case ModelCheck::Nothing: break;
    }
    return QStringLiteral("–");
}

QString modelCheckTip(const ModelCard& card) {
    const CheckedModel checked = checkOf(card);
    if (checked.check == ModelCheck::Nothing)
        return said(QT_TRANSLATE_NOOP("ModelCard", "There was nothing to hold it against: it came without test tensors, and not as ONNX."));
    return QStringLiteral("%1 (%2)").arg(modelCheckText(card), text(checked.how));
}

QString modelDetailsHtml(const ListedModel& model, bool isInUse) {
    QString html = QStringLiteral("<h3>%1</h3>").arg(modelNameText(model).toHtmlEscaped());
    if (isInUse)
        html += QStringLiteral("<p>%1</p>").arg(said(QT_TRANSLATE_NOOP("ModelCard", "✓ In use")).toHtmlEscaped());
    if (model.problem)
        html += QStringLiteral("<p>⚠ %1</p>").arg(errorSentence(*model.problem).toHtmlEscaped());
    if (!model.card)
        return html;
    html += QStringLiteral("<p>%1</p>").arg(text(model.card->description).toHtmlEscaped());
    return html + cardTable(model);
}

} // namespace locascope
