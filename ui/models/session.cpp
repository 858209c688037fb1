#include "ui/models/sessionprivate.h"

#include <utility>

#include <algorithm>

namespace locascope {

Session::Session(SessionOptions options, QObject* parent)
    : Session(options, coreParts(options.program, options.dataDirectory, options.cacheDirectory), parent) {}

Session::Session(SessionOptions options, SessionParts parts, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(options), std::move(parts))) {}

Session::~Session() = default;

void Session::openPlate(const std::filesystem::path& root) { d->openPlate(root); }
bool Session::hasPlate() const { return d->plate != nullptr; }
bool Session::isIndexComplete() const { return d->indexComplete; }
void Session::assignChannels(const ChannelStains& stains) {
    if (d->plate)
        d->assignChannels(stains);
}

std::filesystem::path Session::directory() const {
    return d->refusedDirectory.empty() && d->plate ? d->plate->plate.root : d->refusedDirectory;
}

const std::filesystem::path& Session::dataDirectory() const { return d->options.dataDirectory; }
const std::filesystem::path& Session::program() const { return d->options.program; }
void Session::chooseScheme(const std::string& key) { d->chooseScheme(key); }
void Session::openAgain() { d->openAgain(); }
void Session::choosePlane(std::optional<int> plane) { d->choosePlane(plane); }
std::optional<int> Session::chosenPlane() const { return d->choices.plane; }
void Session::enterPixelSize(std::optional<double> micrometres) { d->enterPixelSize(micrometres); }

bool Session::needsChannels() const {
    const auto isFrom = [](Channel::Source source) { return [source](const Channel& channel) { return channel.source == source; }; };
    if (!d->plate)
        return false;
    const std::vector<Channel>& channels = d->plate->plate.channels;
    return std::any_of(channels.begin(), channels.end(), isFrom(Channel::Source::Nobody)) &&
           std::none_of(channels.begin(), channels.end(), isFrom(Channel::Source::User));
}

const Vocabulary& Session::vocabulary() const { return d->vocabulary; }

const Plate& Session::plate() const {
    static const Plate none;
    return d->plate ? d->plate->plate : none;
}

std::shared_ptr<const PlateSnapshot> Session::snapshot() const { return d->plate; }

void Session::setFilter(const SampleFilter& filter) {
    d->arrangement.filter = filter;
    d->endHiddenArrangement();
    d->rebuildOrder();
}

void Session::setSortOrder(SampleOrder order, ClassIndex probabilityOf) {
    d->arrangement.order = order;
    d->arrangement.probabilityOf = probabilityOf;
    d->endHiddenArrangement();
    d->rebuildOrder();
}

void Session::setGrouping(SampleGrouping grouping) {
    d->arrangement.grouping = grouping;
    d->endHiddenArrangement();
    d->rebuildOrder();
}

Similarity& Session::similarity() { return d->similarity; }
const Similarity& Session::similarity() const { return d->similarity; }
StainingCheck& Session::staining() { return d->staining; }

void Session::showListed(const QString& name, std::vector<int> samples, const QStringList& sheetColumns) {
    if (samples.empty())
        return;
    const int first = samples.front();
    d->arrangement.order = SampleOrder::Listed;
    d->arrangement.grouping = SampleGrouping::None;
    SampleFilter filter;
    filter.listed = std::make_shared<const ListedSamples>(ListedSamples{name, std::move(samples), sheetColumns});
    setFilter(filter);
    goTo(first);
}

SampleFilter Session::filter() const { return d->arrangement.filter; }
SampleOrder Session::sortOrder() const { return d->arrangement.order; }
const SampleArrangement& Session::arrangement() const { return d->arrangement; }
const std::vector<int>& Session::order() const { return d->order(); }
const std::vector<SampleGroup>& Session::groups() const { return d->arranged->groups; }
int Session::rowOf(int sampleIndex) const { return d->rowOf(sampleIndex); }
bool Session::hasProblem(int sampleIndex) const { return d->hasProblem(sampleIndex); }
int Session::current() const { return d->current; }
int Session::currentRow() const { return d->rowOf(d->current); }
void Session::step(int rows) { d->step(rows); }
void Session::goToNextUnreviewed() { d->goToNextUnreviewed(); }
bool Session::isReviewed(int sampleIndex) const { return d->log.isReviewed(sampleIndex); }
int Session::reviewedCount() const { return static_cast<int>(d->log.reviewedCount()); }

