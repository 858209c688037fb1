#include "ui/widgets/vocabularydialog.h"

#include "core/review/vocabularystate.h"
#include "ui/models/platesnapshot.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/queuetext.h"
#include "ui/widgets/vocabularytablemodel.h"
#include "ui/widgets/vocabularytext.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr int sampleRole = Qt::UserRole;
constexpr int exemplarSide = 64;

std::string textOf(const QLineEdit* edit) { return edit->text().trimmed().toStdString(); }

} // namespace

VocabularyDialog::VocabularyDialog(Session& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_model(new VocabularyTableModel(this)), m_table(new QTableView), m_form(new QFormLayout), m_kind(new QComboBox), m_names(new QLineEdit), m_into(new QComboBox),
      m_colour(new QLineEdit), m_key(new QLineEdit), m_group(new QLineEdit), m_text(new QPlainTextEdit), m_exemplars(new QListWidget), m_addExemplar(new QPushButton(tr("Add the sample on screen"))),
      m_dropExemplar(new QPushButton(tr("Remove"))), m_exemplarRow(new QWidget), m_reason(new QLineEdit), m_preview(new QLabel), m_make(new QPushButton(tr("Change"))),
      m_lookAgain(new QPushButton(tr("Show samples to look at again"))) {
    setWindowTitle(tr("Classes of this review"));
    m_kind->setObjectName(QStringLiteral("VocabularyKind"));
    m_table->setObjectName(QStringLiteral("VocabularyTable"));
    m_names->setObjectName(QStringLiteral("VocabularyNames"));
    m_into->setObjectName(QStringLiteral("VocabularyInto"));
    m_preview->setObjectName(QStringLiteral("VocabularyPreview"));
    m_make->setObjectName(QStringLiteral("VocabularyMake"));
    m_addExemplar->setObjectName(QStringLiteral("VocabularyExemplar"));
    m_lookAgain->setObjectName(QStringLiteral("VocabularyLookAgain"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setAccessibleName(windowTitle());
    buildForm();
    buildLayout();
    connectAll();
    refresh();
    m_table->selectRow(0);
}

void VocabularyDialog::buildForm() {
    // In the order of ChangeKind.
    m_kind->addItems({tr("Rename"), tr("Merge into another"), tr("Split into new ones"), tr("Add"), tr("Retire"), tr("Restore"), tr("Describe")});
    m_text->setTabChangesFocus(true);
    m_text->setMaximumHeight(fontMetrics().height() * 4);
    m_colour->setPlaceholderText(QStringLiteral("#rrggbb"));
    m_key->setPlaceholderText(tr("a digit, alone or behind Shift+ or Alt+"));
    m_reason->setPlaceholderText(tr("for the history"));
    m_exemplars->setViewMode(QListView::IconMode);
    m_exemplars->setFlow(QListView::LeftToRight);
    m_exemplars->setWrapping(false);
    m_exemplars->setMovement(QListView::Static);
    m_exemplars->setIconSize({exemplarSide, exemplarSide});
    m_exemplars->setFixedHeight(exemplarSide + 2 * fontMetrics().height() + 16);
    auto* buttons = new QVBoxLayout;
    buttons->addWidget(m_addExemplar);
    buttons->addWidget(m_dropExemplar);
    buttons->addStretch();
    auto* row = new QHBoxLayout(m_exemplarRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_exemplars, 1);
    row->addLayout(buttons);
    m_form->addRow(tr("&What"), m_kind);
    m_form->addRow(tr("&Name"), m_names);
    m_form->addRow(tr("&Into"), m_into);
    m_form->addRow(tr("C&olour"), m_colour);
    m_form->addRow(tr("&Key"), m_key);
    m_form->addRow(tr("&Group"), m_group);
    m_form->addRow(tr("&Description"), m_text);
    m_form->addRow(tr("&Exemplars"), m_exemplarRow);
    m_form->addRow(tr("&Reason"), m_reason);
}

void VocabularyDialog::buildLayout() {
    m_preview->setWordWrap(true);
    m_preview->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_preview->setMinimumHeight(fontMetrics().lineSpacing() * 3);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_make, QDialogButtonBox::ApplyRole);
    buttons->addButton(m_lookAgain, QDialogButtonBox::ActionRole);
    m_lookAgain->setAutoDefault(false);
    for (QPushButton* button : {m_addExemplar, m_dropExemplar, buttons->button(QDialogButtonBox::Close)})
        button->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addLayout(m_form);
    layout->addWidget(m_preview);
    layout->addWidget(buttons);
    m_make->setDefault(true); // of this dialog, which the button must be in
    resize(760, 720);
}

void VocabularyDialog::connectAll() {
    connect(&m_session, &Session::vocabularyChanged, this, &VocabularyDialog::refresh);
    connect(&m_session, &Session::plateChanged, this, [this] {
        if (!m_session.hasPlate())
            reject();
    });
    connect(&m_session, &Session::thumbnailChanged, this, &VocabularyDialog::showExemplars);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VocabularyDialog::showSelected);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showFieldsOfKind();
        showSelected();
    });
    for (QLineEdit* edit : {m_names, m_colour, m_key, m_group, m_reason})
        connect(edit, &QLineEdit::textChanged, this, &VocabularyDialog::preview);
    connect(m_text, &QPlainTextEdit::textChanged, this, &VocabularyDialog::preview);
    connect(m_into, &QComboBox::currentIndexChanged, this, &VocabularyDialog::preview);
    connect(m_make, &QPushButton::clicked, this, &VocabularyDialog::make);
    connect(m_addExemplar, &QPushButton::clicked, this, &VocabularyDialog::addExemplar);
    connect(m_dropExemplar, &QPushButton::clicked, this, [this] {
        delete m_exemplars->currentItem();
        preview();
    });
    connect(m_lookAgain, &QPushButton::clicked, this, &VocabularyDialog::showSamplesToLookAt);
    connect(&m_session.queue(), &SampleQueue::shownChanged, this, [this] {
        if (m_session.queue().strategy() == QueueStrategy::LookAgain)
            reject();
    });
    connect(&m_session.queue(), &SampleQueue::nothingFound, m_preview, [this](QueueStrategy strategy) { m_preview->setText(emptyQueueText(strategy)); });
}

