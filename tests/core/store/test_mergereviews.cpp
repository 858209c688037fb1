#include "core/files/writefile.h"
#include "core/plate/vocabularies.h"
#include "core/store/mergereviews.h"
#include "core/store/reviewschema.h"
#include "core/store/reviewvocabulary.h"
#include "tests/support/filesizelimit.h"
#include "tests/support/reviewworld.h"

#include <QTest>

#include <csignal>
#include <set>
#include <sys/stat.h>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

/// Two reviews that went on apart: 20 common events, 30 and 10 of their own.
struct TwoReviews : ReviewWorld {
    TwoReviews() {
        add(first(), 20, "common");
        fs::copy_file(first(), second());
        add(first(), 30, "one");
        add(second(), 10, "two");
    }
    fs::path first() const { return directory() / "first.sqlite"; }
    fs::path second() const { return directory() / "second.sqlite"; }
    fs::path target() const { return directory() / "merged.sqlite"; }
    void add(const fs::path& file, int count, const std::string& writer) const { open(file)->append(numberedEvents(1, count, writer)); }
    std::unique_ptr<ReviewStore> open(const fs::path& file) const { return ReviewStore::open(file, plate()); }
    ReviewMerge merge(const MergeOptions& options = {}) const { return mergeReviews(first(), second(), target(), options); }
    std::string bytes() const { return testing::contentOf(first()) + testing::contentOf(second()); }
    std::set<std::string> names() const {
        std::set<std::string> all;
        for (const auto& entry : fs::directory_iterator(directory()))
            all.insert(entry.path().filename());
        return all;
    }
};

const std::set<std::string> untouched{"first.sqlite", "second.sqlite"};

} // namespace

