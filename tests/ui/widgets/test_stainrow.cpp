#include "tests/support/ownsettings.h"
#include "ui/widgets/language.h"
#include "ui/widgets/stainrow.h"

#include <QCheckBox>
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
