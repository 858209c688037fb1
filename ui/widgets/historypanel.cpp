#include "ui/widgets/historypanel.h"

#include "core/plate/plate.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/teamwork.h"
#include "ui/widgets/assigntext.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/historytext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/narrowbox.h"
#include "ui/widgets/vocabularytext.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QSignalBlocker>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace locascope {

namespace {

constexpr int typingRestsMilliseconds = 250;
constexpr int widestColumn = 34; ///< in characters
constexpr std::array allCauses{EventCause::Reviewed, EventCause::Undone, EventCause::Imported, EventCause::Bulk, EventCause::Ruling, EventCause::Vocabulary, EventCause::Assignment};

bool isForTable(const QKeyEvent& event) {
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter || event.key() == Qt::Key_Left || event.key() == Qt::Key_Right || event.key() == Qt::Key_Home ||
           event.key() == Qt::Key_End;
}

} // namespace

HistoryPanel::HistoryPanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new HistoryTableModel(session, this))
    , m_table(new QTableView)
    , m_scope(new QComboBox)
    , m_reviewer(new QComboBox)
    , m_cause(new QComboBox)
    , m_class(new QComboBox)
    , m_text(new QLineEdit)
    , m_restore(new QToolButton)
    , m_export(new QToolButton)
    , m_summary(new QLabel) {
    m_scope->setObjectName(QStringLiteral("HistoryScope"));
    m_reviewer->setObjectName(QStringLiteral("HistoryReviewer"));
    m_cause->setObjectName(QStringLiteral("HistoryCause"));
    m_class->setObjectName(QStringLiteral("HistoryClass"));
    m_restore->setObjectName(QStringLiteral("HistoryRestore"));
    m_table->setModel(m_model);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingRestsMilliseconds);
    buildLayout();
    retranslate();
    connectControls();
    refresh();
}

QSize HistoryPanel::sizeHint() const { return {fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 14}; }

void HistoryPanel::buildLayout() {
    auto* controls = new QHBoxLayout;
    controls->setSpacing(3);
    for (QComboBox* box : {m_scope, m_reviewer, m_cause, m_class}) {
        makeNarrow(*box, 4);
        controls->addWidget(box, 2);
    }
    auto* below = new QHBoxLayout; // beside the choices these would leave them no room on a small screen
    below->setSpacing(3);
    below->addWidget(m_text, 1);
    below->addWidget(m_restore);
    below->addWidget(m_export);
    m_text->setClearButtonEnabled(true);
    m_export->setIcon(themedIcon(QStringLiteral("export")));
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 2);
    layout->setSpacing(3);
    layout->addLayout(controls);
    layout->addLayout(below);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_summary);
}

void HistoryPanel::connectControls() {
    for (QComboBox* box : {m_scope, m_reviewer, m_cause, m_class})
        connect(box, &QComboBox::currentIndexChanged, this, &HistoryPanel::apply);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &HistoryPanel::apply);
    connect(m_restore, &QToolButton::clicked, this, &HistoryPanel::restore);
    connect(m_export, &QToolButton::clicked, this, &HistoryPanel::exportCsv);
    connect(m_table, &QTableView::doubleClicked, this, &HistoryPanel::goTo);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryPanel::refresh);
    connect(m_model, &HistoryTableModel::changed, this, &HistoryPanel::refresh);
    connect(m_model, &HistoryTableModel::reviewersRead, this, &HistoryPanel::fillReviewers);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first) {
        if (first == 0)
            fitColumns();
    });
    connect(&m_session, &Session::savingChanged, this, [this] {
        if (isVisible() && m_session.unsavedCount() == m_session.refusedCount())
            m_model->follow();
    });
    const auto follow = [this] {
        if (isVisible())
            m_model->follow();
    };
    connect(&m_session, &Session::newsArrived, this, follow);
    connect(&m_session.team(), &Teamwork::assignmentChanged, this, follow);
    connect(&m_session, &Session::currentChanged, this, [this] {
        if (m_scope->currentIndex() == 0)
            apply();
    });
    connect(&m_session, &Session::plateChanged, this, &HistoryPanel::apply);
    connect(&m_session, &Session::decisionsChanged, this, [this](int sample) {
        if (sample < 0 && m_model->rowCount() == 0)
            apply(); // the review has been read
    });
    connect(&m_session, &Session::vocabularyChanged, this, &HistoryPanel::fillClasses);
}

