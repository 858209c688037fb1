#include "core/store/reviewassignment.h"
#include "core/review/csv.h"
#include "tests/support/plateworld.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace locascope;
using namespace locascope::testing;
using Json = nlohmann::json;

namespace {

/// What one reviewer says of one sample, as a line of the long format: Id, class, decision, reviewer.
using Word = std::vector<std::string>;

void import(const PlateWorld& world, const std::vector<Word>& words, const QStringList& more = {}) {
    std::string text = formatCsvLine({"Id", "class", "decision", "reviewer"});
    for (const Word& word : words)
        text += formatCsvLine(word);
    const ProgramRun run = world.import(world.put("import.csv", text), more);
    if (run.status != 0)
        qFatal("%s", run.err.constData());
}

ProgramRun agreement(const PlateWorld& world, const QStringList& more = {}) {
    return world.run(QStringList{QStringLiteral("review"), QStringLiteral("agreement"), pathText(world.plate())} + more);
}

const std::vector<Word> threeReviewers = {{"a", "Nucleoplasm", "present", "Ann"}, {"a", "Nucleoplasm", "present", "Bo"}, {"a", "Nucleoplasm", "present", "Cy"},
                                          {"b", "Nucleoplasm", "present", "Ann"}, {"b", "", "negative", "Bo"},
                                          {"c", "", "negative", "Ann"},           {"c", "", "negative", "Bo"},           {"c", "Nucleoli", "present", "Cy"},
                                          {"d", "", "unusable", "Ann"},           {"d", "", "negative", "Bo"},
                                          {"e", "Nucleoli", "present", "Cy"}};

// QCOMPARE cannot show JSON.
bool says(const Json& json, const Json& expected) {
    if (json != expected)
        qWarning("%s, not %s", json.dump().c_str(), expected.dump().c_str());
    return json == expected;
}

/// Records of a CSV but its header.
std::vector<CsvRecord> recordsOf(const std::string& text) {
    std::vector<CsvRecord> records = parseCsv(text, "conflicts.csv");
    records.erase(records.begin());
    return records;
}

} // namespace

