#include "core/review/auditdraw.h"
#include "tests/support/jsondifference.h"
#include "tests/support/plateworld.h"
#include "tests/support/sharedfile.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;
using Json = nlohmann::json;

namespace {

constexpr std::size_t classes = 28;

/// Id,p0…p27: a tenth everywhere but at the classes named.
std::string scoreTable(const std::vector<std::pair<std::string, std::map<std::size_t, std::string>>>& rows) {
    std::string text = "Id";
    for (std::size_t i = 0; i < classes; ++i) {
        text += ",p" + std::to_string(i);
    }
    for (const auto& [id, scores] : rows) {
        text += "\n" + id;
        for (std::size_t i = 0; i < classes; ++i) {
            text += "," + (scores.contains(i) ? scores.at(i) : std::string("0.1"));
        }
    }
    return text + "\n";
}

// Four samples whose figures are found by hand. At one half: a and b have class 0 right, b and d miss class
// 1, c has class 2 wrongly.
const std::string smallTruth = "Id,Target\na,0\nb,0 1\nc,\nd,1\n";
const std::string smallScores = scoreTable({{"a", {{0, "0.9"}}},
                                            {"b", {{0, "0.6"}, {1, "0.4"}}},
                                            {"c", {{2, "0.7"}}},
                                            {"d", {{0, "0.2"}, {1, "0.3"}}}});

ProgramRun audit(const std::filesystem::path& truth, const std::filesystem::path& predictions,
                 const QStringList& more = {}) {
    return runProgram(QStringList{QStringLiteral("audit"), QStringLiteral("--truth"), pathText(truth),
                                  QStringLiteral("--predictions"), pathText(predictions)} +
                      more);
}

/// The same with --json, taken apart.
Json auditJson(const std::filesystem::path& truth, const std::filesystem::path& predictions,
               const QStringList& more = {}) {
    const ProgramRun run = audit(truth, predictions, more + QStringList{QStringLiteral("--json")});
    if (run.status != 0) {
        qWarning("%s", run.err.constData());
    }
    return run.status == 0 ? Json::parse(run.out.toStdString()) : Json();
}

ProgramRun auditPlate(const PlateWorld& world, const QStringList& more = {}) {
    return world.run(QStringList{QStringLiteral("audit"), pathText(world.plate())} + more);
}

std::filesystem::path reference(const char* name) {
    return std::filesystem::path(LOCASCOPE_SHARED_DIR) / "reference/audit-small" / name;
}

bool isNear(const Json& found, double expected) {
    return found.is_number() && std::abs(found.get<double>() - expected) <= 1e-12;
}

} // namespace

class TestAuditCommand final : public QObject {
    Q_OBJECT
private slots:
    void theReferenceIsReproducedTo1e12_data() {
        QTest::addColumn<QString>("thresholds");
        QTest::addColumn<QString>("figures");
        QTest::newRow("at one half") << QString() << QStringLiteral("at_half");
        QTest::newRow("at one half by number") << QStringLiteral("0.5") << QStringLiteral("at_half");
        QTest::newRow("at the thresholds of the file")
            << pathText(reference("thresholds.csv")) << QStringLiteral("at_thresholds");
    }
    void theReferenceIsReproducedTo1e12() {
        QFETCH(QString, thresholds);
        QFETCH(QString, figures);
        const auto text = sharedText(LOCASCOPE_SHARED_DIR, "reference/audit-small/expected.json");
        if (!text) {
            QSKIP("no reference figures here");
        }
        const Json whole = Json::parse(*text);
        Json expected = whole.at(figures.toStdString());
        for (const char* name : {"rows", "classes", "average_precision", "roc_auc",
                                 "label_ranking_average_precision", "coverage_error"}) {
            expected[name] = whole.at(name);
        }
        const QStringList chosen =
            thresholds.isEmpty() ? QStringList() : QStringList{QStringLiteral("--thresholds"), thresholds};
        const Json found = auditJson(reference("truth.csv"), reference("predictions.csv"), chosen);
        QVERIFY(greatestDifference(expected, found) <= 1e-12);
        QCOMPARE(found.at("thresholds").size(), std::size_t{28});
    }

