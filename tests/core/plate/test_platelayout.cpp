#include "core/plate/platelayout.h"

#include <QTest>

using namespace locascope;

Q_DECLARE_METATYPE(locascope::PlateFormat)

class TestPlateLayout final : public QObject {
    Q_OBJECT
private slots:
    void everyWellOfEveryFormatGoesThereAndBack() {
        for (const PlateFormat& format : plateFormats)
            for (int row = 0; row < format.rows; ++row)
                for (int column = 0; column < format.columns; ++column) {
                    const WellPosition position{row, column};
                    QVERIFY2(positionOfWell(wellName(position)) == position, wellName(position).c_str());
                }
    }
    void formatsHaveAsManyWellsAsTheirNamesSay() {
        const std::array wells{6, 12, 24, 48, 96, 384, 1536};
        for (std::size_t i = 0; i < wells.size(); ++i)
            QCOMPARE(plateFormats[i].wells(), wells[i]);
    }

    void aWellIsFoundInAnySpelling_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::newRow("plain") << "A01" << 0 << 0;
        QTest::newRow("short") << "B2" << 1 << 1;
        QTest::newRow("small letters") << "b02" << 1 << 1;
        QTest::newRow("three digits") << "P024" << 15 << 23;
        QTest::newRow("after Z") << "AA01" << 26 << 0;
        QTest::newRow("the last of 1536") << "AF48" << 31 << 47;
        QTest::newRow("mixed case") << "aF48" << 31 << 47;
    }
    void aWellIsFoundInAnySpelling() {
        QFETCH(QString, text);
        QFETCH(int, row);
        QFETCH(int, column);
        QVERIFY((positionOfWell(text.toStdString()) == WellPosition{row, column}));
    }
    void whatIsNoWellHasNoPosition() {
        for (const char* text : {"", "A", "12", "A00", "A49", "AG01", "A01x", "well"})
            QVERIFY2(!positionOfWell(text), text);
    }
    void rowsGoOnAfterZ() {
        QCOMPARE(rowName(0), std::string("A"));
        QCOMPARE(rowName(25), std::string("Z"));
        QCOMPARE(rowName(26), std::string("AA"));
        QCOMPARE(rowName(31), std::string("AF"));
    }

    void theSmallestFormatHoldsAllRowsAndColumns_data() {
        QTest::addColumn<PlateFormat>("needed");
        QTest::addColumn<int>("wells");
        QTest::newRow("one well") << PlateFormat{1, 1} << 6;
        QTest::newRow("6") << PlateFormat{2, 3} << 6;
        QTest::newRow("three rows") << PlateFormat{3, 1} << 12;
        QTest::newRow("four columns") << PlateFormat{1, 4} << 12;
        QTest::newRow("24") << PlateFormat{4, 6} << 24;
        QTest::newRow("48") << PlateFormat{6, 8} << 48;
        QTest::newRow("twelve columns") << PlateFormat{2, 12} << 96;
        QTest::newRow("96") << PlateFormat{8, 12} << 96;
        QTest::newRow("a ninth row") << PlateFormat{9, 2} << 384;
        QTest::newRow("384") << PlateFormat{16, 24} << 384;
        QTest::newRow("a 25th column") << PlateFormat{1, 25} << 1536;
        QTest::newRow("1536") << PlateFormat{32, 48} << 1536;
    }
    void theSmallestFormatHoldsAllRowsAndColumns() {
        QFETCH(PlateFormat, needed);
        QFETCH(int, wells);
        QCOMPARE(smallestFormat(needed).wells(), wells);
    }
};

QTEST_APPLESS_MAIN(TestPlateLayout)
#include "test_platelayout.moc"
