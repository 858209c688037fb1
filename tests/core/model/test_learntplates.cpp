#include "core/model/learntplates.h"

#include <QTest>

using namespace locascope;

class TestLearntPlates final : public QObject {
    Q_OBJECT
private slots:
    void aModelKnowsItsPlateAndThoseOfTheOneItBeganWith() {
        ModelCard first, second;
        QVERIFY(!hasLearntPlate(first, "aa"));
        first.provenance[learntPlatesKey] = learntPlates(nullptr, "aa");
        QVERIFY(hasLearntPlate(first, "aa") && !hasLearntPlate(first, "a") && !hasLearntPlate(first, ""));
        second.provenance[learntPlatesKey] = learntPlates(&first, "bb");
        QVERIFY(hasLearntPlate(second, "aa") && hasLearntPlate(second, "bb"));
    }

    void aPlateIsNamedOnce() {
        ModelCard card;
        card.provenance[learntPlatesKey] = learntPlates(nullptr, "aa");
        QCOMPARE(learntPlates(&card, "aa"), std::string("aa"));
        const ModelCard unsaid;
        QCOMPARE(learntPlates(&unsaid, "bb"), std::string("bb"));
    }
};

QTEST_APPLESS_MAIN(TestLearntPlates)
#include "test_learntplates.moc"
