#include "ui/widgets/exemplarstrip.h"

#include "core/review/vocabularystate.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/similarity.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/samplethumbnail.h"
#include "ui/widgets/similartext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

/// That was added or proposed, and is the most probable of those; none where nothing is.
std::optional<ClassIndex> leadingChip(const Session& session) {
    const std::vector<ChipState> chips = session.chips();
    std::optional<ClassIndex> leading;
    float best = -1;
    for (std::size_t i = 0; i < chips.size(); ++i) {
        const bool isSolid = chips[i].mark == ChipMark::Added || chips[i].mark == ChipMark::Proposed;
        if (const float probability = chips[i].probability.value_or(0); isSolid && probability > best) {
            best = probability;
            leading = toClass(i);
        }
    }
    return leading;
}

/// The samples of this plate that the review calls exemplars of the class, the best first.
std::vector<int> chosenFor(const Session& session, ClassIndex index) {
    std::vector<int> samples;
    const auto plate = session.snapshot();
    if (!plate || toIndex(index) >= session.vocabularyState().classes.size())
        return samples;
    for (const std::string& id : session.vocabularyState().classes[toIndex(index)].exemplars)
        if (const int sample = plate->indexOf(id); sample >= 0 && sample != session.current())
            samples.push_back(sample);
    return samples;
}

} // namespace

ExemplarStrip::ExemplarStrip(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_layout(new QHBoxLayout(this))
    , m_title(new QLabel) {
    m_layout->setContentsMargins(6, 2, 6, 2);
    m_layout->setSpacing(2);
    m_title->setWordWrap(true);
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    for (std::size_t i = 0; i < most; ++i) {
        auto* thumbnail = new SampleThumbnail(session, this);
        thumbnail->setVisible(false);
        connect(thumbnail, &QAbstractButton::clicked, this, [this, thumbnail] { m_session.goTo(thumbnail->sample()); });
        m_layout->addWidget(thumbnail);
        m_thumbnails.append(thumbnail);
    }
    m_layout->addWidget(m_title, 1);
    setMinimumHeight(SampleThumbnail::side + 4);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&session, &Session::saliencyChanged, this, &ExemplarStrip::attend);
    connect(&session, &Session::plateChanged, this, [this] {
        m_attended.reset();
        refresh();
    });
    for (const auto signal : {&Session::currentChanged, &Session::chipsChanged, &Session::vocabularyChanged})
        connect(&session, signal, this, &ExemplarStrip::refresh);
    connect(&session, &Session::decisionsChanged, this, &ExemplarStrip::refresh);
    connect(&session.similarity(), &Similarity::changed, this, &ExemplarStrip::refresh);
    connect(&session, &Session::thumbnailChanged, this, [this] {
        for (SampleThumbnail* thumbnail : std::as_const(m_thumbnails))
            thumbnail->update();
    });
}

QVector<int> ExemplarStrip::shown() const {
    QVector<int> samples;
    for (const SampleThumbnail* thumbnail : m_thumbnails)
        if (!thumbnail->isHidden())
            samples.append(thumbnail->sample());
    return samples;
}

void ExemplarStrip::attend() {
    const auto index = m_session.saliencyClass();
    if (!index || index == m_attended)
        return;
    m_attended = index;
    refresh();
}

void ExemplarStrip::say(const QString& text) {
    for (SampleThumbnail* thumbnail : std::as_const(m_thumbnails)) {
        thumbnail->setVisible(false);
        thumbnail->forget();
    }
    m_title->setText(text);
}

void ExemplarStrip::refresh() {
    const int asked = ++m_asked;
    if (!isVisible())
        return;
    const auto index = m_attended && toIndex(*m_attended) < m_session.vocabulary().size() ? m_attended : leadingChip(m_session);
    const bool hasChosen = index && !chosenFor(m_session, *index).empty();
    if (const QString why = whyNothingIsSimilar(m_session); !why.isEmpty())
        return hasChosen ? take(*index, {}) : say(why);
    if (!m_session.similarity().hasFeatures(m_session.current()))
        return hasChosen ? take(*index, {}) : say(tr("This sample is not classified yet, so nothing is known to be like it."));
    if (!index)
        return say(tr("Point at a class in the list to see samples that were decided to show it."));
    m_session.similarity().findExemplars(m_session.current(), *index, most, [this, asked, index = *index](const std::vector<Neighbour>& exemplars) {
        if (asked == m_asked)
            take(index, exemplars);
    });
}

void ExemplarStrip::take(ClassIndex index, const std::vector<Neighbour>& exemplars) {
    const QString name = className(QString::fromStdString(m_session.vocabulary().at(index).name));
    const std::vector<int> chosen = chosenFor(m_session, index);
    if (exemplars.empty() && chosen.empty())
        return say(tr("%1: no other sample was decided to show it yet.").arg(name));
    m_title->setText(chosen.empty() ? tr("%1, as decided before; the most similar first").arg(name) : tr("%1: chosen exemplars, then as decided before").arg(name));
    const auto textOf = [this](int sample) { return sampleText(m_session, sample); };
    std::vector<std::pair<int, QString>> shown;
    for (const int sample : chosen)
        shown.emplace_back(sample, tr("%1: chosen as an exemplar").arg(textOf(sample)));
    for (const Neighbour& one : exemplars)
        if (std::find(chosen.begin(), chosen.end(), one.sample) == chosen.end())
            shown.emplace_back(one.sample, tr("%1: %2\nsimilarity %3").arg(textOf(one.sample), decisionSummary(m_session.decision(one.sample), m_session.vocabulary()), QLocale().toString(static_cast<double>(one.similarity), 'f', 3)));
    for (int i = 0; i < m_thumbnails.size(); ++i) {
        const bool isThere = static_cast<std::size_t>(i) < shown.size();
        m_thumbnails[i]->setVisible(isThere);
        if (isThere)
            m_thumbnails[i]->show(shown[static_cast<std::size_t>(i)].first, shown[static_cast<std::size_t>(i)].second, Qt::SolidLine);
    }
}

void ExemplarStrip::showEvent(QShowEvent*) { refresh(); }

void ExemplarStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace locascope