void Session::goTo(int sampleIndex) {
    if (!d->isSample(sampleIndex))
        return;
    d->moved = true;
    d->select(sampleIndex);
}

std::shared_ptr<const LoadedSample> Session::image() const { return d->image; }
QImage Session::thumbnail(int sampleIndex) { return d->thumbnails.find(sampleIndex); }
bool Session::isThumbnailDamaged(int sampleIndex) const { return d->thumbnails.isDamaged(sampleIndex); }

const DisplaySettings& Session::display() const { return d->display; }
void Session::setDisplay(const DisplaySettings& display) { d->setDisplay(display); }
ContrastState Session::contrastState() const { return d->contrastState(); }
void Session::stretchProteinToImage(bool held) { d->stretchProtein(held); }
bool Session::intensitiesComparable() const { return d->shownBits() == 16; }

void Session::resetContrastToPlate() {
    d->book.forgetManual();
    d->contrastMoved = false;
    if (d->refinedContrast)
        d->book.setPlateContrast(*d->refinedContrast);
    d->putSetting(contrastByHandSetting, formatWindows({}));
    d->refreshDisplay();
    d->restyleThumbnails();
    emit displayChanged();
}

const Histogram& Session::histogram(Stain stain) const {
    static const Histogram empty;
    return d->histograms ? (*d->histograms)[stain] : empty;
}

void Session::useModel(const std::filesystem::path& card) { d->useModel(card); }
void Session::useProcessor() { d->useProcessor(); }
std::optional<ModelCard> Session::model() const { return d->card; }
std::optional<std::filesystem::path> Session::modelInUse() const { return d->usedModel; }
void Session::chooseVocabulary(const std::filesystem::path& idOrFile) { d->chooseVocabulary(idOrFile); }
ModelState Session::modelState() const { return d->modelState; }
QString Session::modelStateDetail() const { return d->modelDetail; }
std::optional<ExecutionPlan> Session::modelPlan() const {
    const bool isOfThis = d->modelState == ModelState::Ready && d->card && d->answersOf == d->planIsOf;
    return isOfThis ? d->plan : std::nullopt;
}
bool Session::proposalsAllowed() const { return d->proposalsAllowed(); }

bool Session::disagrees(int sampleIndex) const {
    const auto i = static_cast<std::size_t>(sampleIndex);
    return sampleIndex >= 0 && i < d->facts.size() && d->facts[i].disagrees;
}

const std::vector<float>* Session::probabilities(int sampleIndex) const {
    if (!d->isSample(sampleIndex) || d->hidesPrediction(sampleIndex))
        return nullptr;
    const std::vector<float>& known = d->predictions[static_cast<std::size_t>(sampleIndex)].probabilities;
    return known.empty() ? nullptr : &known;
}

std::vector<double> Session::thresholds() const {
    return d->card ? d->card->thresholds : std::vector<double>(d->vocabulary.size(), 0.5);
}

void Session::startSweep() { d->startSweep(); }
void Session::stopSweep() {
    d->sweepWanted = false;
    d->classifier.stopSweep();
}
std::optional<ClassIndex> Session::saliencyClass() const { return d->saliencyClass; }
const SaliencyMap& Session::saliency() const { return d->saliency; }

void Session::requestSaliency(std::optional<ClassIndex> index) {
    if (d->hides(Hidden::Saliency))
        index.reset();
    if (index == d->saliencyClass && (!index || !d->saliency.isEmpty()))
        return;
    d->saliencyClass = index;
    d->saliency = {};
    d->classifier.dropExplanation();
    d->explainCurrent();
    emit saliencyChanged();
}

void Session::requestSaliencyOfProposed(bool wanted) {
    if (wanted == d->wantsSaliencyOfProposed)
        return;
    d->wantsSaliencyOfProposed = wanted;
    d->explainAgain();
}

const std::vector<ClassSaliency>& Session::saliencyOfProposed() const { return d->saliencyOfProposed; }

bool Session::isProposed(ClassIndex index) const {
    const std::vector<ClassIndex> classes = d->hidesPrediction(d->current) ? std::vector<ClassIndex>() : d->proposedClasses();
    return std::find(classes.begin(), classes.end(), index) != classes.end();
}

std::vector<SaliencyMethod> Session::saliencyMethods() const { return d->saliencyMethods; }

