#include "ui/widgets/stainingtablemodel.h"

#include "ui/widgets/stainingtext.h"
#include "ui/widgets/stainrow.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

QString bytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// Unknown numbers last, whatever the order.
bool isLess(double left, double right, Qt::SortOrder order) {
    if (std::isnan(left) || std::isnan(right))
        return !std::isnan(left) && std::isnan(right);
    return order == Qt::AscendingOrder ? left < right : left > right;
}

bool isNumber(int column) { return (column >= StainingTableModel::Value && column <= StainingTableModel::Z) || column == StainingTableModel::Fields; }

double numberOf(const StainingRow& row, int column) {
    switch (column) {
    case StainingTableModel::Value: return row.value;
    case StainingTableModel::Controls: return row.controls;
    case StainingTableModel::Ratio: return row.ratio;
    case StainingTableModel::Z: return row.z;
    case StainingTableModel::Fields: return row.fields;
    case StainingTableModel::Flags: return row.flags.bits;
    default: return 0;
    }
}

} // namespace

StainingTableModel::StainingTableModel(Session& session, QObject* parent)
    : QAbstractTableModel(parent)
    , m_session(session) {
    connect(&session.staining(), &StainingCheck::resultsChanged, this, &StainingTableModel::reset);
    connect(&session, &Session::sheetChanged, this, &StainingTableModel::reset);
    reset();
}

void StainingTableModel::choose(const StainingChoice& choice) {
    if (choice == m_choice)
        return;
    m_choice = choice;
    reset();
}

const StainingRow& StainingTableModel::rowAt(int row) const { return report().rows[m_rows[static_cast<std::size_t>(row)]]; }
const StainingUnit& StainingTableModel::unitAt(int row) const { return report().units[static_cast<std::size_t>(rowAt(row).unit)]; }

void StainingTableModel::reset() {
    beginResetModel();
    m_rows.clear();
    if (m_session.staining().results())
        for (std::size_t i = 0; i < report().rows.size(); ++i) {
            const StainingRow& row = report().rows[i];
            if ((!m_choice.stain || row.stain == *m_choice.stain) && (!m_choice.figure || row.figure == *m_choice.figure) &&
                (!m_choice.flaggedOnly || !row.flags.isEmpty()))
                m_rows.push_back(i);
        }
    order();
    endResetModel();
}

void StainingTableModel::sort(int column, Qt::SortOrder order) {
    m_sorted = column;
    m_order = order;
    reset(); // a click on a heading: nobody holds on to a row meanwhile
}

bool StainingTableModel::isBefore(std::size_t left, std::size_t right) const {
    const StainingRow &a = report().rows[left], &b = report().rows[right];
    const bool isUp = m_order == Qt::AscendingOrder;
    const StainingUnit &ofA = report().units[static_cast<std::size_t>(a.unit)], &ofB = report().units[static_cast<std::size_t>(b.unit)];
    const auto texts = [isUp](const std::string& x, const std::string& y) { return isUp ? naturallyBefore(x, y) : naturallyBefore(y, x); };
    switch (m_sorted) {
    case Well: return isUp ? a.unit < b.unit : a.unit > b.unit;
    case Group: return isShown(SheetRole::Group) && texts(ofA.group, ofB.group);
    case Control: return isShown(SheetRole::Control) && texts(ofA.control, ofB.control);
    case StainColumn: return isUp ? a.stain < b.stain : a.stain > b.stain;
    case Figure: return isUp ? a.figure < b.figure : a.figure > b.figure;
    default: return isLess(numberOf(a, m_sorted), numberOf(b, m_sorted), m_order);
    }
}

void StainingTableModel::order() {
    if (m_rows.size() > 1)
        std::stable_sort(m_rows.begin(), m_rows.end(), [this](std::size_t left, std::size_t right) { return isBefore(left, right); });
}

