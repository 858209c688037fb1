#include "ui/widgets/siblingstrip.h"

#include "ui/models/session.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/samplethumbnail.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr int mostThumbnails = 40;

} // namespace

SiblingStrip::SiblingStrip(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_layout(new QHBoxLayout(this))
    , m_more(new QLabel) {
    m_layout->setContentsMargins(6, 2, 6, 2);
    m_layout->setSpacing(2);
    m_layout->addWidget(m_more);
    m_layout->addStretch(1);
    m_more->setForegroundRole(QPalette::PlaceholderText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&session, &Session::currentChanged, this, &SiblingStrip::refresh);
    connect(&session, &Session::sheetChanged, this, &SiblingStrip::refresh);
    connect(&session, &Session::decisionsChanged, this, &SiblingStrip::refresh);
    connect(&session, &Session::thumbnailChanged, this, &SiblingStrip::refreshThumbnail);
    refresh();
}

QVector<int> SiblingStrip::shown() const {
    QVector<int> samples;
    for (const SampleThumbnail* thumbnail : m_thumbnails)
        if (!thumbnail->isHidden())
            samples.append(thumbnail->sample());
    return samples;
}

void SiblingStrip::refresh() {
    const Siblings siblings = m_session.hasPlate() ? m_session.siblings(m_session.current()) : Siblings();
    setVisible(!siblings.sameWell.empty() || !siblings.sameAntibody.empty());
    if (!isHidden())
        return fill();
    for (SampleThumbnail* thumbnail : std::as_const(m_thumbnails))
        thumbnail->forget(); // they may be hidden from this reviewer now
}

void SiblingStrip::fill() {
    const Siblings siblings = m_session.siblings(m_session.current());
    const auto all = static_cast<int>(siblings.sameWell.size() + siblings.sameAntibody.size());
    const int room = (width() - 80) / (SampleThumbnail::side + m_layout->spacing());
    const int count = std::clamp(room, 1, std::min(all, mostThumbnails));
    while (m_thumbnails.size() < count) {
        auto* thumbnail = new SampleThumbnail(m_session, this);
        connect(thumbnail, &QAbstractButton::clicked, this, [this, thumbnail] { m_session.goTo(thumbnail->sample()); });
        m_layout->insertWidget(int(m_thumbnails.size()), thumbnail);
        m_thumbnails.append(thumbnail);
    }
    for (int i = 0; i < m_thumbnails.size(); ++i) {
        m_thumbnails[i]->setVisible(i < count);
        if (i >= count)
            continue;
        const auto index = static_cast<std::size_t>(i);
        const bool sameWell = index < siblings.sameWell.size();
        show(*m_thumbnails[i], sameWell ? siblings.sameWell[index] : siblings.sameAntibody[index - siblings.sameWell.size()], sameWell);
    }
    m_more->setText(all > count ? tr("+ %1").arg(QLocale().toString(all - count)) : QString());
    m_more->setToolTip(tr("More fields of this well or antibody"));
}

/// Why it is there shows as a line above it (same well: solid; same antibody: dotted) and in the tooltip.
void SiblingStrip::show(SampleThumbnail& thumbnail, int sample, bool sameWell) {
    const QString name = sampleText(m_session, sample);
    const QString decision = decisionSummary(m_session.decision(sample), m_session.vocabulary());
    thumbnail.show(sample, (sameWell ? tr("%1, in the same well: %2") : tr("%1, with the same antibody: %2")).arg(name, decision), sameWell ? Qt::SolidLine : Qt::DotLine);
}

void SiblingStrip::refreshThumbnail(int sample) {
    for (SampleThumbnail* thumbnail : std::as_const(m_thumbnails))
        if (sample < 0 || thumbnail->sample() == sample)
            thumbnail->update();
}

void SiblingStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

void SiblingStrip::resizeEvent(QResizeEvent*) {
    if (m_session.hasPlate())
        fill();
}

} // namespace locascope
