#include "core/plate/labelset.h"

#include <QTest>

using namespace locascope;

class TestLabelSet : public QObject {
    Q_OBJECT
private slots:
    void aNewSetIsEmpty() {
        QVERIFY(LabelSet().isEmpty());
        QCOMPARE(LabelSet().size(), std::size_t{0});
        QVERIFY(!LabelSet().contains(toClass(0)));
    }

    void classesComeBackInAscendingOrder() {
        const LabelSet labels{toClass(700), toClass(2), toClass(64), toClass(2)};
        QCOMPARE(labels.size(), std::size_t{3});
        const std::vector<ClassIndex> expected{toClass(2), toClass(64), toClass(700)};
        QVERIFY(labels.classes() == expected);
    }

    void equalityIgnoresWhatWasErased() {
        LabelSet labels{toClass(1), toClass(1023)};
        labels.erase(toClass(1023));
        labels.erase(toClass(500));
        QVERIFY(labels == LabelSet{toClass(1)});
        labels.erase(toClass(1));
        QVERIFY(labels == LabelSet());
        QVERIFY(labels.isEmpty());
    }

    void setsAreUnitedIntersectedAndSubtracted() {
        const LabelSet left{toClass(1), toClass(70)}, right{toClass(1), toClass(3), toClass(900)};
        QVERIFY(left.united(right) == (LabelSet{toClass(1), toClass(3), toClass(70), toClass(900)}));
        QVERIFY(right.united(left) == left.united(right));
        QVERIFY(left.intersected(right) == LabelSet{toClass(1)});
        QVERIFY(right.intersected(left) == LabelSet{toClass(1)});
        QVERIFY(left.without(right) == LabelSet{toClass(70)});
        QVERIFY(right.without(left) == (LabelSet{toClass(3), toClass(900)}));
        QVERIFY(left.without(left).isEmpty());
        QVERIFY(left.intersected(LabelSet{toClass(5)}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestLabelSet)
#include "test_labelset.moc"
