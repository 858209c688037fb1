// How the classes of the open review are changed, and how what was changed elsewhere is followed.

#include "ui/models/sessionprivate.h"

#include "core/store/reviewvocabulary.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>
#include <cmath>
#include <utility>

namespace locascope {

namespace {

bool hasRestored(const VocabularyState& before, const VocabularyState& now) {
    for (std::size_t i = 0; i < before.classes.size(); ++i)
        if (!isChoosable(before, toClass(i)) && isChoosable(now, toClass(i)))
            return true;
    return false;
}

} // namespace

/// What the model says in the classes of today. It never proposes a class that it does not know, or that is not to be chosen.
std::vector<float> Session::Private::answersToday(const std::vector<float>& probabilities) const {
    std::vector<float> read = readProbabilities(classes.state, probabilities);
    if (!classes.changes.empty())
        for (std::size_t i = 0; i < read.size(); ++i)
            if (std::isnan(read[i]) || !isChoosable(classes.state, toClass(i)))
                read[i] = 0;
    return read;
}

std::vector<double> Session::Private::thresholdsToday(const std::vector<double>& thresholds) const {
    std::vector<double> read = readThresholds(classes.state, thresholds);
    for (std::size_t i = 0; i < read.size(); ++i)
        if (!isChoosable(classes.state, toClass(i)))
            read[i] = 1;
    return read;
}

ReviewLog::Author Session::Private::author() const {
    if (classes.changes.empty())
        return {reviewer, vocabulary.digest(), {}};
    return {reviewer, vocabulary.digest(), [state = classes.state](const Decision& decision) { return readAs(state, asStored(state, decision)); }};
}

/// A decision that is being made: of all classes that are on screen.
Decision Session::Private::asMade(Decision decision) const {
    if (classes.state.classes.size() > classes.state.firstClasses)
        decision.classes = static_cast<std::uint16_t>(classes.state.classes.size());
    return decision;
}

/// Labels of another decision, as far as they can be chosen.
LabelSet Session::Private::choosableOf(const LabelSet& labels) const {
    LabelSet choosable;
    for (const ClassIndex index : labels.classes())
        if (const ClassIndex now = readAs(classes.state, index); isChoosable(classes.state, now))
            choosable.insert(now);
    return choosable;
}

/// What was decided, pressed or predicted stays what it is; classes keep their numbers.
void Session::Private::followClasses(ReviewVocabulary now) {
    if (now.state == classes.state && now.changes.size() == classes.changes.size())
        return;
    const VocabularyState before = std::exchange(classes, std::move(now)).state;
    vocabulary = classes.state.vocabulary;
    classifier.followVocabulary(classes.earlier);
    log.setAuthor(author());
    draft.follow(classes.state);
    for (auto& [sample, unfinished] : drafts)
        unfinished.follow(classes.state);
    for (auto* filter : {&arrangement.filter.decidedClass, &arrangement.filter.predictedClass})
        if (*filter)
            *filter = readAs(classes.state, **filter);
    if (card)
        card->thresholds = thresholdsToday(ownThresholds);
    for (std::size_t i = 0; i < predictions.size(); ++i)
        if (const Predicted& known = predictions[i]; !known.probabilities.empty())
            predictions.set(i, {answersToday(known.probabilities), known.contentDigest});
    emit q.vocabularyChanged();
    decisionChanged(-1);
    emit q.chipsChanged();
    emit q.predictionsChanged(-1);
    if (!reviewRead)
        return;
    if (hasRestored(before, classes.state)) { // it has decisions and answers of its own again
        storePredictions();
        forgetPredictions();
        restorePredictions();
        readDecisionsAgain();
    }
    if (modelState == ModelState::Failed && modelWanted)
        useModel(wantedModel.empty() ? options.modelCard : wantedModel); // it may be one of these classes
}

void Session::Private::askForClasses() {
    if (!store || !settingsKnown)
        return;
    store->ask([](ReviewStore& review) { return reviewVocabulary(review); },
               [this, number = plateNumber, known = classes.changes.size()](ReviewVocabulary now) {
                   if (number == plateNumber && now.changes.size() != known)
                       followClasses(std::move(now));
               },
               [this, number = plateNumber](const Error& error) {
                   if (number == plateNumber && error.kind() != ErrorKind::Busy)
                       say(Severity::Error, "vocabulary", error);
               });
}

void Session::Private::changeVocabulary(const VocabularyChange& change, QObject* context, std::function<void(std::optional<Error>)> done) {
    const auto answer = [number = plateNumber, this, asker = QPointer(context), done = std::move(done)](const std::optional<Error>& error) {
        if (number == plateNumber && asker)
            done(error);
    };
    if (!store || !settingsKnown)
        return answer(Error(ErrorKind::Busy, {}, "the review is not open yet"));
    store->ask([change, name = reviewer, now = QDateTime::currentMSecsSinceEpoch()](ReviewStore& review) { return locascope::changeVocabulary(review, change, name, now); },
               [this, number = plateNumber, answer](ReviewVocabulary now) {
                   if (number == plateNumber)
                       followClasses(std::move(now));
                   answer(std::nullopt);
               },
               [this, answer](const Error& error) {
                   askForClasses();
                   answer(error);
               });
}

const VocabularyState& Session::vocabularyState() const { return d->classes.state; }
void Session::followVocabulary() { d->askForClasses(); }

void Session::changeVocabulary(const VocabularyChange& change, QObject* context, std::function<void(std::optional<Error>)> done) {
    d->changeVocabulary(change, context, std::move(done));
}

void Session::readEverybodysDecisions(QObject* context, std::function<void(std::shared_ptr<const EverybodysDecisions>)> answer) {
    const auto give = [this, number = d->plateNumber, asker = QPointer(context), answer = std::move(answer)](std::shared_ptr<const EverybodysDecisions> decisions) {
        if (number == d->plateNumber && asker)
            answer(std::move(decisions));
    };
    if (!d->store)
        return give(nullptr);
    d->store->ask([](ReviewStore& review) { return std::make_shared<const EverybodysDecisions>(everybodysDecisions(review)); }, give, [give](const Error&) { give(nullptr); });
}

} // namespace locascope
