#include "ui/widgets/stainingpanel.h"

#include "ui/widgets/dialogs.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/narrowbox.h"
#include "ui/widgets/stainingtext.h"
#include "ui/widgets/stainrow.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

/// Keys that mean something in the table, though they have actions elsewhere.
bool isForTable(const QKeyEvent& event) {
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter || event.matches(QKeySequence::Copy) || event.key() == Qt::Key_Left ||
           event.key() == Qt::Key_Right || event.key() == Qt::Key_Home || event.key() == Qt::Key_End;
}

QString shown(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// Those that a unit of the sheet is named by.
QStringList groupColumns(const JoinedSheet& sheet) {
    QStringList columns;
    for (const SheetRole role : {SheetRole::Group, SheetRole::Antibody})
        if (const std::string& name = sheet.mapping.column(role); !name.empty())
            columns.append(shown(name));
    return columns;
}

} // namespace

StainingPanel::StainingPanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new StainingTableModel(session, this))
    , m_table(new QTableView)
    , m_check(new QPushButton)
    , m_stain(new QComboBox)
    , m_figure(new QComboBox)
    , m_reference(new QComboBox)
    , m_flagged(new QCheckBox)
    , m_copy(new QToolButton)
    , m_export(new QToolButton)
    , m_summary(new QLabel) {
    m_table->setModel(m_model);
    m_stain->setObjectName(QStringLiteral("CheckedStain"));
    m_figure->setObjectName(QStringLiteral("CheckedFigure"));
    m_reference->setObjectName(QStringLiteral("CheckedAgainst"));
    buildLayout();
    retranslate();
    connectControls();
    refresh();
}

QSize StainingPanel::sizeHint() const { return {fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 14}; }

void StainingPanel::buildLayout() {
    for (QComboBox* box : {m_stain, m_figure, m_reference}) {
        makeNarrow(*box, 4);
    }
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setWordWrap(true);
    m_export->setIcon(themedIcon(QStringLiteral("export")));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(StainingTableModel::Well, Qt::AscendingOrder);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->installEventFilter(this);
    auto* controls = new QHBoxLayout;
    controls->setSpacing(3);
    controls->addWidget(m_check);
    controls->addWidget(m_stain, 1);
    controls->addWidget(m_figure, 2);
    controls->addWidget(m_reference, 2);
    controls->addWidget(m_flagged);
    controls->addWidget(m_copy);
    controls->addWidget(m_export);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 2);
    layout->setSpacing(3);
    layout->addLayout(controls);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_summary);
}

void StainingPanel::connectControls() {
    StainingCheck& check = m_session.staining();
    connect(m_check, &QPushButton::clicked, this, [&check] { check.isRunning() ? check.stop() : check.start(); });
    for (QComboBox* box : {m_stain, m_figure})
        connect(box, &QComboBox::activated, this, [this] {
            applyChoice();
            showOnMap();
        });
    connect(m_flagged, &QCheckBox::toggled, this, &StainingPanel::applyChoice);
    connect(m_reference, &QComboBox::activated, this, &StainingPanel::applyReference);
    connect(m_copy, &QToolButton::clicked, this, &StainingPanel::copy);
    connect(m_export, &QToolButton::clicked, this, &StainingPanel::exportTable);
    connect(m_table, &QTableView::clicked, this, &StainingPanel::goTo);
    for (const auto signal : {&StainingCheck::resultsChanged, &StainingCheck::runningChanged})
        connect(&check, signal, this, &StainingPanel::refresh);
    connect(&m_session, &Session::plateChanged, this, &StainingPanel::refresh);
    connect(&m_session, &Session::sheetChanged, this, &StainingPanel::refresh);
}

void StainingPanel::open() {
    if (!m_session.staining().results())
        m_session.staining().start();
    m_table->setFocus();
}

