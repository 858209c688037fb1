#pragma once

#include "core/review/labelcsv.h"

#include <random>
#include <string>

namespace locascope::testing {

inline float randomProbability(std::mt19937& random) {
    switch (random() % 6) {
    case 0: return 0;
    case 1: return 1;
    case 2: return static_cast<float>(random() % 1000) * 1e-9f;
    default: return static_cast<float>(random() % 16777217) / 16777216.0f;
    }
}

inline LabelSet randomLabels(std::mt19937& random, std::size_t classes, unsigned oneIn) {
    LabelSet labels;
    for (std::size_t index = 0; index < classes; ++index)
        if (random() % oneIn == 0)
            labels.insert(toClass(index));
    return labels;
}

/// A note that a spreadsheet, a CSV reader or a terminal might trip over.
inline std::string randomNote(std::mt19937& random) {
    static const std::string pieces[] = {"=HYPERLINK(\"x\")", "+1", "-2+3", "@", "\"", "\"\"", ",", ";", "\r\n", "\n", "\r", "\t", "'",
                                         "'=", "'%", "caf\xC3\xA9", "\xEF\xBB\xBF", "\xE2\x80\xAE", std::string("\0", 1), " ", "'; DROP TABLE", "%s%n"};
    std::string note;
    for (std::size_t count = random() % 4; count > 0; --count)
        note += pieces[random() % std::size(pieces)];
    return note;
}

/// A decision that a reviewer could have made, with all that belongs to it but the proposal.
inline Decision randomDecision(std::mt19937& random, std::size_t classes) {
    Decision decision;
    decision.outcome = static_cast<Outcome>(random() % 4);
    if (decision.outcome == Outcome::Labelled || decision.outcome == Outcome::Unsure)
        decision.present = randomLabels(random, classes, 8);
    if (decision.outcome == Outcome::Labelled)
        decision.notJudged = randomLabels(random, classes, 12).without(decision.present);
    decision.touched = randomLabels(random, classes, 9);
    decision.other = random() % 6 == 0;
    decision.inherited = random() % 6 == 0;
    decision.secondsOnScreen = random() % 3 == 0 ? 0 : static_cast<double>(random()) / 1e7;
    decision.note = randomNote(random);
    return decision;
}

inline LabelRow randomRow(std::mt19937& random, std::size_t classes, const std::string& id) {
    LabelRow row;
    row.id = id;
    row.decision = randomDecision(random, classes);
    row.plateName = randomNote(random);
    row.well = random() % 2 ? "A01" : "";
    if (random() % 2)
        row.site = static_cast<int>(random() % 50);
    row.reviewer = randomNote(random);
    if (random() % 3)
        row.timeMs = static_cast<std::int64_t>(random() >> 5) * 1000003 - 1000000000000;
    row.cause = random() % 2 ? "reviewed" : "";
    row.modelDigest = random() % 2 ? std::string(64, 'a') : "";
    return row;
}

} // namespace locascope::testing