    void figuresFoundByHandAreReproduced() {
        const PlateWorld world({});
        const Json found =
            auditJson(world.put("truth.csv", smallTruth), world.put("scores.csv", smallScores));
        QCOMPARE(found.at("rows").get<int>(), 4);
        QCOMPARE(found.at("classes").get<int>(), 28);
        QVERIFY(found.at("thresholds") == std::vector<double>(28, 0.5));
        QVERIFY(isNear(found.at("macro_f1"), 1.0 / 28));
        QVERIFY(isNear(found.at("micro_f1"), 4.0 / 7));
        QVERIFY(isNear(found.at("weighted_f1"), 2.0 / 4));
        QVERIFY(isNear(found.at("samples_f1"), (1 + 2.0 / 3) / 4));
        QVERIFY(isNear(found.at("hamming_loss"), 3.0 / (4 * 28)));
        QVERIFY(isNear(found.at("subset_accuracy"), 1.0 / 4));
        QVERIFY(isNear(found.at("jaccard_macro"), 1.0 / 28));
        const Json& missed = found.at("per_class").at(1);
        QCOMPARE(missed.at("name").get<std::string>(), std::string("Nuclear membrane"));
        QCOMPARE(missed.at("support").get<int>(), 2);
        QVERIFY(isNear(missed.at("recall"), 0));
    }

    void aThresholdMayBeANumberForAllClasses() {
        const PlateWorld world({});
        const Json found = auditJson(world.put("truth.csv", smallTruth), world.put("scores.csv", smallScores),
                                     {QStringLiteral("--thresholds"), QStringLiteral("0.25")});
        QVERIFY(found.at("thresholds") == std::vector<double>(28, 0.25));
        QVERIFY(isNear(found.at("macro_f1"), 2.0 / 28));
        QVERIFY(isNear(found.at("micro_f1"), 8.0 / 9));
    }

    void aThresholdMayBeOneForEachClass() {
        const PlateWorld world({});
        std::string thresholds = "class,threshold\n";
        for (std::size_t i = 0; i < classes; ++i) {
            thresholds += (i == 2 ? "Nucleoli,0.75" : std::to_string(i) + ",0.5") + std::string("\n");
        }
        const auto file = world.put("thresholds.csv", thresholds);
        const Json found = auditJson(world.put("truth.csv", smallTruth), world.put("scores.csv", smallScores),
                                     {QStringLiteral("--thresholds"), pathText(file)});
        QVERIFY(isNear(found.at("thresholds").at(2), 0.75));
        QVERIFY(isNear(found.at("micro_f1"), 4.0 / 6));
        QVERIFY(isNear(found.at("subset_accuracy"), 2.0 / 4));
    }

    void atLeastOneClassIsKeptWhereThatIsWanted() {
        const PlateWorld world({});
        const Json found = auditJson(world.put("truth.csv", smallTruth), world.put("scores.csv", smallScores),
                                     {QStringLiteral("--at-least-one")});
        QVERIFY(isNear(found.at("macro_f1"), (1 + 2.0 / 3) / 28));
        QVERIFY(isNear(found.at("micro_f1"), 6.0 / 8));
    }

    void predictedLabelsNeedNoThreshold() {
        const PlateWorld world({});
        const Json found = auditJson(world.put("truth.csv", smallTruth),
                                     world.put("predicted.csv", "Id,Predicted\nd,\nc,2\nb,0\na,0\n"));
        QVERIFY(isNear(found.at("macro_f1"), 1.0 / 28));
        QCOMPARE(found.at("thresholds").size(), std::size_t{0});
        QVERIFY(found.at("coverage_error").is_null());
    }

    void theTableForPeopleHasALineForEachClass() {
        const PlateWorld world({});
        const ProgramRun run =
            audit(world.put("truth.csv", smallTruth), world.put("scores.csv", smallScores));
        QCOMPARE(run.err, QByteArray());
        QVERIFY2(run.out.startsWith("4 samples, 28 classes\nmacro-F1 0.0357   micro-F1 0.5714"), run.out);
        QVERIFY2(
            run.out.contains("\nNuclear membrane                    0.0000    0.0000    0.0000         2\n"),
            run.out);
        QCOMPARE(run.out.count('\n'), 5 + 28);
    }

