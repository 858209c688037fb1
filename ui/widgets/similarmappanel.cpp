#include "ui/widgets/similarmappanel.h"

#include "ui/models/similarity.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/mapcategories.h"
#include "ui/widgets/similarmapview.h"
#include "ui/widgets/similartext.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace locascope {

namespace {

const QString colouringSetting = QStringLiteral("similarmap/colouring");
constexpr std::array colouringKeys{"class", "decided", "state"}; ///< for settings, in the order of PointColouring
constexpr int laterMilliseconds = 300;

QString percentText(float share) { return QLocale().toString(static_cast<double>(share) * 100, 'f', 0); }
QColor betweenOf(const QColor& a, const QColor& b) { return QColor((a.red() + b.red()) / 2, (a.green() + b.green()) / 2, (a.blue() + b.blue()) / 2); }

} // namespace

SimilarMapPanel::SimilarMapPanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_colouring(new QComboBox)
    , m_again(new QPushButton)
    , m_remark(new QLabel)
    , m_view(new SimilarMapView)
    , m_legend(new QLabel) {
    m_colouring->setObjectName(QStringLiteral("PointColouring"));
    m_remark->setObjectName(QStringLiteral("MapRemark"));
    m_again->setObjectName(QStringLiteral("LayOutAgain"));
    buildLayout();
    retranslate();
    const QString remembered = QSettings().value(colouringSetting).toString();
    const auto known = std::find_if(colouringKeys.begin(), colouringKeys.end(), [&](const char* key) { return remembered == QLatin1String(key); });
    m_colouring->setCurrentIndex(known == colouringKeys.end() ? 0 : static_cast<int>(known - colouringKeys.begin()));
    m_view->setNameOf([this](int sample) { return nameOf(sample); });
    m_later.setSingleShot(true);
    m_later.setInterval(laterMilliseconds);
    Similarity& similarity = session.similarity();
    connect(&m_later, &QTimer::timeout, this, &SimilarMapPanel::refresh);
    connect(m_colouring, &QComboBox::currentIndexChanged, this, [this](int index) {
        QSettings().setValue(colouringSetting, QLatin1String(colouringKeys[static_cast<std::size_t>(std::max(0, index))]));
        refresh();
    });
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_session.similarity().makeMap();
        refresh();
    });
    connect(m_view, &SimilarMapView::picked, &session, &Session::pick);
    connect(m_view, &SimilarMapView::lassoed, this, &SimilarMapPanel::takeLasso);
    connect(&session, &Session::currentChanged, this, [this] { m_view->setCurrent(m_session.current()); });
    connect(&similarity, &Similarity::mapMade, this, &SimilarMapPanel::refresh);
    connect(&similarity, &Similarity::changed, this, &SimilarMapPanel::open);
    for (const auto signal : {&Session::plateChanged, &Session::orderChanged, &Session::modelChanged})
        connect(&session, signal, this, &SimilarMapPanel::refreshSoon);
    for (const auto signal : {&Session::decisionsChanged, &Session::predictionsChanged})
        connect(&session, signal, this, &SimilarMapPanel::refreshSoon);
    refresh();
}

QSize SimilarMapPanel::sizeHint() const { return {fontMetrics().height() * 20, fontMetrics().height() * 24}; }

void SimilarMapPanel::buildLayout() {
    for (QLabel* label : {m_remark, m_legend}) {
        label->setWordWrap(true);
        label->setContentsMargins(2, 0, 2, 0);
    }
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    m_legend->setTextFormat(Qt::RichText);
    m_colouring->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_colouring->setMinimumContentsLength(8);
    auto* controls = new QHBoxLayout;
    controls->setSpacing(3);
    controls->addWidget(m_colouring, 1);
    controls->addWidget(m_again);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 2);
    layout->setSpacing(3);
    layout->addLayout(controls);
    layout->addWidget(m_remark);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_legend);
    layout->addStretch();
}

void SimilarMapPanel::showEvent(QShowEvent*) { open(); }

/// While a plate is classified it is laid out again whenever twice as many samples are there as lie on the map, else when somebody asks.
void SimilarMapPanel::open() {
    Similarity& similarity = m_session.similarity();
    const std::size_t shown = similarity.map() ? similarity.map()->points.size() : 0;
    const auto job = m_session.job();
    const bool isSweeping = job && job->key == QLatin1String("sweep");
    if (isVisible() && similarity.count() >= 3 && !similarity.isMapComplete() && (!isSweeping || similarity.count() >= 2 * shown) && (shown == 0 || similarity.count() > shown))
        similarity.makeMap();
    refresh();
}

void SimilarMapPanel::refreshSoon() {
    if (!m_later.isActive())
        m_later.start();
}

