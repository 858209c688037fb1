#include "ui/widgets/saliencyview.h"

#include "ui/widgets/classcolour.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/fieldpanes.h"
#include "ui/widgets/linkedviews.h"

#include <QLocale>

#include <algorithm>

namespace locascope {

namespace {

constexpr int digestDigits = 8;
constexpr std::size_t peaksOfOne = 9, peaksOfEach = 3;

} // namespace

SaliencyView::SaliencyView(Session& session, LinkedViews& views, FieldPanes& panes, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_views(views)
    , m_panes(panes) {
    for (const auto signal : {&Session::saliencyChanged, &Session::modelChanged, &Session::imageChanged, &Session::plateChanged})
        connect(&session, signal, this, &SaliencyView::refresh);
    connect(&panes, &FieldPanes::kindChanged, this, &SaliencyView::refresh);
    choose(m_choice);
}

void SaliencyView::choose(const SaliencyChoice& choice) {
    m_choice = choice;
    saveSaliencyChoice(choice);
    m_session.setSaliencyMethod(choice.method);
    m_session.requestSaliencyOfProposed(choice.ofProposed && m_shown);
    m_panes.setTwin(choice.style == SaliencyStyle::Beside && m_shown);
    refresh();
}

void SaliencyView::setShown(bool shown) {
    m_shown = shown;
    choose(m_choice);
}

bool SaliencyView::isHidden(ClassIndex index) const { return !m_choice.belowThreshold && !m_session.isProposed(index); }

bool SaliencyView::showsOneClass() const { return m_session.saliencyClass() && m_layer.parts.size() == 1; }

SaliencyLayer SaliencyView::layer() const {
    SaliencyLayer layer;
    layer.asContours = m_choice.style == SaliencyStyle::Contours;
    layer.palette = m_choice.palette;
    layer.opacity = m_choice.opacity / 100.0;
    const auto index = m_session.saliencyClass();
    if (!m_shown || !m_session.image())
        return layer;
    if (index && !m_session.saliency().isEmpty() && !isHidden(*index))
        layer.parts.push_back({m_session.saliency(), {}, {}});
    if (!index)
        for (const ClassSaliency& one : m_session.saliencyOfProposed()) {
            const QColor given = classColour(m_session, one.index);
            layer.parts.push_back({one.map, className(QString::fromStdString(m_session.vocabulary().at(one.index).name)), given.isValid() ? Colour{static_cast<std::uint8_t>(given.red()), static_cast<std::uint8_t>(given.green()), static_cast<std::uint8_t>(given.blue())} : distinctColour(layer.parts.size())});
        }
    addMarkers(layer);
    addNotes(layer);
    return layer;
}

void SaliencyView::addMarkers(SaliencyLayer& layer) const {
    for (std::size_t part = 0; part < layer.parts.size(); ++part)
        for (const SaliencyPeak& peak : peaksOf(layer.parts[part].map, 0.3F, layer.parts.size() == 1 ? peaksOfOne : peaksOfEach))
            layer.markers.push_back({peak, part});
    if (m_peak && !layer.markers.empty())
        layer.chosen = *m_peak % layer.markers.size();
}

QString SaliencyView::cellText(const SaliencyMap& map) const {
    const double pixels = double(m_session.image()->stack.fullWidth) / map.width;
    const auto size = pixelSizeOf(m_session.plate(), m_session.plate().samples[static_cast<std::size_t>(m_session.current())]);
    if (!size)
        return tr("a cell of the map: %1 pixels").arg(QLocale().toString(pixels, 'g', 3));
    return tr("a cell of the map: %1 µm").arg(QLocale().toString(pixels * size->micrometres, 'g', 3));
}

/// Why there is none of all labels that the model proposes.
QString SaliencyView::noMapOfProposedText(SaliencyMethod method) const {
    if (!m_session.proposalsAllowed())
        return tr("No map: the model proposes no labels on this plate until that is allowed");
    for (std::size_t index = 0; index < m_session.vocabulary().size(); ++index)
        if (m_session.isProposed(toClass(index)))
            return tr("%1 is being computed…").arg(methodText(method));
    return tr("No map: the model proposes no label here");
}

void SaliencyView::addNotes(SaliencyLayer& layer) const {
    const auto index = m_session.saliencyClass();
    const auto model = m_session.model();
    const auto method = m_session.saliencyMethod();
    if (!model || !method || !m_session.probabilities(m_session.current()))
        return;
    const bool isBelow = index && !m_session.isProposed(*index);
    if (index && isHidden(*index)) {
        layer.notes = {tr("No map: this label is below its threshold. The Model menu can show it all the same.")};
        return;
    }
    if (layer.parts.empty()) {
        if (index || m_choice.ofProposed)
            layer.notes = {index ? tr("%1 is being computed…").arg(methodText(*method)) : noMapOfProposedText(*method)};
        return;
    }
    QStringList facts{methodText(*method), tr("model %1 (%2)").arg(QString::fromStdString(model->name), QString::fromStdString(model->modelDigest).left(digestDigits)),
                      cellText(layer.parts.front().map)};
    if (layer.chosen)
        facts.append(tr("peak %1 of %2").arg(*layer.chosen + 1).arg(layer.markers.size()));
    if (isBelow)
        layer.notes.append(tr("Below its threshold: the model does not propose this label"));
    layer.notes.append(facts.join(QStringLiteral(" · ")));
    layer.notes.append(tr("Where this class score depends on the image; not a segmentation, and no evidence that the label is right"));
}

QString SaliencyView::caption() const {
    if (m_layer.parts.empty())
        return {};
    if (const auto index = m_session.saliencyClass())
        return tr("Model looked here for %1").arg(className(QString::fromStdString(m_session.vocabulary().at(*index).name)));
    return tr("Model looked here for the labels that it proposes");
}

void SaliencyView::refresh() {
    if (m_session.saliency().isEmpty() && m_session.saliencyOfProposed().empty())
        m_peak.reset(); // another field, class, method or model
    m_layer = layer();
    for (int i = 0; i < m_views.count(); ++i)
        m_views[i].setSaliency(i == m_panes.saliencyView() ? m_layer : SaliencyLayer{});
    emit changed();
}

void SaliencyView::stepPeak() {
    if (m_layer.markers.empty())
        return;
    m_peak = m_peak ? (*m_peak + 1) % m_layer.markers.size() : 0;
    refresh();
    const SaliencyPeak& peak = m_layer.markers.at(*m_layer.chosen).peak;
    FieldView& view = m_views[m_panes.saliencyView()];
    if (FieldPosition position = view.position(); !position.fitted) {
        position.centre = {peak.x, peak.y};
        view.setPosition(position);
    }
}

} // namespace locascope