class TestMergeReviews final : public QObject {
    Q_OBJECT
private slots:
    void theNewReviewHoldsEverythingOfBothAndIsWhole() {
        const TwoReviews world;
        LabelEvent ofAnAct = numberedEvent(77, "one");
        ofAnAct.act = "act";
        ofAnAct.undoes = "another";
        ofAnAct.timeMs = 1; // before all others, but behind those of its review
        world.open(world.first())->append(std::vector{ofAnAct});
        const std::string before = world.bytes();
        const ReviewMerge merge = world.merge();
        QCOMPARE(merge.merged.common, std::size_t{20});
        QCOMPARE(merge.merged.ofFirst, std::size_t{31});
        QCOMPARE(merge.merged.ofSecond, std::size_t{10});
        QVERIFY(merge.plate == world.plate());
        const auto merged = world.open(world.target());
        QCOMPARE(merged->verify(), std::vector<std::string>());
        QVERIFY(merged->allEvents() == merge.merged.events);
        QCOMPARE(merged->allEvents().size(), std::size_t{61});
        QVERIFY(withSequence(merged->history(ofAnAct.sampleId).back(), 0) == ofAnAct);
        QCOMPARE(merged->reviewers(), (std::vector<std::string>{"common", "one", "two"}));
        QVERIFY(merged->boundTo() == world.plate());
        for (const auto& [file, reviewer] : {std::pair(world.first(), "one"), std::pair(world.second(), "two")})
            QVERIFY(world.open(file)->currentDecisions(std::string(reviewer)) == merged->currentDecisions(std::string(reviewer)));
        QVERIFY(world.bytes() == before);
        struct stat status {};
        QCOMPARE(::stat(world.target().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
    }

    void mergingWhatWasMergedChangesNothing() {
        const TwoReviews world;
        world.merge();
        const fs::path again = world.directory() / "again.sqlite", swapped = world.directory() / "swapped.sqlite";
        mergeReviews(world.target(), world.second(), again);
        mergeReviews(world.second(), world.first(), swapped);
        const auto events = world.open(world.target())->allEvents();
        QVERIFY(world.open(again)->allEvents() == events);
        QVERIFY(world.open(swapped)->allEvents() == events);
    }

    void settingsAndPredictionsAreJoinedAndTheFirstKeepsItsOwn() {
        const TwoReviews world;
        const auto prediction = [](const char* sample, float probability) { return StoredPrediction{sample, {probability}, "content"}; };
        {
            const auto first = world.open(world.first()), second = world.open(world.second());
            first->putSetting("contrast", "1");
            second->putSetting("contrast", "2");
            second->putSetting("position/two", "\"b\"");
            first->putPredictions("m", std::vector{prediction("a", 0.1F), prediction("b", 0.2F)});
            second->putPredictions("m", std::vector{prediction("b", 0.3F), prediction("c", 0.4F)});
            second->putPredictions("n", std::vector{prediction("a", 0.5F)});
        }
        const ReviewMerge merge = world.merge();
        QCOMPARE(merge.settingsOfFirst, std::vector<std::string>{"contrast"});
        QCOMPARE(merge.predictions, std::size_t{4});
        QCOMPARE(merge.predictionsOfFirst, std::size_t{1});
        const auto merged = world.open(world.target());
        QCOMPARE(merged->setting("contrast").value(), std::string("1"));
        QCOMPARE(merged->setting("position/two").value(), std::string("\"b\""));
        QCOMPARE(merged->predictions("m").at("b").probabilities[0], 0.2F);
        QCOMPARE(merged->predictions("m").at("c").probabilities[0], 0.4F);
        QCOMPARE(merged->predictions("n").size(), std::size_t{1});
    }

    // A table that is not named here would be lost by merging.
    void everyTableOfTheSchemaIsMerged() {
        const SqliteDatabase database(":memory:", SqliteAccess::ReadWrite);
        createSchema(database, reviewSchema());
        QCOMPARE(database.text("SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name)"),
                 std::string("bindings current events models predictions review settings"));
    }

    void otherVocabulariesAreRefused() {
        const TwoReviews world;
        world.open(world.second())->putSetting(vocabularySetting, formatStoredVocabulary(readVocabulary("hpa-19")));
        QCOMPARE(kindThrownBy([&] { world.merge(); }), ErrorKind::Mismatch);
        QCOMPARE(world.names(), untouched);
        world.open(world.second())->putSetting(vocabularySetting, formatStoredVocabulary(humanProteinAtlasVocabulary()));
        world.merge(); // said or not, these are the 28
    }

    void anotherPlateIsRefusedUnlessSaidToBeTheSame() {
        const TwoReviews world;
        world.open(world.second())->bindTo({world.directory() / "elsewhere", "another"});
        QCOMPARE(kindThrownBy([&] { world.merge(); }), ErrorKind::Mismatch);
        QCOMPARE(world.names(), untouched);
        world.merge({.evenIfPlatesDiffer = true});
        QVERIFY(world.open(world.target())->boundTo() == world.plate());
    }

    void theSamePlateElsewhereIsTheSame() {
        const TwoReviews world;
        world.open(world.second())->bindTo({world.directory() / "elsewhere", world.plate().fingerprint});
        world.merge();
        QVERIFY(world.open(world.target())->boundTo() == world.plate());
    }

    void aFileThatIsThereIsNeverReplaced_data() {
        QTest::addColumn<QByteArray>("suffix");
        for (const char* const suffix : {"", "-wal", "-journal"})
            QTest::newRow(suffix) << QByteArray(suffix);
    }
    void aFileThatIsThereIsNeverReplaced() {
        QFETCH(QByteArray, suffix);
        const TwoReviews world;
        const fs::path there = world.target().native() + suffix.toStdString();
        fs::copy_file(world.first(), there);
        QCOMPARE(kindThrownBy([&] { world.merge(); }), ErrorKind::Invalid);
        QVERIFY(testing::contentOf(there) == testing::contentOf(world.first()));
        QCOMPARE(world.names().size(), std::size_t{3});
    }

    void aReviewIsNotMergedWithItself() {
        const TwoReviews world;
        QCOMPARE(kindThrownBy([&] { mergeReviews(world.first(), world.first(), world.target()); }), ErrorKind::Invalid);
        QCOMPARE(kindThrownBy([&] { mergeReviews(world.first(), world.directory() / "gone", world.target()); }), ErrorKind::NotFound);
        QCOMPARE(world.names(), untouched);
    }

    void aReviewWithAFaultIsRefusedAsAWhole() {
        const TwoReviews world;
        std::string bytes = testing::contentOf(world.second());
        bytes.replace(bytes.rfind("a note on 10"), 6, "A NOTE");
        writeFile(world.second(), std::string_view(bytes));
        const std::string before = world.bytes();
        QCOMPARE(kindThrownBy([&] { world.merge(); }), ErrorKind::Damaged);
        QCOMPARE(world.names(), untouched);
        QVERIFY(world.bytes() == before);
    }

    void aReviewOfANewerProgramIsRefused() {
        const TwoReviews world;
        QVERIFY(runAsStranger(world.second(), "PRAGMA user_version = 99"));
        QCOMPARE(kindThrownBy([&] { world.merge(); }), ErrorKind::Mismatch);
        QCOMPARE(world.names(), untouched);
    }

    void reviewsInAReadOnlyPlaceAreMergedElsewhere() {
        const TwoReviews world;
        const fs::path out = world.directory() / "out";
        fs::create_directory(out);
        fs::permissions(out, fs::perms::all);
        for (const fs::path& file : {world.first(), world.second()})
            fs::permissions(file, fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
        fs::permissions(world.directory(), fs::perms(0555));
        const std::string before = world.bytes();
        {
            const Unprivileged unprivileged;
            QCOMPARE(kindThrownBy([&] { world.merge(); }), ErrorKind::PermissionDenied);
            QCOMPARE(mergeReviews(world.first(), world.second(), out / "merged.sqlite").merged.events.size(), std::size_t{60});
        }
        fs::permissions(world.directory(), fs::perms(0755));
        QVERIFY(world.bytes() == before);
        QCOMPARE(world.names(), (std::set<std::string>{"first.sqlite", "out", "second.sqlite"}));
    }

    void aFullDiskLeavesNothing() {
        std::signal(SIGXFSZ, SIG_IGN);
        const TwoReviews world;
        world.add(world.first(), 300, "more");
        const std::string before = world.bytes();
        std::size_t refused = 0;
        for (rlim_t limit = 64 << 10;; limit += 32 << 10) { // below that, SQLite cannot even read: its shared memory is a file
            std::optional<ErrorKind> kind;
            {
                const FileSizeLimit full(limit);
                kind = kindThrownBy([&] { world.merge(); });
            }
            if (!kind)
                break;
            QCOMPARE(kind, ErrorKind::DiskFull);
            QVERIFY2(world.names() == untouched, qPrintable(QString::number(limit)));
            ++refused;
        }
        QVERIFY(refused > 5);
        QCOMPARE(world.open(world.target())->verify(), std::vector<std::string>());
        QVERIFY(world.bytes() == before);
    }
};

QTEST_GUILESS_MAIN(TestMergeReviews)
#include "test_mergereviews.moc"
