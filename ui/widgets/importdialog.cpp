#include "ui/widgets/importdialog.h"

#include "ui/models/noticeboard.h"
#include "ui/widgets/importtablemodel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

constexpr int rowsMeasured = 200; ///< of 31,072: for the widths of columns

QToolButton* choiceButton(const QString& text, const QString& tip, const char* name) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setObjectName(QLatin1String(name));
    return button;
}

} // namespace

ImportDialog::ImportDialog(std::shared_ptr<const ImportPreview> preview, const Vocabulary& vocabulary, QWidget* parent)
    : QDialog(parent)
    , m_preview(std::move(preview))
    , m_model(new ImportTableModel(m_preview, vocabulary, this))
    , m_table(new QTableView)
    , m_choices(new QWidget)
    , m_keepMine(choiceButton(tr("Keep the review’s"), tr("Of the selected conflicts (K)"), "KeepMine"))
    , m_takeFile(choiceButton(tr("Take the file’s"), tr("Of the selected conflicts (F)"), "TakeFile"))
    , m_leaveOut(new QCheckBox)
    , m_outcome(new QLabel) {
    setObjectName(QStringLiteral("import"));
    setWindowTitle(tr("Import labels"));
    buildLayout();
    connect(m_model, &ImportTableModel::chosen, this, &ImportDialog::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ImportDialog::refresh);
    connect(m_leaveOut, &QCheckBox::toggled, this, &ImportDialog::refresh);
    refresh();
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 32);
    m_table->selectRow(0);
    m_table->setFocus();
}

void ImportDialog::addFilter(QHBoxLayout& filters, const QString& text, std::optional<ImportFate> fate) {
    const int count = fate ? m_model->count(*fate) : m_model->rowCount();
    if (fate && count == 0)
        return;
    auto* button = new QToolButton;
    button->setText(QStringLiteral("%1  %2").arg(text, QLocale().toString(count)));
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setChecked(!fate);
    button->setObjectName(fate ? QStringLiteral("fate%1").arg(static_cast<int>(*fate)) : QStringLiteral("fateAll"));
    connect(button, &QToolButton::clicked, this, [this, fate] {
        m_model->show(fate);
        if (m_model->rowCount() > 0)
            m_table->selectRow(0);
        m_table->setFocus();
    });
    filters.addWidget(button);
}

void ImportDialog::buildChoices() {
    auto* keepAll = choiceButton(tr("Keep the review’s for all"), tr("Of every conflict"), "KeepAllMine");
    auto* takeAll = choiceButton(tr("Take the file’s for all"), tr("Of every conflict"), "TakeAllFile");
    auto* choices = new QHBoxLayout(m_choices);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->addWidget(new QLabel(tr("Conflicts:")));
    for (QToolButton* button : {m_keepMine, m_takeFile, keepAll, takeAll})
        choices->addWidget(button);
    choices->addStretch();
    connect(m_keepMine, &QToolButton::clicked, this, [this] { take(false); });
    connect(m_takeFile, &QToolButton::clicked, this, [this] { take(true); });
    connect(keepAll, &QToolButton::clicked, m_model, [this] { m_model->takeFileOfAll(false); });
    connect(takeAll, &QToolButton::clicked, m_model, [this] { m_model->takeFileOfAll(true); });
    m_choices->setVisible(m_model->count(ImportFate::Conflict) > 0);
}

void ImportDialog::buildLayout() {
    auto* file = new QLabel((m_preview->isAnew ? tr("The review was changed meanwhile, and nothing was imported. What %1 would change now:") : tr("What %1 would change:")).arg(displayPath(m_preview->file.filename())));
    file->setWordWrap(true);
    file->setTextFormat(Qt::PlainText);
    file->setToolTip(displayPath(m_preview->file));
    auto* filters = new QHBoxLayout;
    addFilter(*filters, tr("All that differs"), {});
    addFilter(*filters, tr("New"), ImportFate::New);
    addFilter(*filters, tr("Changed"), ImportFate::Changed);
    addFilter(*filters, tr("Conflicts"), ImportFate::Conflict);
    addFilter(*filters, tr("The same"), ImportFate::Same);
    addFilter(*filters, tr("Judged already"), ImportFate::Kept);
    addFilter(*filters, tr("Not in this plate"), ImportFate::UnknownId);
    addFilter(*filters, tr("Not read"), ImportFate::Unread);
    filters->addStretch();
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Rows of the file"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setResizeContentsPrecision(rowsMeasured);
    m_table->resizeColumnsToContents();
    for (int column = 0; column + 1 < ImportTableModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), fontMetrics().averageCharWidth() * 38));
    m_table->installEventFilter(this);
    m_leaveOut->setText(tr("Leave out what is not in this plate (%1)").arg(QLocale().toString(m_model->count(ImportFate::UnknownId))));
    m_leaveOut->setVisible(m_model->count(ImportFate::UnknownId) > 0);
    m_outcome->setWordWrap(true);
    m_outcome->setObjectName(QStringLiteral("outcome"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_import = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    buildChoices();
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(file);
    layout->addLayout(filters);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_choices);
    layout->addWidget(m_leaveOut);
    layout->addWidget(m_outcome);
    layout->addWidget(buttons);
    m_import->setDefault(true); // of this dialog, which the button must be in
}

void ImportDialog::take(bool file) {
    std::vector<int> rows;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        rows.push_back(row.row());
    m_model->takeFile(rows, file);
}

std::vector<std::size_t> ImportDialog::rowsToImport() const { return m_model->rowsToImport(); }

QString ImportDialog::outcomeText() const {
    if (m_model->count(ImportFate::Unread) > 0)
        return tr("Lines that could not be read: %n. Nothing is imported until they are mended in the file, or taken out of it.", nullptr, m_model->count(ImportFate::Unread));
    if (m_model->count(ImportFate::UnknownId) > 0 && !m_leaveOut->isChecked())
        return tr("Some samples are not in this plate. Nothing is imported unless they may be left out.");
    const auto decisions = static_cast<int>(m_model->rowsToImport().size());
    if (decisions == 0)
        return tr("Nothing is left to import.");
    QString text = tr("Decisions that Import appends as one act: %n. One undo takes all of it back.", nullptr, decisions);
    if (const int conflicts = m_model->count(ImportFate::Conflict); conflicts > 0)
        text += u' ' + tr("Of the conflicts, %1 take the file’s side and %2 keep the review’s.").arg(QLocale().toString(m_model->conflictsTaken()), QLocale().toString(conflicts - m_model->conflictsTaken()));
    return text;
}

void ImportDialog::refresh() {
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    const bool isConflict = std::any_of(selected.begin(), selected.end(), [this](const QModelIndex& row) { return m_model->fateAt(row.row()) == ImportFate::Conflict; });
    m_keepMine->setEnabled(isConflict);
    m_takeFile->setEnabled(isConflict);
    m_outcome->setText(outcomeText());
    m_import->setEnabled(m_model->count(ImportFate::Unread) == 0 && (m_model->count(ImportFate::UnknownId) == 0 || m_leaveOut->isChecked()) && !m_model->rowsToImport().empty());
}

bool ImportDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent&>(*event).key();
        if (key == Qt::Key_K || key == Qt::Key_F) {
            take(key == Qt::Key_F);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace locascope
