#include "core/store/compareimport.h"
#include "core/store/copyreview.h"
#include "core/store/historycsv.h"
#include "core/store/importlabels.h"
#include "core/store/mergereviews.h"
#include "core/store/recoverreview.h"
#include "core/store/reviewassignment.h"
#include "core/store/reviewedlabels.h"
#include "core/store/reviewschema.h"
#include "core/store/reviewvocabulary.h"
#include "core/store/sqlitereviewstore.h"
#include "core/store/unclearsamples.h"
#include "tests/support/reviewworld.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

VocabularyChange renaming(std::size_t index, const std::string& name) {
    VocabularyChange change;
    change.kind = ChangeKind::Rename;
    change.classes = {toClass(index)};
    change.names = {name};
    return change;
}

VocabularyChange adding(const std::string& name) {
    VocabularyChange change;
    change.names = {name};
    return change;
}

VocabularyChange merging(std::size_t index, std::size_t into) {
    VocabularyChange change;
    change.kind = ChangeKind::Merge;
    change.classes = {toClass(index)};
    change.into = toClass(into);
    return change;
}

LabelEvent labelled(const std::string& sample, LabelSet classes, const std::string& reviewer = "writer") {
    LabelEvent event;
    event.uuid = newUuid();
    event.sampleId = sample;
    event.reviewer = reviewer;
    event.timeMs = 1'700'000'000'000;
    event.after = Decision{};
    event.after->present = std::move(classes);
    event.vocabularyDigest = humanProteinAtlasVocabulary().digest();
    return event;
}

void change(ReviewStore& store, const VocabularyChange& wanted, const std::string& reviewer = "Ann") { changeVocabulary(store, wanted, reviewer, 1'700'000'000'000); }

Assignment assignmentOf(const std::vector<std::string>& samples, const std::string& by) {
    Assignment made = makeAssignment(samples, {{"Ann", "Bo"}, 1, 1, 7});
    made.by = by;
    made.timeMs = 1'700'000'000'000;
    return made;
}

Plate plateOf(const std::vector<std::string>& ids) {
    std::vector<Sample> samples;
    for (const std::string& id : ids) {
        Sample& sample = samples.emplace_back();
        sample.id = sample.shortId = id;
    }
    Plate plate;
    plate.samples = SampleList(std::move(samples));
    return plate;
}

