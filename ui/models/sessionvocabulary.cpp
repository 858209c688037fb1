// Which classes the labels of the open review name.

#include "ui/models/sessionprivate.h"

#include "core/plate/vocabularies.h"
#include "core/store/reviewvocabulary.h"
#include "ui/models/aserror.h"
#include "ui/models/onthreadof.h"

#include <algorithm>
#include <utility>

namespace locascope {

Vocabulary Session::Private::vocabularyOfNew() const { return options.vocabulary.value_or(humanProteinAtlasVocabulary()); }

void Session::Private::sendHeld() {
    if (!store)
        return;
    if (!eventsHeld.empty())
        store->append(std::exchange(eventsHeld, {}));
}

/// It was the review's once, or is.
bool Session::Private::isOfReview(const Vocabulary& other) const {
    return classesRead && std::any_of(classesRead->earlier.begin(), classesRead->earlier.end(), [digest = other.digest()](const Vocabulary& one) { return one.digest() == digest; });
}

/// What a review says of itself goes before what was asked for.
void Session::Private::takeVocabulary(const std::string& stored) {
    try {
        if (stored.empty() && options.vocabulary)
            return putSetting(vocabularySetting, formatStoredVocabulary(*options.vocabulary));
        const Vocabulary of = stored.empty() ? humanProteinAtlasVocabulary() : parseStoredVocabulary(stored);
        if (options.vocabulary && !isOfReview(*options.vocabulary) && of.digest() != options.vocabulary->digest())
            say(Severity::Warning, "vocabulary",
                Error(ErrorKind::Mismatch, {}, "the review is of the vocabulary " + of.id() + ", not of " + options.vocabulary->id() + "; begin another by --review FILE to use that"));
        useVocabulary(of);
    } catch (const Error& error) {
        say(Severity::Error, "vocabulary", error);
    }
}

void Session::Private::chooseVocabulary(const std::filesystem::path& idOrFile) {
    settle("vocabulary");
    jobThread.post([this, idOrFile, number = plateNumber](std::stop_token) {
        try {
            onThreadOf(this, [this, number, chosen = readVocabulary(idOrFile)] {
                if (number == plateNumber)
                    takeChosenVocabulary(chosen);
            });
        } catch (const std::exception& exception) {
            onThreadOf(this, [this, error = asError(exception, ErrorKind::ReadFailed)] { say(Severity::Error, "vocabulary", error); });
        }
    });
}

void Session::Private::takeChosenVocabulary(const Vocabulary& chosen) {
    if (!plate) {
        options.vocabulary = chosen;
        return useVocabulary(chosen);
    }
    if (chosen.digest() == vocabulary.digest())
        return;
    if (!store || !settingsKnown)
        return say(Severity::Warning, "vocabulary", Error(ErrorKind::Busy, {}, "the review is not open yet"));
    store->ask([](ReviewStore& review) { return !review.eventsBefore(0, 1).empty(); },
               [this, chosen, number = plateNumber](bool hasDecisions) {
                   if (number != plateNumber)
                       return;
                   if (hasDecisions || !log.entries().empty())
                       return say(Severity::Error, "vocabulary",
                                  Error(ErrorKind::Mismatch, {}, "the review has decisions that name classes of " + vocabulary.id() + " and keeps them; to label by " + chosen.id() +
                                                                     ", begin another review: locascope --review FILE"));
                   putSetting(vocabularySetting, formatStoredVocabulary(chosen));
                   useVocabulary(chosen);
               },
               [this](const Error& error) { say(Severity::Error, "vocabulary", error); });
}

/// Everything that names a class by its place begins anew. What was decided in the moments before the review was read names classes of another vocabulary, and is not stored.
void Session::Private::useVocabulary(const Vocabulary& other) {
    if (other == vocabulary && classes.changes.empty())
        return;
    vocabulary = other;
    classes = derivedVocabulary(vocabulary, {});
    classifier.setVocabulary(vocabulary);
    drafts.clear();
    draft = ReviewDraft(vocabulary.size());
    saliencyClass.reset();
    arrangement.filter.decidedClass.reset();
    arrangement.filter.predictedClass.reset();
    arrangement.probabilityOf = {};
    log.setAuthor(author());
    if (!eventsHeld.empty()) {
        eventsHeld.clear();
        log = {};
        log.setAuthor(author());
        readDecisionsAgain();
        startReadingActs();
        say(Severity::Warning, "vocabulary", Error(ErrorKind::Mismatch, {}, "what was decided before the review was read names classes of another vocabulary and is not stored; decide it again"));
    }
    const bool hadModel = card.has_value() || modelWanted;
    card.reset();
    answersOf.clear();
    cardIsOfImport = false;
    modelState = ModelState::None;
    usedModel.reset();
    emit q.vocabularyChanged();
    forgetPredictions();
    emit q.saliencyChanged();
    emit q.modelChanged();
    if (hadModel)
        useModel(wantedModel.empty() ? options.modelCard : wantedModel);
}

} // namespace locascope