void VocabularyDialog::refresh() {
    const std::vector<ClassIndex> chosen = selected();
    const VocabularyState& state = m_session.vocabularyState();
    m_model->show(state, m_decisions ? samplesByClass(state, *m_decisions) : std::vector<std::size_t>());
    {
        const QSignalBlocker blocker(m_into);
        m_into->clear();
        for (const LabelClass& one : state.vocabulary.classes())
            if (isChoosable(state, one.index))
                m_into->addItem(className(QString::fromStdString(one.name)), static_cast<int>(toIndex(one.index)));
    }
    for (int column = 0; column + 1 < VocabularyTableModel::columns; ++column)
        m_table->resizeColumnToContents(column);
    for (const ClassIndex index : chosen)
        m_table->selectionModel()->select(m_model->index(static_cast<int>(toIndex(index)), 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    showFieldsOfKind();
    showSelected();
    m_session.readEverybodysDecisions(this, [this, asked = ++m_asked](std::shared_ptr<const Session::EverybodysDecisions> decisions) {
        if (asked == m_asked)
            takeDecisions(std::move(decisions));
    });
}

void VocabularyDialog::takeDecisions(std::shared_ptr<const Session::EverybodysDecisions> decisions) {
    m_decisions = std::move(decisions);
    const std::vector<ClassIndex> chosen = selected();
    const VocabularyState& state = m_session.vocabularyState();
    {
        const QSignalBlocker blocker(m_table->selectionModel());
        m_model->show(state, m_decisions ? samplesByClass(state, *m_decisions) : std::vector<std::size_t>());
        for (const ClassIndex index : chosen)
            m_table->selectionModel()->select(m_model->index(static_cast<int>(toIndex(index)), 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    preview();
}

std::vector<ClassIndex> VocabularyDialog::selected() const {
    std::vector<ClassIndex> classes;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        classes.push_back(toClass(static_cast<std::size_t>(row.row())));
    std::sort(classes.begin(), classes.end());
    return classes;
}

void VocabularyDialog::showFieldsOfKind() {
    const auto kind = static_cast<ChangeKind>(m_kind->currentIndex());
    const bool hasNames = kind == ChangeKind::Rename || kind == ChangeKind::Split || kind == ChangeKind::Add;
    m_form->setRowVisible(m_names, hasNames);
    m_names->setPlaceholderText(kind == ChangeKind::Rename ? QString() : tr("names, separated by ;"));
    m_form->setRowVisible(m_into, kind == ChangeKind::Merge);
    for (QWidget* field : std::initializer_list<QWidget*>{m_colour, m_key, m_group, m_text, m_exemplarRow})
        m_form->setRowVisible(field, kind == ChangeKind::Describe);
    m_lookAgain->setVisible(m_session.queue().hindrance(QueueStrategy::LookAgain) == QueueHindrance::None);
}

/// The form begins with what the class has.
void VocabularyDialog::showSelected() {
    const std::vector<ClassIndex> chosen = selected();
    const VocabularyState& state = m_session.vocabularyState();
    const bool isOne = chosen.size() == 1 && toIndex(chosen.front()) < state.classes.size();
    const LabelClass label = isOne ? state.vocabulary.at(chosen.front()) : LabelClass{};
    const ClassState one = isOne ? state.classes[toIndex(chosen.front())] : ClassState{};
    {
        const QSignalBlocker blockers[] = {QSignalBlocker(m_names), QSignalBlocker(m_colour), QSignalBlocker(m_key), QSignalBlocker(m_group), QSignalBlocker(m_text)};
        m_names->setText(static_cast<ChangeKind>(m_kind->currentIndex()) == ChangeKind::Rename ? QString::fromStdString(label.name) : QString());
        m_colour->setText(QString::fromStdString(one.colour));
        m_key->setText(QString::fromStdString(label.key));
        m_group->setText(QString::fromStdString(label.group));
        m_text->setPlainText(QString::fromStdString(one.text));
    }
    m_exemplars->clear();
    for (const std::string& sample : one.exemplars) {
        auto* item = new QListWidgetItem(m_exemplars);
        item->setData(sampleRole, QByteArray::fromStdString(sample));
    }
    showExemplars();
    preview();
}

void VocabularyDialog::showExemplars() {
    const auto plate = m_session.snapshot();
    for (int i = 0; plate && i < m_exemplars->count(); ++i) {
        QListWidgetItem* item = m_exemplars->item(i);
        const QByteArray id = item->data(sampleRole).toByteArray();
        const int sample = plate->indexOf(id.toStdString());
        item->setText(sample >= 0 ? sampleText(plate->plate.samples[static_cast<std::size_t>(sample)]) : QString::fromUtf8(id));
        if (const QImage picture = sample >= 0 ? m_session.thumbnail(sample) : QImage(); !picture.isNull())
            item->setIcon(QIcon(QPixmap::fromImage(picture)));
    }
    m_dropExemplar->setEnabled(m_exemplars->count() > 0);
}

void VocabularyDialog::addExemplar() {
    if (m_session.current() < 0)
        return;
    const QByteArray id = QByteArray::fromStdString(m_session.plate().samples[static_cast<std::size_t>(m_session.current())].id);
    for (int i = 0; i < m_exemplars->count(); ++i)
        if (m_exemplars->item(i)->data(sampleRole).toByteArray() == id)
            return m_exemplars->setCurrentRow(i);
    auto* item = new QListWidgetItem(m_exemplars);
    item->setData(sampleRole, id);
    m_exemplars->setCurrentItem(item);
    showExemplars();
    preview();
}

VocabularyChange VocabularyDialog::change() const {
    VocabularyChange made;
    made.kind = static_cast<ChangeKind>(m_kind->currentIndex());
    made.reason = textOf(m_reason);
    if (made.kind != ChangeKind::Add)
        made.classes = selected();
    if (made.kind == ChangeKind::Merge && m_into->currentIndex() >= 0)
        made.into = toClass(static_cast<std::size_t>(m_into->currentData().toInt()));
    if (made.kind == ChangeKind::Rename)
        made.names = {textOf(m_names)};
    if (made.kind == ChangeKind::Split || made.kind == ChangeKind::Add)
        for (const QString& name : m_names->text().split(u';', Qt::SkipEmptyParts))
            made.names.push_back(name.trimmed().toStdString());
    if (made.kind != ChangeKind::Describe || made.classes.size() != 1)
        return made;
    const LabelClass& label = m_session.vocabulary().at(made.classes.front());
    const ClassState& state = m_session.vocabularyState().classes[toIndex(made.classes.front())];
    const auto ifOther = [](const std::string& now, const std::string& before) { return now == before ? std::nullopt : std::optional(now); };
    std::vector<std::string> exemplars;
    for (int i = 0; i < m_exemplars->count(); ++i)
        exemplars.push_back(m_exemplars->item(i)->data(sampleRole).toByteArray().toStdString());
    made.description = {ifOther(textOf(m_colour), state.colour), ifOther(textOf(m_group), label.group), ifOther(textOf(m_key), label.key), ifOther(m_text->toPlainText().toStdString(), state.text),
                        exemplars == state.exemplars ? std::nullopt : std::optional(exemplars)};
    return made;
}

/// What cannot be is said where the preview would be.
void VocabularyDialog::preview() {
    try {
        const VocabularyChange wanted = change();
        if (m_decisions) {
            m_preview->setText(previewText(previewOf(m_session.vocabularyState(), wanted, *m_decisions)));
        } else {
            static_cast<void>(changed(m_session.vocabularyState(), wanted));
            m_preview->setText(tr("The decisions are being counted."));
        }
        m_make->setEnabled(m_decisions != nullptr);
    } catch (const Error& error) {
        m_preview->setText(tr("Not possible: %1.").arg(QString::fromStdString(error.detail())));
        m_make->setEnabled(false);
    }
}

void VocabularyDialog::make() {
    m_make->setEnabled(false);
    m_session.changeVocabulary(change(), this, [this](const std::optional<Error>& error) {
        if (error)
            return m_preview->setText(tr("Not changed: %1.").arg(QString::fromStdString(error->detail())));
        m_reason->clear();
    });
}

void VocabularyDialog::showSamplesToLookAt() { m_session.queue().start(QueueStrategy::LookAgain, queueName(QueueStrategy::LookAgain)); }

} // namespace locascope