QString SimilarMapPanel::remark() const {
    const Similarity& similarity = m_session.similarity();
    if (const QString why = whyNothingIsSimilar(m_session); !why.isEmpty())
        return why;
    if (similarity.count() < 3)
        return tr("A map needs features of three samples at least; there are those of %1. They are computed while the classifier goes through the plate (Model, Classify the whole plate).")
            .arg(QLocale().toString(qulonglong(similarity.count())));
    if (similarity.isMakingMap())
        return tr("Laying out %1 samples…").arg(QLocale().toString(qulonglong(similarity.count())));
    if (!similarity.map() || similarity.map()->points.empty())
        return tr("All samples look the same to this model.");
    const auto& shares = similarity.map()->shares;
    QString text = tr("Principal components, %1 % of the variance: near is likely, not surely, alike. Draw around samples to show them alone.").arg(percentText(shares[0] + shares[1]));
    const auto points = similarity.map()->points.size(), all = m_session.plate().samples.size();
    if (points < all)
        text = tr("%1 of %2 samples. ").arg(QLocale().toString(qulonglong(points)), QLocale().toString(qulonglong(all))) + text;
    return text;
}

void SimilarMapPanel::refresh() {
    m_later.stop();
    const Similarity& similarity = m_session.similarity();
    const bool hasMap = similarity.map() && !similarity.map()->points.empty();
    m_remark->setText(remark());
    m_view->setVisible(hasMap);
    m_legend->setVisible(hasMap);
    m_colouring->setVisible(hasMap);
    m_again->setVisible(hasMap && !similarity.isMapComplete() && !similarity.isMakingMap());
    if (isVisible() || !hasMap)
        colour();
}

void SimilarMapPanel::colour() {
    const auto map = m_session.similarity().map();
    if (!map)
        return m_view->setPoints({}, {});
    std::vector<int> samples;
    for (const PrincipalMap::Point& point : map->points)
        samples.push_back(point.sample);
    const ThemeColours& colours = themeColours(palette());
    const auto colouring = static_cast<PointColouring>(std::max(0, m_colouring->currentIndex()));
    const MapCategories categories = mapCategories(m_session, colouring, samples, colours.mutedText, betweenOf(colours.mutedText, colours.base));
    QVector<MapPoint> points;
    for (const PrincipalMap::Point& point : map->points)
        points.append(MapPoint{point.sample, {static_cast<double>(point.x), static_cast<double>(point.y)}, categories.ofSample[static_cast<std::size_t>(point.sample)], m_session.rowOf(point.sample) < 0});
    m_view->setPoints(std::move(points), categories.colours);
    m_view->setCurrent(m_session.current());
    QStringList entries;
    for (int i = 0; i < categories.names.size(); ++i)
        if (categories.counts[i] > 0)
            entries.append(QStringLiteral("<span style='white-space:nowrap'><span style='color:%1'>●</span>&nbsp;%2&nbsp;%3</span>")
                               .arg(categories.colours[i].name(), categories.names[i].toHtmlEscaped().replace(u' ', QStringLiteral("&nbsp;")), QLocale().toString(categories.counts[i])));
    if (colouring == PointColouring::Class && !m_session.proposalsAllowed())
        entries.append(tr("Classes are those that were decided: this model's proposals are not allowed (Model, Let the model propose on this plate)."));
    m_legend->setText(entries.join(QStringLiteral(" &nbsp; ")));
}

bool SimilarMapPanel::showsLasso() const { return m_lassoed && m_session.filter().listed == m_lassoed; }

void SimilarMapPanel::endLasso() {
    SampleFilter filter = m_session.filter();
    filter.listed.reset();
    m_lassoed.reset();
    m_session.setFilter(filter);
}

/// As a place of the plate map does: the gallery shows them alone, in the order it has.
void SimilarMapPanel::takeLasso(const std::vector<int>& samples, bool added) {
    std::vector<int> all = samples;
    if (added && showsLasso())
        all.insert(all.end(), m_lassoed->samples.begin(), m_lassoed->samples.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.empty()) {
        if (showsLasso())
            endLasso();
        return;
    }
    m_session.similarity().goBack();
    SampleFilter filter = m_session.filter();
    const int first = all.front();
    const bool hasCurrent = std::binary_search(all.begin(), all.end(), m_session.current());
    const QString name = tr("Drawn around on the map: %1").arg(QLocale().toString(qulonglong(all.size())));
    m_lassoed = std::make_shared<const ListedSamples>(ListedSamples{name, std::move(all), {}});
    filter.listed = m_lassoed;
    m_session.setFilter(filter);
    if (!hasCurrent)
        m_session.goTo(first);
}

QString SimilarMapPanel::nameOf(int sample) const {
    if (static_cast<std::size_t>(sample) >= m_session.plate().samples.size())
        return {};
    return QStringLiteral("%1\n%2").arg(sampleIdText(m_session, sample), decisionSummary(m_session.decision(sample), m_session.vocabulary()));
}

void SimilarMapPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refreshSoon();
    QWidget::changeEvent(event);
}

void SimilarMapPanel::retranslate() {
    const QSignalBlocker blocker(m_colouring);
    const int chosen = std::max(0, m_colouring->currentIndex());
    m_colouring->clear();
    m_colouring->addItems({tr("By class, decided or proposed"), tr("By decided class"), tr("By state of review")}); // as PointColouring
    m_colouring->setCurrentIndex(chosen);
    m_colouring->setToolTip(tr("What the samples are coloured by"));
    m_colouring->setAccessibleName(m_colouring->toolTip());
    m_again->setText(tr("Lay out again"));
    m_again->setToolTip(tr("With the samples that were classified since"));
    m_view->setAccessibleName(tr("Map of similar samples: click one to go to it, draw around several to show them alone, with Shift to add"));
}

} // namespace locascope
