#include "ui/widgets/samplescope.h"

#include "ui/models/session.h"

#include <QLocale>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

QString counted(const QString& text, std::size_t count) { return text.arg(QLocale().toString(static_cast<qulonglong>(count))); }

std::vector<int> inOrderOfPlate(std::vector<int> samples) {
    std::sort(samples.begin(), samples.end());
    return samples;
}

} // namespace

SampleScope::SampleScope(Session& session, WithoutSelection first, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_all(new QRadioButton(counted(tr("All samples (%1)"), session.plate().samples.size())))
    , m_shown(new QRadioButton(counted(tr("Only what is shown (%1)"), session.order().size())))
    , m_selected(new QRadioButton(counted(tr("Only what is selected (%1)"), session.selection().samples().size()))) {
    m_shown->setEnabled(session.order().size() < session.plate().samples.size() && !session.order().empty());
    m_selected->setEnabled(!session.selection().isEmpty());
    const bool beginsWithShown = first == WithoutSelection::Shown && m_shown->isEnabled();
    (m_selected->isEnabled() ? m_selected : beginsWithShown ? m_shown : m_all)->setChecked(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    for (QRadioButton* one : {m_all, m_shown, m_selected}) {
        layout->addWidget(one);
        connect(one, &QRadioButton::clicked, this, &SampleScope::changed);
    }
}

std::optional<std::vector<int>> SampleScope::samples() const {
    if (m_selected->isChecked())
        return inOrderOfPlate(m_session.selection().samples());
    if (m_shown->isChecked())
        return inOrderOfPlate(m_session.order());
    return {};
}

} // namespace locascope
