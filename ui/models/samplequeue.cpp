#include "ui/models/samplequeue.h"

#include "core/review/vocabularystate.h"
#include "ui/models/onthreadof.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/session.h"
#include "ui/models/similarity.h"
#include "ui/models/teamwork.h"

#include <algorithm>
#include <map>

namespace locascope {

namespace {

constexpr std::size_t spreadCount = 200; ///< each is a pass over the features of all

std::vector<QueueSample> samplesOf(const QueueSnapshot& known) {
    std::vector<QueueSample> samples(known.samples);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i].probabilities = known.predictions[i].probabilities;
    for (const auto& [sample, decision] : known.decisions)
        samples[static_cast<std::size_t>(sample)].decision = &decision;
    return samples;
}

/// Of what a person judged, as secondLook() counts it.
GroupedLabels labelsOf(const QueueSnapshot& known) {
    GroupedLabels table;
    table.classes = known.thresholds.size();
    for (const auto& [sample, decision] : known.decisions) {
        const auto place = static_cast<std::size_t>(sample);
        if (decision.inherited || (decision.outcome != Outcome::Labelled && decision.outcome != Outcome::Negative) || place >= known.groups.size() || known.aside[place] == 2)
            continue;
        table.samples.push_back(sample);
        table.groups.push_back(known.groups[place]);
        for (std::size_t i = 0; i < table.classes; ++i)
            table.labels.push_back(known.aside[place] == 1 || decision.notJudged.contains(toClass(i)) ? -1 : decision.present.contains(toClass(i)) ? 1 : 0);
    }
    return table;
}

QueueSnapshot withPredictions(QueueSnapshot known, const OutOfFold& found) {
    const std::size_t classes = known.thresholds.size();
    known.predictions = SharedColumn<Predicted>(known.samples);
    for (std::size_t i = 0; i < found.samples.size(); ++i) {
        const auto row = found.probabilities.begin() + static_cast<std::ptrdiff_t>(i * classes);
        known.predictions.set(static_cast<std::size_t>(found.samples[i]), {{row, row + static_cast<std::ptrdiff_t>(classes)}, {}});
    }
    return known;
}

bool hasSplitOrMerged(const VocabularyState& state) {
    return std::any_of(state.classes.begin(), state.classes.end(), [](const ClassState& one) { return one.mergedInto || !one.splitInto.empty(); });
}

bool isOfQuestions(QueueStrategy strategy) { return strategy == QueueStrategy::AskedMe || strategy == QueueStrategy::Answered; }

const void* plateOf(const Session& session) { return session.hasPlate() ? session.snapshot()->tables.get() : nullptr; }

} // namespace

