#pragma once

#include "core/store/postgresplates.h"
#include "core/store/postgresschema.h"
#include "core/store/reviewstore.h"
#include "core/store/serveraddress.h"

#include <QMetaObject>

#include <functional>
#include <memory>
#include <optional>

namespace locascope {

/// A review in a PostgreSQL database behind ReviewStore. A connection that was lost is made again by the next call. `steps` are another schema than the compiled one only in
/// tests of upgrading.
class PostgresReviewStore final : public ReviewStore {
public:
    PostgresReviewStore(const ReviewPlace& place, const PlateIdentity& plate, StoreMode wanted, SchemaSteps steps = serverSchema());
    ~PostgresReviewStore() override;

    StoreMode mode() const override { return m_mode; }
    std::string readOnlyReason() const override { return m_readOnlyReason; }
    std::filesystem::path file() const override { return m_address.shown; }
    PlateIdentity boundTo() const override { return m_review.boundTo; }
    void bindTo(const PlateIdentity& plate) override;

    std::vector<LabelEvent> append(std::span<const LabelEvent> events) override;
    std::map<std::string, Decision> currentDecisions(const std::optional<std::string>& reviewer) const override;
    std::map<std::string, std::int64_t> decisionTimes(const std::string& reviewer) const override;
    std::vector<LabelEvent> history(const std::string& sampleId) const override;
    std::vector<LabelEvent> allEvents() const override;
    std::vector<LabelEvent> eventsBefore(std::int64_t sequence, std::size_t count) const override;
    std::vector<LabelEvent> eventsAfter(std::int64_t sequence) const override;
    std::vector<std::string> reviewers() const override;
    std::string withheld() const override;

    void putPredictions(const std::string& modelDigest, std::span<const StoredPrediction> predictions) override;
    std::map<std::string, StoredPrediction> predictions(const std::string& modelDigest) const override;
    std::vector<std::string> modelDigests() const override;

    std::optional<std::string> setting(const std::string& key) const override;
    void putSetting(const std::string& key, const std::string& value) override;
    std::map<std::string, std::string> settings() const override;

    bool listen(std::function<void(News)> onNews) override;

    void tidy() override {}
    std::vector<std::string> verify() const override;
    void backUpTo(const std::filesystem::path& target) const override;

private:
    void openReview(const PlateIdentity& plate, StoreMode wanted);
    void settleMode(SchemaAge age, StoreMode wanted);
    void connect() const;
    void subscribe() const;
    void tellNews() const;
    void requireWritable() const;
    template <class Act>
    auto attempt(const Act& act) const;

    ServerAddress m_address;
    SchemaSteps m_steps;
    StoreMode m_mode = StoreMode::ReadOnly;
    std::string m_readOnlyReason;
    FoundServerReview m_review;
    std::function<void(News)> m_onNews;
    mutable std::unique_ptr<PostgresDatabase> m_database; ///< null: the connection was lost
};

} // namespace locascope
