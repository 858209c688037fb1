#include "ui/models/refusedsummary.h"

#include <algorithm>
#include <set>

namespace locascope {

namespace {

constexpr qsizetype mostNames = 3;

} // namespace

RefusedSummary summaryOf(const std::vector<RefusedEvent>& refused) {
    RefusedSummary summary;
    std::vector<std::set<std::string>> samples;
    for (const RefusedEvent& one : refused) {
        RefusedSummary::Group group{one.because, QString::fromStdString(one.event.reviewer), 0, {}, QString::fromStdString(one.reason)};
        const auto same = std::find_if(summary.groups.begin(), summary.groups.end(), [&](const auto& other) { return other.why == group.why && other.reviewer == group.reviewer && other.reason == group.reason; });
        const auto place = static_cast<std::size_t>(same - summary.groups.begin());
        if (same == summary.groups.end()) {
            summary.groups.push_back(std::move(group));
            samples.emplace_back();
        }
        if (!samples[place].insert(one.event.sampleId).second)
            continue;
        ++summary.groups[place].samples;
        if (summary.groups[place].names.size() < mostNames)
            summary.groups[place].names.append(QString::fromStdString(one.event.sampleId));
    }
    return summary;
}

} // namespace locascope
