#include "ui/models/refusedsummary.h"
#include "ui/models/sessionprivate.h"
#include "ui/models/teamwork.h"

#include "core/store/pack.h"
#include "core/store/reviewsheet.h"
#include "core/store/reviewvocabulary.h"
#include "core/store/voices.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

using Entries = std::unordered_map<int, ReviewLog::Entry>;

/// Of the samples drawn for audit those of which this reviewer's word did not come about without seeing what others or a model say.
std::vector<std::string> notBlindlyJudged(const ReviewStore& review, const std::string& reviewer) {
    std::vector<std::string> ids;
    const auto drawn = parseDrawnSamples(review.setting(drawnSetting).value_or(""));
    if (!drawn)
        return ids;
    for (const std::string& id : drawn->samples) {
        const std::vector<LabelEvent> events = review.history(id);
        const auto voices = voicesBySample(events);
        const auto ofSample = voices.find(id);
        const auto word = ofSample == voices.end() ? Voices::const_iterator() : ofSample->second.find(reviewer);
        if (ofSample != voices.end() && word != ofSample->second.end() && !isBlindJudgement(*word->second))
            ids.push_back(id);
    }
    return ids;
}

/// What `reviewer` decided last, by position in the plate, with the time of it.
Entries readDecisions(const ReviewStore& review, const PlateSnapshot& plate, const std::string& reviewer) {
    Entries entries;
    for (auto& [id, decision] : review.currentDecisions(reviewer)) {
        const int sample = plate.indexOf(id);
        if (sample >= 0)
            entries[sample].decision = decision;
    }
    for (const std::string& id : notBlindlyJudged(review, reviewer))
        entries.erase(plate.indexOf(id));
    for (const auto& [id, timeMs] : review.decisionTimes(reviewer))
        if (const auto found = entries.find(plate.indexOf(id)); found != entries.end())
            found->second.timeMs = timeMs;
    return entries;
}

std::map<std::string, std::string> readSettings(const ReviewStore& review, const std::vector<std::string>& keys) {
    std::map<std::string, std::string> settings;
    for (const std::string& key : keys) {
        if (auto value = review.setting(key))
            settings[key] = *value;
    }
    return settings;
}

struct ClassesRead {
    std::optional<ReviewVocabulary> classes; ///< none: never changed, or not readable
    std::optional<Error> error;
};

ClassesRead readClasses(const ReviewStore& review) {
    try {
        ReviewVocabulary known = reviewVocabulary(review);
        return known.changes.empty() ? ClassesRead{} : ClassesRead{std::move(known), {}};
    } catch (const Error& error) {
        return {{}, error};
    }
}

} // namespace

std::string Session::Private::positionKey() const {
    return "position/" + reviewer;
}

/// A review that is known by the plate's path opens at once; whether another belongs to it, the fingerprint will tell.
void Session::Private::openReview() {
    store = std::make_unique<StoreThread>();
    connect(store.get(), &StoreThread::opened, this, [this](StoreMode mode, const std::filesystem::path& opened) {
        team->setReadOnly(mode == StoreMode::ReadOnly);
        if (mode == StoreMode::ReadOnly)
            say(Severity::Warning, "saving", Error(ErrorKind::ReadOnly, opened, "the review can be read but not written"));
        if (!reviewRead)
            readReview();
        reviewRead = true;
        settle("kept");
    });
    connect(store.get(), &StoreThread::openFailed, this, [this](const Error& error) {
        settingsKnown = true;
        sendHeld();
        if (plannedContrast)
            takePlateContrast(*plannedContrast);
        savingFailed(log.pendingUuids(), error);
    });
    connect(store.get(), &StoreThread::saved, this, [this](const std::vector<std::string>& uuids) {
        for (const std::string& uuid : uuids)
            log.saved(uuid);
        settle("saving");
        settle("kept");
        emit q.savingChanged();
        askForClasses();
    });
    connect(store.get(), &StoreThread::kept, this, [this](const std::vector<std::string>& uuids) {
        for (const std::string& uuid : uuids)
            log.kept(uuid);
        emit q.savingChanged();
    });
    connect(store.get(), &StoreThread::leftOver, this, [this](const std::vector<LabelEvent>& events) {
        log.addKept(events, [this](const std::string& id) { return plate->indexOf(id); });
        decisionChanged(-1);
        emit q.savingChanged();
    });
    connect(store.get(), &StoreThread::refused, this, [this](const std::vector<RefusedEvent>& events) {
        notices.say(QStringLiteral("refused"), {}, summaryOf(events), Severity::Warning);
        if (events.empty())
            notices.settle(QStringLiteral("refused"));
        notices.settle(QStringLiteral("kept")); // it is there, and has answered
        emit q.noticesChanged();
        emit q.savingChanged();
    });
    connect(store.get(), &StoreThread::savingFailed, this, &Private::savingFailed);
    followStore();
    const PlateIdentity known{plate->plate.root, {}};
    if (const ReviewPlace place(options.reviewFile); place.isServer() && parts.openOutbox)
        store->keepIn([place, known, open = parts.openOutbox] { return open(place, known); });
    store->openWith(openerOf(known));
}