    void aBootstrapIsTheSameEveryTime() {
        const PlateWorld world({});
        std::string truth = "Id,Target\n", predicted = "Id,Predicted\n";
        for (int i = 0; i < 60; ++i) {
            truth += std::to_string(i) + "," + std::to_string(i % 3) + "\n";
            predicted += std::to_string(i) + "," + std::to_string(i % 5 == 0 ? 3 : i % 3) + "\n";
        }
        const auto truthFile = world.put("truth.csv", truth),
                   predictedFile = world.put("predicted.csv", predicted);
        const auto interval = [&](const char* seed) {
            return auditJson(truthFile, predictedFile,
                             {QStringLiteral("--bootstrap"), QStringLiteral("300"), QStringLiteral("--seed"),
                              QString::fromUtf8(seed)})
                .at("macro_f1_interval");
        };
        const Json first = interval("7"), again = interval("7"), other = interval("8");
        QVERIFY(first == again);
        QVERIFY(first.at("low") != other.at("low") || first.at("high") != other.at("high"));
        const double whole = auditJson(truthFile, predictedFile).at("macro_f1");
        QVERIFY(first.at("low").get<double>() < whole && whole < first.at("high").get<double>());
        QCOMPARE(first.at("resamples").get<int>(), 300);
        QCOMPARE(first.at("level").get<double>(), 0.95);
        const ProgramRun run =
            audit(truthFile, predictedFile, {QStringLiteral("--bootstrap"), QStringLiteral("300")});
        QVERIFY2(run.out.contains("300 resamples"), run.out);
    }

    void aBootstrapDrawsWholeGroups() {
        // Every group is right or wrong as a whole: 6 groups of 10 are 6 witnesses, not 60.
        const PlateWorld world({});
        std::string truth = "Id,Target\n", predicted = "Id,Predicted\n", groups = "Id,antibody\n";
        for (int i = 0; i < 60; ++i) {
            truth += std::to_string(i) + ",0\n";
            predicted += std::to_string(i) + (i / 10 % 2 ? ",0\n" : ",1\n");
            groups += std::to_string(i) + ",HPA" + std::to_string(i / 10) + "\n";
        }
        const auto truthFile = world.put("truth.csv", truth), predictedFile = world.put("predicted.csv", predicted), groupFile = world.put("groups.csv", groups);
        const QStringList bootstrap{QStringLiteral("--bootstrap"), QStringLiteral("400")};
        const QStringList grouped = bootstrap + QStringList{QStringLiteral("--groups"), pathText(groupFile), QStringLiteral("--group-column"), QStringLiteral("antibody")};
        const Json single = auditJson(truthFile, predictedFile, bootstrap).at("macro_f1_interval");
        const Json byGroup = auditJson(truthFile, predictedFile, grouped).at("macro_f1_interval");
        const auto width = [](const Json& interval) { return interval.at("high").get<double>() - interval.at("low").get<double>(); };
        QVERIFY(width(byGroup) > 2 * width(single));
        QCOMPARE(single.at("drawn").get<std::string>(), std::string("samples"));
        QVERIFY(single.at("groups").is_null());
        QCOMPARE(byGroup.at("drawn").get<std::string>(), std::string("groups"));
        QCOMPARE(byGroup.at("groups").get<int>(), 6);
        QCOMPARE(byGroup.at("grouped_by").get<std::string>(), std::string("column antibody of groups.csv"));
        const ProgramRun run = audit(truthFile, predictedFile, grouped);
        QVERIFY2(run.out.contains("400 resamples of 6 groups (column antibody of groups.csv)"), run.out);
        QCOMPARE(audit(truthFile, predictedFile, bootstrap + QStringList{QStringLiteral("--groups"), pathText(groupFile), QStringLiteral("--group-column"), QStringLiteral("dose")}).status, 1);
    }

