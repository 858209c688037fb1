#include "tests/support/mutation.h"
#include "ui/models/contrasttext.h"

#include <QTest>

using namespace locascope;

namespace {

DisplaySettings ownDisplay() {
    DisplaySettings display = defaultDisplay();
    display.stains[Stain::Protein].window = {140, 2400.5, 1.3};
    display.stains[Stain::Protein].colour = {1, 200, 33};
    display.stains[Stain::Nucleus].table = LookUpTable::Fire;
    display.stains[Stain::Microtubules].visible = false;
    for (const Stain stain : {Stain::Nucleus, Stain::Microtubules, Stain::Reticulum})
        display.stains[stain].window = {90, 9000, 1};
    return display;
}

const char* const whole = R"({"locascope": "contrast", "bits": 8, "stains": {"protein": {"minimum": 3, "maximum": 99, "gamma": 1, "colour": "#00ff00"}}})";

} // namespace

class TestContrastText : public QObject {
    Q_OBJECT
private slots:
    void whatIsCopiedIsWhatIsPasted() {
        const CopiedContrast copied = contrastOf(ownDisplay(), 16);
        const auto pasted = parseContrast(formatContrast(copied));
        QVERIFY(pasted == copied);
        DisplaySettings expected = ownDisplay();
        QVERIFY(withContrast(defaultDisplay(), *pasted).stains == expected.stains);
    }

    void oneStainLeavesTheOthersAlone() {
        const auto pasted = parseContrast(formatContrast(contrastOf(ownDisplay(), 16, Stain::Protein)));
        QVERIFY(pasted);
        const DisplaySettings display = withContrast(defaultDisplay(), *pasted);
        QVERIFY(display.stains[Stain::Protein] == ownDisplay().stains[Stain::Protein]);
        QVERIFY(display.stains[Stain::Nucleus] == defaultDisplay().stains[Stain::Nucleus]);
    }

    void peopleCanReadIt() {
        const QString text = formatContrast(contrastOf(ownDisplay(), 16, Stain::Protein));
        for (const char* word : {"\"protein\"", "\"minimum\": 140", "\"maximum\": 2400.5", "\"gamma\": 1.3", "\"#01c821\"", "\"bits\": 16"})
            QVERIFY2(text.contains(QLatin1String(word)), word);
    }

    void anotherStainsContrastComesWithoutItsColour() {
        const DisplaySettings here = defaultDisplay();
        const CopiedContrast moved = forStain(contrastOf(ownDisplay(), 16, Stain::Protein), Stain::Nucleus, here);
        QVERIFY(moved.stains[Stain::Nucleus]);
        QVERIFY(!moved.stains[Stain::Protein]);
        QCOMPARE(moved.stains[Stain::Nucleus]->window.maximum, 2400.5);
        QVERIFY(moved.stains[Stain::Nucleus]->colour == here.stains[Stain::Nucleus].colour);
        const CopiedContrast own = forStain(contrastOf(ownDisplay(), 16), Stain::Protein, here);
        QVERIFY(own.stains[Stain::Protein] == contrastOf(ownDisplay(), 16).stains[Stain::Protein]);
    }

    void aTypedTextIsTaken() { QVERIFY(parseContrast(QLatin1String(whole))); }

    void whatIsNoContrastIsRefused_data() {
        QTest::addColumn<QString>("text");
        const QString good = QLatin1String(whole);
        const auto with = [&](const char* from, const char* to) { return QString(good).replace(QLatin1String(from), QLatin1String(to)); };
        QTest::newRow("nothing") << QString();
        QTest::newRow("words") << QStringLiteral("A01, site 2");
        QTest::newRow("an array") << QStringLiteral("[1, 2]");
        QTest::newRow("something else's JSON") << QStringLiteral("{\"bits\": 16, \"stains\": {}}");
        QTest::newRow("another kind") << with("\"contrast\"", "\"palette\"");
        QTest::newRow("12 bits") << with("\"bits\": 8", "\"bits\": 12");
        QTest::newRow("no stain") << with("\"protein\"", "\"membrane\"");
        QTest::newRow("minimum not below maximum") << with("\"minimum\": 3", "\"minimum\": 99");
        QTest::newRow("minimum below zero") << with("\"minimum\": 3", "\"minimum\": -3");
        QTest::newRow("without a minimum") << with("\"minimum\": 3, ", "");
        QTest::newRow("a maximum beyond the depth") << with("\"maximum\": 99", "\"maximum\": 2400");
        QTest::newRow("gamma of nothing") << with("\"gamma\": 1", "\"gamma\": 0");
        QTest::newRow("no colour") << with("#00ff00", "greenish");
        QTest::newRow("no table") << with("\"gamma\"", "\"table\": \"Water\", \"gamma\"");
        QTest::newRow("too long") << good + QString(1 << 17, u' ');
    }
    void whatIsNoContrastIsRefused() {
        QFETCH(QString, text);
        QVERIFY(!parseContrast(text));
    }

    void damagedTextIsRefusedOrAWindow() {
        const QByteArray good = QByteArray(whole);
        const Bytes bytes(reinterpret_cast<const std::byte*>(good.data()), reinterpret_cast<const std::byte*>(good.data() + good.size()));
        std::mt19937 random(3);
        for (int i = 0; i < 20000; ++i) {
            const Bytes damaged = locascope::testing::mutated(bytes, random);
            const auto read = parseContrast(QString::fromUtf8(reinterpret_cast<const char*>(damaged.data()), qsizetype(damaged.size())));
            if (!read)
                continue;
            for (const Stain stain : allStains)
                if (const auto& named = read->stains[stain])
                    QVERIFY(named->window.minimum >= 0 && named->window.minimum < named->window.maximum && named->window.gamma > 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestContrastText)
#include "test_contrasttext.moc"
