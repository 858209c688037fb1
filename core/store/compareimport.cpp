#include "core/store/compareimport.h"

#include "core/files/error.h"
#include "core/store/reviewvocabulary.h"
#include "core/store/voices.h"

#include <algorithm>
#include <set>

namespace locascope {

namespace {

LabelEvent eventOf(const LabelRow& row, const std::string& sampleId, const std::optional<VocabularyState>& state, const ImportOptions& options) {
    LabelEvent event;
    event.uuid = newUuid();
    event.sampleId = sampleId;
    event.reviewer = !options.reviewer.empty() ? options.reviewer : !row.reviewer.empty() ? row.reviewer : options.fallbackReviewer;
    event.timeMs = row.timeMs.value_or(options.nowMs);
    event.cause = options.asRuling ? EventCause::Ruling : EventCause::Imported;
    event.after = state ? decisionOfFile(*state, *row.decision) : *row.decision;
    event.after->proposal.modelDigest = row.modelDigest;
    event.after->proposal.probabilities = row.probabilities;
    event.modelDigest = row.modelDigest;
    event.vocabularyDigest = options.vocabularyDigest;
    return event;
}

bool saysTheSame(const Decision& left, const Decision& right) {
    return left.inherited == right.inherited && agree(left, right) && left.other == right.other && left.note == right.note;
}

// What a review says of one sample, as far as one reviewer's row is concerned.
struct Standing {
    std::optional<Decision> decision;
    std::optional<std::int64_t> timeMs;
    bool isRuling = false;
};

class ReviewSoFar final {
public:
    explicit ReviewSoFar(const ReviewStore* review)
        : m_review(review) {
        if (review)
            m_classes = reviewVocabulary(*review).state;
    }

    const std::optional<VocabularyState>& classes() const { return m_classes; }

    Standing standing(const LabelEvent& event, bool forRuling) {
        if (!m_review)
            return {};
        return forRuling ? ofEverybody(event) : ofReviewer(event);
    }

private:
    struct Word {
        std::map<std::string, Decision> decisions;
        std::map<std::string, std::int64_t> times;
    };

    Standing ofReviewer(const LabelEvent& event) {
        if (!m_words.contains(event.reviewer))
            m_words[event.reviewer] = {decisionsToday(*m_review, *m_classes, event.reviewer), m_review->decisionTimes(event.reviewer)};
        const Word& word = m_words.at(event.reviewer);
        const auto found = word.decisions.find(event.sampleId);
        if (found == word.decisions.end())
            return {};
        return {found->second, word.times.at(event.sampleId), false};
    }

    Standing ofEverybody(const LabelEvent& event) const {
        Standing standing;
        for (const LabelEvent& earlier : m_review->history(event.sampleId)) {
            standing.timeMs = std::max(earlier.timeMs, standing.timeMs.value_or(earlier.timeMs));
            if (earlier.reviewer == event.reviewer) {
                standing.decision = earlier.after ? std::optional(readAs(*m_classes, *earlier.after)) : std::nullopt;
                standing.isRuling = earlier.cause == EventCause::Ruling;
            }
        }
        return standing;
    }

    const ReviewStore* m_review;
    std::optional<VocabularyState> m_classes; ///< none where there is no review
    std::map<std::string, Word> m_words; ///< by reviewer
};

bool wasJudged(const ReviewStore& review, const LabelEvent& event) {
    EventCause cause = EventCause::Imported;
    for (const LabelEvent& earlier : review.history(event.sampleId))
        if (earlier.reviewer == event.reviewer)
            cause = earlier.cause;
    return cause != EventCause::Imported;
}

ImportChange changeBy(const LabelRow& row, const LabelEvent& event, const Standing& standing, bool asRuling) {
    const bool isNewer = row.timeMs && standing.timeMs && *standing.timeMs > *row.timeMs;
    if (!standing.decision)
        return asRuling && isNewer ? ImportChange::Conflict : ImportChange::New;
    if (event.after->inherited && !standing.decision->inherited)
        return ImportChange::Kept;
    if (saysTheSame(*standing.decision, *event.after) && standing.isRuling == asRuling)
        return ImportChange::Same;
    return isNewer ? ImportChange::Conflict : ImportChange::Changed;
}

void requireOneRulingASample(const LabelTable& table) {
    std::set<std::string_view> seen;
    for (const LabelRow& row : table.rows)
        if (row.decision && !seen.insert(row.id).second)
            throw Error(ErrorKind::Invalid, {}, "line " + std::to_string(row.line) + ": a second row of sample " + row.id + "; a ruling is one decision");
}

} // namespace

std::string_view importChangeKey(ImportChange change) {
    switch (change) {
    case ImportChange::New: return "new";
    case ImportChange::Same: return "same";
    case ImportChange::Changed: return "changed";
    case ImportChange::Conflict: return "conflict";
    case ImportChange::Kept: return "kept";
    }
    return {};
}

std::map<std::string, std::string> sampleIdsByCsvId(const Plate& plate) {
    const std::vector<std::string> ids = csvIds(plate);
    std::map<std::string, std::string> known;
    for (std::size_t i = 0; i < ids.size(); ++i)
        known[ids[i]] = plate.samples[i].id;
    return known;
}

std::vector<ComparedRow> compareWithReview(const LabelTable& table, const Plate& plate, const ReviewStore* review, const ImportOptions& options) {
    if (options.asRuling)
        requireOneRulingASample(table);
    const std::map<std::string, std::string> sampleIds = sampleIdsByCsvId(plate);
    ReviewSoFar soFar(review);
    std::vector<ComparedRow> rows;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const LabelRow& row = table.rows[i];
        if (!row.decision)
            continue;
        ComparedRow compared{.row = i, .change = ImportChange::New, .event = eventOf(row, sampleIds.at(row.id), soFar.classes(), options), .reviewTimeMs = {}};
        const Standing standing = soFar.standing(compared.event, options.asRuling);
        compared.event.before = standing.decision;
        compared.change = changeBy(row, compared.event, standing, options.asRuling);
        if (compared.change == ImportChange::Changed && !row.timeMs && !options.asRuling && wasJudged(*review, compared.event))
            compared.change = ImportChange::Conflict;
        compared.reviewTimeMs = standing.timeMs;
        rows.push_back(std::move(compared));
    }
    return rows;
}

} // namespace locascope