HistoryFilter HistoryPanel::filter() const {
    HistoryFilter filter;
    if (m_scope->currentIndex() == 0 && m_session.current() >= 0)
        filter.sampleId = m_session.plate().samples[static_cast<std::size_t>(m_session.current())].id;
    filter.reviewer = m_reviewer->currentData().toString().toStdString();
    if (const int cause = m_cause->currentData().toInt(); cause >= 0)
        filter.cause = static_cast<EventCause>(cause);
    if (const int index = m_class->currentData().toInt(); index >= 0)
        filter.labelClass = toClass(static_cast<std::size_t>(index));
    filter.text = m_text->text().trimmed();
    return filter;
}

void HistoryPanel::apply() {
    m_typing.stop();
    if (!isVisible())
        return;
    if (m_session.hasPlate())
        m_model->show(filter());
    else
        m_model->clear();
}

QString HistoryPanel::eventsText(int count) { return count == 1 ? tr("1 event") : tr("%1 events").arg(QLocale().toString(count)); }

void HistoryPanel::refresh() {
    const QModelIndex chosen = m_table->currentIndex();
    const bool canRestore = chosen.isValid() && sampleAt(chosen) >= 0, canAssign = isAssignment(chosen) && m_session.team().canAssign();
    m_restore->setEnabled(canRestore || canAssign);
    m_restore->setToolTip(canAssign    ? tr("Assign samples as the chosen event does. Appends another event")
                          : canRestore ? tr("Decide %1 as after the chosen event: %2. Appends another event and can be undone")
                                           .arg(sampleOfEvent(m_model->eventAt(chosen.row()), m_session),
                                                decisionSummary(m_model->eventAt(chosen.row()).after, m_session.vocabulary()))
                                     : tr("Choose an event: its sample is decided as it was after it"));
    m_export->setEnabled(m_session.hasPlate());
    const QString count = eventsText(m_model->rowCount());
    m_summary->setText(!m_session.hasPlate()    ? tr("Open a plate to see what was said of its samples.")
                       : m_model->isReading()   ? tr("Reading; %1 so far").arg(count)
                       : m_model->isComplete()  ? count
                                                : tr("%1 so far; more are read as you scroll").arg(count));
}

void HistoryPanel::fitColumns() {
    m_table->resizeColumnsToContents();
    const int widest = fontMetrics().averageCharWidth() * widestColumn;
    for (int column = 0; column + 1 < HistoryTableModel::columns; ++column) // the last one takes what is left
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), widest));
}

int HistoryPanel::sampleAt(const QModelIndex& index) const {
    const auto plate = m_session.snapshot();
    return plate && index.isValid() && index.row() < m_model->rowCount() ? plate->indexOf(m_model->eventAt(index.row()).sampleId) : -1;
}

void HistoryPanel::goTo(const QModelIndex& index) {
    if (const int sample = sampleAt(index); sample >= 0)
        m_session.goTo(sample);
}

bool HistoryPanel::isAssignment(const QModelIndex& index) const {
    return index.isValid() && index.row() < m_model->rowCount() && m_model->eventAt(index.row()).cause == EventCause::Assignment;
}

void HistoryPanel::assignAsIn(const LabelEvent& event) {
    const auto earlier = assignmentIn(event);
    if (!earlier)
        return;
    m_session.team().assignAgain(*earlier, [panel = QPointer(this)](const std::optional<Error>& error) {
        if (panel && error)
            panel->m_summary->setText(errorSentence(*error));
    });
}

void HistoryPanel::restore() {
    const QModelIndex chosen = m_table->currentIndex();
    if (isAssignment(chosen))
        return assignAsIn(m_model->eventAt(chosen.row()));
    if (const int sample = sampleAt(chosen); sample >= 0)
        m_session.restoreState(sample, m_model->eventAt(chosen.row()).after);
}

