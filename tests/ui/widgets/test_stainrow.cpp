#include "tests/support/ownsettings.h"
#include "ui/widgets/language.h"
#include "ui/widgets/stainrow.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace locascope;
using namespace locascope::testing;

class TestStainRow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { useLanguage(*qApp, QStringLiteral("en")); }

    void halfTheResolutionIsMarkedAndExplained() {
        StainRow row(Stain::Nucleus);
        const auto* name = row.findChild<QCheckBox*>();
        QCOMPARE(name->text(), QStringLiteral("Nucleus"));
        row.setCoarseChroma(QStringLiteral("4:2:0"));
        QCOMPARE(name->text(), QStringLiteral("Nucleus · ½"));
        QVERIFY(name->toolTip().contains(QStringLiteral("JPEG 4:2:0")));
        row.setCoarseChroma({});
        QCOMPARE(name->text(), QStringLiteral("Nucleus"));
        QVERIFY(!name->toolTip().contains(QStringLiteral("JPEG")));
    }

    void theValuesAreThoseOfTheWindowWhicheverComesFirst() {
        const StainDisplay sixteenBits{.window = {440, 1389, 1}};
        const auto values = [](const StainRow& row) {
            const auto boxes = row.findChildren<QSpinBox*>();
            return QList{boxes[0]->value(), boxes[1]->value()};
        };
        StainRow row(Stain::Nucleus);
        QSignalSpy edits(&row, &StainRow::edited);
        row.showHistogram({}, 255); // of no image, or of one of 8 bits
        row.showSettings(sixteenBits, false, false);
        QCOMPARE(values(row), (QList{440, 1389}));
        row.showHistogram({}, 255);
        QCOMPARE(values(row), (QList{440, 1389}));
        row.showHistogram({}, 65535);
        QCOMPARE(values(row), (QList{440, 1389}));
        row.showSettings({.window = {0, 200, 1}}, false, false);
        row.showHistogram({}, 255);
        QCOMPARE(values(row), (QList{0, 200}));
        QVERIFY(edits.isEmpty());
    }

    void whatIsBeingTypedStaysWhenAHistogramComes() {
        StainRow row(Stain::Nucleus);
        row.showSettings({.window = {440, 1389, 1}}, false, false);
        auto* box = row.findChildren<QSpinBox*>()[1];
        row.show();
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QStringLiteral("20"));
        row.showHistogram({}, 65535);
        QCOMPARE(box->text(), QStringLiteral("20"));
    }

    void anAbsentStainIsNotMarked() {
        StainRow row(Stain::Nucleus);
        row.setCoarseChroma(QStringLiteral("4:2:0"));
        row.setAbsent(true);
        QVERIFY(!row.findChild<QCheckBox*>()->text().contains(u'½'));
    }

private:
    OwnSettings m_settings;
};

QTEST_MAIN(TestStainRow)
#include "test_stainrow.moc"