StoreThread::Opener Session::Private::openerOf(const PlateIdentity& known) {
    return [known, file = options.reviewFile, data = options.dataDirectory, find = parts.findReview,
            open = parts.openStore]() -> std::unique_ptr<ReviewStore> {
        // A server knows plates by their fingerprint: a path is another on each computer.
        if (ReviewPlace(file).isServer() && known.fingerprint.empty())
            return nullptr;
        if (!file.empty())
            return open(file, known);
        const FoundReview found = find(data, known);
        if (found.match == ReviewMatch::New && known.fingerprint.empty())
            return nullptr;
        return open(found.match == ReviewMatch::Twin ? defaultReviewFile(data, known.root) : found.file, known);
    };
}

/// The plate is left before its fingerprint, or its review, is known: what was decided goes where it would go without one.
void Session::Private::openAtLast() {
    sendHeld();
    if (ReviewPlace(options.reviewFile).isServer())
        return; // it knows plates by their fingerprints; what it does not have is in the outbox
    const PlateIdentity known{plate->plate.root, {}};
    const std::filesystem::path file = options.reviewFile.empty() ? defaultReviewFile(options.dataDirectory, known.root) : options.reviewFile;
    if (store->unsavedCount() > 0)
        store->openWith([known, file, open = parts.openStore] { return open(file, known); });
}

void Session::Private::identify(const std::string& found) {
    fingerprint = found;
    const PlateIdentity known{plate->plate.root, fingerprint};
    store->openWith(openerOf(known));
    if (!options.reviewFile.empty())
        return;
    store->ask(
        [known](ReviewStore& review) {
            const PlateIdentity bound = review.boundTo();
            if (review.mode() == StoreMode::ReadWrite && bound != known)
                review.bindTo(known);
            return bound.root;
        },
        [this, known](const std::filesystem::path& boundTo) {
            if (!boundTo.empty() && boundTo != known.root)
                say(Severity::Information, "review", Error(ErrorKind::Mismatch, boundTo, "the plate was moved from here; its review came along"));
        });
}

/// What is not saved stays with its own thread, which goes once it is.
void Session::Private::closeReview() {
    rememberPosition();
    storeContrastByHand();
    storeShownStains();
    storePredictions();
    if (!store)
        return;
    store->disconnect(this);
    if (q.unsavedCount() == 0)
        settle("saving"); // what it says is of this review
    settle("refused");
    openAtLast();
    StoreThread* leaving = store.get();
    leavingStores.push_back(std::move(store));
    const auto leaveWhenDone = [this, leaving] {
        if (leaving->unsavedCount() == leaving->refusedCount()) { // which a later sitting sends
            std::erase_if(leavingStores, [leaving](const auto& one) { return one.get() == leaving; });
            emit q.savingChanged();
        }
    };
    const auto savedAfterAll = [this, leaveWhenDone] {
        leaveWhenDone();
        if (q.unsavedCount() == 0)
            settle("saving");
    };
    connect(leaving, &StoreThread::saved, this, savedAfterAll, Qt::QueuedConnection);
    connect(leaving, &StoreThread::savingFailed, this,
            [this](const std::vector<std::string>& uuids, const Error& error) {
                if (!uuids.empty()) // else they are kept
                    say(Severity::Error, "saving", error);
            });
    QMetaObject::invokeMethod(this, leaveWhenDone, Qt::QueuedConnection);
}

void Session::Private::readDecisionsAgain() {
    const int number = plateNumber;
    store->ask([reference = plate, name = reviewer](ReviewStore& review) { return readDecisions(review, *reference, name); },
               [this, number](Entries entries) {
                   if (number != plateNumber)
                       return;
                   log.restore(std::move(entries));
                   decisionChanged(-1);
               },
               [this](const Error& error) { say(Severity::Error, "saving", error); });
}