class TestAgreementCommand final : public QObject {
    Q_OBJECT
private slots:
    void everyClassAndPairHasItsFigures() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        import(world, threeReviewers);
        const ProgramRun run = agreement(world, {QStringLiteral("--json")});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        const Json json = Json::parse(run.out.toStdString());
        QVERIFY(says(json["reviewers"], Json({"Ann", "Bo", "Cy"})));
        QVERIFY(says(json["samples"], Json(3)));
        QVERIFY(says(json["disagreements"], Json({{"open", 2}, {"outvoted", 1}, {"ruled", 0}})));
        const Json nucleoplasm = json["per_class"][0];
        QVERIFY(says(nucleoplasm["name"], Json("Nucleoplasm")));
        QVERIFY(says(nucleoplasm["samples"], Json(3)));
        QVERIFY(says(nucleoplasm["judgements"], Json(8)));
        QVERIFY(says(nucleoplasm["prevalence"], Json(0.5)));
        QVERIFY(says(nucleoplasm["unanimous"], Json(2)));
        QVERIFY(std::abs(nucleoplasm["agreement"].get<double>() - 2.0 / 3) < 1e-12);
        QVERIFY(std::abs(nucleoplasm["krippendorff_alpha"].get<double>() - (1 - 7.0 * 2 / 32)) < 1e-12);
        QVERIFY(says(nucleoplasm["pairs"][0]["reviewers"], Json({"Ann", "Bo"})));
        QVERIFY(std::abs(nucleoplasm["pairs"][0]["cohen_kappa"].get<double>() - 0.4) < 1e-12);
        QVERIFY(says(nucleoplasm["pairs"][1]["samples"], Json(2)));
        QVERIFY(json["per_class"][27]["krippendorff_alpha"].is_null());
        QVERIFY(says(json["outcome"]["samples"], Json(4)));
    }

    void theTableSaysTheSameAndWhatIsNotDefined() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        import(world, threeReviewers);
        const ProgramRun run = agreement(world);
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.startsWith("3 reviewers, 3 samples judged by two or more; disagreement on 3: 2 open, 1 outvoted, 0 ruled\n"), run.out);
        QVERIFY2(run.out.contains("Krippendorff's alpha") && run.out.contains("Ann, Cy") && run.out.contains("0.5625"), run.out);
        QVERIFY2(run.out.contains("-: not defined"), run.out);
    }

    void conflictsAreListedWithWhatEachReviewerSays() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        import(world, threeReviewers);
        QCOMPARE(agreement(world, {QStringLiteral("--conflicts"), pathText(world / "conflicts.csv")}).status, 0);
        const auto records = recordsOf(world.textOf("conflicts.csv"));
        std::vector<Word> said;
        for (const CsvRecord& record : records)
            said.push_back({record.fields[0], record.fields[1], record.fields[2], record.fields[4], record.fields[5]});
        const std::vector<Word> expected{{"b", "open", "Ann", "labelled", "Nucleoplasm"}, {"b", "open", "Bo", "negative", ""},
                                         {"c", "outvoted", "Ann", "negative", ""},        {"c", "outvoted", "Bo", "negative", ""},
                                         {"c", "outvoted", "Cy", "labelled", "Nucleoli"}, {"d", "open", "Ann", "unusable", ""},
                                         {"d", "open", "Bo", "negative", ""}};
        QVERIFY2(said == expected, world.textOf("conflicts.csv").c_str());
    }

    void aRulingSettlesAConflictAndIsNoJudgementOfItsOwn() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        import(world, threeReviewers);
        const Json before = Json::parse(agreement(world, {QStringLiteral("--json")}).out.toStdString());
        {
            const auto review = world.review();
            LabelEvent ruling;
            for (const LabelEvent& event : review->allEvents())
                if (event.reviewer == "Ann" && event.sampleId == "b")
                    ruling = event;
            ruling.uuid = newUuid();
            ruling.before = ruling.after;
            ruling.after->outcome = Outcome::Negative;
            ruling.after->present = {};
            ruling.cause = EventCause::Ruling;
            review->append(std::vector{ruling});
        }
        const ProgramRun run = agreement(world, {QStringLiteral("--json"), QStringLiteral("--conflicts"), pathText(world / "conflicts.csv")});
        Json after = Json::parse(run.out.toStdString());
        QVERIFY(says(after["disagreements"], Json({{"open", 1}, {"outvoted", 1}, {"ruled", 1}})));
        after["disagreements"] = before["disagreements"];
        QVERIFY(after == before);
        const auto records = recordsOf(world.textOf("conflicts.csv"));
        QCOMPARE(records.size(), std::size_t{8});
        QVERIFY((records[2].fields[1] == "ruled" && records[2].fields[3] == "ruling" && records[2].fields[4] == "negative"));
    }

    void whatAWholeAntibodyInheritsIsNoJudgement() {
        const PlateWorld world({"a", "b"});
        import(world, {{"a", "Nucleoplasm", "present", "Ann"}, {"a", "Nucleoplasm", "present", "Bo"}});
        {
            const auto review = world.review();
            LabelEvent event = review->allEvents().front();
            event.uuid = newUuid();
            event.reviewer = "Dee";
            event.after->present = {};
            event.after->inherited = true;
            review->append(std::vector{event});
        }
        const Json json = Json::parse(agreement(world, {QStringLiteral("--json")}).out.toStdString());
        QVERIFY(says(json["reviewers"], Json({"Ann", "Bo"})));
        QVERIFY(says(json["disagreements"]["open"], Json(0)));
    }

    void agreementNeedsTwoReviewersAndAReview() {
        const PlateWorld world({"a", "b"});
        const ProgramRun none = agreement(world);
        QCOMPARE(none.status, 1);
        QVERIFY2(none.saysOneLine(), none.err);
        import(world, {{"a", "Nucleoplasm", "present", "Ann"}});
        const ProgramRun one = agreement(world, {QStringLiteral("--conflicts"), pathText(world / "conflicts.csv")});
        QCOMPARE(one.status, 1);
        QVERIFY2(one.saysOneLine() && one.err.contains("1 reviewer"), one.err);
        QCOMPARE(one.out, QByteArray());
        QVERIFY(!std::filesystem::exists(world / "conflicts.csv"));
        QCOMPARE(world.run({QStringLiteral("review"), QStringLiteral("agreement")}).status, 2);
    }

    void samplesAreAssignedToReviewers() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        const auto assign = [&](const QStringList& more) { return world.run(QStringList{QStringLiteral("review"), QStringLiteral("assign"), pathText(world.plate())} + more); };
        const QStringList three{QStringLiteral("--reviewers"), QStringLiteral("Ann,Bo,Cy"), QStringLiteral("--each"), QStringLiteral("2"), QStringLiteral("--share"), QStringLiteral("0.4"), QStringLiteral("--seed"), QStringLiteral("3")};
        ProgramRun run = assign(three + QStringList{QStringLiteral("--reviewer"), QStringLiteral("Di")});
        QVERIFY2(run.status == 0, run.err);
        const auto made = reviewAssignment(*world.review()).now;
        QVERIFY(made && made->by == "Di" && made->timeMs > 0 && made->how == (AssignmentOptions{{"Ann", "Bo", "Cy"}, 2, 0.4, 3}));
        std::size_t judgements = 0;
        for (const auto& [name, samples] : made->samples) {
            judgements += samples.size();
            const std::string line = name + std::string(32 - name.size(), ' ') + ' ' + std::to_string(samples.size()) + " sample";
            QVERIFY2(run.out.contains(line.c_str()), run.out);
        }
        QCOMPARE(judgements, std::size_t{7});
        run = assign(three);
        QVERIFY2(run.status == 1 && run.saysOneLine() && run.err.contains("--again"), run.err);
        import(world, threeReviewers);
        run = assign({QStringLiteral("--reviewers"), QStringLiteral("Ann"), QStringLiteral("--unreviewed"), QStringLiteral("--again")});
        QVERIFY2(run.status == 1 && run.saysOneLine() && run.err.contains("no sample to assign"), run.err);
        run = assign({QStringLiteral("--reviewers"), QStringLiteral("Ann,Ann"), QStringLiteral("--again")});
        QVERIFY2(run.status == 1 && run.saysOneLine() && run.err.contains("twice"), run.err);
        QVERIFY(reviewAssignment(*world.review()).now == made);
        run = assign({QStringLiteral("--reviewers"), QStringLiteral("Bo"), QStringLiteral("--again")});
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(reviewAssignment(*world.review()).now->samples.at("Bo").size(), std::size_t{5});
        QCOMPARE(world.review()->history(wholePlate).size(), std::size_t{2}); // what stood before stays in the history
    }
};

QTEST_GUILESS_MAIN(TestAgreementCommand)
#include "test_agreement_command.moc"
