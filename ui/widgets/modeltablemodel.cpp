#include "ui/widgets/modeltablemodel.h"

#include "core/plate/plate.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/modelcardtext.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFont>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t shortDigest = 12;

QString text(const std::string& bytes) { return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())); }

QString authorsText(const ModelCard& card) {
    QStringList names;
    for (const std::string& author : card.authors)
        names.append(text(author));
    return names.join(QStringLiteral(", "));
}

QString sizeText(std::uintmax_t bytes) { return bytes == 0 ? QStringLiteral("–") : QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat); }

QString scoreText(const ModelCard& card) {
    const auto score = macroF1Of(card);
    return score ? QLocale().toString(*score, 'f', 3) : QStringLiteral("–");
}

QString cardText(const ListedModel& model, int column) {
    const ModelCard& card = *model.card;
    switch (column) {
    case ModelTableModel::Authors: return authorsText(card);
    case ModelTableModel::Licence: return text(card.licence);
    case ModelTableModel::Input: return modelInputText(card);
    case ModelTableModel::Classes: return modelClassesText(card);
    case ModelTableModel::MacroF1: return scoreText(card);
    case ModelTableModel::Checked: return modelCheckText(card);
    case ModelTableModel::Digest: return text(card.modelDigest.substr(0, shortDigest));
    default: return {};
    }
}

QString textAt(const ListedModel& model, int column) {
    if (column == ModelTableModel::Name)
        return modelNameText(model);
    if (column == ModelTableModel::Checked && model.problem)
        return errorKindText(model.problem->kind());
    if (column == ModelTableModel::Size)
        return sizeText(model.bytes);
    return model.card ? cardText(model, column) : QString();
}

/// Numbers by their size, those that are not known last whatever the order.
std::optional<double> numberAt(const ListedModel& model, int column) {
    if (column == ModelTableModel::Size)
        return model.bytes > 0 ? std::optional(static_cast<double>(model.bytes)) : std::nullopt;
    if (!model.card)
        return {};
    if (column == ModelTableModel::MacroF1)
        return macroF1Of(*model.card);
    return static_cast<double>(column == ModelTableModel::Input ? model.card->input.width * model.card->input.height : static_cast<int>(model.card->classes.size()));
}

bool isNumber(int column) {
    return column == ModelTableModel::Size || column == ModelTableModel::MacroF1 || column == ModelTableModel::Input || column == ModelTableModel::Classes;
}

} // namespace

ModelTableModel::ModelTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void ModelTableModel::setModels(std::vector<ListedModel> models) {
    beginResetModel();
    m_models = std::move(models);
    arrange();
    endResetModel();
}

void ModelTableModel::setInUse(const std::optional<std::filesystem::path>& cardFile) {
    m_inUse = cardFile;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void ModelTableModel::setFilter(const QString& text) {
    beginResetModel();
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    arrange();
    endResetModel();
}

bool ModelTableModel::isInUse(int row) const { return m_inUse && modelAt(row).cardFile == *m_inUse; }

int ModelTableModel::rowOf(const std::filesystem::path& cardFile) const {
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](std::size_t row) { return m_models[row].cardFile == cardFile; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void ModelTableModel::sort(int column, Qt::SortOrder order) {
    m_sorted = column;
    m_order = order;
    beginResetModel(); // the dialog finds the current model again
    arrange();
    endResetModel();
}

void ModelTableModel::arrange() {
    m_rows.clear();
    for (std::size_t row = 0; row < m_models.size(); ++row)
        if (isShown(m_models[row]))
            m_rows.push_back(row);
    std::stable_sort(m_rows.begin(), m_rows.end(), [this](std::size_t left, std::size_t right) { return isBefore(left, right); });
}

bool ModelTableModel::isShown(const ListedModel& model) const {
    QString all = text(model.cardFile.string());
    for (int column = 0; column < columns; ++column)
        all += u' ' + textAt(model, column);
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

bool ModelTableModel::isBefore(std::size_t left, std::size_t right) const {
    const bool isUp = m_order == Qt::AscendingOrder;
    if (isNumber(m_sorted)) {
        const auto a = numberAt(m_models[left], m_sorted), b = numberAt(m_models[right], m_sorted);
        if (!a || !b)
            return a.has_value() && !b.has_value();
        return isUp ? *a < *b : *a > *b;
    }
    const std::string a = textAt(m_models[left], m_sorted).toCaseFolded().toStdString(), b = textAt(m_models[right], m_sorted).toCaseFolded().toStdString();
    return isUp ? naturallyBefore(a, b) : naturallyBefore(b, a);
}

int ModelTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int ModelTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant ModelTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columns)
        return {};
    const ListedModel& model = modelAt(index.row());
    switch (role) {
    case Qt::DisplayRole: return index.column() == Name && isInUse(index.row()) ? QStringLiteral("✓ ") + textAt(model, Name) : textAt(model, index.column());
    case Qt::ToolTipRole:
        if (model.problem)
            return errorSentence(*model.problem);
        return index.column() == Digest ? text(model.card->modelDigest) : index.column() == Checked ? modelCheckTip(*model.card) : textAt(model, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Size || index.column() == MacroF1 ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ForegroundRole: return model.problem ? QVariant(themeColours(QApplication::palette()).error) : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setBold(true);
        return index.column() == Name && isInUse(index.row()) ? QVariant(font) : QVariant();
    }
    default: return {};
    }
}

QVariant ModelTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    const QString names[columns] = {tr("Name"), tr("Authors"), tr("Licence"), tr("Input"), tr("Classes"), tr("Macro-F1"), tr("Checked"), tr("Size"), tr("SHA-256")};
    const QString tips[columns] = {tr("Name of the model; ✓ the one that classifies"),
                                   tr("Who made it"),
                                   tr("Under which terms"),
                                   tr("Width and height in pixels, and the stains in the order of its channels"),
                                   tr("Vocabulary and number of classes"),
                                   tr("As its card states it; measured on other images than yours"),
                                   tr("Whether its own test tensors were reproduced here, or another program reads the same numbers"),
                                   tr("Of the weights; of an ensemble those of its members"),
                                   tr("Digest of the weights, its first digits; Ctrl+C copies all")};
    return role == Qt::DisplayRole ? QVariant(names[section]) : role == Qt::ToolTipRole ? QVariant(tips[section]) : QVariant();
}

} // namespace locascope
