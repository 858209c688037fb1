// What others do in the open review while this one works in it.

#include "ui/models/sessionprivate.h"
#include "ui/models/teamwork.h"

#include "core/store/voices.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace locascope {

namespace {

/// What is hidden or drawn, and the keys of the project.
constexpr std::array teamSettings{blindingSetting, drawnSetting, keysSetting};

constexpr std::size_t fewSamples = 20; ///< that are told one by one

} // namespace

void Session::Private::followStore() {
    connect(store.get(), &StoreThread::news, this, &Private::takeNews);
    connect(store.get(), &StoreThread::overtaken, this, &Private::sayOvertaken);
    connect(store.get(), &StoreThread::settingsChanged, this, &Private::followSettings);
    connect(store.get(), &StoreThread::reached, this, [this] {
        settle("kept");
        if (q.unsavedCount() == 0)
            settle("saving"); // of a file that could not be read
    });
}

/// What this reviewer decided elsewhere is his decision here, too, unless he has decided anew. False where nothing changes.
bool Session::Private::takeOwnNews(const LabelEvent& event) {
    const int sample = plate->indexOf(event.sampleId);
    if (sample < 0 || !log.takeElsewhere(event, sample))
        return false;
    if (team->isDrawn(sample) && !isBlindJudgement(event))
        log.forget(sample);
    return true;
}

void Session::Private::takeNews(const std::vector<LabelEvent>& events) {
    std::set<int> own, told;
    bool areClasses = false, areAssigned = false;
    for (const LabelEvent& event : events) {
        areClasses = areClasses || event.cause == EventCause::Vocabulary;
        areAssigned = areAssigned || event.cause == EventCause::Assignment;
        const bool isOwn = event.reviewer == reviewer;
        if (!isOwn && hides(Hidden::OtherReviewers))
            continue;
        const int sample = plate->indexOf(event.sampleId);
        if (sample >= 0)
            told.insert(sample);
        if (!isOwn)
            others.take(event.reviewer, sample, event.after.has_value(), sample == current);
        else if (takeOwnNews(event))
            own.insert(sample);
    }
    if (own.size() > fewSamples)
        decisionChanged(-1);
    else
        for (const int sample : own) {
            if (sample == current && !draft.isDirty()) {
                startDraft();
                emit q.chipsChanged();
            }
            decisionChanged(sample);
        }
    if (areClasses)
        askForClasses();
    if (areAssigned)
        readAssignment();
    if (!told.empty())
        emit q.newsArrived({told.begin(), told.end()});
}

/// Once it is known what is hidden, and when that changes.
void Session::Private::followOthers() {
    if (!plate || !settingsKnown || hides(Hidden::OtherReviewers)) {
        others.forget(plate ? plate->plate.samples.size() : 0);
        othersRead = false;
        return;
    }
    if (std::exchange(othersRead, true))
        return;
    store->ask([](ReviewStore& review) { return review.reviewers(); },
               [this, number = plateNumber](std::vector<std::string> names) {
                   std::erase(names, reviewer);
                   if (number == plateNumber)
                       readOthers(std::move(names));
               },
               [this, number = plateNumber](const Error&) { othersRead = othersRead && number != plateNumber; });
}

/// One after the other, so that what is decided meanwhile need not wait for all.
void Session::Private::readOthers(std::vector<std::string> reviewers) {
    if (reviewers.empty())
        return;
    const std::string name = reviewers.back();
    reviewers.pop_back();
    store->ask(
        [reference = plate, name](ReviewStore& review) {
            std::vector<int> samples;
            for (const auto& [id, timeMs] : review.decisionTimes(name))
                if (const int sample = reference->indexOf(id); sample >= 0)
                    samples.push_back(sample);
            return samples;
        },
        [this, name, number = plateNumber, left = std::move(reviewers)](const std::vector<int>& samples) {
            if (number != plateNumber || !othersRead)
                return;
            others.add(name, samples);
            readOthers(left);
        });
}

void Session::Private::sayOvertaken(const std::vector<Overtaken>& overtaken) {
    const auto shown = std::find_if(overtaken.begin(), overtaken.end(), [this](const Overtaken& one) { return one.other.reviewer == reviewer || !hides(Hidden::OtherReviewers); });
    if (shown == overtaken.end())
        return;
    OvertakenSummary summary;
    summary.samples = overtaken.size();
    if (const int sample = plate->indexOf(shown->other.sampleId); sample >= 0 && !hides(Hidden::Names))
        summary.name = QString::fromStdString(sampleAt(sample).shortId);
    summary.isOwn = shown->other.reviewer == reviewer;
    summary.reviewer = QString::fromStdString(shown->other.reviewer);
    summary.timeMs = shown->other.timeMs;
    notices.say(QStringLiteral("overtaken"), {}, summary, Severity::Warning);
    emit q.noticesChanged();
}

/// Whoever may say what is hidden said it, here or elsewhere.
void Session::Private::followSettings() {
    if (!settingsKnown)
        return;
    store->ask(
        [](ReviewStore& review) {
            std::map<std::string, std::string> settings;
            for (const char* key : teamSettings)
                if (auto value = review.setting(key))
                    settings[key] = *value;
            return settings;
        },
        [this, number = plateNumber](const std::map<std::string, std::string>& settings) {
            if (number != plateNumber)
                return;
            blindingChosen = false;
            takeHidden(settings);
        },
        [](const Error&) {}); // asked again with the next news
}

} // namespace locascope