void Session::Private::readReview() {
    readDecisionsAgain();
    const int number = plateNumber;
    std::vector<std::string> keys = {contrastByHandSetting, shownStainsSetting, allowedSetting, sheetSetting, vocabularySetting, packSetting, blindingSetting, drawnSetting, keysSetting, positionKey()};
    for (int plane = 0; plane <= std::min(plate->plate.depth, mostContrastPlanes); ++plane)
        keys.push_back(contrastSettingOf(plane));
    store->ask([keys, isAsked = options.vocabulary.has_value()](ReviewStore& review) {
                   auto settings = readSettings(review, keys);
                   // One that says nothing and has labels is of the 28 classes.
                   if (isAsked && !settings.contains(vocabularySetting) && !review.eventsBefore(0, 1).empty())
                       settings[vocabularySetting] = formatStoredVocabulary(humanProteinAtlasVocabulary());
                   return std::pair(std::move(settings), readClasses(review));
               },
               [this, number](const std::pair<std::map<std::string, std::string>, ClassesRead>& read) {
                   if (number != plateNumber)
                       return;
                   takeSettings(read.first, read.second.classes);
                   if (read.second.error)
                       say(Severity::Error, "vocabulary", *read.second.error);
               });
    readAssignment();
    restorePredictions();
    startReadingActs();
}

void Session::Private::takeSettings(const std::map<std::string, std::string>& settings, const std::optional<ReviewVocabulary>& changed) {
    settingsKnown = true;
    const auto value = [&](const std::string& key) {
        const auto found = settings.find(key);
        return found == settings.end() ? std::string() : found->second;
    };
    classesRead = changed;
    takeVocabulary(value(vocabularySetting));
    if (changed)
        followClasses(*changed);
    if (const auto pack = parsePackNote(value(packSetting)); pack && !pack->question.empty()) {
        notices.say(Severity::Information, QStringLiteral("question"), QString::fromStdString(pack->question));
        emit q.noticesChanged();
    }
    takeHidden(settings);
    followOthers();
    sendHeld();
    for (int plane = 0; plane <= std::min(plate->plate.depth, mostContrastPlanes); ++plane)
        if (auto measured = parsePlateContrast(value(contrastSettingOf(plane))); measured && !measured->windows.empty())
            storedContrasts.try_emplace(plane, std::move(*measured));
    const auto stored = storedContrasts.find(plate->plate.chosenPlane.value_or(0));
    if (stored != storedContrasts.end() && !contrastAskedFor) {
        stopContrast();
        refinedContrast = stored->second;
        takePlateContrast(stored->second);
    } else if (plannedContrast) {
        takePlateContrast(*plannedContrast);
    }
    const bool isMovedSince = contrastMoved || settingsToPut.contains(contrastByHandSetting);
    if (const auto byHand = parseWindows(value(contrastByHandSetting)); !isMovedSince && byHand && !byHand->empty()) {
        book.setManualWindows(*byHand);
        refreshDisplay();
        restyleThumbnails();
        emit q.displayChanged();
    }
    takeShownStains(value(shownStainsSetting));
    if (const std::string kept = value(sheetSetting); !kept.empty() && kept != "null")
        restoreSheet(kept);
    const int position = plate->indexOf(parsePosition(value(positionKey())));
    if (!moved && position >= 0 && !draft.isPressed())
        select(position);
    if (!allowed && value(allowedSetting) == "true")
        q.allowProposals();
    for (const auto& [key, text] : std::exchange(settingsToPut, {}))
        putSetting(key, text);
}

void Session::Private::takeHidden(const std::map<std::string, std::string>& settings) {
    const auto kept = settings.find(blindingSetting);
    if (const Blinding known = kept == settings.end() ? Blinding() : parseBlinding(kept->second); !blindingChosen && known != blinding) {
        applyBlinding(known);
        withholdAnew();
    }
    try {
        team->take(settings);
    } catch (const Error& error) {
        say(Severity::Warning, "team", error);
    }
}

void Session::Private::putSetting(const std::string& key, const std::string& value) {
    if (!store)
        return;
    if (!settingsKnown) {
        settingsToPut[key] = value;
        return;
    }
    store->ask([key, value](ReviewStore& review) { review.putSetting(key, value); }, [] {},
               [this, key, number = plateNumber](const Error& error) {
                   const bool isMissed = key != positionKey(); // whoever may not write in his name hears of it with his decisions
                   if (number != plateNumber || error.kind() != ErrorKind::PermissionDenied || !isMissed)
                       return;
                   say(Severity::Warning, "team", error);
                   if (key == drawnSetting)
                       team->forgetDraw();
                   followSettings();
               });
}

} // namespace locascope
