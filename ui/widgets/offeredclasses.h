#pragma once

#include "core/review/vocabularystate.h"
#include "ui/models/session.h"

#include <vector>

namespace locascope {

/// The classes that can be chosen for a sample.
inline std::vector<LabelClass> offeredClasses(const Session& session) {
    std::vector<LabelClass> offered;
    for (const LabelClass& one : session.vocabulary().classes())
        if (isChoosable(session.vocabularyState(), one.index))
            offered.push_back(one);
    return offered;
}

/// The classes that decisions are read in: those that were retired, too, but none that is read as another.
inline std::vector<LabelClass> readClasses(const Session& session) {
    std::vector<LabelClass> read;
    for (const LabelClass& one : session.vocabulary().classes())
        if (readAs(session.vocabularyState(), one.index) == one.index)
            read.push_back(one);
    return read;
}

} // namespace locascope
