#include "ui/models/teamwork.h"

#include "core/review/reviewqueue.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/session.h"

#include <QDateTime>

#include <utility>

namespace locascope {

Teamwork::Teamwork(Session& session, Access access, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_access(std::move(access)) {}

void Teamwork::forget() {
    m_drawn.reset();
    m_isDrawn.clear();
    m_assignment = {};
    m_isRead = m_isReadOnly = false;
    if (!std::exchange(m_keys, {}).empty())
        emit keysChanged();
}

void Teamwork::take(const std::map<std::string, std::string>& settings) {
    const auto value = [&](const char* key) {
        const auto kept = settings.find(key);
        return kept == settings.end() ? std::string() : kept->second;
    };
    m_isRead = true;
    if (const std::string kept = value(keysSetting); std::exchange(m_keys, kept) != kept)
        emit keysChanged();
    if (!m_drawn && !value(drawnSetting).empty()) {
        m_drawn = parseDrawnSamples(value(drawnSetting));
        markDrawn();
    }
}

void Teamwork::takeAssignment(ReviewAssignment assignment) {
    m_assignment = std::move(assignment);
    emit assignmentChanged();
}

void Teamwork::forgetDraw() {
    m_drawn.reset();
    markDrawn();
}

void Teamwork::markDrawn() {
    m_isDrawn.assign(m_drawn ? m_session.plate().samples.size() : 0, 0);
    for (const int sample : drawnSamples())
        m_isDrawn[static_cast<std::size_t>(sample)] = 1;
    emit drawnChanged();
}

std::vector<int> Teamwork::drawnSamples() const {
    return m_drawn ? placesOf(m_drawn->samples) : std::vector<int>();
}

std::vector<int> Teamwork::placesOf(const std::vector<std::string>& ids) const {
    std::vector<int> samples;
    const auto plate = m_session.snapshot();
    if (!plate)
        return samples;
    for (const std::string& id : ids)
        if (const int sample = plate->indexOf(id); sample >= 0)
            samples.push_back(sample);
    return samples;
}

std::vector<int> Teamwork::assignedSamples() const {
    if (!m_assignment.now)
        return {};
    const auto mine = m_assignment.now->samples.find(m_session.reviewer().toStdString());
    return mine == m_assignment.now->samples.end() ? std::vector<int>() : placesOf(mine->second);
}

bool Teamwork::canAssign() const { return keysHindrance() == KeysHindrance::None; }

void Teamwork::assign(const std::vector<std::string>& sampleIds, const AssignmentOptions& options, std::function<void(std::optional<Error>)> done) {
    try {
        assignAgain(makeAssignment(sampleIds, options), done);
    } catch (const Error& error) {
        done(error);
    }
}

void Teamwork::assignAgain(const Assignment& earlier, std::function<void(std::optional<Error>)> done) {
    if (!canAssign())
        return done(Error(ErrorKind::Busy, {}, "the review is not open yet, or cannot be written"));
    Assignment made = earlier;
    made.by = m_session.reviewer().toStdString();
    made.timeMs = QDateTime::currentMSecsSinceEpoch();
    m_access.assign(made, m_assignment.newest, [this, done = std::move(done)](const Assigned& assigned) {
        if (assigned.known)
            takeAssignment(*assigned.known);
        done(assigned.error);
    });
}

KeysHindrance Teamwork::keysHindrance() const {
    if (!m_session.hasPlate())
        return KeysHindrance::NoPlate;
    if (!m_isRead)
        return KeysHindrance::NotRead;
    if (m_isReadOnly)
        return KeysHindrance::ReadOnly;
    return m_session.blinding().hides(Hidden::OtherReviewers) ? KeysHindrance::Blinded : KeysHindrance::None;
}

void Teamwork::setKeys(const std::string& keys) {
    if (keysHindrance() != KeysHindrance::None || keys == m_keys)
        return;
    m_keys = keys;
    m_access.keep(keysSetting, keys);
    emit keysChanged();
}

void Teamwork::findConflicts(std::function<void(std::vector<Conflict>)> answer) {
    if (m_session.hasPlate() && !m_session.blinding().hides(Hidden::OtherReviewers))
        m_access.readConflicts({}, std::move(answer));
}

void Teamwork::findConflict(int sample, std::function<void(std::optional<Conflict>)> answer) {
    const bool isKnown = m_session.hasPlate() && sample >= 0 && static_cast<std::size_t>(sample) < m_session.plate().samples.size();
    if (!isKnown || m_session.blinding().hides(Hidden::OtherReviewers))
        return answer(std::nullopt);
    m_access.readConflicts(m_session.plate().samples[static_cast<std::size_t>(sample)].id, [answer = std::move(answer)](const std::vector<Conflict>& found) { answer(found.empty() ? std::nullopt : std::optional(found.front())); });
}

void Teamwork::findQuestions(bool areAnswered, std::function<void(std::vector<Question>)> answer) {
    if (m_session.hasPlate() && !m_session.blinding().hides(Hidden::OtherReviewers))
        m_access.readQuestions(areAnswered, std::move(answer));
}

void Teamwork::findUnclear(std::function<void(std::vector<UnclearSample>)> answer) {
    if (m_session.hasPlate())
        m_access.readUnclear(std::move(answer));
}

void Teamwork::draw(std::size_t count, std::uint64_t seed) {
    if (m_drawn || !m_session.hasPlate() || count == 0)
        return;
    const auto& samples = m_session.plate().samples;
    DrawnSamples drawn{seed, samples.size(), {}, m_session.reviewer().toStdString(), QDateTime::currentMSecsSinceEpoch(), 0};
    for (const QueueEntry& entry : drawForAudit(samples.size(), {.count = count, .seed = seed}).entries)
        drawn.samples.push_back(samples[static_cast<std::size_t>(entry.sample)].id);
    m_drawn = std::move(drawn);
    m_access.keep(drawnSetting, formatDrawnSamples(*m_drawn));
    markDrawn();
}

} // namespace locascope
