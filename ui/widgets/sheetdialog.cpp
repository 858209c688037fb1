#include "ui/widgets/sheetdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace locascope {

namespace {

constexpr int previewRows = 20;

constexpr std::array<const char*, allSheetRoles.size()> roleTitles{
    QT_TRANSLATE_NOOP("locascope::SheetDialog", "Antibody"), QT_TRANSLATE_NOOP("locascope::SheetDialog", "Gene"),
    QT_TRANSLATE_NOOP("locascope::SheetDialog", "Cell line"), QT_TRANSLATE_NOOP("locascope::SheetDialog", "Fixation"),
    QT_TRANSLATE_NOOP("locascope::SheetDialog", "Control"), QT_TRANSLATE_NOOP("locascope::SheetDialog", "Group")};

QString shown(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// What is hidden does not matter to it.
bool fitAlike(SheetMapping left, const SheetMapping& right) {
    left.blinded = right.blinded;
    return left == right;
}

} // namespace

SheetDialog::SheetDialog(std::shared_ptr<const SheetFile> file, const SheetMapping& guess, QWidget* parent)
    : QDialog(parent)
    , m_file(std::move(file))
    , m_key(new QComboBox)
    , m_keyColumn(columnChoice(guess.keyColumn, true))
    , m_plateColumn(columnChoice(guess.plateColumn, false))
    , m_blinded(new QListWidget)
    , m_preview(new QTableWidget)
    , m_fit(new QLabel) {
    setWindowTitle(tr("Attach a sheet"));
    m_key->addItems({tr("Samples"), tr("Wells")}); // as SheetKey
    m_key->setCurrentIndex(static_cast<int>(guess.key));
    for (const SheetRole role : allSheetRoles)
        m_roles.append(columnChoice(guess.column(role), false));
    buildLayout();
    fillPreview();
    fillBlinded(guess);
    for (QComboBox* box : findChildren<QComboBox*>())
        connect(box, &QComboBox::activated, this, &SheetDialog::announce);
    announce();
}

QComboBox* SheetDialog::columnChoice(const std::string& chosen, bool required) {
    auto* box = new QComboBox;
    if (!required || chosen.empty())
        box->addItem(required ? tr("(choose)") : tr("(none)"), -1);
    for (std::size_t i = 0; i < table().columns.size(); ++i)
        box->addItem(shown(table().columns[i]), static_cast<int>(i));
    const auto index = table().columnIndex(chosen);
    box->setCurrentIndex(box->findData(index ? static_cast<int>(*index) : -1));
    return box;
}

void SheetDialog::buildLayout() {
    auto* form = new QFormLayout;
    form->addRow(tr("A row is about"), m_key);
    form->addRow(tr("named in the column"), m_keyColumn);
    form->addRow(tr("Plate in the column"), m_plateColumn);
    for (std::size_t i = 0; i < roleTitles.size(); ++i)
        form->addRow(tr(roleTitles[i]), m_roles[qsizetype(i)]);
    form->addRow(tr("Hidden while blind"), m_blinded);
    auto* note = new QLabel(tr("Every other column can be filtered and exported by its name."));
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setWordWrap(true);
    m_fit->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_attach = buttons->addButton(tr("Attach"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(note);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_fit);
    layout->addWidget(buttons);
    resize(680, 640);
}

void SheetDialog::fillBlinded(const SheetMapping& guess) {
    for (const std::string& column : table().columns) {
        auto* item = new QListWidgetItem(shown(column), m_blinded);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool isBlinded = std::find(guess.blinded.begin(), guess.blinded.end(), column) != guess.blinded.end();
        item->setCheckState(isBlinded ? Qt::Checked : Qt::Unchecked);
    }
    m_blinded->setFlow(QListView::LeftToRight);
    m_blinded->setFixedHeight(fontMetrics().height() * 2 + m_blinded->style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    m_blinded->setSpacing(2);
    m_blinded->setAccessibleName(tr("Hidden while blind"));
    m_blinded->setToolTip(tr("While “Plate, Hide blinded columns” holds, what these columns say is shown nowhere in the window"));
}

void SheetDialog::fillPreview() {
    const int rows = std::min(static_cast<int>(table().rows.size()), previewRows);
    m_preview->setColumnCount(static_cast<int>(table().columns.size()));
    m_preview->setRowCount(rows);
    QStringList lines;
    for (int column = 0; column < m_preview->columnCount(); ++column) {
        m_preview->setHorizontalHeaderItem(column, new QTableWidgetItem(shown(table().columns[static_cast<std::size_t>(column)])));
        for (int row = 0; row < rows; ++row)
            m_preview->setItem(row, column, new QTableWidgetItem(shown(table().rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)])));
    }
    for (int row = 0; row < rows; ++row)
        lines.append(QString::number(table().lines[static_cast<std::size_t>(row)]));
    m_preview->setVerticalHeaderLabels(lines);
    m_preview->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_preview->setAccessibleName(tr("First rows of the sheet, with their line in the file"));
    m_preview->horizontalHeader()->setDefaultSectionSize(120);
}

SheetMapping SheetDialog::mapping() const {
    const auto columnOf = [this](const QComboBox* box) {
        const int index = box->currentData().toInt();
        return index < 0 ? std::string() : table().columns[static_cast<std::size_t>(index)];
    };
    SheetMapping mapping{static_cast<SheetKey>(m_key->currentIndex()), columnOf(m_keyColumn), {}, {}, {}};
    if (mapping.key == SheetKey::Well)
        mapping.plateColumn = columnOf(m_plateColumn);
    for (const SheetRole role : allSheetRoles)
        mapping.column(role) = columnOf(m_roles[static_cast<qsizetype>(role)]);
    for (int i = 0; i < m_blinded->count(); ++i)
        if (m_blinded->item(i)->checkState() == Qt::Checked)
            mapping.blinded.push_back(table().columns[static_cast<std::size_t>(i)]);
    return mapping;
}

void SheetDialog::announce() {
    m_plateColumn->setEnabled(m_key->currentIndex() == static_cast<int>(SheetKey::Well));
    m_attach->setEnabled(false);
    const SheetMapping chosen = mapping();
    m_fit->setText(chosen.keyColumn.empty() ? tr("Choose the column that names the wells or samples.") : QString());
    if (!chosen.keyColumn.empty())
        emit mappingChanged(chosen);
}

void SheetDialog::showFit(const SheetMapping& of, const SheetFit& fit) {
    if (!fitAlike(of, mapping()))
        return;
    const auto counted = [](std::size_t count) { return QLocale().toString(qulonglong(count)); };
    m_fit->setText(fit.fault.isEmpty() ? tr("%1 of %2 samples have a row; %3 of %4 rows name nothing on this plate.")
                                             .arg(counted(fit.samplesWithRow), counted(fit.samples), counted(fit.unusedRows), counted(fit.rows))
                                       : fit.fault);
    m_attach->setEnabled(fit.fault.isEmpty() && fit.samplesWithRow > 0);
}

} // namespace locascope
