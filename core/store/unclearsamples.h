#pragma once

#include "core/plate/labelset.h"
#include "core/store/reviewstore.h"

#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// A sample whose labels a change of the classes left unclear.
struct UnclearSample {
    std::string sampleId;
    std::vector<std::string> reviewers; ///< whose decisions are unclear, by name
    LabelSet split;                     ///< splitClassesOf() these decisions
    LabelSet blurred;                   ///< classesBlurredIn() them
    friend bool operator==(const UnclearSample&, const UnclearSample&) = default;
};

/// Those with an unclear decision on which nobody has decided clearly since the change, by id. Inherited labels are no decisions. `of` one reviewer: as if no other had decided. One pass over the current decisions and over the events since the first split or merger;
/// nothing is read where there is none. Errors of reviewVocabulary.
std::vector<UnclearSample> unclearSamples(const ReviewStore& review, const std::optional<std::string>& of = {});

} // namespace locascope
