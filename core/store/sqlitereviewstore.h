#pragma once

#include "core/store/openfilewatch.h"
#include "core/store/reviewschema.h"
#include "core/store/reviewstore.h"
#include "core/store/sqlitedatabase.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace locascope {

/// The SQLite file behind ReviewStore. `steps` are another schema than the compiled one only in tests of upgrading.
class SqliteReviewStore final : public ReviewStore {
public:
    SqliteReviewStore(const std::filesystem::path& file, const PlateIdentity& plate, StoreMode wanted,
                      SchemaSteps steps = reviewSchema());

    StoreMode mode() const override { return m_mode; }
    std::string readOnlyReason() const override { return m_readOnlyReason; }
    std::filesystem::path file() const override { return m_file; }
    PlateIdentity boundTo() const override;
    void bindTo(const PlateIdentity& plate) override;

    std::vector<LabelEvent> append(std::span<const LabelEvent> events) override;
    std::map<std::string, Decision> currentDecisions(const std::optional<std::string>& reviewer) const override;
    std::map<std::string, std::int64_t> decisionTimes(const std::string& reviewer) const override;
    std::vector<LabelEvent> history(const std::string& sampleId) const override;
    std::vector<LabelEvent> allEvents() const override;
    std::vector<LabelEvent> eventsBefore(std::int64_t sequence, std::size_t count) const override;
    std::vector<LabelEvent> eventsAfter(std::int64_t sequence) const override;
    std::vector<std::string> reviewers() const override;

    void putPredictions(const std::string& modelDigest, std::span<const StoredPrediction> predictions) override;
    std::map<std::string, StoredPrediction> predictions(const std::string& modelDigest) const override;
    std::vector<std::string> modelDigests() const override;

    std::optional<std::string> setting(const std::string& key) const override;
    void putSetting(const std::string& key, const std::string& value) override;
    std::map<std::string, std::string> settings() const override;

    bool listen(std::function<void(News)> onNews) override;
    bool lookForNews() override;

    void tidy() override;
    std::vector<std::string> verify() const override;
    void backUpTo(const std::filesystem::path& target) const override;

private:
    void openForReading(const std::string& reason);
    void openForWriting();
    void takeBinding(const PlateIdentity& plate);
    void requireWritable() const;
    void reopen();
    void moveLog(int pages);
    void write(const std::function<void(const SqliteDatabase&)>& change);

    std::filesystem::path m_file;
    SchemaSteps m_steps;
    StoreMode m_mode = StoreMode::ReadOnly;
    std::string m_readOnlyReason;
    std::unique_ptr<SqliteDatabase> m_database;
    std::optional<OpenFileWatch> m_watch;
    std::function<void(News)> m_onNews;
    std::optional<std::int64_t> m_changes; ///< when news were looked for last
    bool m_deviceFailed = false; ///< what the log holds on the disk is not known: reopen before the next write
};

} // namespace locascope
