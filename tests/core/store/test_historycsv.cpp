#include "core/store/historycsv.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

const Vocabulary& vocabulary() {
    static const Vocabulary all = humanProteinAtlasVocabulary();
    return all;
}

LabelEvent eventOf(int number, const std::string& sample, const std::string& note) {
    LabelEvent event;
    event.sequence = number;
    event.uuid = "uuid " + std::to_string(number);
    event.sampleId = sample;
    event.reviewer = "Åsa; \"=A1\"";
    event.timeMs = 1'700'000'000'000 + number;
    event.vocabularyDigest = vocabulary().digest();
    event.after = Decision{.outcome = Outcome::Labelled, .present = {toClass(3)}, .notJudged = {toClass(5)}, .touched = {toClass(3)}, .proposal = {}, .note = note};
    event.after->proposal.probabilities = {0.25F, 0.5F};
    return event;
}

/// Everything that is hard on a text file.
std::vector<LabelEvent> hardEvents() {
    using namespace std::string_literals;
    std::vector<LabelEvent> events;
    for (const std::string& text : {"=1+1"s, "'=1"s, "-5"s, "+@\t"s, "two\r\nlines, a \"quote\"; and \r"s, "nul \0 in it"s, "'%00"s, "\xEF\xBB\xBFmark"s, "\xFF\xFE not UTF-8"s,
                                    "é ǆ 漢字 \U0001F9EC \u202E \u0000"s, " blank "s, std::string(100'000, 'x'), "'; DROP TABLE events; --"s, ""s})
        events.push_back(eventOf(static_cast<int>(events.size()) + 1, "s/" + text, text));
    events[1].before = events[0].after;
    events[2].after.reset();
    events[2].cause = EventCause::Undone;
    events[2].undoes = events[1].uuid;
    events[3].act = events[4].act = actBy("01234567-89ab-4def-8123-456789abcdef", "Åsa");
    events[4].timeMs = -1;
    events[5].vocabularyDigest = "another";
    return events;
}

std::string textOf(const std::vector<LabelEvent>& events) {
    std::string text = historyCsvHeading();
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        text += historyCsvLine(*event, vocabulary());
    return text;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) { return text.replace(text.find(what), what.size(), by); }

} // namespace

class TestHistoryCsv final : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenReadsBackEventForEvent() {
        const std::vector<LabelEvent> events = hardEvents();
        QVERIFY(parseHistoryCsv(textOf(events), "h") == events);
    }
    void aChangedOrCutHistoryIsRefusedWithItsLine() {
        const std::string text = textOf({eventOf(1, "a", "first"), eventOf(2, "b", "second")});
        const auto refused = [](const std::string& csv, const std::string& cause) {
            const auto error = errorOf([&] { parseHistoryCsv(csv, "h"); });
            QVERIFY2(error && error->kind() == ErrorKind::Invalid && error->detail().starts_with(cause), error ? error->what() : csv.c_str());
        };
        refused(replaced(text, "second", "other"), "line 2: was changed");
        refused(replaced(text, ",a,reviewed", ",c,reviewed"), "line 3: was changed");
        refused(text + historyCsvLine(eventOf(3, "c", "third"), vocabulary()) + historyCsvLine(eventOf(3, "c", "fourth"), vocabulary()), "line 5: event uuid 3");
        refused(text.substr(0, text.size() - 9), "line 3: ");
        refused("Id,Target\n", "line 1: ");
    }
    void aReviewThatIsEmptyOrBehindTakesItAndAgainNothing() {
        const TemporaryFolder folder;
        const std::vector<LabelEvent> events = hardEvents();
        const auto review = ReviewStore::open(folder / "r.sqlite", {});
        review->append(std::span(events).subspan(0, 2));
        QCOMPARE(importHistory(events, *review).appended, events.size() - 2);
        QCOMPARE(importHistory(events, *review).known, events.size());
        QVERIFY(review->allEvents() == events);
        QVERIFY(review->verify().empty());
    }
    void whatBelongsBeforeIsNotPutBehind() {
        const TemporaryFolder folder;
        const auto review = ReviewStore::open(folder / "r.sqlite", {});
        const std::vector<LabelEvent> newer{eventOf(9, "a", "newer")};
        review->append(newer);
        EXPECT_ERROR(importHistory({eventOf(1, "a", "older")}, *review), ErrorKind::Mismatch);
        QCOMPARE(review->allEvents().size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestHistoryCsv)
#include "test_historycsv.moc"
