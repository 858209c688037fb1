#include "ui/models/shownlist.h"

#include "ui/models/session.h"

#include <utility>

namespace locascope {

void ShownList::show(const QString& name, std::vector<int> samples) {
    if (!isShown())
        m_before = m_session.arrangement();
    m_wasShown = false; // while one list takes the place of another neither is there
    m_session.showListed(name, std::move(samples));
    m_listed = m_session.filter().listed;
    m_wasShown = true;
}

bool ShownList::isShown() const { return m_listed && m_session.sortOrder() == SampleOrder::Listed && m_session.filter().listed == m_listed; }

void ShownList::goBack() {
    if (!isShown())
        return;
    m_listed.reset();
    m_session.setGrouping(m_before.grouping);
    m_session.setSortOrder(m_before.order, m_before.probabilityOf);
    m_session.setFilter(m_before.filter);
}

bool ShownList::turned() {
    const bool was = std::exchange(m_wasShown, isShown());
    return was != m_wasShown;
}

} // namespace locascope
