#include "core/files/error.h"
#include "core/review/auditjson.h"
#include "core/review/auditrows.h"
#include "core/review/metrics.h"
#include "tests/support/jsondifference.h"
#include "tests/support/sharedfile.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace locascope;
using Json = nlohmann::json;

namespace {

LabelSet setOf(std::initializer_list<int> classes) {
    LabelSet labels;
    for (const int index : classes)
        labels.insert(toClass(static_cast<std::size_t>(index)));
    return labels;
}

Vocabulary vocabularyOf(std::size_t classes) {
    std::vector<LabelClass> all;
    for (std::size_t i = 0; i < classes; ++i)
        all.push_back({toClass(i), "class " + std::to_string(i), {}, {}, {}, {}, 0});
    return {"test", all};
}

bool isNear(double left, double right) { return std::abs(left - right) <= 1e-12; }

} // namespace

class TestMetrics : public QObject {
    Q_OBJECT

    std::optional<LabelTable> table(const char* name) const {
        const auto text = testing::sharedText(LOCASCOPE_SHARED_DIR, std::string("reference/audit-small/") + name);
        if (!text)
            return {};
        return parseLabelTable(*text, humanProteinAtlasVocabulary(), {name, {}});
    }

private slots:
    void theReferenceAuditIsReproducedTo1e12_data() {
        QTest::addColumn<bool>("perClass");
        QTest::newRow("at one half") << false;
        QTest::newRow("at the thresholds of the file") << true;
    }
    void theReferenceAuditIsReproducedTo1e12() {
        QFETCH(bool, perClass);
        const auto truth = table("truth.csv"), predictions = table("predictions.csv");
        const auto expected = testing::sharedText(LOCASCOPE_SHARED_DIR, "reference/audit-small/expected.json");
        if (!truth || !predictions || !expected)
            QSKIP("the reference is not here");
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        std::vector<double> thresholds(28, 0.5);
        if (perClass)
            thresholds = parseThresholds(*testing::sharedText(LOCASCOPE_SHARED_DIR, "reference/audit-small/thresholds.csv"),
                                         vocabulary, "thresholds.csv");
        const AuditJoin join = joinForAudit(*truth, *predictions, {thresholds, {}, "truth.csv", "predictions.csv"});
        const Json found = Json::parse(formatAuditJson(audit(join.rows, 28), vocabulary, thresholds));
        const Json whole = Json::parse(*expected);
        Json wanted = whole[perClass ? "at_thresholds" : "at_half"];
        for (const char* name : {"rows", "classes", "average_precision", "roc_auc", "label_ranking_average_precision", "coverage_error"})
            wanted[name] = whole[name];
        const double difference = testing::greatestDifference(wanted, found);
        qInfo("greatest difference %g", difference);
        QVERIFY(difference <= 1e-12);
        QCOMPARE(found["average_precision"].size(), whole["average_precision"].size()); // undefined classes are left out there
        QCOMPARE(found["roc_auc"].size(), whole["roc_auc"].size());
        QVERIFY(found["per_class"][27]["average_precision"].is_null());
        QCOMPARE(found["per_class"][7]["name"].get<std::string>(), std::string("Golgi apparatus"));
    }

    void everyFigureFollowsItsDefinition() {
        // By hand: class 0 is right twice and wrong once, class 1 is missed once, class 2 does not occur.
        const std::vector<AuditRow> rows{{setOf({0}), setOf({0}), {}}, {setOf({0, 1}), setOf({0}), {}}, {setOf({}), setOf({0}), {}}, {setOf({}), setOf({}), {}}};
        const AuditFigures figures = audit(rows, 3);
        QCOMPARE(figures.perClass[0].precision, 2.0 / 3);
        QCOMPARE(figures.perClass[0].recall, 1.0);
        QCOMPARE(figures.perClass[0].f1, 0.8);
        QCOMPARE(figures.perClass[0].kappa, 0.5);
        QCOMPARE(figures.perClass[1].f1, 0.0);
        QCOMPARE(figures.perClass[1].support, std::size_t{1});
        QVERIFY(std::isnan(figures.perClass[2].kappa));
        QVERIFY(isNear(figures.macroF1, 0.8 / 3));
        QVERIFY(isNear(figures.microF1, 4.0 / 6));
        QVERIFY(isNear(figures.weightedF1, 1.6 / 3));
        QVERIFY(isNear(figures.samplesF1, (1 + 2.0 / 3) / 4)); // two empty sets count as 0
        QCOMPARE(figures.subsetAccuracy, 0.5);
        QVERIFY(isNear(figures.hammingLoss, 2.0 / 12));
        QVERIFY(isNear(figures.jaccardMacro, 2.0 / 3 / 3));
        QVERIFY(std::isnan(figures.perClass[0].averagePrecision));
        QVERIFY(std::isnan(figures.labelRankingAveragePrecision));
        QVERIFY(std::isnan(figures.coverageError));
    }

