#pragma once

#include "core/plate/vocabulary.h"
#include "tests/ui/widgets/scriptedqueue.h"

#include <string>
#include <vector>

namespace locascope::testing {

/// Tables of what a script says, written by what ARCHITECTURE.md says of them.
inline std::string challengeCsv(const ScriptedPlate& plate, const ScriptedLabels& labels) {
    std::string text = "Id,Target\r\n";
    for (std::size_t sample = 0; sample < plate.size(); ++sample) {
        const auto& said = labels[sample];
        const bool isLabelled = said && said->outcome == ScriptedOutcome::Labelled && !said->chips.solid.empty();
        if (!isLabelled && !(said && said->outcome == ScriptedOutcome::Negative))
            continue;
        std::string target;
        for (const int index : said->chips.solid)
            target += (target.empty() ? "" : " ") + std::to_string(index);
        text += plate[sample].csvId + ',' + target + "\r\n";
    }
    return text;
}

inline std::string wideCsv(const ScriptedPlate& plate, const ScriptedLabels& labels, const std::vector<LabelClass>& classes) {
    std::string text = "Id";
    for (const LabelClass& one : classes)
        text += ',' + one.name;
    text += "\r\n";
    for (std::size_t sample = 0; sample < plate.size(); ++sample) {
        const auto& said = labels[sample];
        if (!said || (said->outcome != ScriptedOutcome::Negative && said->outcome != ScriptedOutcome::Labelled))
            continue;
        const bool isLabelled = said->outcome == ScriptedOutcome::Labelled;
        if (isLabelled && said->chips.solid.empty() && said->chips.open.empty())
            continue;
        text += plate[sample].csvId;
        for (std::size_t index = 0; index < classes.size(); ++index)
            text += isLabelled && said->chips.open.contains(static_cast<int>(index)) ? "," : said->chips.solid.contains(static_cast<int>(index)) ? ",1" : ",0";
        text += "\r\n";
    }
    return text;
}

/// Of the long table what a script knows: id, class, decision, reviewer, note and whether it was touched, one text a row.
inline std::vector<std::string> longRows(const ScriptedPlate& plate, const ScriptedLabels& labels, const std::vector<LabelClass>& classes, const std::string& reviewer) {
    std::vector<std::string> rows;
    for (std::size_t sample = 0; sample < plate.size(); ++sample) {
        if (!labels[sample])
            continue;
        const ScriptedChips& chips = labels[sample]->chips;
        const auto add = [&](const std::string& name, const std::string& decision, const std::string& touched) { rows.push_back(plate[sample].csvId + '|' + name + '|' + decision + '|' + reviewer + '|' + chips.note + '|' + touched); };
        std::set<int> named = chips.solid;
        named.insert(chips.open.begin(), chips.open.end());
        named.insert(chips.touched.begin(), chips.touched.end());
        constexpr const char* outcomes[]{"labelled", "negative", "unusable", "unsure"};
        if (labels[sample]->outcome != ScriptedOutcome::Labelled || (named.empty() && !chips.other))
            add({}, outcomes[static_cast<int>(labels[sample]->outcome)], {});
        for (const int index : named)
            add(classes[static_cast<std::size_t>(index)].name, chips.solid.contains(index) ? "present" : chips.open.contains(index) ? "not judged" : "absent", chips.touched.contains(index) ? "1" : "0");
        if (chips.other)
            add({}, "other", {});
    }
    return rows;
}

} // namespace locascope::testing
