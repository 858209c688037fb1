#include "ui/widgets/fieldpanes.h"

#include "ui/widgets/decisiontext.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/linkedviews.h"
#include "ui/widgets/stainrow.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace locascope {

namespace {

/// The stain a file of a sample stands for; none where it holds several.
std::optional<Stain> stainOfFile(const Sample& sample, const std::string& file) {
    std::optional<Stain> found;
    for (const Stain stain : allStains)
        if (sample.files[stain] == file) {
            if (found)
                return std::nullopt;
            found = stain;
        }
    return found;
}

} // namespace

FieldPanes::FieldPanes(Session& session, LinkedViews& views, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_views(views) {
    for (const auto signal : {&Session::imageChanged, &Session::currentChanged, &Session::plateChanged})
        connect(&session, signal, this, &FieldPanes::refresh);
    connect(&session, &Session::displayChanged, this, &FieldPanes::refreshDisplay);
    connect(&views, &LinkedViews::pressed, this, &FieldPanes::choose);
    connect(&session, &Session::besideChanged, this, [this] {
        refresh();
        emit kindChanged();
    });
    refresh();
}

FieldPanes::Kind FieldPanes::kind() const {
    return m_stains ? Kind::Stains : m_session.beside().empty() ? Kind::One : Kind::Samples;
}

bool FieldPanes::isPinned(int sample) const {
    const std::vector<int>& beside = m_session.beside();
    return std::find(beside.begin(), beside.end(), sample) != beside.end();
}

void FieldPanes::compareSelected() {
    if (kind() == Kind::Samples)
        return leave();
    std::vector<int> others = m_session.selection().samples();
    std::erase(others, m_session.current());
    others.resize(std::min<std::size_t>(others.size(), mostViews - 1));
    m_stains = false;
    showBeside(others);
}

void FieldPanes::pinCurrent() {
    const int current = m_session.current();
    if (current < 0)
        return;
    std::vector<int> beside = m_session.beside();
    if (std::erase(beside, current) == 0)
        beside.push_back(current);
    if (int(beside.size()) > mostViews - 1)
        beside.erase(beside.begin());
    m_stains = false;
    showBeside(beside);
}

void FieldPanes::showBeside(const std::vector<int>& samples) {
    m_session.setBeside(samples);
    refresh();
    emit kindChanged();
}

void FieldPanes::showStains() {
    m_stains = !m_stains;
    showBeside({});
}

void FieldPanes::setTwin(bool twin) {
    if (twin == m_twin)
        return;
    m_twin = twin;
    refresh();
    emit kindChanged();
}

void FieldPanes::leave() {
    m_stains = false;
    showBeside({});
}

std::vector<Stain> FieldPanes::stainsShown() const {
    std::vector<Stain> stains(allStains.begin(), allStains.end());
    std::erase_if(stains, [this](Stain stain) { return m_session.plate().absentStains[stain]; });
    return stains;
}

std::vector<FieldPanes::Pane> FieldPanes::panes() const {
    const int current = m_session.hasPlate() ? m_session.current() : -1;
    std::vector<Pane> panes;
    if (current >= 0 && m_stains)
        for (const Stain stain : stainsShown())
            panes.push_back({.sample = current, .stain = stain});
    if (current >= 0)
        for (const int sample : m_session.beside())
            panes.push_back({.sample = sample, .stain = {}});
    panes.insert(panes.begin() + std::min(m_place, int(panes.size())), Pane{.sample = current, .stain = {}});
    if (hasTwin())
        panes.push_back({.sample = current, .stain = {}, .isTwin = true});
    return panes;
}

void FieldPanes::choose(int view) {
    const std::vector<Pane> shown = panes();
    if (kind() != Kind::Samples || view >= int(shown.size()) || shown[static_cast<std::size_t>(view)].sample == m_session.current())
        return;
    std::vector<int> beside;
    for (int i = 0; i < int(shown.size()); ++i)
        if (i != view)
            beside.push_back(shown[static_cast<std::size_t>(i)].sample);
    {
        const QScopedValueRollback choosing(m_choosing, true); // between the two it would be there twice
        m_place = view;
        m_session.goTo(shown[static_cast<std::size_t>(view)].sample);
        m_session.setBeside(beside);
    }
    refresh();
    emit kindChanged();
}

void FieldPanes::refresh() {
    if (m_choosing)
        return;
    m_place = kind() == Kind::Samples ? std::min(m_place, int(m_session.beside().size())) : 0;
    const std::vector<Pane> wanted = panes();
    m_views.show(int(wanted.size()), m_stains ? LinkedViews::Shape::FirstTall : LinkedViews::Shape::Grid);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        fill(m_views[int(i)], wanted[i]);
}

void FieldPanes::fill(FieldView& view, const Pane& pane) {
    view.setTitle(titleOf(pane));
    if (pane.sample < 0) {
        view.setMarks({});
        return view.showState(m_session.hasPlate() ? FieldState::NoSample : FieldState::NoPlate);
    }
    view.setWithoutStains(stainsShown().empty());
    view.setPixelSize(pixelSizeOf(m_session.plate(), m_session.plate().samples[static_cast<std::size_t>(pane.sample)]));
    view.setDisplay(displayOf(pane));
    const auto image = imageOf(pane);
    if (!image)
        view.showLoading(view.display().mode == DisplayMode::Composite ? m_session.thumbnail(pane.sample) : QImage(), sizeOf(pane.sample));
    else if (view.sample() != image)
        view.showSample(image);
    view.setMarks(marksOf(pane));
}

/// Empty until its headers have been read.
QSize FieldPanes::sizeOf(int sample) const {
    const SampleShape shape = shapeOf(m_session.plate(), static_cast<std::size_t>(sample));
    return {shape.width, shape.height};
}

void FieldPanes::refreshDisplay() {
    const std::vector<Pane> shown = panes();
    for (std::size_t i = 0; i < shown.size() && int(i) < m_views.count(); ++i) {
        m_views[int(i)].setDisplay(displayOf(shown[i]));
        m_views[int(i)].setMarks(marksOf(shown[i]));
    }
}

void FieldPanes::showAlone(std::optional<Stain> stain) {
    m_alone = stain;
    refreshDisplay();
}

std::shared_ptr<const LoadedSample> FieldPanes::imageOf(const Pane& pane) const {
    return pane.sample == m_session.current() ? m_session.image() : m_session.imageBeside(pane.sample);
}

DisplaySettings FieldPanes::displayOf(const Pane& pane) const {
    const auto image = pane.sample < 0 ? nullptr : imageOf(pane);
    DisplaySettings display = image ? m_session.displayOf(*image) : m_session.display();
    if (pane.stain) {
        display.mode = display.mode == DisplayMode::Greyscale ? DisplayMode::Greyscale : DisplayMode::Colour;
        display.active = *pane.stain;
    } else if (m_alone) {
        display.mode = DisplayMode::Greyscale;
        display.active = *m_alone;
    } else if (m_stains) {
        display.mode = DisplayMode::Composite;
    }
    return display;
}

QString FieldPanes::titleOf(const Pane& pane) const {
    if (pane.isTwin)
        return tr("Where the model looked");
    if (pane.sample < 0 || !isLinked())
        return {};
    if (m_stains)
        return pane.stain ? stainText(*pane.stain) : tr("Composite");
    const QString name = sampleText(m_session, pane.sample);
    return pane.sample == m_session.current() ? tr("▸ %1", "the current sample").arg(name) : name;
}

QStringList FieldPanes::marksOf(const Pane& pane) const {
    QStringList lines;
    if (m_session.contrastState() == ContrastState::ThisImage && pane.stain.value_or(Stain::Protein) == Stain::Protein)
        lines.append(pane.sample == m_session.current() ? tr("Protein stretched to this image: not comparable") : tr("Protein stretched to another image: not comparable"));
    const auto image = pane.sample < 0 || pane.stain ? nullptr : imageOf(pane);
    if (!image)
        return lines;
    const Sample& sample = m_session.plate().samples[static_cast<std::size_t>(pane.sample)];
    if (const auto plane = m_session.plate().chosenPlane; plane && *plane > depthOf(sample))
        lines.append(tr("This field has fewer planes (%1): its last is shown").arg(depthOf(sample)));
    for (const Problem& problem : image->problems) {
        if (problem.file.empty() && problem.kind == ErrorKind::NotFound) {
            lines.append(missingStainsText(sample));
            continue;
        }
        const auto stain = stainOfFile(sample, problem.file);
        const QString subject = stain ? stainText(*stain) : m_session.alias(pane.sample) > 0 ? QString() : QString::fromStdString(problem.file);
        const QString what = problemText(problem.kind, QString::fromStdString(problem.cause));
        lines.append(subject.isEmpty() ? what : tr("%1: %2").arg(subject, what));
    }
    return lines;
}

} // namespace locascope
