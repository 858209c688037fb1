#include "ui/widgets/platemappanel.h"

#include "ui/models/sheetcolours.h"
#include "ui/models/stainingcheck.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/narrowbox.h"
#include "ui/widgets/offeredclasses.h"
#include "ui/widgets/placecolours.h"
#include "ui/widgets/platemaplegend.h"
#include "ui/widgets/platemaptext.h"
#include "ui/widgets/platemapview.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace locascope {

namespace {

const QString colouringSetting = QStringLiteral("platemap/colouring");
const QString classSetting = QStringLiteral("platemap/class");

/// Stable keys for settings, in the order of MapColouring.
constexpr std::array colouringKeys{"reviewed", "predicted", "decided", "disagreement", "fields", "problems", "thumbnails", "staining", "sheet"};

bool isOfClass(MapColouring colouring) { return colouring == MapColouring::PredictedClass || colouring == MapColouring::DecidedClass; }
bool needsPredictions(MapColouring colouring) { return colouring == MapColouring::PredictedClass || colouring == MapColouring::Disagreement; }

} // namespace

PlateMapPanel::PlateMapPanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_map(session)
    , m_pictures(session, m_map)
    , m_group(new QComboBox)
    , m_colouring(new QComboBox)
    , m_class(new QComboBox)
    , m_column(new QComboBox)
    , m_view(new PlateMapView(m_map, m_pictures, session.vocabulary()))
    , m_legend(new PlateMapLegend(m_map))
    , m_remark(new QLabel)
    , m_summary(new QLabel) {
    m_class->setObjectName(QStringLiteral("MapClass"));
    buildLayout();
    connect(&m_session, &Session::vocabularyChanged, this, [this] {
        retranslate();
        applyColouring(); // by another class, where that of before is read as another
    });
    connect(&m_session, &Session::blindingChanged, this, [this] {
        retranslate();
        applyColouring();
    });
    retranslate();
    const QSettings settings;
    const QString remembered = settings.value(colouringSetting).toString();
    const auto known = std::find_if(colouringKeys.begin(), colouringKeys.end(), [&](const char* key) { return remembered == QLatin1String(key); });
    m_colouring->setCurrentIndex(known == colouringKeys.end() ? 0 : std::max(0, m_colouring->findData(static_cast<int>(known - colouringKeys.begin()))));
    if (const auto index = session.vocabulary().find(settings.value(classSetting).toString().toStdString()))
        m_class->setCurrentIndex(std::max(0, m_class->findData(static_cast<int>(toIndex(*index)))));
    fillColumns();
    connectControls();
    applyColouring();
    fillGroups();
}

void PlateMapPanel::buildLayout() {
    for (QComboBox* box : {m_group, m_colouring, m_class, m_column}) {
        makeNarrow(*box, 5);
    }
    for (QLabel* label : {m_remark, m_summary}) {
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setContentsMargins(2, 0, 2, 0);
    }
    m_remark->setWordWrap(true);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* controls = new QHBoxLayout;
    controls->setContentsMargins(2, 0, 2, 0);
    controls->setSpacing(3);
    controls->addWidget(m_group, 2);
    controls->addWidget(m_colouring, 3);
    controls->addWidget(m_class, 3);
    controls->addWidget(m_column, 3);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 2);
    layout->setSpacing(3);
    layout->addLayout(controls);
    layout->addWidget(m_remark);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_legend);
    layout->addWidget(m_summary);
}

void PlateMapPanel::connectControls() {
    connect(m_group, &QComboBox::activated, &m_map, &PlateMap::showGroup);
    for (QComboBox* box : {m_colouring, m_class})
        connect(box, &QComboBox::currentIndexChanged, this, &PlateMapPanel::applyColouring);
    connect(m_column, &QComboBox::activated, this, &PlateMapPanel::giveValues);
    connect(&m_session, &Session::sheetChanged, this, &PlateMapPanel::fillColumns);
    for (const auto signal : {&StainingCheck::resultsChanged, &StainingCheck::shownChanged})
        connect(&m_session.staining(), signal, this, &PlateMapPanel::giveValues);
    connect(&m_map, &PlateMap::placesChanged, this, &PlateMapPanel::giveValues);
    connect(&m_map, &PlateMap::placesChanged, this, &PlateMapPanel::fillGroups);
    for (const auto signal : {&PlateMap::shownGroupChanged, &PlateMap::figuresChanged, &PlateMap::selectionChanged})
        connect(&m_map, signal, this, &PlateMapPanel::refresh);
    connect(&m_session, &Session::modelChanged, this, &PlateMapPanel::refresh);
}

void PlateMapPanel::fillGroups() {
    const QSignalBlocker blocker(m_group);
    m_group->clear();
    for (const PlaceGroup& group : m_map.places().groups) {
        const QString name = QString::fromUtf8(group.name.data(), static_cast<qsizetype>(group.name.size()));
        m_group->addItem(!group.hasWells ? tr("Without a well") : name.isEmpty() ? tr("Plate") : name);
    }
    refresh();
}

void PlateMapPanel::applyColouring() {
    if (m_colouring->currentIndex() < 0 || m_class->currentIndex() < 0)
        return;
    QSettings settings;
    settings.setValue(colouringSetting, QLatin1String(colouringKeys[static_cast<std::size_t>(m_colouring->currentData().toInt())]));
    const ClassIndex index = toClass(static_cast<std::size_t>(m_class->currentData().toInt()));
    settings.setValue(classSetting, QString::fromStdString(m_session.vocabulary().at(index).name));
    m_map.colourBy(static_cast<MapColouring>(m_colouring->currentData().toInt()), index);
    giveValues();
}

