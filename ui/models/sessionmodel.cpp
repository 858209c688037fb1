#include "core/review/metrics.h"
#include "ui/models/onthreadof.h"
#include "ui/models/sessionprivate.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t storedTogether = 256;

using Restored = RestoredPrediction;

std::vector<Restored> readPredictions(const ReviewStore& review, const PlateSnapshot& plate, const std::string& digest, const std::function<bool(std::size_t)>& isSize) {
    std::vector<Restored> restored;
    for (auto& [id, prediction] : review.predictions(digest)) {
        const int sample = plate.indexOf(id);
        if (sample >= 0 && isSize(prediction.probabilities.size()) &&
            isOfChosenPlane(plate.plate, plate.plate.samples[static_cast<std::size_t>(sample)], prediction.contentDigest))
            restored.push_back({sample, prediction});
    }
    return restored;
}

} // namespace

/// Long before the classifier is loaded: what is read meanwhile is prepared for it.
void Session::Private::learnRecipe() {
    if (modelWanted || !parts.recipeOf)
        return;
    jobThread.post([this, recipeOf = parts.recipeOf, bundled = parts.bundledModel, chosen = options.modelCard](std::stop_token) {
        onThreadOf(this, [this, recipe = recipeOf(chosen.empty() ? bundled() : chosen)] {
            if (recipe && !card)
                held->setRecipe(recipe);
        });
    });
}

/// The classifier is loaded after the first picture and the index, which come first on a machine of few cores.
void Session::Private::wantModel() {
    if (modelWanted)
        return;
    useModel(options.modelCard);
}

void Session::Private::useModel(const std::filesystem::path& chosen) {
    modelWanted = true;
    wantedModel = chosen;
    modelRefused = false;
    sweepCutOff = false;
    settle("model");
    settle("device");
    classifier.useModel(chosen);
}

void Session::Private::loseDevice(const Error& error, bool wasSweeping) {
    sweepCutOff = wasSweeping;
    say(Severity::Error, "device", error);
}

void Session::Private::useProcessor() {
    classifier.useDevice("cpu");
    const bool goesOn = sweepCutOff;
    useModel(wantedModel);
    sweepCutOff = goesOn;
}

void Session::Private::takeModelState(ModelState state, const QString& detail, const std::optional<ModelCard>& stated) {
    modelState = state;
    modelDetail = detail;
    if (stated)
        held->setRecipe(stated->input);
    const bool isReady = state == ModelState::Ready;
    if (isReady && !modelRefused)
        usedModel = wantedModel;
    else if (state == ModelState::Failed || state == ModelState::ModuleMissing)
        usedModel.reset();
    const bool isOther = stated && (!card || predictionDigest(*stated) != answersOf);
    if (isOther && (isReady || !card)) {
        card = stated;
        answersOf = predictionDigest(*card);
        ownThresholds = card->thresholds;
        card->thresholds = thresholdsToday(ownThresholds);
        cardIsOfImport = false;
        forgetPredictions();
        restorePredictions();
    }
    if (isReady) {
        if (std::exchange(sweepCutOff, false))
            startSweep();
        classifyCurrent();
        explainCurrent();
    }
    planBackground();
    emit q.modelChanged();
}

/// Predictions of a file take the model's place until a model is chosen or another plate is opened.
void Session::Private::useImportedPredictions(const std::filesystem::path& file, const std::string& digest) {
    storePredictions();
    q.stopSweep();
    card = ModelCard{};
    card->name = file.filename().string();
    card->modelDigest = digest;
    answersOf = digest;
    card->vocabularyId = vocabulary.id();
    ownThresholds.assign(vocabulary.size(), 0.5);
    card->thresholds = thresholdsToday(ownThresholds);
    cardIsOfImport = true;
    held->setRecipe(std::nullopt);
    modelState = ModelState::None;
    usedModel.reset();
    modelDetail.clear();
    forgetPredictions();
    restorePredictions();
    emit q.modelChanged();
}

void Session::Private::forgetPredictions() {
    predictions = SharedColumn<Predicted>(facts.size());
    predictionsToStore.clear();
    turnSimilarity();
    refreshAllFacts();
    draft.offer(std::nullopt);
    forgetSaliency();
    emit q.predictionsChanged(-1);
    emit q.chipsChanged();
}

