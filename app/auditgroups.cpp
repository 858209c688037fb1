#include "app/auditgroups.h"

#include "core/store/reviewsheet.h"

namespace locascope {

std::map<std::string, std::string> groupsOfPlate(const Plate& plate, const ReviewStore& store) {
    std::map<std::string, std::string> groups;
    if (const auto sheet = sheetOf(store, plate)) {
        groups = sheetGroups(plate, *sheet);
    }
    const std::vector<std::string> ids = csvIds(plate);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (const Sample& sample = plate.samples[i]; !sample.well.empty()) {
            groups.try_emplace(ids[i], sample.plateName + "/" + sample.well);
        }
    }
    return groups;
}

std::vector<std::string> groupsOfRows(const std::map<std::string, std::string>& groups, std::span<const std::string> ids) {
    std::vector<std::string> names;
    bool isGrouped = false;
    for (const std::string& id : ids) {
        const auto found = groups.find(id);
        const bool hasGroup = found != groups.end() && !found->second.empty();
        isGrouped = isGrouped || hasGroup;
        names.push_back(hasGroup ? "g" + found->second : "s" + id);
    }
    return isGrouped ? names : std::vector<std::string>();
}

} // namespace locascope