void HistoryPanel::exportCsv() {
    const QString name = QString::fromStdString(m_session.plate().root.filename().string()) + QStringLiteral("-history.csv");
    const QString file = askForCsv(this, tr("Export the history"), name);
    if (file.isEmpty())
        return;
    m_session.exportHistory(file.toStdString(), filter(), this, [this, file](std::size_t events) {
        m_summary->setText(tr("%1 written to %2").arg(eventsText(static_cast<int>(events)), file));
    });
}

void HistoryPanel::fillReviewers(const QStringList& names) {
    const QString kept = m_reviewer->currentData().toString();
    const QSignalBlocker blocker(m_reviewer);
    while (m_reviewer->count() > 1)
        m_reviewer->removeItem(1);
    for (const QString& name : names)
        m_reviewer->addItem(name, name);
    const bool areOthersHidden = m_session.blinding().hides(Hidden::OtherReviewers);
    if (!kept.isEmpty() && !names.contains(kept) && !areOthersHidden)
        m_reviewer->addItem(kept, kept);
    m_reviewer->setCurrentIndex(std::max(0, m_reviewer->findData(kept)));
}

void HistoryPanel::fillClasses() {
    const int kept = m_class->count() > 0 ? m_class->currentData().toInt() : -1;
    const auto stateOf = [this](ClassIndex index) {
        const QString state = classStateText(m_session.vocabularyState(), index);
        return state.isEmpty() ? state : QStringLiteral(" (%1)").arg(state);
    };
    const QSignalBlocker blocker(m_class);
    m_class->clear();
    m_class->addItem(tr("All classes"), -1);
    for (const LabelClass& labelClass : m_session.vocabulary().classes())
        m_class->addItem(className(QString::fromStdString(labelClass.name)) + stateOf(labelClass.index), static_cast<int>(toIndex(labelClass.index)));
    m_class->setCurrentIndex(std::max(0, m_class->findData(kept)));
}

bool HistoryPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_table || !isKey || !isForTable(static_cast<QKeyEvent&>(*event)))
        return QWidget::eventFilter(watched, event);
    const auto& key = static_cast<QKeyEvent&>(*event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (key.key() != Qt::Key_Return && key.key() != Qt::Key_Enter)
        return false;
    goTo(m_table->currentIndex());
    return true;
}

void HistoryPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    apply();
}

void HistoryPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        apply();
    }
    QWidget::changeEvent(event);
}

void HistoryPanel::retranslate() {
    const QSignalBlocker blockers[] = {QSignalBlocker(m_scope), QSignalBlocker(m_cause), QSignalBlocker(m_reviewer)};
    const int scope = std::max(0, m_scope->currentIndex()), cause = std::max(0, m_cause->currentIndex());
    m_scope->clear();
    m_scope->addItems({tr("This sample"), tr("Whole review")});
    m_scope->setCurrentIndex(scope);
    m_cause->clear();
    m_cause->addItem(tr("All causes"), -1);
    for (const EventCause one : allCauses)
        m_cause->addItem(causeText(one), static_cast<int>(one));
    m_cause->setCurrentIndex(cause);
    if (m_reviewer->count() == 0)
        m_reviewer->addItem({}, QString());
    m_reviewer->setItemText(0, tr("All reviewers"));
    fillClasses();
    m_scope->setToolTip(tr("Of which samples the history is shown"));
    m_reviewer->setToolTip(tr("Whose events are shown"));
    m_cause->setToolTip(tr("How the events came about"));
    m_class->setToolTip(tr("Only events before or after which this class is present"));
    m_text->setPlaceholderText(tr("Sample, reviewer or note"));
    m_text->setToolTip(tr("Part of the sample’s name, the reviewer’s name or the note"));
    m_restore->setText(tr("Restore"));
    m_export->setToolTip(tr("Write all events that match to a CSV file"));
    m_table->setAccessibleName(tr("History"));
    for (QWidget* control : std::initializer_list<QWidget*>{m_scope, m_reviewer, m_cause, m_class, m_text, m_export})
        control->setAccessibleName(control->toolTip());
    refresh();
}

} // namespace locascope