SampleQueue::SampleQueue(Session& session, Snapshot snapshot, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_snapshot(std::move(snapshot))
    , m_list(session) {
    connect(&session, &Session::orderChanged, this, &SampleQueue::followArrangement);
}

SampleQueue::~SampleQueue() = default;

QueueHindrance SampleQueue::hindrance(QueueStrategy strategy) const {
    const Similarity& similarity = m_session.similarity();
    if (!m_session.hasPlate())
        return QueueHindrance::NoPlate;
    const bool isOfLikeness = strategy == QueueStrategy::Diverse || strategy == QueueStrategy::Near;
    if (m_session.blinding().hides(isOfLikeness ? Hidden::Similar : Hidden::Predictions) && (isOfLikeness || revealsPredictions(strategy)))
        return QueueHindrance::Hidden;
    if ((strategy == QueueStrategy::Conflict || isOfQuestions(strategy)) && m_session.blinding().hides(Hidden::OtherReviewers))
        return QueueHindrance::Hidden;
    if (strategy == QueueStrategy::LookAgain && !hasSplitOrMerged(m_session.vocabularyState()))
        return QueueHindrance::SameClasses;
    if (strategy == QueueStrategy::Assigned && m_session.team().assignedSamples().empty())
        return QueueHindrance::NotAssigned;
    if (strategy == QueueStrategy::Audit && !m_session.team().drawn())
        return QueueHindrance::NotDrawn;
    if (revealsPredictions(strategy) && !m_session.proposalsAllowed())
        return QueueHindrance::MayNotPropose;
    if (revealsPredictions(strategy) && !m_session.hasModel())
        return QueueHindrance::NoModel;
    if (strategy == QueueStrategy::SecondLook && m_session.hasModelLearntPlate())
        return QueueHindrance::LearntLabels;
    const bool lacksFeatures = strategy == QueueStrategy::Near ? !similarity.hasFeatures(m_session.current()) : strategy == QueueStrategy::Diverse && similarity.count() == 0;
    return lacksFeatures ? QueueHindrance::NoFeatures : QueueHindrance::None;
}

void SampleQueue::start(QueueStrategy strategy, const QString& name) {
    if (hindrance(strategy) != QueueHindrance::None)
        return;
    ++m_asked;
    m_thread.stopAll();
    if (strategy == QueueStrategy::Audit)
        takeDrawn(name);
    else if (strategy == QueueStrategy::Assigned)
        takeAssigned(name);
    else if (strategy == QueueStrategy::Conflict)
        takeConflicts(name);
    else if (strategy == QueueStrategy::LookAgain)
        takeUnclear(name);
    else if (isOfQuestions(strategy))
        takeQuestions(strategy, name);
    else if (strategy == QueueStrategy::Diverse)
        spread(name);
    else if (strategy == QueueStrategy::Near)
        findNear(name);
    else if (strategy == QueueStrategy::SecondLook)
        lookTwice(name);
    else
        compute(strategy, name, m_snapshot());
}

bool SampleQueue::isWanted(int asked, const void* plate) const { return asked == m_asked && plate == plateOf(m_session); }

void SampleQueue::compute(QueueStrategy strategy, const QString& name, QueueSnapshot given, std::size_t folds) {
    m_thread.post([this, strategy, name, asked = m_asked, folds, plate = plateOf(m_session), known = std::move(given)](std::stop_token stop) {
        const std::vector<QueueSample> samples = samplesOf(known);
        Found found{reviewQueue(strategy, {samples, known.thresholds, known.atLeastOne}, stop), 0, folds};
        if (stop.stop_requested())
            return;
        found.predicted = static_cast<std::size_t>(std::count_if(samples.begin(), samples.end(), [](const QueueSample& one) { return !one.probabilities.empty(); }));
        onThreadOf(this, [this, name, asked, plate, found = std::move(found)] {
            if (isWanted(asked, plate))
                take(found, name);
        });
    });
}

/// A model judges the labels of a plate best that has learnt from the others of them: a head on the features does, for each group without its own. Where features are missing the model's predictions judge.
void SampleQueue::lookTwice(const QString& name) {
    QueueSnapshot known = m_snapshot();
    GroupedLabels labels = labelsOf(known);
    const auto lacksFeatures = [this](int sample) { return !m_session.similarity().hasFeatures(sample); };
    if (known.groups.size() != known.samples || std::ranges::any_of(labels.samples, lacksFeatures))
        return compute(QueueStrategy::SecondLook, name, std::move(known));
    m_session.similarity().findOutOfFold(std::move(labels), [this, name, known = std::move(known), asked = m_asked, plate = plateOf(m_session)](const OutOfFold& found) {
        if (isWanted(asked, plate))
            compute(QueueStrategy::SecondLook, name, found.folds < 2 ? known : withPredictions(known, found), found.folds < 2 ? 0 : found.folds);
    });
}

void SampleQueue::spread(const QString& name) {
    std::vector<int> unreviewed;
    for (int sample = 0; sample < static_cast<int>(m_session.plate().samples.size()); ++sample)
        if (m_session.similarity().hasFeatures(sample) && !m_session.isReviewed(sample))
            unreviewed.push_back(sample);
    m_session.similarity().findSpread(std::move(unreviewed), spreadCount, [this, name, asked = m_asked, plate = plateOf(m_session)](const std::vector<SpreadPick>& picks) {
        if (!isWanted(asked, plate))
            return;
        Found found{{QueueStrategy::Diverse, {}, {}, 0}, m_session.similarity().count()};
        for (const SpreadPick& pick : picks)
            found.queue.entries.push_back({pick.sample, -static_cast<double>(pick.similarity), SpreadReason{pick.nearest, pick.similarity}});
        take(std::move(found), name);
    });
}

void SampleQueue::takeDrawn(const QString& name) {
    Found found{{QueueStrategy::Audit, {}, {}, m_session.team().drawn()->seed}, 0};
    for (const int sample : m_session.team().drawnSamples())
        found.queue.entries.push_back({sample, 0, DrawnReason{m_session.team().drawn()->inclusion()}});
    take(std::move(found), name);
}

void SampleQueue::takeAssigned(const QString& name) {
    Found found{{QueueStrategy::Assigned, {}, {}, 0}, 0};
    for (const int sample : m_session.team().assignedSamples())
        if (!m_session.isReviewed(sample))
            found.queue.entries.push_back({sample, 0, PlainReason{}});
    take(std::move(found), name);
}

void SampleQueue::takeConflicts(const QString& name) {
    m_session.team().findConflicts([this, name, asked = m_asked, plate = plateOf(m_session)](const std::vector<Conflict>& conflicts) {
        if (!isWanted(asked, plate))
            return;
        Found found{{QueueStrategy::Conflict, {}, {}, 0}, 0};
        for (const Conflict& conflict : conflicts) {
            if (conflict.state == DisputeState::Ruled)
                continue;
            ConflictReason reason{{}, disputedClasses(conflict), conflict.state == DisputeState::Outvoted};
            for (const Side& side : conflict.sides)
                for (const Word& word : side.words)
                    reason.reviewers.push_back(word.reviewer);
            found.queue.entries.push_back({conflict.sample, 0, std::move(reason)});
        }
        take(std::move(found), name);
    });
}

void SampleQueue::takeUnclear(const QString& name) {
    m_session.team().findUnclear([this, name, asked = m_asked, plate = plateOf(m_session)](const std::vector<UnclearSample>& unclear) {
        if (!isWanted(asked, plate))
            return;
        Found found{{QueueStrategy::LookAgain, {}, {}, 0}, 0};
        for (const UnclearSample& one : unclear)
            if (const int sample = m_session.snapshot()->indexOf(one.sampleId); sample >= 0)
                found.queue.entries.push_back({sample, 0, UnclearReason{one.reviewers, one.split, one.blurred}});
        std::sort(found.queue.entries.begin(), found.queue.entries.end(), [](const QueueEntry& left, const QueueEntry& right) { return left.sample < right.sample; });
        take(std::move(found), name);
    });
}

/// Several may ask of one sample.
void SampleQueue::takeQuestions(QueueStrategy strategy, const QString& name) {
    const bool areAnswered = strategy == QueueStrategy::Answered;
    m_session.team().findQuestions(areAnswered, [this, strategy, name, asked = m_asked, plate = plateOf(m_session)](const std::vector<Question>& questions) {
        if (!isWanted(asked, plate))
            return;
        std::map<int, QuestionReason> reasons;
        for (const Question& one : questions)
            if (const int sample = m_session.snapshot()->indexOf(one.sampleId); sample >= 0) {
                QuestionReason& reason = reasons[sample];
                reason.questions.push_back({one.asker, one.question});
                reason.answer = {one.answerer, one.answer};
                if (one.decision)
                    reason.decision = readAs(m_session.vocabularyState(), *one.decision);
            }
        Found found{{strategy, {}, {}, 0}, 0};
        for (auto& [sample, reason] : reasons)
            found.queue.entries.push_back({sample, 0, std::move(reason)});
        take(std::move(found), name);
    });
}

void SampleQueue::findNear(const QString& name) {
    const int chosen = m_session.current();
    m_session.similarity().findLike(chosen, [this, chosen, name, asked = m_asked, plate = plateOf(m_session)](const std::vector<Neighbour>& neighbours) {
        if (!isWanted(asked, plate))
            return;
        Found found{{QueueStrategy::Near, {}, {}, 0}, m_session.similarity().count()};
        for (const Neighbour& one : neighbours)
            if (one.sample != chosen && !m_session.isReviewed(one.sample))
                found.queue.entries.push_back({one.sample, static_cast<double>(one.similarity), LikenessReason{chosen, one.similarity}});
        take(std::move(found), name);
    });
}

/// While names are hidden, samples that are equal to the queue do not stand in the order of their names, which would tell what is from one well.
void SampleQueue::hideOrderOfPlate(ReviewQueue& queue) const {
    if (!m_session.blinding().hides(Hidden::Names) || queue.strategy == QueueStrategy::Audit || queue.strategy == QueueStrategy::Diverse)
        return;
    std::stable_sort(queue.entries.begin(), queue.entries.end(), [this](const QueueEntry& left, const QueueEntry& right) {
        return left.score != right.score ? left.score > right.score : m_session.alias(left.sample) < m_session.alias(right.sample);
    });
}

void SampleQueue::take(Found found, const QString& name) {
    if (found.queue.entries.empty()) {
        emit nothingFound(found.queue.strategy);
        return;
    }
    m_session.similarity().goBack(); // the way back is to what was before it
    hideOrderOfPlate(found.queue);
    m_queue = std::move(found.queue);
    m_predicted = found.predicted;
    m_folds = found.folds;
    m_places.clear();
    std::vector<int> samples;
    for (const QueueEntry& entry : m_queue.entries) {
        m_places.emplace(entry.sample, samples.size());
        samples.push_back(entry.sample);
    }
    m_list.show(name, std::move(samples));
    emit shownChanged();
}

std::optional<QueueStrategy> SampleQueue::strategy() const { return isShown() ? std::optional(m_queue.strategy) : std::nullopt; }

const QueueReason* SampleQueue::reason(int sampleIndex) const {
    const bool isKnown = isShown() && !m_session.blinding().hides(Hidden::QueueReasons);
    const auto found = isKnown ? m_places.find(sampleIndex) : m_places.end();
    return found == m_places.end() ? nullptr : &m_queue.entries[found->second].reason;
}

/// Another order or filter was chosen.
void SampleQueue::followArrangement() {
    if (m_list.turned())
        emit shownChanged();
}

} // namespace locascope