    void rankingFiguresTreatEqualScoresAsOne() {
        const std::vector<AuditRow> rows{{setOf({0}), {}, {0.5f, 0.5f}}, {setOf({1}), {}, {0.5f, 0.1f}}, {setOf({}), {}, {0.9f, 0.2f}}};
        const AuditFigures figures = audit(rows, 2);
        QCOMPARE(figures.perClass[0].averagePrecision, 1.0 / 3); // its positive shares rank 3
        QCOMPARE(figures.perClass[0].rocAuc, 0.25);
        QCOMPARE(figures.labelRankingAveragePrecision, (0.5 + 0.5 + 1) / 3);
        QCOMPARE(figures.coverageError, (2.0 + 2 + 0) / 3);
    }

    void nothingAtAllIsZeroNotACrash() {
        const AuditFigures none = audit({}, 28);
        QCOMPARE(none.macroF1, 0.0);
        QCOMPARE(none.hammingLoss, 0.0);
        QCOMPARE(audit({}, 0).macroF1, 0.0);
        const std::vector<AuditRow> rows{{setOf({1}), {}, {std::nanf(""), std::nanf("")}}};
        QVERIFY(std::isnan(audit(rows, 2).perClass[1].averagePrecision));
    }

    void aProbabilityEqualToItsThresholdCounts() {
        const std::vector<float> probabilities{0.279f, 0.1f, 0.49f};
        const std::vector<double> thresholds{0.279, 0.2, 0.490001};
        QVERIFY(labelsAbove(probabilities, thresholds) == setOf({0}));
    }

    void theBestClassIsKeptOnlyWhenAskedFor() {
        const std::vector<float> probabilities{0.2f, 0.4f, 0.1f};
        const std::vector<double> thresholds(3, 0.5);
        QVERIFY(labelsAbove(probabilities, thresholds).isEmpty());
        QVERIFY(labelsAbove(probabilities, thresholds, {.atLeastOne = true}) == setOf({1}));
        QVERIFY(labelsAbove({}, thresholds, {.atLeastOne = true}).isEmpty());
    }

    void undefinedFiguresAreNullInJson() {
        const std::vector<AuditRow> rows{{setOf({0}), setOf({0}), {}}};
        const Json json = Json::parse(formatAuditJson(audit(rows, 2), vocabularyOf(2), {}));
        QVERIFY(json["per_class"][1]["kappa"].is_null());
        QVERIFY(json["coverage_error"].is_null());
        QVERIFY(json["average_precision"].empty());
        QVERIFY(json["thresholds"].empty());
        QCOMPARE(json["macro_f1"].get<double>(), 0.5);
    }

    void joiningNeedsAPredictionForEveryTruth() {
        const Vocabulary vocabulary = vocabularyOf(2);
        const LabelTable truth = parseLabelTable("Id,Target\na,0\nb,\n", vocabulary);
        const LabelTable predictions = parseLabelTable("Id,p0,p1\nb,0.2,0.7\nc,1,0\n", vocabulary);
        try {
            joinForAudit(truth, predictions, {{0.5, 0.5}, {}, "truth.csv", "predictions.csv"});
            QFAIL("no error");
        } catch (const Error& error) {
            QVERIFY(error.kind() == ErrorKind::Mismatch);
            QCOMPARE(error.path().string(), std::string("predictions.csv"));
            QCOMPARE(error.detail(), std::string("has no prediction for a (line 2 of the truth)"));
        }
    }

    void unjudgedTruthTakesNoPartAndIsCounted() {
        const Vocabulary vocabulary = vocabularyOf(2);
        const LabelTable truth = parseLabelTable("Id,class,decision\na,,unsure\nb,class 0,present\nb,class 1,not judged\n", vocabulary);
        const LabelTable predictions = parseLabelTable("Id,Predicted\nb,0\na,1\nc,\n", vocabulary);
        const AuditJoin join = joinForAudit(truth, predictions, {});
        QCOMPARE(join.rows.size(), std::size_t{1});
        QVERIFY(join.rows[0].truth == setOf({0}) && join.rows[0].predicted == setOf({0}));
        QCOMPARE(join.unjudged, std::size_t{1});
        QCOMPARE(join.partlyJudged, std::size_t{1});
        QCOMPARE(join.predictionsWithoutTruth, std::size_t{1});
        QVERIFY_EXCEPTION_THROWN(joinForAudit(predictions, parseLabelTable("Id,Predicted\n", vocabulary), {}), Error);
        QVERIFY_EXCEPTION_THROWN(joinForAudit(parseLabelTable("Id,p0,p1\nb,0,1\n", vocabulary), predictions, {}), Error);
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "test_metrics.moc"