    void aPlatesBootstrapDrawsItsAntibodiesElseItsWells() {
        const PlateWorld world({"A01_1", "A01_2", "B02_1", "B02_2"});
        QCOMPARE(world.import(world.put("truth.csv", "Id,Target\nA01_1,0\nA01_2,0\nB02_1,1\nB02_2,1\n")).status, 0);
        QCOMPARE(world.import(world.put("scores.csv", scoreTable({{"A01_1", {{0, "0.9"}}}, {"A01_2", {}}, {"B02_1", {{1, "0.9"}}}, {"B02_2", {}}}))).status, 0);
        const QStringList bootstrap{QStringLiteral("--bootstrap"), QStringLiteral("50"), QStringLiteral("--json")};
        const ProgramRun byWell = auditPlate(world, bootstrap);
        QCOMPARE(byWell.status, 0);
        QCOMPARE(Json::parse(byWell.out.toStdString()).at("macro_f1_interval").at("groups").get<int>(), 2);
        const auto sheet = world.put("sheet.csv", "Id,antibody\nA01_1,HPA1\nA01_2,HPA2\nB02_1,HPA3\n");
        QCOMPARE(world.import(sheet, {QStringLiteral("--sheet")}).status, 0);
        const ProgramRun byAntibody = auditPlate(world, bootstrap);
        QCOMPARE(Json::parse(byAntibody.out.toStdString()).at("macro_f1_interval").at("groups").get<int>(), 4); // three antibodies and a well
        QVERIFY(auditPlate(world, {QStringLiteral("--bootstrap"), QStringLiteral("50")}).out.contains("of 4 groups (group or antibody of the sheet, else well)"));
    }

    void aBootstrapOfRowsThatAreAllAlikeHasNoWidth() {
        const PlateWorld world({});
        const Json interval = auditJson(world.put("truth.csv", "Id,Target\na,4\nb,4\nc,4\n"),
                                        world.put("predicted.csv", "Id,Predicted\na,4\nb,4\nc,4\n"),
                                        {QStringLiteral("--bootstrap"), QStringLiteral("50")})
                                  .at("macro_f1_interval");
        QVERIFY(isNear(interval.at("low"), 1.0 / 28));
        QVERIFY(isNear(interval.at("high"), 1.0 / 28));
    }

