#include "core/store/eventarrays.h"

#include "core/store/eventtable.h"

#include <utility>

namespace locascope {

void EventArrays::add(const LabelEvent& event) {
    EventRow row = rowOfEvent(event, 0);
    m_uuids.add(row.uuid);
    m_samples.add(row.sample);
    m_reviewers.add(std::move(row.reviewer));
    m_times.add(row.timeMs);
    m_causes.add({std::move(row.cause)});
    m_befores.add(row.before);
    m_afters.add(row.after);
    m_models.add(std::move(row.model));
    m_vocabularies.add(std::move(row.vocabulary));
    m_acts.add(std::move(row.act));
    m_undone.add(std::move(row.undoes));
}

qsizetype EventArrays::size() const { return m_uuids.size() + m_samples.size() + m_reviewers.size() + m_befores.size() + m_afters.size() + m_models.size(); }

QVariantList EventArrays::values(int review) const {
    return {review,           m_uuids.value(),  m_samples.value(), m_reviewers.value(),    m_times.value(), m_causes.value(),
            m_befores.value(), m_afters.value(), m_models.value(),  m_vocabularies.value(), m_acts.value(),  m_undone.value()};
}

} // namespace locascope
