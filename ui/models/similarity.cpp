#include "ui/models/similarity.h"

#include "ui/models/behindthewindow.h"
#include "ui/models/onthreadof.h"
#include "ui/models/session.h"

#include <algorithm>
#include <map>

namespace locascope {

namespace {

constexpr std::size_t writtenTogether = 1024; ///< at least, and a quarter of what there is: a sweep writes a few times its size
constexpr int changesMilliseconds = 250;

/// Those of `contents` that were kept go into `table`; which they were.
std::vector<int> restored(FeatureTable& table, const KeptFeatures& kept, const std::vector<std::pair<int, std::string>>& contents) {
    std::map<FeatureKey, std::size_t> rows;
    for (std::size_t row = 0; row < kept.keys.size(); ++row)
        rows.emplace(kept.keys[row], row);
    std::vector<int> samples;
    for (const auto& [sample, content] : contents) {
        const FeatureKey key = featureKey(content);
        const auto found = content.empty() ? rows.end() : rows.find(key);
        if (found != rows.end() && table.put(sample, key, std::span(kept.halves).subspan(found->second * kept.length, kept.length)))
            samples.push_back(sample);
    }
    return samples;
}

} // namespace

Similarity::Similarity(Session& session, std::filesystem::path cacheDirectory, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_cacheDirectory(std::move(cacheDirectory))
    , m_list(session) {
    m_changes.setSingleShot(true);
    m_changes.setInterval(changesMilliseconds);
    connect(&m_changes, &QTimer::timeout, this, &Similarity::changed);
    connect(&session, &Session::orderChanged, this, &Similarity::followArrangement);
    m_thread.post([](std::stop_token) { goBehindTheWindow(); });
}

Similarity::~Similarity() {
    flush();
    m_thread.finish();
}

void Similarity::turnTo(FeatureSubject subject, std::size_t samples) {
    flush();
    m_subject = std::move(subject);
    ++m_turns;
    m_table = std::make_shared<FeatureTable>();
    m_has.assign(samples, 0);
    m_count = m_unwritten = 0;
    m_map.reset();
    m_isMaking = false;
    changeSoon();
}

void Similarity::setModelGivesFeatures(bool gives) {
    if (std::exchange(m_given, gives) != gives)
        changeSoon();
}

/// `find(table, stop)` on the thread, `answer(what it found)` here, unless it was turned to something else meanwhile.
template <class Find, class Answer>
void Similarity::ask(Find find, Answer answer) {
    m_thread.post([this, turn = m_turns, table = m_table, find = std::move(find), answer = std::move(answer)](std::stop_token stop) {
        onThreadOf(this, [this, turn, found = find(*table, stop), answer] {
            if (turn == m_turns)
                answer(found);
        });
    });
}

void Similarity::restore(const std::vector<std::pair<int, std::string>>& contents, std::function<void()> then) {
    ask([contents, cache = m_cacheDirectory, subject = m_subject](FeatureTable& table, const std::stop_token&) {
            return contents.empty() ? std::vector<int>() : restored(table, recallFeatures(cache, subject), contents);
        },
        [this, then = std::move(then)](const std::vector<int>& samples) {
            for (const int sample : samples)
                m_count += std::exchange(m_has[static_cast<std::size_t>(sample)], 1) == 0 ? 1 : 0;
            changeSoon();
            then();
        });
}

void Similarity::take(const std::vector<ClassifiedSample>& samples) {
    std::vector<ClassifiedSample> seen;
    for (const ClassifiedSample& one : samples)
        if (!one.features.empty() && !one.contentDigest.empty() && one.sample >= 0 && static_cast<std::size_t>(one.sample) < m_has.size())
            seen.push_back(one);
    if (seen.empty())
        return;
    ask([seen](FeatureTable& table, const std::stop_token&) {
            std::vector<int> taken;
            for (const ClassifiedSample& one : seen)
                if (table.put(one.sample, featureKey(one.contentDigest), one.features))
                    taken.push_back(one.sample);
            return taken;
        },
        [this](const std::vector<int>& taken) {
            for (const int sample : taken)
                m_count += std::exchange(m_has[static_cast<std::size_t>(sample)], 1) == 0 ? 1 : 0;
            m_unwritten += taken.size();
            if (m_unwritten >= std::max(writtenTogether, m_count / 4))
                flush();
            changeSoon();
        });
}

void Similarity::flush() {
    if (m_unwritten == 0 || m_subject.model.empty())
        return;
    m_unwritten = 0;
    m_thread.post([table = m_table, cache = m_cacheDirectory, subject = m_subject](std::stop_token) { keepFeatures(cache, subject, *table); });
}

void Similarity::setHidden(bool isHidden) {
    if (std::exchange(m_isHidden, isHidden) == isHidden)
        return;
    m_map.reset();
    m_isMaking = false;
    if (isHidden)
        goBack();
    changeSoon();
}

Similarity::State Similarity::state() const {
    if (m_isHidden)
        return State::Hidden;
    if (m_count > 0)
        return m_count == m_has.size() ? State::All : State::Some;
    if (m_subject.model.empty() || m_session.modelState() != ModelState::Ready)
        return State::NoModel;
    return m_given ? State::NotYet : State::NoFeatures;
}

/// It may come to be hidden while it is looked for.
template <class Answer>
auto Similarity::unlessHidden(Answer answer) {
    return [this, answer = std::move(answer)](const auto& found) {
        if (!m_isHidden)
            answer(found);
    };
}

void Similarity::changeSoon() {
    if (!m_changes.isActive())
        m_changes.start();
}

void Similarity::showLike(int sample, const QString& name) {
    if (!hasFeatures(sample))
        return;
    ask([sample](FeatureTable& table, const std::stop_token&) { return neighboursOf(table, sample, table.count()); },
        [this, sample, name](const std::vector<Neighbour>& neighbours) {
            if (neighbours.empty() || m_isHidden)
                return;
            std::vector<int> samples;
            m_similarities.assign(m_has.size(), 0.0F);
            for (const Neighbour& one : neighbours) {
                samples.push_back(one.sample);
                m_similarities[static_cast<std::size_t>(one.sample)] = one.similarity;
            }
            m_like = sample;
            m_list.show(name, std::move(samples));
            emit shownChanged();
        });
}

std::optional<float> Similarity::shownSimilarity(int sample) const {
    if (!isShown() || sample < 0 || static_cast<std::size_t>(sample) >= m_similarities.size())
        return std::nullopt;
    return m_similarities[static_cast<std::size_t>(sample)];
}

/// Another order or filter was chosen.
void Similarity::followArrangement() {
    if (m_list.turned())
        emit shownChanged();
}

std::vector<char> Similarity::decidedWith(ClassIndex index) const {
    std::vector<char> decided(m_has.size());
    for (std::size_t sample = 0; sample < decided.size(); ++sample) {
        const Decision* decision = m_session.findDecision(static_cast<int>(sample));
        decided[sample] = decision && !decision->inherited && decision->outcome == Outcome::Labelled && decision->present.contains(index) ? 1 : 0;
    }
    return decided;
}

void Similarity::findExemplars(int sample, ClassIndex index, std::size_t count, std::function<void(std::vector<Neighbour>)> answer) {
    ask([sample, count, decided = decidedWith(index)](FeatureTable& table, const std::stop_token&) {
            std::vector<Neighbour> all = neighboursOf(table, sample, table.count());
            std::erase_if(all, [&](const Neighbour& one) { return one.sample == sample || decided[static_cast<std::size_t>(one.sample)] == 0; });
            all.resize(std::min(count, all.size()));
            return all;
        },
        unlessHidden(std::move(answer)));
}

void Similarity::findLike(int sample, std::function<void(std::vector<Neighbour>)> answer) {
    ask([sample](FeatureTable& table, const std::stop_token&) { return neighboursOf(table, sample, table.count()); }, unlessHidden(std::move(answer)));
}

void Similarity::findSpread(std::vector<int> samples, std::size_t count, std::function<void(std::vector<SpreadPick>)> answer) {
    ask([samples = std::move(samples), count](FeatureTable& table, const std::stop_token& stop) { return spreadOver(table, samples, count, stop); }, unlessHidden(std::move(answer)));
}

void Similarity::findOutOfFold(GroupedLabels labels, std::function<void(OutOfFold)> answer) {
    ask([labels = std::move(labels)](FeatureTable& table, const std::stop_token& stop) { return outOfFold(table, labels, stop); }, unlessHidden(std::move(answer)));
}

void Similarity::makeMap() {
    if (m_isHidden || std::exchange(m_isMaking, true))
        return;
    ask([](FeatureTable& table, const std::stop_token& stop) { return std::make_shared<const PrincipalMap>(principalMap(table, stop)); },
        [this](const std::shared_ptr<const PrincipalMap>& made) {
            m_isMaking = false;
            if (m_isHidden)
                return;
            m_map = made;
            emit mapMade();
        });
}

} // namespace locascope