    void whatTookNoPartIsCounted() {
        const PlateWorld world({});
        const auto truth = world.put("truth.csv", "Id,class,decision\na,Nucleoplasm,present\na,Nucleoli,not "
                                                  "judged\nb,,unsure\nc,,unusable\nd,,negative\n");
        const ProgramRun run =
            audit(truth, world.put("predicted.csv", "Id,Predicted\na,0\nb,0\nc,0\nd,0\ne,0\n"));
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.startsWith("2 samples, "), run.out);
        QCOMPARE(run.err,
                 QByteArray(
                     "1 prediction without a truth took no part\n2 unsure or unusable samples took no part\n"
                     "1 sample with classes that were not judged; those count as absent\n"));
    }

    void aPlatesReviewIsAuditedAsTheFilesAre() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        const auto truth = world.put("truth.csv", smallTruth), scores = world.put("scores.csv", smallScores);
        QCOMPARE(world.import(truth).status, 0);
        QCOMPARE(world.import(scores).status, 0);
        const ProgramRun run = auditPlate(
            world, {QStringLiteral("--json"), QStringLiteral("--thresholds"), QStringLiteral("0.25")});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        const Json found = Json::parse(run.out.toStdString());
        QVERIFY(greatestDifference(
                    auditJson(truth, scores, {QStringLiteral("--thresholds"), QStringLiteral("0.25")}),
                    found) <= 1e-12);
        QVERIFY(found.at("truth") == (Json{{"ruled", 0}, {"agreed", 0}, {"single", 4}, {"conflicts", 0}}));
    }

    void aPlatesFiguresSayHowTheTruthCameAbout() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        world.import(world.put("scores.csv", smallScores));
        world.import(world.put(
            "long.csv", "Id,class,decision,reviewer\na,Nucleoplasm,present,Ann\na,Nucleoplasm,present,Bo\n"
                        "b,Nucleoplasm,present,Ann\nb,Nucleoli,present,Bo\nd,Nuclear "
                        "membrane,present,Ann\ne,,negative,Ann\n"));
        const ProgramRun run = auditPlate(world);
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.startsWith("2 samples, 28 classes\n"), run.out);
        QVERIFY2(run.out.endsWith("truth: 0 ruled, 1 agreed on by two or more, 2 by one reviewer, 1 in "
                                  "conflict and left out\n"),
                 run.out);
        QCOMPARE(run.err, QByteArray("1 reviewed sample without a prediction took no part\n2 predictions "
                                     "without a truth took no part\n"));
        const ProgramRun bo = auditPlate(world, {QStringLiteral("--reviewer"), QStringLiteral("Bo")});
        QVERIFY2(bo.out.endsWith("truth: 0 ruled, 0 agreed on by two or more, 2 by one reviewer, 0 in "
                                 "conflict and left out\n"),
                 bo.out);
    }

    /// a and b drawn: of a it was judged blind, of b a table says something.
    void whatWasDrawnByLotIsAuditedByItselfAndItsUsesAreCounted() {
        const PlateWorld world({"a", "b", "c", "d"});
        world.import(world.put("truth.csv", smallTruth));
        world.import(world.put("scores.csv", smallScores));
        ProgramRun run = auditPlate(world, {QStringLiteral("--drawn")});
        QVERIFY2(run.status == 1 && run.saysOneLine() && run.err.contains("Drawn by lot"), run.err);
        LabelEvent judged;
        judged.uuid = "u";
        judged.sampleId = "a";
        judged.reviewer = "Ann";
        judged.after = Decision();
        judged.after->present.insert(toClass(0));
        const auto review = world.review();
        review->append(std::vector{judged});
        review->putSetting(drawnSetting, formatDrawnSamples({9, 4, {"b", "a"}, "Ann", 1, 0}));
        for (const int use : {1, 2}) {
            run = auditPlate(world, {QStringLiteral("--drawn")});
            QVERIFY2(run.status == 0 && run.out.startsWith("1 sample"), run.err + run.out);
            QVERIFY2(run.out.contains("drawn by lot: 2 of 4 samples, each with probability 0.5000; use " + QByteArray::number(use) + " of this draw"), run.out);
        }
        const Json json = Json::parse(auditPlate(world, {QStringLiteral("--drawn"), QStringLiteral("--json")}).out.toStdString());
        QCOMPARE(json.at("drawn").at("uses").get<int>(), 3);
        run = auditPlate(world);
        QVERIFY2(run.out.startsWith("2 samples"), run.out);
        QVERIFY2(run.err.contains("2 samples drawn by lot took no part"), run.err);
        review->putSetting(drawnSetting, "{");
        run = auditPlate(world);
        QVERIFY2(run.status == 1 && run.saysOneLine() && run.err.contains("drawn for audit"), run.err);
    }

    void aPlateWithoutPredictionsOrWithThoseOfTwoModelsIsOneLine() {
        const PlateWorld world({"a", "b", "c", "d"});
        ProgramRun run = auditPlate(world);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("no review yet") &&
                     run.err.contains(world.plate().c_str()),
                 run.err);
        world.import(world.put("truth.csv", smallTruth));
        run = auditPlate(world);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("locascope predict"), run.err);
        world.import(world.put("scores.csv", smallScores));
        QCOMPARE(auditPlate(world).status, 0);
        world.import(world.put("predicted.csv", "Id,Predicted\na,0\nb,0\nc,2\nd,\n"));
        run = auditPlate(world);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("2 models") && run.err.contains("--model"), run.err);
    }

    void whatDoesNotBelongTogetherIsOneLine_data() {
        QTest::addColumn<QByteArray>("truth");
        QTest::addColumn<QByteArray>("predictions");
        QTest::addColumn<QByteArray>("words");
        const QByteArray scores = QByteArray::fromStdString(smallScores);
        QTest::newRow("no prediction")
            << QByteArray("Id,Target\na,0\nz,1\n") << scores
            << QByteArray("scores.csv: has no prediction for z (line 3 of the truth)");
        QTest::newRow("exchanged") << scores << QByteArray("Id,Target\na,0\n")
                                   << QByteArray("exchange the two files");
        QTest::newRow("nothing judged")
            << QByteArray("Id,class,decision\na,,unsure\n") << scores << QByteArray("no judged sample");
        QTest::newRow("no rows") << QByteArray("Id,Target\n") << scores << QByteArray("no judged sample");
        QTest::newRow("two reviewers")
            << QByteArray("Id,class,decision,reviewer\na,,negative,Ann\na,,negative,Bo\n") << scores
            << QByteArray("a second opinion on a");
        QTest::newRow("damaged truth")
            << QByteArray("Id,Target\na,28\n") << scores << QByteArray("truth.csv: line 2: class 28");
        QTest::newRow("empty") << QByteArray("") << scores << QByteArray("truth.csv: an empty file");
    }
    void whatDoesNotBelongTogetherIsOneLine() {
        QFETCH(QByteArray, truth);
        QFETCH(QByteArray, predictions);
        QFETCH(QByteArray, words);
        const PlateWorld world({});
        const ProgramRun run =
            audit(world.put("truth.csv", truth.toStdString()),
                  world.put("scores.csv", predictions.toStdString()), {QStringLiteral("--json")});
        QCOMPARE(run.status, 1);
        QCOMPARE(run.out, QByteArray());
        QVERIFY2(run.saysOneLine() && run.err.contains(words), run.err);
    }

    void wrongThresholdsAreOneLine_data() {
        QTest::addColumn<QByteArray>("thresholds");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("above 1") << QByteArray("1.5") << 2 << QByteArray("1.5 is not between 0 and 1");
        QTest::newRow("below 0") << QByteArray("-0.1") << 2 << QByteArray("-0.1 is not between 0 and 1");
        QTest::newRow("no number") << QByteArray("nan") << 2 << QByteArray("nan is not between 0 and 1");
        QTest::newRow("no file") << QByteArray("0,5") << 1 << QByteArray("0,5: there is no such file");
        QTest::newRow("a class short")
            << QByteArray("@class,threshold\n0,0.5\n") << 1 << QByteArray("no threshold for class 1");
    }
    void wrongThresholdsAreOneLine() {
        QFETCH(QByteArray, thresholds);
        QFETCH(int, status);
        QFETCH(QByteArray, words);
        const PlateWorld world({});
        const bool isFile = thresholds.startsWith('@');
        const QString chosen = isFile ? pathText(world.put("thresholds.csv", thresholds.mid(1).toStdString()))
                                      : QString::fromUtf8(thresholds);
        const ProgramRun run = audit(world.put("truth.csv", smallTruth), world.put("scores.csv", smallScores),
                                     {QStringLiteral("--thresholds=") + chosen});
        QCOMPARE(run.status, status);
        QVERIFY2(run.saysOneLine() && run.err.contains(words), run.err);
    }

    void wrongUsageIsStatusTwo_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList();
        QTest::newRow("truth alone") << QStringList{QStringLiteral("--truth"), QStringLiteral("t.csv")};
        QTest::newRow("plate and truth")
            << QStringList{QStringLiteral("plate"), QStringLiteral("--truth"), QStringLiteral("t.csv")};
        QTest::newRow("plate and both files")
            << QStringList{QStringLiteral("plate"), QStringLiteral("--truth"), QStringLiteral("t.csv"),
                           QStringLiteral("--predictions"), QStringLiteral("p.csv")};
        QTest::newRow("no resamples")
            << QStringList{QStringLiteral("plate"), QStringLiteral("--bootstrap"), QStringLiteral("0")};
    }
    void wrongUsageIsStatusTwo() {
        QFETCH(QStringList, arguments);
        const ProgramRun run = runProgram(QStringList{QStringLiteral("audit")} + arguments);
        QCOMPARE(run.status, 2);
        QVERIFY2(run.saysOneLine() && run.err.contains("locascope audit --help"), run.err);
    }

    void resultsThatCannotBeWrittenAreNoSuccess() {
        const PlateWorld world({});
        const auto truth = world.put("truth.csv", smallTruth), scores = world.put("scores.csv", smallScores);
        for (const char* how : {"", "--json"}) {
            const ProgramRun run =
                runShell(QStringLiteral("\"$LOCASCOPE\" audit --truth '%1' --predictions '%2' %3 > /dev/full")
                             .arg(pathText(truth), pathText(scores), QString::fromUtf8(how)));
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine(), run.err);
        }
    }
};

QTEST_GUILESS_MAIN(TestAuditCommand)
#include "test_audit_command.moc"
