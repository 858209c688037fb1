#include "core/store/postgresreviewstore.h"

#include "core/files/error.h"
#include "core/store/copyreview.h"
#include "core/store/postgrespredictions.h"
#include "core/store/postgresverify.h"
#include "core/store/storableevent.h"

#include <QSqlDriver>
#include <QVariant>

#include <chrono>
#include <random>
#include <thread>

namespace locascope {

namespace {

constexpr int mostTries = 5;
constexpr std::chrono::milliseconds firstPause{10};
constexpr std::chrono::seconds soonEnough{2}; // a call that has waited long is not made to wait again

// Clients that collided do not meet again at the same moment.
void pauseBefore(int attempt) {
    thread_local std::minstd_rand random{std::random_device{}()};
    std::uniform_int_distribution<int> share(50, 150);
    std::this_thread::sleep_for(firstPause * (1 << attempt) * share(random) / 100);
}

} // namespace

// A collision is tried again, and so is, at once, what met a connection that had gone while nobody used it: events know by their uuid whether they are there.
template <class Act>
auto PostgresReviewStore::attempt(const Act& act) const {
    const auto start = std::chrono::steady_clock::now();
    for (int tries = 1;; ++tries) {
        const bool wasConnected = m_database != nullptr;
        try {
            if (!wasConnected)
                connect();
            return act(*m_database);
        } catch (const PostgresException& error) {
            if (error.cause() == PostgresFailure::Cause::Lost)
                m_database.reset();
            const bool isWorthIt = error.cause() == PostgresFailure::Cause::Collision || (error.cause() == PostgresFailure::Cause::Lost && wasConnected);
            if (!isWorthIt || tries == mostTries || std::chrono::steady_clock::now() - start > soonEnough)
                error.rethrow();
            pauseBefore(tries);
        } catch (const Error& error) {
            if (error.path().empty())
                throw Error(error.kind(), m_address.shown, error.detail() + "; try \"locascope review verify\"");
            throw;
        }
    }
}

PostgresReviewStore::PostgresReviewStore(const ReviewPlace& place, const PlateIdentity& plate, StoreMode wanted, SchemaSteps steps)
    : m_address(parseServerAddress(place))
    , m_steps(std::move(steps))
    , m_database(std::make_unique<PostgresDatabase>(m_address)) {
    attempt([&](const PostgresDatabase&) { openReview(plate, wanted); });
}

PostgresReviewStore::~PostgresReviewStore() = default;

void PostgresReviewStore::openReview(const PlateIdentity& plate, StoreMode wanted) {
    const PostgresDatabase& database = *m_database;
    SchemaAge age = requireUsableServer(database, m_steps);
    if (age == SchemaAge::Older && wanted == StoreMode::ReadWrite && database.number("SELECT locascope.is_owner()::int") != 0) {
        setUpServer(database, m_steps);
        age = SchemaAge::Current;
    }
    settleMode(age, wanted);
    auto found = findServerReview(database, plate);
    if (!found && m_mode == StoreMode::ReadOnly)
        throw Error(ErrorKind::NotFound, m_address.shown, "there is no review of this plate on the server; open the plate with it, or copy a review there");
    if (!found && plate == PlateIdentity())
        throw Error(ErrorKind::NotFound, m_address.shown, "there is no review on the server; name the plate of a new one");
    m_review = found ? *found : createServerReview(database, plate);
    if (m_mode == StoreMode::ReadWrite && m_review.boundTo.fingerprint.empty() && !plate.fingerprint.empty()) {
        bindServerReview({database, m_review.id}, plate);
        m_review.boundTo = plate;
    }
}

void PostgresReviewStore::settleMode(SchemaAge age, StoreMode wanted) {
    if (m_database->number("SELECT pg_is_in_recovery()::int") != 0)
        m_readOnlyReason = "the server is a standby that takes no changes";
    else if (age == SchemaAge::Newer)
        m_readOnlyReason = "it was made by a newer Locascope; update this program to change it";
    else if (age == SchemaAge::Older)
        m_readOnlyReason = "the server's reviews are of an older Locascope; an owner brings them up to date with \"locascope review server init\"";
    else if (wanted == StoreMode::ReadOnly)
        m_readOnlyReason = "it was opened for reading only";
    else
        m_readOnlyReason.clear();
    m_mode = m_readOnlyReason.empty() ? StoreMode::ReadWrite : StoreMode::ReadOnly;
    if (m_mode == StoreMode::ReadOnly)
        m_database->execute("SET default_transaction_read_only = on");
}

// What answers at the address now must still be the review that was opened, and not one restored or made anew.
void PostgresReviewStore::connect() const {
    auto database = std::make_unique<PostgresDatabase>(m_address);
    if (m_mode == StoreMode::ReadOnly)
        database->execute("SET default_transaction_read_only = on");
    if (m_review.id != 0 && database->number("SELECT count(*) FROM locascope.reviews WHERE id = ? AND uuid = ?",
                                             {m_review.id, QString::fromStdString(m_review.uuid)}) == 0)
        throw Error(ErrorKind::Mismatch, m_address.shown, "the server no longer holds the review that was open; open the plate again");
    m_database = std::move(database);
    if (m_onNews) {
        subscribe();
        tellNews();
    }
}

void PostgresReviewStore::requireWritable() const {
    if (m_mode == StoreMode::ReadOnly)
        throw Error(ErrorKind::ReadOnly, m_address.shown, "not saved: " + m_readOnlyReason);
}

void PostgresReviewStore::bindTo(const PlateIdentity& plate) {
    requireWritable();
    attempt([&](const PostgresDatabase& database) { bindServerReview({database, m_review.id}, plate); });
    m_review.boundTo = plate;
}

std::vector<LabelEvent> PostgresReviewStore::append(std::span<const LabelEvent> events) {
    for (const LabelEvent& event : events)
        requireStorable(event, m_address.shown);
    requireWritable();
    return attempt([&](const PostgresDatabase& database) { return appendEvents({database, m_review.id}, events); });
}

std::map<std::string, Decision> PostgresReviewStore::currentDecisions(const std::optional<std::string>& reviewer) const {
    return attempt([&](const PostgresDatabase& database) { return locascope::currentDecisions({database, m_review.id}, reviewer); });
}

std::map<std::string, std::int64_t> PostgresReviewStore::decisionTimes(const std::string& reviewer) const {
    return attempt([&](const PostgresDatabase& database) { return locascope::decisionTimes({database, m_review.id}, reviewer); });
}

std::vector<LabelEvent> PostgresReviewStore::history(const std::string& sampleId) const {
    return attempt([&](const PostgresDatabase& database) { return eventsOfSample({database, m_review.id}, sampleId); });
}

std::vector<LabelEvent> PostgresReviewStore::allEvents() const {
    if (const std::string why = withheld(); !why.empty())
        throw Error(ErrorKind::PermissionDenied, m_address.shown, why);
    return eventsAfter(0);
}

std::vector<LabelEvent> PostgresReviewStore::eventsBefore(std::int64_t sequence, std::size_t count) const {
    return attempt([&](const PostgresDatabase& database) { return locascope::eventsBefore({database, m_review.id}, sequence, count); });
}

std::vector<LabelEvent> PostgresReviewStore::eventsAfter(std::int64_t sequence) const {
    return attempt([&](const PostgresDatabase& database) { return locascope::eventsAfter({database, m_review.id}, sequence); });
}

std::vector<std::string> PostgresReviewStore::reviewers() const {
    return attempt([&](const PostgresDatabase& database) { return reviewersOf({database, m_review.id}); });
}

std::string PostgresReviewStore::withheld() const {
    const bool isWithheld = attempt([&](const PostgresDatabase& database) {
        const bool canWithhold = database.number("SELECT count(*) FROM locascope.versions WHERE version >= 2") > 0;
        return canWithhold && database.number("SELECT locascope.is_withheld(?, 'other-reviewers')::int", {m_review.id}) != 0;
    });
    return isWithheld ? "the review is blinded: the server does not show this login what others decided; ask an adjudicator or owner to do it" : "";
}

void PostgresReviewStore::putPredictions(const std::string& modelDigest, std::span<const StoredPrediction> predictions) {
    requireWritable();
    attempt([&](const PostgresDatabase& database) { storePredictions({database, m_review.id}, modelDigest, predictions); });
}

std::map<std::string, StoredPrediction> PostgresReviewStore::predictions(const std::string& modelDigest) const {
    return attempt([&](const PostgresDatabase& database) { return predictionsOf({database, m_review.id}, modelDigest); });
}

std::vector<std::string> PostgresReviewStore::modelDigests() const {
    return attempt([&](const PostgresDatabase& database) { return modelDigestsOf({database, m_review.id}); });
}

std::optional<std::string> PostgresReviewStore::setting(const std::string& key) const {
    return attempt([&](const PostgresDatabase& database) { return settingOf({database, m_review.id}, key); });
}

void PostgresReviewStore::putSetting(const std::string& key, const std::string& value) {
    requireWritable();
    attempt([&](const PostgresDatabase& database) { storeSetting({database, m_review.id}, key, value); });
}

std::map<std::string, std::string> PostgresReviewStore::settings() const {
    return attempt([&](const PostgresDatabase& database) { return settingsOf({database, m_review.id}); });
}

bool PostgresReviewStore::listen(std::function<void(News)> onNews) {
    m_onNews = std::move(onNews);
    attempt([&](const PostgresDatabase&) { subscribe(); });
    return true;
}

void PostgresReviewStore::tellNews() const {
    m_onNews(News::Settings);
    m_onNews(News::Events);
}

void PostgresReviewStore::subscribe() const {
    const QString channel = QStringLiteral("locascope");
    QSqlDriver* const driver = m_database->driver();
    if (driver->subscribedToNotifications().contains(channel))
        return;
    if (!driver->subscribeToNotification(channel))
        throw PostgresException({PostgresFailure::Cause::Lost, Error(ErrorKind::TimedOut, m_address.shown, "the server tells no news; try again")});
    QObject::connect(driver, &QSqlDriver::notification, driver,
                     [this, ours = QString::number(m_review.id)](const QString&, QSqlDriver::NotificationSource, const QVariant& payload) {
                         const QString said = payload.toString();
                         if (said == ours)
                             m_onNews(News::Events);
                         else if (said == ours + QStringLiteral(" settings"))
                             m_onNews(News::Settings);
                     });
}

std::vector<std::string> PostgresReviewStore::verify() const {
    if (const std::string why = withheld(); !why.empty())
        throw Error(ErrorKind::PermissionDenied, m_address.shown, why);
    return attempt([&](const PostgresDatabase& database) { return verifyServerReview({database, m_review.id}, m_review.uuid); });
}

// Of what is shown alone no copy would be whole: allEvents() refuses.
void PostgresReviewStore::backUpTo(const std::filesystem::path& target) const { copyReviewToFile(*this, target); }

} // namespace locascope
