// What is hidden from the reviewer: withheld here, so that no widget can show it.

#include "core/files/digest.h"
#include "ui/models/sessionprivate.h"
#include "ui/models/teamwork.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace locascope {

namespace {

bool isByPrediction(SampleOrder order) { return order == SampleOrder::Uncertainty || order == SampleOrder::Disagreement || order == SampleOrder::Probability; }

bool isBelow(const std::string& path, const std::filesystem::path& root) {
    return !std::filesystem::path(path).is_absolute() || (path.size() > root.native().size() && path.compare(0, root.native().size(), root.native()) == 0);
}

} // namespace

void Session::Private::setBlinding(const Blinding& wanted) {
    if (wanted == blinding)
        return;
    blindingChosen = true;
    putSetting(blindingSetting, formatBlinding(wanted));
    const Blinding before = blinding;
    applyBlinding(wanted);
    if (before.hidesLessThan(wanted)) { // a list tells by what it was made, and its name where
        similarity.goBack();
        queue.goBack();
        arrangement.filter.listed.reset();
    }
    withholdAnew();
    rememberPosition();
}

void Session::Private::applyBlinding(const Blinding& wanted) {
    blinding = wanted;
    aliases.reset();
    numberSamples();
    similarity.setHidden(hides(Hidden::Similar));
    staining.setHidden(hides(Hidden::Names));
    if (hides(Hidden::Saliency))
        saliencyClass.reset();
    endHiddenArrangement();
}

/// After what is hidden has changed: of all samples, or of some.
void Session::Private::withholdAnew() {
    for (auto& [sample, unfinished] : drafts)
        if (hidesPrediction(sample))
            unfinished.withhold();
    if (hidesPrediction(current))
        draft.withhold();
    draft.offer(proposalFor(current));
    forgetSaliency();
    classifier.dropExplanation();
    staining.setSheet(shownSheet());
    refreshAllFacts();
    followOthers();
    endHiddenFilter();
    rebuildOrder();
    explainCurrent();
    emit q.blindingChanged();
    emit q.plateChanged();
    emit q.sheetChanged();
    emit q.predictionsChanged(-1);
    emit q.saliencyChanged();
    emit q.chipsChanged();
    emit q.noticesChanged();
}

/// In the order of a digest of their ids, which tells nothing of names and is the same for every reviewer.
void Session::Private::numberSamples() {
    if (!hides(Hidden::Names) || !plate)
        return;
    const std::vector<Sample>& samples = plate->plate.samples;
    std::vector<std::pair<std::string, int>> byDigest(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i)
        byDigest[i] = {sha256(std::string_view(samples[i].id)).substr(0, 16), static_cast<int>(i)};
    std::sort(byDigest.begin(), byDigest.end());
    auto numbers = std::make_shared<std::vector<int>>(samples.size());
    for (std::size_t rank = 0; rank < byDigest.size(); ++rank)
        (*numbers)[static_cast<std::size_t>(byDigest[rank].second)] = static_cast<int>(rank) + 1;
    aliases = std::move(numbers);
}

std::unique_ptr<Teamwork> Session::Private::makeTeam() {
    const auto read = [this](const std::string& sampleId, std::function<void(std::vector<Conflict>)> answer) {
        if (!store)
            return;
        store->ask([sampleId, reference = plate](ReviewStore& review) { return conflictsIn(sampleId.empty() ? labelEventsOf(review) : review.history(sampleId), *reference); },
                   [this, number = plateNumber, answer = std::move(answer)](std::vector<Conflict> found) {
                       if (number == plateNumber && !hides(Hidden::OtherReviewers))
                           answer(std::move(found));
                   });
    };
    const auto readUnclear = [this](std::function<void(std::vector<UnclearSample>)> answer) {
        if (!store)
            return;
        const auto of = hides(Hidden::OtherReviewers) ? std::optional(reviewer) : std::nullopt;
        store->ask([of](ReviewStore& review) { return unclearSamples(review, of); },
                   [this, isOwn = of.has_value(), number = plateNumber, answer = std::move(answer)](std::vector<UnclearSample> found) {
                       if (number == plateNumber && (isOwn || !hides(Hidden::OtherReviewers)))
                           answer(std::move(found));
                   });
    };
    const auto readQuestions = [this](bool areAnswered, std::function<void(std::vector<Question>)> answer) {
        if (!store)
            return;
        store->ask([areAnswered, name = reviewer](ReviewStore& review) {
                       const OpenQuestions open = openQuestions(review);
                       return areAnswered ? answersTo(name, open.events) : questionsTo(name, open.events, open.reviewers);
                   },
                   [this, number = plateNumber, answer = std::move(answer)](std::vector<Question> found) {
                       if (number == plateNumber && !hides(Hidden::OtherReviewers))
                           answer(std::move(found));
                   });
    };
    const auto assign = [this](const Assignment& made, const std::string& replaces, std::function<void(Assigned)> answer) { assignSamples(made, replaces, std::move(answer)); };
    return std::make_unique<Teamwork>(q, Teamwork::Access{[this](const char* key, const std::string& value) { putSetting(key, value); }, read, readUnclear, readQuestions, assign});
}