/// Features are of this plate and the model whose answers are shown.
void Session::Private::turnSimilarity() {
    if (plate)
        similarity.turnTo({plate->plate.root, cardIsOfImport ? std::string() : answersOf}, facts.size());
}

void Session::Private::restorePredictions() {
    if (!card || !store || !plate)
        return;
    restoring = true;
    turnSimilarity();
    const std::string digest = answersOf;
    const auto isAsked = [this, digest, number = plateNumber, plane = plate->plate.chosenPlane] {
        return number == plateNumber && plane == plate->plate.chosenPlane && card && answersOf == digest;
    };
    const auto goOn = [this] {
        restoring = false;
        classifyCurrent();
        if (std::exchange(sweepWanted, false))
            startSweep();
    };
    const auto isSize = [first = classes.state.firstClasses, all = vocabulary.size()](std::size_t size) { return size >= first && size <= all; };
    store->ask([reference = plate, digest, isSize](ReviewStore& review) { return readPredictions(review, *reference, digest, isSize); },
               [this, isAsked, goOn](std::vector<Restored> restored) {
                   if (!isAsked())
                       return;
                   takeRestored(std::move(restored), [isAsked, goOn] {
                       if (isAsked())
                           goOn();
                   });
               },
               [isAsked, goOn](const Error&) {
                   if (isAsked())
                       goOn();
               });
}

void Session::Private::takeRestored(std::vector<RestoredPrediction> restored, std::function<void()> then) {
    std::vector<std::pair<int, std::string>> contents;
    for (RestoredPrediction& one : restored) {
        if (isPredicted(one.sample))
            continue;
        contents.emplace_back(one.sample, one.prediction.contentDigest);
        predictions.set(static_cast<std::size_t>(one.sample), {answersToday(one.prediction.probabilities), std::move(one.prediction.contentDigest)});
        refreshFacts(one.sample);
    }
    similarity.restore(contents, std::move(then));
    if (isSample(current))
        draft.offer(proposalFor(current));
    if (dependsOnPredictions(arrangement))
        rebuildOrder();
    emit q.predictionsChanged(-1);
    emit q.chipsChanged();
}

void Session::Private::takePredictions(int number, const std::string& digest, const std::vector<ClassifiedSample>& samples) {
    if (number != plateNumber || !card || digest != answersOf)
        return;
    bool isCurrent = false;
    std::vector<ClassifiedSample> ofThisPlane;
    for (const ClassifiedSample& one : samples) {
        if (!isOfChosenPlane(plate->plate, sampleAt(one.sample), one.contentDigest))
            continue; // asked for before another plane was chosen
        predictions.set(static_cast<std::size_t>(one.sample), {answersToday(one.probabilities), one.contentDigest});
        if (one.sample != current) // which a sweep may be about to read
            held->forget(static_cast<std::size_t>(one.sample));
        predictionsToStore.push_back({sampleAt(one.sample).id, one.probabilities, one.contentDigest});
        refreshFacts(one.sample);
        ofThisPlane.push_back(one);
        isCurrent = isCurrent || one.sample == current;
        emit q.predictionsChanged(one.sample);
    }
    similarity.take(ofThisPlane);
    if (isCurrent) {
        draft.offer(proposalFor(current));
        emit q.chipsChanged();
        explainCurrent();
    }
    if (predictionsToStore.size() >= storedTogether)
        storePredictions();
    else if (!predictionsTimer.isActive())
        predictionsTimer.start();
}

void Session::Private::storePredictions() {
    predictionsTimer.stop();
    if (!store || !card || predictionsToStore.empty())
        return;
    store->ask([digest = answersOf, batch = std::exchange(predictionsToStore, {})](ReviewStore& review) {
                   review.putPredictions(digest, batch);
               },
               [] {}, [this](const Error& error) { say(Severity::Warning, "predictions", error); });
}

