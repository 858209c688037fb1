#include "ui/widgets/planechoice.h"

#include <QEvent>
#include <QSignalBlocker>

#include <algorithm>

namespace locascope {

QString planeText(std::optional<int> plane, int depth) {
    return plane ? PlaneChoice::tr("Plane %1 of %2").arg(std::min(*plane, depth)).arg(depth) : PlaneChoice::tr("Maximum of %1 planes").arg(depth);
}

PlaneChoice::PlaneChoice(Session& session, QWidget* parent) : QComboBox(parent), m_session(session) {
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(&m_session, &Session::plateChanged, this, &PlaneChoice::refresh);
    connect(this, &QComboBox::activated, this, [this](int plane) { m_session.choosePlane(plane > 0 ? std::optional(plane) : std::nullopt); });
    retranslate();
    refresh();
}

void PlaneChoice::refresh() {
    const int depth = m_session.hasPlate() ? m_session.plate().depth : 1;
    setVisible(depth > 1);
    setEnabled(m_session.isIndexComplete());
    const QSignalBlocker blocker(this);
    if (count() != depth + 1) {
        clear();
        for (int plane = 0; plane <= depth; ++plane)
            addItem({});
        retranslate();
    }
    setCurrentIndex(m_session.chosenPlane().value_or(0));
}

void PlaneChoice::retranslate() {
    const int depth = count() - 1;
    for (int plane = 0; plane <= depth; ++plane)
        setItemText(plane, planeText(plane > 0 ? std::optional(plane) : std::nullopt, depth));
    setToolTip(tr("Which z plane is shown and classified, for the whole plate; remembered for it"));
    setAccessibleName(tr("z plane"));
}

void PlaneChoice::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QComboBox::changeEvent(event);
}

} // namespace locascope