void Session::Private::assignSamples(const Assignment& made, const std::string& replaces, std::function<void(Assigned)> answer) {
    const auto give = [this, number = plateNumber, answer = std::move(answer)](Assigned assigned) {
        if (number == plateNumber)
            answer(std::move(assigned));
    };
    if (!store)
        return give({{}, Error(ErrorKind::Busy, {}, "the review is not open yet")});
    store->ask([made, replaces](ReviewStore& review) { return locascope::assign(review, made, replaces); }, [give](ReviewAssignment now) { give({std::move(now), {}}); },
               [this, give](const Error& error) {
                   readAssignment();
                   give({{}, error});
               });
}

void Session::Private::readAssignment() {
    store->ask([](ReviewStore& review) { return reviewAssignment(review); },
               [this, number = plateNumber](ReviewAssignment now) {
                   if (number == plateNumber)
                       team->takeAssignment(std::move(now));
               },
               [this, number = plateNumber](const Error& error) {
                   if (number == plateNumber && error.kind() == ErrorKind::Damaged)
                       say(Severity::Warning, "team", error);
               });
}

/// Samples were drawn: what was said of them by table, in bulk, or with a proposal on screen is not said of them any more.
void Session::Private::takeTeam() {
    withholdAnew();
    if (reviewRead && store)
        readDecisionsAgain();
}

bool Session::Private::hidesPrediction(int sample) const { return hides(Hidden::Predictions) || team->isDrawn(sample); }

SharedColumn<Predicted> Session::Private::shownPredictions() const {
    if (hides(Hidden::Predictions))
        return SharedColumn<Predicted>(predictions.size());
    SharedColumn<Predicted> shown = predictions;
    for (const int sample : team->drawnSamples())
        shown.set(static_cast<std::size_t>(sample), {});
    return shown;
}

/// Whoever asks what the arrangement is hears what counts.
void Session::Private::endHiddenArrangement() {
    SampleFilter& filter = arrangement.filter;
    if (hides(Hidden::Names)) {
        filter.text.clear();
        filter.places.clear();
    }
    if (hides(Hidden::Predictions)) {
        filter.predictedClass.reset();
        filter.disagreementOnly = false;
    }
    SampleOrder& order = arrangement.order;
    const bool isHidden = (isByPrediction(order) && hides(Hidden::Predictions)) || (order == SampleOrder::Well && hides(Hidden::Names)) ||
                          (order != SampleOrder::Listed && hides(Hidden::SortOrders));
    if (isHidden)
        order = SampleOrder::Name;
    const bool isWellHidden = arrangement.grouping == SampleGrouping::Well && hides(Hidden::Names);
    if (isWellHidden || hides(Hidden::SortOrders))
        arrangement.grouping = SampleGrouping::None;
}

HistoryFilter Session::Private::shownHistory(HistoryFilter filter) const {
    if (hides(Hidden::OtherReviewers))
        filter.only = reviewer;
    filter.hidesNames = hides(Hidden::Names);
    if (const DrawnSamples* drawn = team->drawn()) {
        filter.blindOn = drawn->samples;
        std::sort(filter.blindOn.begin(), filter.blindOn.end());
    }
    return filter;
}

const Blinding& Session::blinding() const { return d->blinding; }
void Session::setBlinding(const Blinding& blinding) {
    if (d->plate)
        d->setBlinding(blinding);
}

int Session::alias(int sampleIndex) const { return d->aliases && d->isSample(sampleIndex) ? (*d->aliases)[static_cast<std::size_t>(sampleIndex)] : 0; }
Teamwork& Session::team() { return *d->team; }
const Teamwork& Session::team() const { return *d->team; }
bool Session::isPredictionShown(int sampleIndex) const { return !d->hidesPrediction(sampleIndex); }
QString Session::reviewer() const { return QString::fromStdString(d->reviewer); }

/// Which file a notice is about may be hidden.
std::vector<Notice> Session::notices() const {
    std::vector<Notice> shown = d->notices.notices();
    for (Notice& notice : shown)
        if (d->hides(Hidden::Names) && d->plate && isBelow(notice.path.toStdString(), d->plate->plate.root))
            notice.path.clear();
    if (d->hides(Hidden::Names))
        for (Notice& notice : shown)
            if (auto* refused = std::get_if<RefusedSummary>(&notice.summary))
                for (RefusedSummary::Group& group : refused->groups)
                    group.names.clear();
    return shown;
}

} // namespace locascope
