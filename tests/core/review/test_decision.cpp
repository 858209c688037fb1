#include "core/review/decision.h"

#include <QTest>

using namespace locascope;

class TestDecision : public QObject {
    Q_OBJECT
private slots:
    void everyOutcomeHasAStableKey() {
        QCOMPARE(outcomeKey(Outcome::Labelled), std::string_view("labelled"));
        QCOMPARE(outcomeKey(Outcome::Negative), std::string_view("negative"));
        QCOMPARE(outcomeKey(Outcome::Unusable), std::string_view("unusable"));
        QCOMPARE(outcomeKey(Outcome::Unsure), std::string_view("unsure"));
    }

    void aKeyLeadsBackToItsOutcome() {
        for (const Outcome outcome : {Outcome::Labelled, Outcome::Negative, Outcome::Unusable, Outcome::Unsure})
            QVERIFY(outcomeOfKey(outcomeKey(outcome)) == outcome);
        QVERIFY(!outcomeOfKey("Labelled"));
        QVERIFY(!outcomeOfKey(""));
    }
};

QTEST_APPLESS_MAIN(TestDecision)
#include "test_decision.moc"
