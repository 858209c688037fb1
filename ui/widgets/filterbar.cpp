#include "ui/widgets/filterbar.h"

#include "ui/models/samplequeue.h"
#include "ui/models/similarity.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/offeredclasses.h"
#include "ui/widgets/platemaptext.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

enum ClassRole { DecidedRole = Qt::UserRole, PredictedRole };
enum SheetItemRole { ColumnRole = Qt::UserRole, ValueRole };

QString shown(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

FilterBar::FilterBar(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_text(new QLineEdit)
    , m_state(new QComboBox)
    , m_class(new QComboBox)
    , m_order(new QComboBox)
    , m_sheet(new QComboBox)
    , m_orderClass(new QComboBox)
    , m_group(new QComboBox)
    , m_disagreement(new QToolButton)
    , m_clear(new QToolButton)
    , m_listed(new QToolButton)
    , m_places(new QToolButton)
    , m_count(new QLabel) {
    m_text->setClearButtonEnabled(true);
    m_state->setObjectName(QStringLiteral("SampleState"));
    m_order->setObjectName(QStringLiteral("SampleOrder"));
    m_disagreement->setCheckable(true);
    m_disagreement->setText(QStringLiteral("≠"));
    m_clear->setIcon(themedIcon(QStringLiteral("clear")));
    m_places->setObjectName(QStringLiteral("places"));
    m_listed->setObjectName(QStringLiteral("listed"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    buildLayout();
    connectControls();
    retranslate();
}

void FilterBar::buildLayout() {
    for (QComboBox* box : {m_state, m_class, m_order, m_orderClass, m_group, m_sheet})
        box->setMaxVisibleItems(30);
    for (QComboBox* box : {m_class, m_orderClass, m_sheet}) { // names of classes, and what a sheet says, are long
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(5);
    }
    for (QComboBox* box : {m_state, m_order, m_group})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(6, 4, 6, 2);
    layout->setSpacing(3);
    auto* head = new QHBoxLayout;
    head->addWidget(m_text, 1);
    head->addWidget(m_count);
    layout->addLayout(head, 0, 0);
    layout->addWidget(m_clear, 0, 1);
    layout->addWidget(m_class, 1, 0);
    layout->addWidget(m_disagreement, 1, 1);
    layout->addWidget(m_state, 2, 0, 1, 2);
    layout->addWidget(m_order, 3, 0, 1, 2);
    layout->addWidget(m_orderClass, 4, 0, 1, 2);
    layout->addWidget(m_group, 5, 0, 1, 2);
    layout->addWidget(m_sheet, 6, 0, 1, 2);
    layout->addWidget(m_places, 7, 0, 1, 2, Qt::AlignLeft);
    layout->addWidget(m_listed, 8, 0, 1, 2, Qt::AlignLeft);
    layout->setColumnStretch(0, 1);
}

void FilterBar::fillChoices() {
    const QSignalBlocker blockers[] = {QSignalBlocker(m_state), QSignalBlocker(m_class), QSignalBlocker(m_order), QSignalBlocker(m_orderClass),
                                       QSignalBlocker(m_group)};
    m_state->clear();
    // In the order of SampleState.
    m_state->addItems({tr("All states"), tr("Unreviewed"), tr("Reviewed"), tr("Labelled"), tr("Negative"), tr("Unusable"), tr("Unsure"),
                       tr("Borderline"), tr("With a problem")});
    m_group->clear();
    for (const auto& [text, grouping] : {std::pair(tr("Not grouped"), SampleGrouping::None), std::pair(tr("Grouped by well"), SampleGrouping::Well), std::pair(tr("Grouped by class"), SampleGrouping::Class)})
        if (grouping != SampleGrouping::Well || !m_session.blinding().hides(Hidden::Names))
            m_group->addItem(text, static_cast<int>(grouping));
    fillOrders();
    m_class->clear();
    m_class->addItem(tr("All classes"));
    for (const ClassRole role : {DecidedRole, PredictedRole})
        for (const LabelClass& labelClass : readClasses(m_session)) {
            if (role == PredictedRole && m_session.blinding().hides(Hidden::Predictions))
                continue;
            const QString name = className(QString::fromStdString(labelClass.name));
            m_class->addItem(role == DecidedRole ? tr("%1, decided").arg(name) : tr("%1, predicted").arg(name));
            m_class->setItemData(m_class->count() - 1, static_cast<int>(toIndex(labelClass.index)), role);
        }
    m_class->view()->setMinimumWidth(260);
}

void FilterBar::fillSheet() {
    const JoinedSheet* sheet = m_session.sheet();
    m_sheet->clear();
    m_sheet->addItem(tr("All of the sheet"));
    for (std::size_t column = 0; sheet && column < sheet->table.columns.size(); ++column) {
        if (!m_session.isColumnShown(column))
            continue;
        const QString name = shown(sheet->table.columns[column]);
        for (const std::string& value : sheet->values[column]) {
            m_sheet->addItem(tr("%1: %2").arg(name, shown(value)), name);
            m_sheet->setItemData(m_sheet->count() - 1, shown(value), ValueRole);
        }
    }
    m_sheet->setVisible(m_sheet->count() > 1);
    m_sheet->setToolTip(sheet ? tr("Show samples of which the sheet %1 says this").arg(m_session.sheetName()) : QString());
    m_sheet->setAccessibleName(m_sheet->toolTip());
    refresh();
}

void FilterBar::fillOrders() {
    m_order->clear();
    const Blinding& blinding = m_session.blinding();
    const auto isHidden = [&](SampleOrder order) {
        const bool isByModel = order == SampleOrder::Uncertainty || order == SampleOrder::Disagreement || order == SampleOrder::Probability;
        return (isByModel && blinding.hides(Hidden::Predictions)) || (order == SampleOrder::Well && blinding.hides(Hidden::Names)) || (order != SampleOrder::Name && blinding.hides(Hidden::SortOrders));
    };
    const QString first = blinding.hides(Hidden::Names) ? tr("By number") : tr("By name");
    for (const auto& [text, order] : {std::pair(first, SampleOrder::Name), std::pair(tr("By well"), SampleOrder::Well),
                                      std::pair(tr("By uncertainty"), SampleOrder::Uncertainty), std::pair(tr("By disagreement"), SampleOrder::Disagreement),
                                      std::pair(tr("By time of review"), SampleOrder::TimeOfReview), std::pair(tr("By probability"), SampleOrder::Probability)})
        if (!isHidden(order))
            m_order->addItem(text, static_cast<int>(order));
    m_orderClass->clear();
    for (const LabelClass& labelClass : readClasses(m_session))
        m_orderClass->addItem(className(QString::fromStdString(labelClass.name)), static_cast<int>(toIndex(labelClass.index)));
    m_orderClass->view()->setMinimumWidth(260);
}

/// Of the model, of names: what cannot be asked is not offered.
void FilterBar::hideControls() {
    const Blinding& blinding = m_session.blinding();
    m_text->setEnabled(!blinding.hides(Hidden::Names));
    m_text->setPlaceholderText(blinding.hides(Hidden::Names) ? tr("Names are hidden") : tr("Part of a name or well"));
    m_disagreement->setVisible(!blinding.hides(Hidden::Predictions));
    m_order->setVisible(!blinding.hides(Hidden::SortOrders));
    m_group->setVisible(!blinding.hides(Hidden::SortOrders));
}

void FilterBar::applyOrder() {
    m_session.setSortOrder(static_cast<SampleOrder>(m_order->currentData().toInt()), toClass(static_cast<std::size_t>(m_orderClass->currentData().toInt())));
}

void FilterBar::connectControls() {
    connect(m_text, &QLineEdit::textChanged, this, &FilterBar::apply);
    for (QComboBox* box : {m_state, m_class, m_sheet})
        connect(box, &QComboBox::activated, this, &FilterBar::apply);
    connect(m_disagreement, &QToolButton::clicked, this, &FilterBar::apply);
    for (QComboBox* box : {m_order, m_orderClass})
        connect(box, &QComboBox::activated, this, &FilterBar::applyOrder);
    connect(m_group, &QComboBox::activated, this, [this] { m_session.setGrouping(static_cast<SampleGrouping>(m_group->currentData().toInt())); });
    connect(m_clear, &QToolButton::clicked, this, [this] {
        m_session.similarity().goBack();
        m_session.queue().goBack();
        m_session.setFilter({});
    });
    connect(m_places, &QToolButton::clicked, this, [this] {
        SampleFilter filter = m_session.filter();
        filter.places.clear();
        m_session.setFilter(filter);
    });
    connect(m_listed, &QToolButton::clicked, this, [this] {
        if (m_session.similarity().isShown())
            return m_session.similarity().goBack();
        if (m_session.queue().isShown())
            return m_session.queue().goBack();
        SampleFilter filter = m_session.filter();
        filter.listed.reset();
        m_session.setFilter(filter);
    });
    for (const auto signal : {&Session::vocabularyChanged, &Session::blindingChanged})
        connect(&m_session, signal, this, [this] {
            fillChoices();
            hideControls();
            refresh();
        });
    connect(&m_session, &Session::orderChanged, this, &FilterBar::refresh);
    connect(&m_session.similarity(), &Similarity::shownChanged, this, &FilterBar::refresh);
    connect(&m_session.queue(), &SampleQueue::shownChanged, this, &FilterBar::refresh);
    connect(&m_session, &Session::plateChanged, this, &FilterBar::refresh);
    connect(&m_session, &Session::sheetChanged, this, &FilterBar::fillSheet);
}

void FilterBar::apply() {
    SampleFilter filter = m_session.filter();
    filter.text = m_text->text();
    filter.state = static_cast<SampleState>(m_state->currentIndex());
    const auto classOf = [this](ClassRole role) -> std::optional<ClassIndex> {
        const QVariant value = m_class->currentData(role);
        return value.isValid() ? std::optional(toClass(static_cast<std::size_t>(value.toInt()))) : std::nullopt;
    };
    filter.decidedClass = classOf(DecidedRole);
    filter.predictedClass = classOf(PredictedRole);
    filter.disagreementOnly = m_disagreement->isChecked();
    filter.sheetColumn = m_sheet->currentData(ColumnRole).toString();
    filter.sheetValue = m_sheet->currentData(ValueRole).toString();
    filter.places = m_session.filter().places;
    if (filter != m_session.filter())
        m_session.setFilter(filter);
}

void FilterBar::refresh() {
    const QSignalBlocker blockers[] = {QSignalBlocker(m_text), QSignalBlocker(m_disagreement)};
    const SampleFilter filter = m_session.filter();
    if (m_text->text() != filter.text)
        m_text->setText(filter.text);
    m_state->setCurrentIndex(static_cast<int>(filter.state));
    if (m_session.sortOrder() == SampleOrder::Listed)
        m_ordered = filter.listed;
    if (const int listed = m_order->findData(static_cast<int>(SampleOrder::Listed)); listed >= 0)
        m_order->removeItem(listed);
    if (filter.listed && filter.listed == m_ordered)
        m_order->addItem(m_session.similarity().isShown() ? tr("Most similar first") : m_session.queue().isShown() ? tr("As queued") : tr("Worst first"), static_cast<int>(SampleOrder::Listed));
    m_order->setCurrentIndex(std::max(m_order->findData(static_cast<int>(m_session.sortOrder())), 0));
    m_orderClass->setCurrentIndex(std::max(m_orderClass->findData(static_cast<int>(toIndex(m_session.arrangement().probabilityOf))), 0));
    m_orderClass->setVisible(m_session.sortOrder() == SampleOrder::Probability);
    m_group->setCurrentIndex(std::max(m_group->findData(static_cast<int>(m_session.arrangement().grouping)), 0));
    m_disagreement->setChecked(filter.disagreementOnly);
    int chosen = 0;
    if (filter.decidedClass)
        chosen = m_class->findData(static_cast<int>(toIndex(*filter.decidedClass)), DecidedRole);
    else if (filter.predictedClass)
        chosen = m_class->findData(static_cast<int>(toIndex(*filter.predictedClass)), PredictedRole);
    m_class->setCurrentIndex(std::max(chosen, 0));
    int ofSheet = 0;
    for (int i = 1; i < m_sheet->count() && !filter.sheetColumn.isEmpty(); ++i)
        if (m_sheet->itemData(i, ColumnRole) == filter.sheetColumn && m_sheet->itemData(i, ValueRole) == filter.sheetValue)
            ofSheet = i;
    m_sheet->setCurrentIndex(ofSheet);
    m_places->setVisible(!filter.places.empty());
    if (!filter.places.empty())
        m_places->setText(placesText(m_session.snapshot()->places, existing(m_session.snapshot()->places, filter.places)) + QStringLiteral(" ×"));
    m_listed->setVisible(filter.listed != nullptr);
    if (filter.listed) {
        m_listed->setToolTip((m_session.queue().isShown() ? tr("The queue “%1” is shown; a click ends it") : tr("Only the fields behind %1 are shown; a click shows all again")).arg(filter.listed->name));
        m_listed->setText(m_listed->fontMetrics().elidedText(filter.listed->name, Qt::ElideMiddle, std::max(120, width() - 40)) + QStringLiteral(" ×"));
    }
    m_clear->setEnabled(filter != SampleFilter{});
    m_count->setText(m_session.hasPlate() ? tr("%1 of %2").arg(QLocale().toString(qlonglong(m_session.order().size())),
                                                             QLocale().toString(qlonglong(m_session.plate().samples.size())))
                                          : QString());
}

void FilterBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FilterBar::retranslate() {
    fillChoices();
    fillSheet();
    hideControls();
    m_text->setToolTip(tr("Show samples whose name or well contains this"));
    m_state->setToolTip(tr("Show samples in this state"));
    m_class->setToolTip(tr("Show samples with this class, by decision or by the model"));
    m_disagreement->setToolTip(tr("Show only samples where decision and model differ"));
    m_disagreement->setAccessibleName(tr("Disagreement only"));
    m_clear->setToolTip(tr("Show all samples again"));
    m_clear->setAccessibleName(tr("Clear the filter"));
    m_places->setToolTip(tr("Only these wells or folders are shown; a click shows all again"));
    m_order->setToolTip(tr("Order of the samples; uncertain ones are those with a class near its threshold"));
    m_orderClass->setToolTip(tr("Class whose probability orders the samples, the highest first"));
    m_group->setToolTip(tr("Put samples of one well or class under a heading"));
    m_count->setToolTip(tr("Samples shown, of all"));
    for (QWidget* control : std::initializer_list<QWidget*>{m_text, m_state, m_class, m_order, m_orderClass, m_group})
        control->setAccessibleName(control->toolTip());
    refresh();
}

} // namespace locascope