StainingChoice StainingPanel::choice() const {
    StainingChoice choice{.stain = {}, .figure = {}, .flaggedOnly = m_flagged->isChecked()};
    if (const int stain = m_stain->currentData().toInt(); stain >= 0)
        choice.stain = static_cast<Stain>(stain);
    if (const int figure = m_figure->currentData().toInt(); figure >= 0)
        choice.figure = static_cast<StainingFigure>(figure);
    return choice;
}

void StainingPanel::applyChoice() {
    m_model->choose(choice());
    m_table->resizeColumnsToContents();
    refresh();
}

void StainingPanel::showOnMap() {
    const auto [stain, figure, flaggedOnly] = choice();
    if (!figure)
        return;
    const Stain usual = hasFigure(Stain::Protein, *figure) ? Stain::Protein : Stain::Nucleus;
    m_session.staining().show(stain && hasFigure(*stain, *figure) ? *stain : usual, *figure);
    emit figureChosen();
}

void StainingPanel::applyReference() {
    const int kind = m_reference->currentData().toInt();
    if (kind < 0)
        return m_session.staining().compareWith(std::nullopt);
    m_session.staining().compareWith(StainingReference{static_cast<StainingReference::Kind>(kind), m_reference->currentData(Qt::UserRole + 1).toString().toStdString()});
}

void StainingPanel::fillReferences() {
    const QSignalBlocker blocker(m_reference);
    m_reference->clear();
    const auto add = [this](const QString& text, StainingReference::Kind kind, const std::string& value) {
        m_reference->addItem(text, static_cast<int>(kind));
        m_reference->setItemData(m_reference->count() - 1, QString::fromStdString(value), Qt::UserRole + 1);
    };
    const StainingResults* results = m_session.staining().results();
    const JoinedSheet* sheet = m_session.sheet();
    const auto column = sheet ? sheet->table.columnIndex(sheet->mapping.column(SheetRole::Control)) : std::nullopt;
    const bool isHidden = column && !m_session.isColumnShown(*column);
    if (results && !results->report.controlValues.empty()) {
        add(tr("Against all controls"), StainingReference::Kind::Controls, {});
        for (const std::string& value : results->report.controlValues)
            if (!isHidden || results->report.reference == StainingReference{StainingReference::Kind::Value, value})
                add(isHidden ? tr("Against one of the controls") : tr("Against %1").arg(shown(value)), StainingReference::Kind::Value, value);
    }
    add(tr("Against the whole plate"), StainingReference::Kind::Plate, {});
    for (int i = 0; results && i < m_reference->count(); ++i)
        if (m_reference->itemData(i).toInt() == static_cast<int>(results->report.reference.kind) &&
            m_reference->itemData(i, Qt::UserRole + 1).toString().toStdString() == results->report.reference.value)
            m_reference->setCurrentIndex(i);
}

QString StainingPanel::summary() const {
    const StainingResults* results = m_session.staining().results();
    if (!m_session.hasPlate())
        return tr("Open a plate to check its staining.");
    if (m_session.staining().isRunning())
        return tr("Measuring; the progress is in the status bar. What was measured before is taken over.");
    if (!results)
        return tr("Measures background, foreground, saturation, focus and nuclei of every field, and holds each well against the controls that the sheet names.");
    const auto tried = std::count_if(results->fields.begin(), results->fields.end(), [](const FieldStaining& field) { return field.isTried != 0; });
    const auto flagged = std::count_if(m_model->rows().begin(), m_model->rows().end(), [&](std::size_t row) { return !results->report.rows[row].flags.isEmpty(); });
    const auto number = [](auto value) { return QLocale().toString(qlonglong(value)); };
    QString text = tr("%1 rows, %2 flagged. %3 of %4 fields measured, %5 of them compared with. A click on a row shows its fields, the worst first.")
                       .arg(number(m_model->rows().size()), number(flagged), number(tried), number(results->fields.size()), number(results->report.referenceFields));
    if (results->report.controlValues.empty())
        text += u' ' + tr("The sheet names no controls: each well is held against the whole plate.");
    return text;
}

