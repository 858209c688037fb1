#include "ui/widgets/errortext.h"
#include "ui/widgets/theme.h"

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace locascope;

class TestErrorText : public QObject {
    Q_OBJECT
private slots:
    void everyKindNamesTheFileTheCauseAndARemedyInOneLine() {
        std::set<QString> seen;
        for (int kind = 0; kind <= static_cast<int>(ErrorKind::ModelFailed); ++kind) {
            const QString sentence = errorSentence(static_cast<ErrorKind>(kind), QStringLiteral("/plates/a/x_red.png"), QStringLiteral("ends\nearly"));
            QVERIFY(sentence.contains(QStringLiteral("/plates/a/x_red.png")));
            QVERIFY(sentence.contains(QStringLiteral("(ends early)")));
            QVERIFY(!sentence.contains(u'\n'));
            QVERIFY(sentence.count(QStringLiteral(". ")) >= 1); // what failed, then what to do
            QVERIFY2(seen.insert(sentence).second, qPrintable(sentence));
        }
    }

    void aRefusalSaysWhoWhereWhyAndWhatToDo() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        RefusedSummary summary;
        for (const auto why : {RefusedSummary::Why::Reviewer, RefusedSummary::Why::Ruling, RefusedSummary::Why::Content, RefusedSummary::Why::Earlier})
            summary.groups.push_back({why, QStringLiteral("Eve"), 12, {QStringLiteral("a"), QStringLiteral("b")}, QStringLiteral("too %1 long")});
        const QString sentence = noticeSentence({.key = QStringLiteral("refused"), .summary = summary});
        QCOMPARE(sentence.count(QStringLiteral("Eve")), 4);
        QCOMPARE(sentence.count(QStringLiteral("12 (a, b, …)")), 4);
        QVERIFY(sentence.contains(QStringLiteral("(too %1 long)")));
        QCOMPARE(sentence.count(QStringLiteral("Ask an owner")), 2);
    }

    void aNoticeSaysWhatWasBeingDone() {
        const Notice notice{.severity = Severity::Error, .key = QStringLiteral("export"), .text = QStringLiteral("no space"),
                            .kind = static_cast<int>(ErrorKind::DiskFull), .path = QStringLiteral("/out.csv")};
        const QString sentence = noticeSentence(notice);
        QVERIFY(sentence.startsWith(QStringLiteral("The export was not written:")));
        QVERIFY(sentence.contains(QStringLiteral("/out.csv")));
        QVERIFY(sentence.contains(QStringLiteral("Make room")));
    }

    void aProblemSaysItsKindOnce() {
        QCOMPARE(problemText(ErrorKind::EndsEarly, QStringLiteral("ends early at byte 3000; copy it again from its source")),
                 QStringLiteral("ends early at byte 3000; copy it again from its source"));
        QCOMPARE(problemText(ErrorKind::Empty, QStringLiteral("no bytes")), QStringLiteral("empty (no bytes)"));
    }

    void aDirectoryWithoutImagesIsNotCalledEmpty() {
        const QString sentence = noticeSentence({.severity = Severity::Error, .key = QStringLiteral("plate"), .text = QStringLiteral("8 images name no stain"),
                                                 .kind = static_cast<int>(ErrorKind::Empty), .path = QStringLiteral("/plates/a")});
        QVERIFY(sentence.contains(QStringLiteral("/plates/a")));
        QVERIFY(sentence.contains(QStringLiteral("8 images name no stain")));
        QVERIFY(!sentence.contains(QStringLiteral("is empty")));
    }

    void aNoticeWithoutAKindIsItsText() {
        QCOMPARE(noticeSentence({.text = QStringLiteral("Found again in another place")}), QStringLiteral("Found again in another place"));
    }

    void anErrorWithoutAFileIsItsCause() {
        QCOMPARE(errorSentence(ErrorKind::TimedOut, QStringLiteral("postgresql://host/reviews"), QStringLiteral("the server cannot be reached; try again")), // a file has no part in it
                 QStringLiteral("postgresql://host/reviews: the server cannot be reached; try again."));
        QCOMPARE(errorSentence(ErrorKind::NotFound, {}, QStringLiteral("no model came with this program; choose a model file")),
                 QStringLiteral("no model came with this program; choose a model file."));
    }

    void textIsLegibleInBothThemes() {
        for (const bool dark : {true, false}) {
            const ThemeColours& c = themeColours(dark);
            for (const QColor& ground : {c.window, c.base, c.raised})
                for (const QColor& ink : {c.text, c.mutedText, c.accent, c.warning, c.error, c.good})
                    QVERIFY2(contrastRatio(ink, ground) >= 4.5, qPrintable(ink.name() + QStringLiteral(" on ") + ground.name()));
            QVERIFY(contrastRatio(c.accentText, c.accent) >= 4.5);
            QVERIFY(contrastRatio(c.window, c.proposal) >= 4.5); // the letters of a proposed chip
        }
    }

    void contrastIsThatOfTheStandard() {
        QVERIFY(std::abs(contrastRatio(Qt::black, Qt::white) - 21) < 1e-9);
        QVERIFY(std::abs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.478) < 0.01);
    }
};

QTEST_MAIN(TestErrorText)
#include "test_errortext.moc"
