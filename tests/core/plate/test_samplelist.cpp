#include "core/plate/plate.h"

#include <QTest>

#include <utility>

using namespace locascope;

namespace {

Sample named(const char* id) {
    Sample sample;
    sample.id = id;
    return sample;
}

} // namespace

class TestSampleList : public QObject {
    Q_OBJECT
private slots:
    void copiesShareUntilOneIsEdited() {
        SampleList list{named("a"), named("b")};
        SampleList copy = list;
        QVERIFY(copy.sharesWith(list));
        copy.edit()[0].id = "c";
        QVERIFY(!copy.sharesWith(list));
        QCOMPARE(list[0].id, std::string("a"));
        QCOMPARE(copy[0].id, std::string("c"));
        const Sample* before = &copy[1];
        copy.edit()[1].id = "d"; // alone: nothing is copied
        QCOMPARE(&copy[1], before);
    }

    void anEmptyListCanBeReadAndFilled() {
        SampleList list;
        QVERIFY(list.empty());
        QVERIFY(list.begin() == list.end());
        list.push_back(named("a"));
        QCOMPARE(list.size(), std::size_t{1});
        QCOMPARE(list.back().id, std::string("a"));
    }

    void shapesAreZeroUntilHeadersWereRead() {
        Plate plate;
        plate.samples = {named("a")};
        QCOMPARE(shapeOf(plate, 0), SampleShape{});
        plate.shapes = {{3, 4, 16}};
        QCOMPARE(shapeOf(plate, 0), (SampleShape{3, 4, 16}));
        QCOMPARE(shapeOf(plate, 7), SampleShape{});
    }
};

QTEST_GUILESS_MAIN(TestSampleList)
#include "test_samplelist.moc"