void Session::setSaliencyMethod(std::optional<SaliencyMethod> method) {
    if (method == d->wantedMethod)
        return;
    d->wantedMethod = method;
    d->explainAgain();
}

std::optional<SaliencyMethod> Session::saliencyMethod() const {
    const auto& offered = d->saliencyMethods;
    if (offered.empty())
        return std::nullopt;
    const bool isOffered = d->wantedMethod && std::find(offered.begin(), offered.end(), *d->wantedMethod) != offered.end();
    return isOffered ? *d->wantedMethod : offered.front();
}

std::vector<ChipState> Session::chips() const { return d->draft.chips(); }
QString Session::note() const { return QString::fromStdString(d->draft.note()); }
CommitResult Session::commit() { return d->commit(); }
CommitResult Session::commitAs(Outcome outcome) { return d->commitAs(outcome); }
bool Session::canUndo() const { return d->draft.isPressed() || d->log.canUndo(); }
bool Session::canRedo() const { return d->log.canRedo(); }
void Session::undo() { d->undo(); }
void Session::redo() { d->redo(); }
SavingState Session::savingState(int sampleIndex) const { return d->log.savingState(sampleIndex); }
void Session::setStrict(bool strict) { d->strict = strict; }

void Session::toggle(ClassIndex index) {
    if (d->current < 0 || !d->draft.mayToggle(index, isChoosable(d->classes.state, index) ? ReviewDraft::Choice::Offered : ReviewDraft::Choice::Kept))
        return;
    d->draft.toggle(index);
    emit chipsChanged();
}

void Session::markNotJudged(ClassIndex index) {
    if (d->current < 0)
        return;
    d->draft.markNotJudged(index);
    emit chipsChanged();
}

void Session::toggleOther() {
    if (d->current < 0)
        return;
    d->draft.toggleOther();
    emit chipsChanged();
}

bool Session::other() const { return d->draft.other(); }

void Session::setNote(const QString& note) {
    if (d->current < 0 || note == this->note())
        return;
    d->draft.setNote(note.toStdString());
    emit chipsChanged();
}

std::optional<Decision> Session::decision(int sampleIndex) const {
    const ReviewLog::Entry* entry = d->log.entry(sampleIndex);
    return entry ? std::optional(entry->decision) : std::nullopt;
}

const Decision* Session::findDecision(int sampleIndex) const {
    const ReviewLog::Entry* entry = d->log.entry(sampleIndex);
    return entry ? &entry->decision : nullptr;
}

int Session::keptCount() const {
    std::size_t count = d->log.keptCount();
    for (const auto& leaving : d->leavingStores)
        count += leaving->keptCount();
    return static_cast<int>(count);
}

int Session::refusedCount() const {
    std::size_t count = d->store ? d->store->refusedCount() : 0;
    for (const auto& leaving : d->leavingStores)
        count += leaving->refusedCount();
    return static_cast<int>(count);
}

int Session::unsavedCount() const {
    std::size_t count = d->log.unsavedCount();
    for (const auto& leaving : d->leavingStores)
        count += leaving->unsavedCount();
    return static_cast<int>(count);
}

void Session::retrySaving() {
    if (d->store)
        d->store->retryNow();
    for (const auto& leaving : d->leavingStores)
        leaving->retryNow();
}

void Session::requestHistory(int sampleIndex) {
    if (!d->isSample(sampleIndex) || !d->store)
        return;
    const std::string id = d->sampleAt(sampleIndex).id;
    d->store->ask([id](ReviewStore& review) { return review.history(id); },
                  [this, sampleIndex, number = d->plateNumber](std::vector<LabelEvent> events) {
                      if (number != d->plateNumber)
                          return;
                      std::erase_if(events, [filter = d->shownHistory({})](const LabelEvent& event) { return !passes(event, filter); });
                      emit historyArrived(sampleIndex, events);
                  });
}

std::optional<JobProgress> Session::job() const { return d->jobs.longest(); }
void Session::exportCsv(const std::filesystem::path& file, const ExportWish& wish) { d->exportCsv(file, wish); }
void Session::pack(const std::filesystem::path& folder, const PackWish& wish) { d->pack(folder, wish); }
void Session::dismissNotice(int id) {
    if (d->notices.dismiss(id))
        emit noticesChanged();
}

} // namespace locascope