void Session::Private::classifyCurrent() {
    if (!image || image->digestFollows || !isSample(current) || modelState != ModelState::Ready || restoring)
        return;
    const Predicted& known = predictions[static_cast<std::size_t>(current)];
    const bool isStale = !known.contentDigest.empty() && !image->contentDigest.empty() && known.contentDigest != image->contentDigest;
    if (isStale) {
        say(Severity::Warning, "changed",
            Error(ErrorKind::Mismatch, {}, "the images of this field have changed since they were classified; its labels are kept, and it is classified again"));
        predictions.set(static_cast<std::size_t>(current), {});
        refreshFacts(current);
        draft.offer(std::nullopt);
        emit q.predictionsChanged(current);
        emit q.chipsChanged();
    }
    const bool canTry = image->complete || (card->input.absentStain == AbsentStain::Zeros && !image->stack.isEmpty());
    if (!isPredicted(current) && canTry)
        classifier.classify(current, image);
    explainCurrent();
}

void Session::Private::explainCurrent() {
    if (!image || image->digestFollows || modelState != ModelState::Ready || !isPredicted(current) || hides(Hidden::Saliency) || hidesPrediction(current))
        return;
    if (saliencyClass && !ownThresholds.empty() && toIndex(*saliencyClass) >= ownThresholds.size())
        return; // a class that the model does not know
    if (saliencyClass)
        return classifier.explain(current, image, {*saliencyClass}, wantedMethod);
    if (wantsSaliencyOfProposed && proposalsAllowed() && saliencyOfProposed.empty())
        if (std::vector<ClassIndex> proposed = proposedClasses(); !proposed.empty())
            classifier.explain(current, image, std::move(proposed), wantedMethod);
}

void Session::Private::explainAgain() {
    forgetSaliency();
    classifier.dropExplanation();
    explainCurrent();
    emit q.saliencyChanged();
}

void Session::Private::forgetSaliency() {
    saliency = {};
    saliencyOfProposed.clear();
}

std::vector<ClassIndex> Session::Private::proposedClasses() const {
    if (!card || !isPredicted(current))
        return {};
    return labelsAbove(predictions[static_cast<std::size_t>(current)].probabilities, card->thresholds, {card->atLeastOne}).classes();
}

/// Its probabilities, or the features that the model would give, are not known.
bool Session::Private::needsClassifier(int sample) const {
    const bool lacksFeatures = similarity.mayGiveFeatures() && !similarity.knowsFeatures(sample);
    return lacksFeatures || predictions[static_cast<std::size_t>(sample)].probabilities.empty();
}

void Session::Private::startSweep() {
    if (!plate || modelState != ModelState::Ready)
        return;
    if (restoring) {
        sweepWanted = true;
        return;
    }
    std::vector<int> samples;
    std::vector<char> isAdded(plate->plate.samples.size());
    const auto add = [&](int sample) {
        char& already = isAdded[static_cast<std::size_t>(sample)];
        if (!already && needsClassifier(sample))
            samples.push_back(sample);
        already = 1;
    };
    holdForSweep();
    for (const std::size_t sample : held->samples())
        add(static_cast<int>(sample));
    for (const std::size_t sample : contrast.outstanding())
        add(static_cast<int>(sample));
    const int row = std::max(rowOf(current), 0);
    const auto from = order().begin() + std::min<std::ptrdiff_t>(row, static_cast<std::ptrdiff_t>(order().size()));
    std::for_each(from, order().end(), add);
    std::for_each(order().begin(), from, add);
    for (int sample = 0; isSample(sample); ++sample) {
        if (rowOf(sample) < 0)
            add(sample);
    }
    if (samples.empty())
        return planBackground();
    reportJob(QStringLiteral("sweep"), 0, samples.size());
    classifier.sweep(std::move(samples));
}

bool Session::Private::proposalsAllowed() const {
    return !card || card->trainedOn != TrainedOn::Simulated || (plate && plate->plate.simulated) || allowed;
}

PredictionView Session::Private::prediction(int sample) const {
    if (!card || static_cast<std::size_t>(sample) >= predictions.size() || hidesPrediction(sample))
        return {};
    return {predictions[static_cast<std::size_t>(sample)].probabilities, card->thresholds, card->atLeastOne, proposalsAllowed()};
}

std::optional<DraftProposal> Session::Private::proposalFor(int sample) const {
    const PredictionView view = isSample(sample) ? prediction(sample) : PredictionView();
    if (view.probabilities.empty())
        return std::nullopt;
    return DraftProposal{answersOf,
                         {view.probabilities.begin(), view.probabilities.end()},
                         card->thresholds,
                         card->atLeastOne,
                         proposalsAllowed()};
}

} // namespace locascope