void PlateMapPanel::colourByStaining() { m_colouring->setCurrentIndex(std::max(0, m_colouring->findData(static_cast<int>(MapColouring::Staining)))); }

void PlateMapPanel::fillColumns() {
    const QString chosen = m_column->currentText();
    const JoinedSheet* sheet = m_session.sheet();
    m_column->clear();
    for (std::size_t column = 0; sheet && column < sheet->table.columns.size(); ++column)
        if (const std::string& name = sheet->table.columns[column]; m_session.isColumnShown(column) && name != sheet->mapping.keyColumn && name != sheet->mapping.plateColumn)
            m_column->addItem(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), static_cast<int>(column));
    m_column->setCurrentIndex(std::max(m_column->findText(chosen), 0));
    giveValues();
}

void PlateMapPanel::giveValues() {
    std::shared_ptr<const PlaceValues> values;
    const JoinedSheet* sheet = m_session.sheet();
    if (m_map.colouring() == MapColouring::Staining)
        values = stainingValues(m_session, m_map.places());
    else if (m_map.colouring() == MapColouring::Sheet && sheet && m_column->currentIndex() >= 0)
        values = std::make_shared<const PlaceValues>(sheetColumnValues(*sheet, static_cast<std::size_t>(m_column->currentData().toInt()), m_map.places()));
    m_map.setValues(std::move(values));
    refresh();
}

QString PlateMapPanel::remark() const {
    if (!m_session.hasPlate())
        return {};
    if (m_session.blinding().hides(Hidden::Names))
        return tr("Names and wells are hidden: move with the gallery.");
    if (m_map.places().places.empty())
        return tr("This plate has neither wells nor folders: move with the gallery.");
    if (m_map.colouring() == MapColouring::Staining && !m_map.values())
        return tr("The staining was not checked yet: Plate, Check the staining.");
    if (m_map.colouring() == MapColouring::Staining)
        return m_map.values()->title;
    if (m_map.colouring() == MapColouring::Sheet && !m_map.values())
        return tr("This plate has no sheet with a column to show: Plate, Attach sheet.");
    if (!needsPredictions(m_map.colouring()))
        return {};
    if (m_map.isCounted() && m_map.sum().predicted == 0)
        return tr("No field here is classified yet: Model, Classify the whole plate.");
    return m_session.proposalsAllowed() ? QString() : tr("⚠ The model was trained on simulated images only.");
}

QString PlateMapPanel::summary() const {
    if (m_map.places().places.empty())
        return {};
    const PlaceCounts sum = m_map.sum();
    const QString where = m_map.selection().empty() ? tr("All") : placesText(m_map.places(), m_map.selection());
    QString text = QStringLiteral("%1: %2").arg(where, fieldsText(sum));
    const auto value = valueOf(sum, m_map.colouring());
    if (value && m_map.colouring() != MapColouring::Fields && m_map.colouring() != MapColouring::Reviewed)
        text += QStringLiteral(" · %1").arg(valueText(*value, m_map.colouring()));
    return text;
}

void PlateMapPanel::refresh() {
    const bool hasPlaces = !m_map.places().places.empty();
    m_group->setVisible(m_map.places().groups.size() > 1);
    m_group->setCurrentIndex(m_map.shownGroup());
    m_class->setVisible(isOfClass(m_map.colouring()));
    m_column->setVisible(m_map.colouring() == MapColouring::Sheet && m_column->count() > 0);
    m_colouring->setVisible(hasPlaces && !m_session.blinding().hides(Hidden::MapColours));
    m_view->setVisible(hasPlaces || !m_session.hasPlate());
    m_legend->setVisible(hasPlaces);
    m_remark->setText(remark());
    m_remark->setVisible(!m_remark->text().isEmpty());
    m_summary->setText(summary());
    m_summary->setToolTip(m_summary->text());
    m_summary->setVisible(hasPlaces);
    const bool isSentence = m_session.hasPlate() && !hasPlaces;
    setMaximumHeight(isSentence ? fontMetrics().height() * 4 : QWIDGETSIZE_MAX); // the gallery can use the room
}

void PlateMapPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        giveValues(); // whose titles are words
        fillGroups();
    }
    QWidget::changeEvent(event);
}

void PlateMapPanel::retranslate() {
    const QSignalBlocker blockers[] = {QSignalBlocker(m_colouring), QSignalBlocker(m_class)};
    const int colouring = m_colouring->currentData().toInt(), chosen = m_class->currentData().toInt();
    m_colouring->clear();
    for (std::size_t i = 0; i < colouringKeys.size(); ++i)
        if (const auto one = static_cast<MapColouring>(i); !needsPredictions(one) || !m_session.blinding().hides(Hidden::Predictions))
            m_colouring->addItem(colouringText(one), static_cast<int>(i));
    m_class->clear();
    for (const LabelClass& labelClass : readClasses(m_session))
        m_class->addItem(className(QString::fromStdString(labelClass.name)), static_cast<int>(toIndex(labelClass.index)));
    m_colouring->setCurrentIndex(std::max(0, m_colouring->findData(colouring)));
    m_class->setCurrentIndex(std::max(0, m_class->findData(chosen)));
    m_group->setToolTip(tr("Which plate of this directory is shown"));
    m_colouring->setToolTip(tr("What the wells are coloured by"));
    m_class->setToolTip(tr("Which class’s share is shown"));
    m_column->setToolTip(tr("Which column of the sheet is shown"));
    for (QWidget* control : std::initializer_list<QWidget*>{m_group, m_colouring, m_class, m_column})
        control->setAccessibleName(control->toolTip());
}

} // namespace locascope