void StainingPanel::refresh() {
    const StainingCheck& check = m_session.staining();
    m_check->setEnabled(m_session.hasPlate());
    m_check->setText(check.isRunning() ? tr("Stop") : check.results() ? tr("Check again") : tr("Check"));
    const bool hasRows = m_model->rowCount() > 0;
    m_copy->setEnabled(hasRows);
    m_export->setEnabled(hasRows);
    m_reference->setEnabled(check.results() != nullptr);
    fillReferences();
    m_summary->setText(summary());
    if (hasRows)
        m_table->resizeColumnsToContents();
}

void StainingPanel::goTo(const QModelIndex& index) {
    const StainingResults* results = m_session.staining().results();
    if (!index.isValid() || !results || !m_model->isUnitShown(index.row()))
        return;
    const StainingRow& row = m_model->rowAt(index.row());
    const QString name = QStringLiteral("%1 · %2 · %3").arg(m_model->index(index.row(), StainingTableModel::Well).data().toString(), stainText(row.stain), figureText(row.figure));
    const bool isOfSheet = m_session.sheet() && m_model->unitAt(index.row()).kind == StainingUnit::Kind::Group;
    m_session.showListed(name, fieldsBehind(results->report, row, results->plate->plate, results->fields), isOfSheet ? groupColumns(*m_session.sheet()) : QStringList());
}

void StainingPanel::copy() const { QGuiApplication::clipboard()->setText(m_model->csv()); }

void StainingPanel::exportTable() {
    const QString name = QString::fromStdString(m_session.plate().root.filename().string()) + QStringLiteral("-staining.csv");
    const QString file = askForCsv(this, tr("Export the staining check"), name);
    if (!file.isEmpty())
        m_session.staining().write(file.toStdString(), m_model->csv().toStdString());
}

bool StainingPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_table || !isKey || !isForTable(static_cast<QKeyEvent&>(*event)))
        return QWidget::eventFilter(watched, event);
    const auto& key = static_cast<QKeyEvent&>(*event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (key.matches(QKeySequence::Copy))
        copy();
    else if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter)
        goTo(m_table->currentIndex());
    else
        return false;
    return true;
}

void StainingPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StainingPanel::retranslate() {
    const QSignalBlocker blockers[] = {QSignalBlocker(m_stain), QSignalBlocker(m_figure)};
    const int stain = std::max(0, m_stain->currentIndex()), figure = std::max(0, m_figure->currentIndex());
    m_stain->clear();
    m_stain->addItem(tr("All stains"), -1);
    for (const Stain one : allStains)
        m_stain->addItem(stainText(one), static_cast<int>(one));
    m_figure->clear();
    m_figure->addItem(tr("All figures"), -1);
    for (const StainingFigure one : allStainingFigures) {
        m_figure->addItem(figureText(one), static_cast<int>(one));
        m_figure->setItemData(m_figure->count() - 1, figureTip(one), Qt::ToolTipRole);
    }
    m_stain->setCurrentIndex(stain);
    m_figure->setCurrentIndex(figure);
    m_flagged->setText(tr("Flagged only"));
    m_flagged->setToolTip(tr("List only what is out of the ordinary"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the listed rows as CSV"));
    m_export->setToolTip(tr("Write the listed rows to a CSV file"));
    m_check->setToolTip(tr("Measure what was not measured before"));
    m_stain->setToolTip(tr("Which stain is listed"));
    m_figure->setToolTip(tr("Which figure is listed, and shown on the plate map"));
    m_reference->setToolTip(tr("What the wells are held against"));
    m_table->setAccessibleName(tr("Staining of the wells"));
    for (QWidget* control : std::initializer_list<QWidget*>{m_stain, m_figure, m_reference, m_copy, m_export})
        control->setAccessibleName(control->toolTip());
    refresh();
}

} // namespace locascope