std::string messageOf(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestReviewVocabulary final : public QObject {
    Q_OBJECT
private slots:
    void aChangeIsAnEventFromWhichTheClassesFollow() {
        const ReviewWorld world;
        const auto store = world.open();
        store->append(numberedEvents(1, 5));
        VocabularyChange wanted = renaming(0, "Nucleoplasm proper");
        wanted.reason = "the guideline says so";
        change(*store, wanted);
        change(*store, adding("Cilia"));
        const ReviewVocabulary known = reviewVocabulary(*world.open(StoreMode::ReadOnly));
        QCOMPARE(known.state.vocabulary.at(toClass(0)).name, std::string("Nucleoplasm proper"));
        QCOMPARE(known.state.vocabulary.size(), std::size_t{29});
        QCOMPARE(known.changes.size(), std::size_t{2});
        QCOMPARE(known.changes[0].event.reviewer, std::string("Ann"));
        QCOMPARE(known.changes[0].change.reason, std::string("the guideline says so"));
        QVERIFY(known.earlier.back().digest() == humanProteinAtlasVocabulary().digest());
        QCOMPARE(store->verify(), std::vector<std::string>());
        QCOMPARE(store->currentDecisions({}).size(), std::size_t{5});
        QCOMPARE(store->allEvents().size(), std::size_t{7});
    }

    // Row C17.
    void labelsKeepTheirMeaningWhileASecondProgramChangesTheClasses() {
        const ReviewWorld world;
        const auto labelling = world.open(), other = world.open();
        for (const auto& [sample, index] : {std::pair("a", 0U), std::pair("b", 1U), std::pair("c", 2U)})
            labelling->append(std::vector{labelled(sample, {toClass(index)})});
        change(*other, renaming(0, "renamed"));
        change(*other, merging(1, 0));
        VocabularyChange retire;
        retire.kind = ChangeKind::Retire;
        retire.classes = {toClass(2)};
        change(*other, retire);
        change(*other, adding("Cilia"));
        // It knows nothing of that, and no save is refused.
        for (const auto& [sample, index] : {std::pair("d", 0U), std::pair("e", 1U), std::pair("f", 2U)})
            labelling->append(std::vector{labelled(sample, {toClass(index)})});
        const VocabularyState state = reviewVocabulary(*labelling).state;
        const auto today = decisionsToday(*labelling, state, "writer");
        QCOMPARE(today.size(), std::size_t{6});
        for (const auto& [first, second, index] : {std::tuple("a", "d", 0U), std::tuple("b", "e", 0U), std::tuple("c", "f", 2U)}) {
            QVERIFY(today.at(first).present == LabelSet({toClass(index)}));
            QVERIFY(today.at(second).present == LabelSet({toClass(index)}));
            QVERIFY(today.at(second).notJudged == LabelSet({toClass(28)}));
        }
        QCOMPARE(labelling->verify(), std::vector<std::string>());
    }

    void ofTwoProgramsThatChangeAtOnceTheFirstCountsAndTheOtherIsTold() {
        const ReviewWorld world;
        const auto store = world.open();
        change(*store, adding("Cilia"));
        LabelEvent late = vocabularyEvent(adding("Basal bodies"), {}, "Bo", 1'700'000'000'001);
        store->append(std::span(&late, 1));
        const ReviewVocabulary known = reviewVocabulary(*store);
        QCOMPARE(known.state.vocabulary.size(), std::size_t{29});
        QVERIFY(!known.changes[1].voidBecause.empty());
        change(*store, adding("Basal bodies"), "Bo");
        QCOMPARE(reviewVocabulary(*store).state.vocabulary.at(toClass(29)).name, std::string("Basal bodies"));
    }

    void whatCannotBeChangedIsRefusedAndNothingIsStored() {
        const ReviewWorld world;
        const auto store = world.open();
        const std::string message = messageOf([&] { change(*store, renaming(0, "Nucleoli")); });
        QVERIFY2(message.find("is the name of a class already") != std::string::npos, message.c_str());
        QVERIFY(store->allEvents().empty());
    }

    void aProgramThatDoesNotKnowChangesRefusesTheFile() {
        const ReviewWorld world;
        SchemaSteps before = reviewSchema();
        before.resize(2);
        world.open()->append(numberedEvents(1, 1));
        QVERIFY(SqliteReviewStore(world.file(), {}, StoreMode::ReadWrite, before).mode() == StoreMode::ReadOnly);
        change(*world.open(), adding("Cilia"));
        QVERIFY(kindThrownBy([&] { SqliteReviewStore(world.file(), {}, StoreMode::ReadOnly, before); }) == ErrorKind::Mismatch);
    }

    void aDamagedChangeIsAFindingAndNoSaveIsRefused() {
        const ReviewWorld world;
        const auto store = world.open();
        LabelEvent event = vocabularyEvent({}, {}, "Ann", 1);
        event.vocabularyDigest = "{";
        store->append(std::span(&event, 1));
        QVERIFY(kindThrownBy([&] { reviewVocabulary(*store); }) == ErrorKind::Damaged);
        QCOMPARE(store->verify().size(), std::size_t{1});
        store->append(numberedEvents(1, 1));
        QCOMPARE(store->currentDecisions({}).size(), std::size_t{1});
    }

    void theVocabularyOfBeforeIsTheReviewsStill() {
        const ReviewWorld world;
        const auto store = world.open();
        store->append(numberedEvents(1, 1));
        change(*store, renaming(0, "renamed"));
        QCOMPARE(agreedVocabulary(*store, humanProteinAtlasVocabulary()).at(toClass(0)).name, std::string("renamed"));
    }

    void labelsAreHandedOnInTheClassesOfToday() {
        const ReviewWorld world;
        const auto store = world.open();
        LabelEvent event = labelled("a", {toClass(3)});
        event.after->proposal = {"m", std::vector<float>(28, 0.25F), std::vector<float>(28, 0.5F)};
        event.after->proposal.probabilities[3] = 0.75F;
        store->append(std::span(&event, 1));
        change(*store, merging(3, 2));
        change(*store, adding("Cilia"));
        const std::vector<LabelEvent> events = labelEventsOf(*store);
        QCOMPARE(events.size(), std::size_t{1});
        const Decision& read = *events.front().after;
        QVERIFY(read.present == LabelSet({toClass(2)}));
        QVERIFY(read.notJudged == LabelSet({toClass(3), toClass(28)}));
        QCOMPARE(read.proposal.probabilities.size(), std::size_t{29});
        QCOMPARE(read.proposal.probabilities[2], 0.75F);
        QVERIFY(store->allEvents().front().after == event.after);
    }

    void whatWasExportedIsNothingNewWhenItComesBack() {
        const ReviewWorld world;
        const auto store = world.open();
        store->append(std::vector{labelled("a", {toClass(3)}), labelled("b", {toClass(0)})});
        change(*store, merging(3, 2));
        change(*store, adding("Cilia"));
        const Vocabulary vocabulary = vocabularyOf(*store);
        const Plate plate = plateOf({"a", "b"});
        const ReviewedLabels labels = reviewedLabels(plate, labelEventsOf(*store), {"writer"});
        for (const LabelFormat format : {LabelFormat::Wide, LabelFormat::Long}) {
            const FormattedLabels text = formatLabels(labels.rows, vocabulary, {.format = format, .content = TableContent::Labels, .sheetColumns = {}});
            const LabelTable table = parseLabelTable(text.text, vocabulary);
            const ImportedLabels imported = labelsToImport(table, plate, *store, {.reviewer = "writer", .fallbackReviewer = {}, .vocabularyDigest = vocabulary.digest(), .nowMs = 0, .asRuling = false});
            QCOMPARE(imported.unchanged, std::size_t{2});
            QCOMPARE(imported.events.size(), std::size_t{0});
        }
    }

    void anImportSpeaksOfTheClassesOfToday() {
        const ReviewWorld world;
        const auto store = world.open();
        change(*store, merging(3, 2));
        change(*store, adding("Cilia"));
        const Vocabulary vocabulary = vocabularyOf(*store);
        const Plate plate = plateOf({"a"});
        const LabelTable table = parseLabelTable("Id,Target\na,3 28\n", vocabulary);
        store->append(labelsToImport(table, plate, *store, {.reviewer = "Bo", .fallbackReviewer = {}, .vocabularyDigest = vocabulary.digest(), .nowMs = 0, .asRuling = false}).events);
        const Decision stored = store->currentDecisions("Bo").at("a");
        QVERIFY(stored.present == LabelSet({toClass(2), toClass(28)}));
        QCOMPARE(stored.classes, std::uint16_t{29});
    }

    void classesThatWereChangedApartAreNotMixed() {
        const ReviewWorld world;
        const auto first = world.directory() / "first.sqlite", second = world.directory() / "second.sqlite", target = world.directory() / "merged.sqlite";
        {
            const auto store = ReviewStore::open(first, world.plate());
            store->append(numberedEvents(1, 5, "common"));
            change(*store, renaming(0, "renamed"));
        }
        std::filesystem::copy_file(first, second);
        {
            const auto store = ReviewStore::open(first, world.plate());
            store->append(numberedEvents(10, 2, "one"));
            change(*store, adding("Cilia"));
        }
        ReviewStore::open(second, world.plate())->append(numberedEvents(20, 3, "two"));
        const ReviewMerge merge = mergeReviews(second, first, target);
        QCOMPARE(merge.vocabulary.size(), std::size_t{29});
        QCOMPARE(reviewVocabulary(*ReviewStore::open(target, {}, StoreMode::ReadOnly)).state.vocabulary.size(), std::size_t{29});
        change(*ReviewStore::open(second, world.plate()), merging(1, 0), "Bo");
        const std::string message = messageOf([&] { mergeReviews(first, second, world.directory() / "apart.sqlite"); });
        QVERIFY2(message.find("merge by Bo") != std::string::npos && message.find("add by Ann") != std::string::npos, message.c_str());
        QVERIFY(!std::filesystem::exists(world.directory() / "apart.sqlite"));
    }

    void aCopyAndAHistoryBringTheirClassesAlong() {
        const ReviewWorld world;
        const auto source = world.open();
        const std::vector<LabelEvent> before{labelled("a", {toClass(3)})};
        source->append(before);
        const auto copy = ReviewStore::open(world.directory() / "copy.sqlite", world.plate());
        QCOMPARE(copyReview(*source, *copy).events, std::size_t{1});
        const auto read = ReviewStore::open(world.directory() / "read.sqlite", world.plate());
        QCOMPARE(importHistory(source->allEvents(), *read).appended, std::size_t{1});

        change(*source, adding("Blebs"));
        LabelEvent ofToday = labelled("b", {toClass(28)});
        ofToday.vocabularyDigest = vocabularyOf(*source).digest();
        source->append(std::vector{ofToday});
        QCOMPARE(copyReview(*source, *copy).events, std::size_t{2}); // which is continued
        QCOMPARE(vocabularyOf(*copy).digest(), vocabularyOf(*source).digest());
        QCOMPARE(importHistory(source->allEvents(), *read).appended, std::size_t{2});
        QCOMPARE(vocabularyOf(*read).digest(), vocabularyOf(*source).digest());
        QVERIFY(copy->verify().empty() && read->verify().empty());

        change(*source, adding("Spikes"));
        for (ReviewStore* other : {copy.get(), read.get()})
            change(*other, merging(5, 4), "Bo");
        QVERIFY(messageOf([&] { copyReview(*source, *copy); }).find("merge by Bo") != std::string::npos);
        QVERIFY(messageOf([&] { importHistory(source->allEvents(), *read); }).find("merge by Bo") != std::string::npos);
        QVERIFY(copy->verify().empty() && read->verify().empty());
    }
    void whatAChangeLeftUnclearIsFoundUntilItIsDecidedAnew() {
        const ReviewWorld world;
        const auto store = world.open();
        const auto say = [&](const LabelEvent& event) { store->append(std::vector{event}); };
        const auto idsOf = [&](const std::optional<std::string>& of = {}) {
            std::vector<std::string> ids;
            for (const UnclearSample& one : unclearSamples(*store, of))
                ids.push_back(one.sampleId);
            return ids;
        };
        using Ids = std::vector<std::string>;
        LabelEvent inherited = labelled("f", {toClass(25)}, "Ann");
        inherited.after->inherited = true;
        LabelEvent notJudged = labelled("e", {toClass(0)}, "Bo");
        notJudged.after->notJudged = {toClass(3)};
        for (const LabelEvent& event : {labelled("a", {toClass(25)}, "Ann"), labelled("b", {toClass(25)}, "Ann"), labelled("b", {toClass(25)}, "Bo"), labelled("c", {toClass(1)}, "Ann"),
                                        labelled("d", {toClass(25)}, "Bo"), inherited, notJudged})
            say(event);
        QVERIFY(idsOf().empty());
        VocabularyChange split;
        split.kind = ChangeKind::Split;
        split.classes = {toClass(25)};
        split.names = {"Granular", "Smooth"};
        change(*store, split);
        QVERIFY(idsOf() == (Ids{"a", "b", "d"}));
        change(*store, merging(3, 2));
        const auto found = unclearSamples(*store);
        QCOMPARE(found.size(), std::size_t{4});
        QVERIFY(found[1] == (UnclearSample{"b", {"Ann", "Bo"}, {toClass(25)}, {}}));
        QVERIFY(found[3] == (UnclearSample{"e", {"Bo"}, {}, {toClass(2)}}));
        QVERIFY(idsOf("Ann") == (Ids{"a", "b"}));

        say(labelled("b", {toClass(28)}, "Bo")); // which settles it for all, but not for Ann, who does not see it
        say(labelled("d", {toClass(25)}, "Cy")); // by a program that does not know yet
        QVERIFY(idsOf() == (Ids{"a", "d", "e"}));
        QVERIFY(idsOf("Ann") == (Ids{"a", "b"}));
        LabelEvent takenBack = labelled("b", {}, "Bo");
        takenBack.after.reset();
        say(takenBack);
        QVERIFY(idsOf() == (Ids{"a", "b", "d", "e"}));
        say(labelled("e", {toClass(0)}, "Ann"));
        say(labelled("a", {toClass(29)}, "Ann"));
        QVERIFY(idsOf() == (Ids{"b", "d"}));
        VocabularyChange restore;
        restore.kind = ChangeKind::Restore;
        restore.classes = {toClass(25)};
        change(*store, restore);
        QVERIFY(idsOf().empty());
    }

    void changesAreRecovered() {
        const ReviewWorld world;
        change(*world.open(), adding("Cilia"));
        world.open()->append(numberedEvents(1, 2));
        const Recovery recovery = recoverReview(world.file(), world.directory() / "rescued.sqlite");
        QCOMPARE(recovery.chained, std::size_t{3});
        QCOMPARE(vocabularyOf(*ReviewStore::open(world.directory() / "rescued.sqlite", {})).size(), std::size_t{29});
    }

    void anAssignmentIsAnEventThatDecidesNothing() {
        const ReviewWorld world;
        const auto store = world.open();
        store->append(std::vector{labelled("sample1", {toClass(3)}, "Bo"), labelled("sample2", {}, "Bo")});
        const ReviewAssignment first = assign(*store, assignmentOf({"sample1", "sample2"}, "Ann"), {});
        QVERIFY(first.now && first.now->samples.at("Ann").size() + first.now->samples.at("Bo").size() == 2);
        const ReviewAssignment second = assign(*store, assignmentOf({"sample2"}, "Di"), first.newest);
        QVERIFY(second.now->by == "Di" && reviewAssignment(*store).newest == second.newest);
        const auto events = store->history(wholePlate);
        QCOMPARE(events.size(), std::size_t{2}); // the one before is not lost
        QVERIFY(parseAssignment(events.front().vocabularyDigest) == first.now);
        QVERIFY(events.front().reviewer == "Ann" && events.front().timeMs == first.now->timeMs);
        QCOMPARE(labelEventsOf(*store).size(), std::size_t{2});
        QCOMPARE(store->currentDecisions({}).size(), std::size_t{2});
        QVERIFY(store->verify().empty() && !store->setting(assignmentSetting));
        QVERIFY(agreedVocabulary(*store, humanProteinAtlasVocabulary()).id() == "hpa-28");
        QCOMPARE(unjudged(*store, {"sample3", "sample1", "sample0"}), (std::vector<std::string>{"sample3", "sample0"}));
    }

    void ofTwoWhoAssignAtOnceTheFirstCountsAndTheOtherIsTold() {
        const ReviewWorld world;
        const auto one = world.open(), other = world.open();
        const ReviewAssignment first = assign(*one, assignmentOf({"sample1"}, "Ann"), {});
        QVERIFY(kindThrownBy([&] { assign(*other, assignmentOf({"sample2"}, "Bo"), {}); }) == ErrorKind::Busy);
        QCOMPARE(one->allEvents().size(), std::size_t{1});
        const LabelEvent late = assignmentEvent(assignmentOf({"sample2"}, "Bo"), {}); // as by one who looked before the first was stored
        other->append(std::span(&late, 1));
        QVERIFY(reviewAssignment(*other).newest == first.newest && reviewAssignment(*other).now == first.now);
    }

    void anAssignmentOfBeforeTheyWereEventsCountsUntilThereIsOne() {
        const ReviewWorld world;
        const auto store = world.open();
        const Assignment early = assignmentOf({"sample1"}, "Ann");
        store->putSetting(assignmentSetting, formatAssignment(early));
        QVERIFY(reviewAssignment(*store).now == early && reviewAssignment(*store).newest.empty());
        QVERIFY(assign(*store, assignmentOf({"sample2"}, "Bo"), {}).now->by == "Bo");
        store->putSetting(assignmentSetting, "{");
        QVERIFY(reviewAssignment(*store).now->by == "Bo");
        QVERIFY(kindThrownBy([] {
                    const ReviewWorld damaged;
                    damaged.open()->putSetting(assignmentSetting, "{");
                    reviewAssignment(*damaged.open());
                }) == ErrorKind::Damaged);
    }

    void anAssignmentGoesWithHistoryCopyAndRecoveryAndOlderProgramsRefuseIt() {
        const ReviewWorld world;
        const auto store = world.open();
        store->append(std::vector{labelled("sample1", {toClass(3)})});
        SchemaSteps before = reviewSchema();
        before.resize(3);
        QVERIFY(SqliteReviewStore(world.file(), {}, StoreMode::ReadWrite, before).mode() == StoreMode::ReadOnly);
        const ReviewAssignment made = assign(*store, assignmentOf({"sample1"}, "Ann"), {});
        QVERIFY(kindThrownBy([&] { SqliteReviewStore(world.file(), {}, StoreMode::ReadOnly, before); }) == ErrorKind::Mismatch);
        std::string csv = historyCsvHeading();
        for (const LabelEvent& event : store->allEvents())
            csv += historyCsvLine(event, vocabularyOf(*store));
        const auto copy = ReviewStore::open(world.directory() / "copy.sqlite", world.plate()), read = ReviewStore::open(world.directory() / "read.sqlite", world.plate());
        copyReview(*store, *copy);
        importHistory(parseHistoryCsv(csv, "history.csv"), *read);
        recoverReview(world.file(), world.directory() / "rescued.sqlite");
        const auto rescued = ReviewStore::open(world.directory() / "rescued.sqlite", {});
        for (const ReviewStore* other : {copy.get(), read.get(), rescued.get()})
            QVERIFY(reviewAssignment(*other).now == made.now && other->allEvents().size() == 2);
    }

    void ofAssignmentsMadeApartTheEarlierCountsInAMergedReview() {
        const ReviewWorld world;
        const std::filesystem::path other = world.directory() / "other.sqlite";
        world.open()->append(std::vector{labelled("sample1", {toClass(3)})});
        std::filesystem::copy_file(world.file(), other);
        Assignment late = assignmentOf({"sample1"}, "Ann"), early = assignmentOf({"sample1"}, "Bo");
        late.timeMs += 1'000;
        assign(*world.open(), late, {});
        assign(*ReviewStore::open(other, world.plate()), early, {});
        mergeReviews(world.file(), other, world.directory() / "merged.sqlite");
        const auto merged = ReviewStore::open(world.directory() / "merged.sqlite", world.plate());
        QVERIFY(reviewAssignment(*merged).now->by == "Bo" && merged->history(wholePlate).size() == 2);
    }

    void anAssignmentThatCannotBeReadIsAFindingAndCountsForNothing() {
        const ReviewWorld world;
        const auto store = world.open();
        LabelEvent event = assignmentEvent({}, {});
        event.vocabularyDigest = "{";
        store->append(std::span(&event, 1));
        QVERIFY(!reviewAssignment(*store).now);
        QCOMPARE(store->verify().size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestReviewVocabulary)
#include "test_reviewvocabulary.moc"