/// The column Group shows the sheet's group or antibody.
bool StainingTableModel::isShown(SheetRole role) const {
    const JoinedSheet* sheet = m_session.sheet();
    if (!sheet)
        return true;
    const auto isHidden = [&](SheetRole one) {
        const auto column = sheet->table.columnIndex(sheet->mapping.column(one));
        return column && !m_session.isColumnShown(*column);
    };
    return !isHidden(role) && !(role == SheetRole::Group && isHidden(SheetRole::Antibody));
}

bool StainingTableModel::isUnitShown(int row) const { return unitAt(row).kind != StainingUnit::Kind::Group || isShown(SheetRole::Group); }

QString StainingTableModel::textAt(int row, int column) const {
    const StainingRow& figures = rowAt(row);
    const StainingUnit& unit = unitAt(row);
    switch (column) {
    case Well: return isUnitShown(row) ? unitText(unit) : QStringLiteral("–");
    case Group: return isShown(SheetRole::Group) ? bytes(unit.group) : QStringLiteral("–");
    case Control: return isShown(SheetRole::Control) ? bytes(unit.control) : QStringLiteral("–");
    case StainColumn: return stainText(figures.stain);
    case Figure: return figureText(figures.figure);
    case Value: return figureValueText(figures.value, figures.figure);
    case Controls: return figureValueText(figures.controls, figures.figure);
    case Ratio: return ratioText(figures.ratio);
    case Z: return std::isfinite(figures.z) ? QLocale().toString(figures.z, 'f', 1) : QStringLiteral("–");
    case Fields: return QLocale().toString(figures.fields);
    case Flags: return flagsText(figures.flags);
    default: return {};
    }
}

QString StainingTableModel::csv() const {
    if (!m_session.staining().results())
        return {};
    StainingReport shown = report();
    for (StainingUnit& unit : shown.units) {
        if (!isShown(SheetRole::Group))
            unit.group.clear();
        if (!isShown(SheetRole::Group) && unit.kind == StainingUnit::Kind::Group)
            unit.name.clear();
        if (!isShown(SheetRole::Control))
            unit.control.clear();
    }
    return QString::fromStdString(stainingCsv(shown, m_rows));
}

int StainingTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int StainingTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant StainingTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columns)
        return {};
    switch (role) {
    case Qt::DisplayRole: return textAt(index.row(), index.column());
    case Qt::ToolTipRole:
        return index.column() == Figure ? figureTip(rowAt(index.row()).figure) : textAt(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return isNumber(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ForegroundRole: return index.column() == Flags ? QVariant(themeColours(QApplication::palette()).warning) : QVariant();
    default: return {};
    }
}

QVariant StainingTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    const QString names[columns] = {tr("Well"), tr("Stain"), tr("Figure"), tr("Value"), tr("Controls"), tr("Ratio"), tr("z"), tr("Flags"), tr("Fields"), tr("Group"), tr("Control")};
    const QString tips[columns] = {tr("Well, folder, group of the sheet, or field"),
                                   tr("Stain"),
                                   tr("What was measured"),
                                   tr("Median of the fields"),
                                   tr("Median of all fields of the controls, or of what is compared with"),
                                   tr("Value divided by that of the controls"),
                                   tr("Robust z: the distance from the controls’ median in 1.4826 times their median absolute deviation"),
                                   tr("Out of focus: z below −3 and ratio below 0.7. Saturated: over 1 % of the foreground. Empty: half of the fields. Weak: the protein "
                                      "is no brighter than in the negative controls. High background: z over 3 and ratio over 1.5. Nuclear size: |z| over 3 and 1.4 times larger or smaller. "
                                      "Unread: an image could not be read"),
                                   tr("Fields that were measured"),
                                   tr("What the sheet says: its group, else its antibody"),
                                   tr("What the sheet says: which control this is")};
    return role == Qt::DisplayRole ? QVariant(names[section]) : role == Qt::ToolTipRole ? QVariant(tips[section]) : QVariant();
}

} // namespace locascope
