#include "core/model/training.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::vector<TrainingField> siblings(std::size_t groups, std::size_t each) {
    std::vector<TrainingField> fields;
    for (std::size_t field = 0; field < groups * each; ++field)
        fields.push_back({.id = std::to_string(field), .group = "g" + std::to_string(field / each),
                          .labels = {toClass(field / each % 28)}, .notJudged = {}, .masks = {}});
    return fields;
}

TrainingSet smallSet() {
    TrainingSet set;
    set.input = {.width = 2, .height = 2, .stains = {Stain::Protein}};
    set.classes = {"A", "B"};
    set.fields = {{.id = "0", .group = "x", .labels = {toClass(0)}, .notJudged = {}, .masks = {}},
                  {.id = "1", .group = "y", .labels = {}, .notJudged = {}, .masks = {}}};
    set.pixels = {0, 1, 2, 3, 4, 5, 6, 7};
    return set;
}

} // namespace

class TestSplitFields : public QObject {
    Q_OBJECT

private slots:
    void noGroupLiesOnBothSides() {
        const auto fields = siblings(60, 5);
        const auto chosen = chooseValidation(fields, 0.2, 3);
        std::set<std::string> training;
        std::set<std::string> validation;
        for (std::size_t field = 0; field < fields.size(); ++field)
            (chosen[field] ? validation : training).insert(fields[field].group);
        std::vector<std::string> both;
        std::set_intersection(training.begin(), training.end(), validation.begin(), validation.end(), std::back_inserter(both));
        QVERIFY(both.empty());
    }

    void theShareIsKeptAndEveryClassIsValidated() {
        const auto fields = siblings(280, 1);
        const auto chosen = chooseValidation(fields, 0.2, 3);
        QCOMPARE(std::count(chosen.begin(), chosen.end(), true), 56);
        LabelSet covered;
        for (std::size_t field = 0; field < fields.size(); ++field)
            covered = chosen[field] ? covered.united(fields[field].labels) : covered;
        QCOMPARE(covered.size(), std::size_t{28});
    }

    void theSplitFollowsTheSeed() {
        const auto fields = siblings(60, 2);
        QVERIFY(chooseValidation(fields, 0.2, 3) == chooseValidation(fields, 0.2, 3));
        QVERIFY(chooseValidation(fields, 0.2, 3) != chooseValidation(fields, 0.2, 4));
    }

    void somethingIsAlwaysLeftToTrainOn() {
        const auto chosen = chooseValidation(siblings(2, 3), 0.99, 1);
        QCOMPARE(std::count(chosen.begin(), chosen.end(), true), 3);
    }

    void aClassWithoutAFieldIsAWarning() {
        const auto warnings = checkTrainingSet(smallSet());
        QCOMPARE(warnings.size(), std::size_t{1});
        QVERIFY(warnings.front().find("B") != std::string::npos);
    }

    void whatCannotBeLearntFromIsRefused() {
        TrainingSet one = smallSet();
        one.fields.pop_back();
        EXPECT_ERROR(checkTrainingSet(one), ErrorKind::Invalid);
        TrainingSet alike = smallSet();
        alike.fields[1].labels = alike.fields[0].labels;
        EXPECT_ERROR(checkTrainingSet(alike), ErrorKind::Invalid);
        TrainingSet flat = smallSet();
        std::fill(flat.pixels.begin(), flat.pixels.end(), std::uint8_t{9});
        EXPECT_ERROR(checkTrainingSet(flat), ErrorKind::Invalid);
        TrainingSet together = smallSet();
        together.fields[1].group = "x";
        EXPECT_ERROR(checkTrainingSet(together), ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestSplitFields)
#include "test_splitfields.moc"
