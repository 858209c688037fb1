#include "core/files/error.h"
#include "core/review/labelcsv.h"
#include "tests/support/randomdecision.h"
#include "tests/support/sharedfile.h"

#include <QTest>

using namespace locascope;

namespace {

Vocabulary threeClasses() {
    return parseVocabulary("three", "index,name,go,go_term,group,key,training_images\n0,Golgi,GO:1,,,,\n1,\"Rods, rings\",,,,,\n2,Cytosol,,,,,\n");
}

LabelSet setOf(std::initializer_list<int> classes) {
    LabelSet labels;
    for (const int index : classes)
        labels.insert(toClass(static_cast<std::size_t>(index)));
    return labels;
}

std::string causeOf(std::string_view csv, const LabelReadOptions& options = {"test.csv", {}}) {
    try {
        parseLabelTable(csv, threeClasses(), options);
    } catch (const Error& error) {
        return error.path() == "test.csv" ? error.detail() : "no path";
    }
    return "no error";
}

LabelRow labelled(const std::string& id, LabelSet present, LabelSet notJudged = {}) {
    LabelRow row;
    row.id = id;
    row.decision.emplace();
    row.decision->present = std::move(present);
    row.decision->notJudged = std::move(notJudged);
    return row;
}

LabelRow withOutcome(const std::string& id, Outcome outcome) {
    LabelRow row = labelled(id, {});
    row.decision->outcome = outcome;
    return row;
}

} // namespace

class TestLabelCsv : public QObject {
    Q_OBJECT
private slots:
    void challengeLabelsAreRead() {
        const LabelTable table = parseLabelTable("Id,Target\na,2 0\nb,\n", threeClasses());
        QVERIFY(table.format == LabelFormat::Challenge);
        QVERIFY(table.content == TableContent::Labels);
        QCOMPARE(table.rows.size(), std::size_t{2});
        QCOMPARE(table.rows[0].id, std::string("a"));
        QCOMPARE(table.rows[0].line, std::size_t{2});
        QVERIFY(table.rows[0].decision->outcome == Outcome::Labelled);
        QVERIFY(table.rows[0].decision->present == setOf({0, 2}));
        QVERIFY(table.rows[1].decision->outcome == Outcome::Negative);
    }

    void predictedLabelsAreToldFromLabels() {
        QVERIFY(parseLabelTable("predicted,id\n1,a\n", threeClasses()).content == TableContent::PredictedLabels);
        QCOMPARE(causeOf("Id,Target,Predicted\na,1,1\n"), std::string("line 1: both Target and Predicted; keep one of them"));
    }

    void wideLabelsMayLeaveClassesOpen() {
        const LabelTable table = parseLabelTable("Id,cytosol,Golgi,\"Rods, rings\"\na,1,0,\nb,0,0,0\nc,,,\n", threeClasses());
        QVERIFY(table.format == LabelFormat::Wide);
        QVERIFY(table.content == TableContent::Labels);
        QVERIFY(table.rows[0].decision->present == setOf({2}));
        QVERIFY(table.rows[0].decision->notJudged == setOf({1}));
        QVERIFY(table.rows[1].decision->outcome == Outcome::Negative);
        QVERIFY(table.rows[2].decision->outcome == Outcome::Labelled);
        QVERIFY(table.rows[2].decision->notJudged == setOf({0, 1, 2}));
    }

    void wideProbabilitiesAreToldByTheirValues() {
        const LabelTable table = parseLabelTable("Id,Golgi,\"Rods, rings\",Cytosol\na,1,0,0.25\nb,0,1,1\n", threeClasses());
        QVERIFY(table.content == TableContent::Probabilities);
        QVERIFY(!table.rows[0].decision);
        QVERIFY(table.rows[0].probabilities == (std::vector<float>{1, 0, 0.25f}));
        QVERIFY(table.rows[1].probabilities == (std::vector<float>{0, 1, 1}));
    }

    void numberedProbabilitiesAreAlwaysProbabilities() {
        const LabelTable table = parseLabelTable("Id,p0,p1,p2\na,1,0,1e-3\nb,0,1,1\n", threeClasses());
        QVERIFY(table.content == TableContent::Probabilities);
        QVERIFY(table.rows[0].probabilities == (std::vector<float>{1, 0, 0.001f}));
        QVERIFY(parseLabelTable("p2,p1,Id,p0\n0.2,0.1,a,0\n", threeClasses()).rows[0].probabilities == (std::vector<float>{0, 0.1f, 0.2f}));
        QVERIFY(parseLabelTable("Id,p0,p1,p2\na,1,0,1\n", threeClasses()).content == TableContent::Probabilities);
    }

    void aGermanSpreadsheetIsRead() {
        const LabelTable table = parseLabelTable("\xEF\xBB\xBFId;p0;p1;p2\r\na;0,5;0;1,0\r\n", threeClasses());
        QVERIFY(table.rows[0].probabilities == (std::vector<float>{0.5f, 0, 1}));
    }

    void idsWithLineBreaksAndCommasAreRead() {
        QCOMPARE(parseLabelTable("Id,Target\n\"a\n,b\",0\n", threeClasses()).rows[0].id, std::string("a\n,b"));
    }

    void errorsNameLineAndCause_data() {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QByteArray>("cause");
        const auto row = [](const char* name, const char* csv, const char* cause) {
            QTest::newRow(name) << QByteArray(csv) << QByteArray(cause);
        };
        row("class beyond", "Id,Target\na,0\nb,3\n", "line 3: class 3, but the last one is 2");
        row("class huge", "Id,Target\na,99999999999999999999\n", "line 2: \"99999999999999999999\" is no class index; separate indices by spaces");
        row("class negative", "Id,Target\na,-1\n", "line 2: \"-1\" is no class index; separate indices by spaces");
        row("class by name", "Id,Target\na,Golgi\n", "line 2: \"Golgi\" is no class index; separate indices by spaces");
        row("Id twice", "Id,Target\na,0\nb,1\na,0\n", "line 4: Id a was on line 2 already");
        row("Id empty", "Id,Target\n,0\n", "line 2: the Id is empty");
        row("no Id", "Name,Target\na,0\n", "line 1: no column Id; the first line must name the columns, such as Id,Target");
        row("no labels", "Id,Label\na,0\n", "line 1: no column of labels; name one Target or Predicted, or one after each class (Golgi and so on, or p0, p1 and so on)");
        row("missing class", "Id,Golgi,Cytosol\na,0,1\n", "line 1: no column Rods, rings");
        row("missing p", "Id,p0,p1\na,0,1\n", "line 1: no column p2");
        row("one p too many", "Id,p0,p1,p2,p3\na,0,1,0,0\n", "line 1: column p3 is no class");
        row("column twice", "Id,p0,p1,p2,P2\na,0,1,0,0\n", "line 1: column P2 is there twice");
        row("no number", "Id,p0,p1,p2\na,0,1,x\n", "line 2: \"x\" is no number from 0 to 1");
        row("NaN", "Id,p0,p1,p2\na,0,1,nan\n", "line 2: \"nan\" is no number from 0 to 1");
        row("above 1", "Id,p0,p1,p2\na,0,1.0001,0\n", "line 2: \"1.0001\" is no number from 0 to 1");
        row("below 0", "Id,p0,p1,p2\na,0,-0.1,0\n", "line 2: \"-0.1\" is no number from 0 to 1");
        row("empty probability", "Id,p0,p1,p2\na,0.5,,0\n", "line 2: a probability is missing");
        row("empty among probabilities", "Id,Golgi,\"Rods, rings\",Cytosol\na,,0,1\nb,0.5,0,1\n", "line 2: a probability is missing");
        row("short line", "Id,p0,p1,p2\na,0.5,1\n", "line 2: 3 fields where the header has 4");
        row("open quote", "Id,Target\n\"a,0\n", "line 2: a quote is opened and never closed");
        row("nothing", "", "has no header; is it a CSV file?");
    }
    void errorsNameLineAndCause() {
        QFETCH(QByteArray, csv);
        QFETCH(QByteArray, cause);
        QCOMPARE(QByteArray::fromStdString(causeOf(csv.toStdString())), cause);
    }

    void unknownIdsAreRefusedWhereTheIdsAreKnown() {
        const std::vector<std::string> known{"a", "b%20c"};
        QCOMPARE(causeOf("Id,Target\na,0\nx,1\n", {"test.csv", known}), std::string("line 3: Id x is not in this plate; take the line out, or name the plate that has it"));
        const LabelTable table = parseLabelTable("Id,Target\nb c,0\n", threeClasses(), {"test.csv", known});
        QCOMPARE(table.rows[0].id, std::string("b%20c"));
    }

    void realTablesParse_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("rows");
        QTest::newRow("training labels") << QByteArray("reference/labels/challenge-train.csv") << 31072;
        QTest::newRow("atlas labels") << QByteArray("reference/labels/atlas-v18.csv") << 74606;
        QTest::newRow("predictions") << QByteArray("reference/predictions/challenge-test-inceptionv3.csv") << 11702;
        QTest::newRow("sixty samples") << QByteArray("data/challenge.labels.csv") << 60;
    }
    void realTablesParse() {
        QFETCH(QByteArray, name);
        QFETCH(int, rows);
        const auto text = testing::sharedText(LOCASCOPE_SHARED_DIR, name.toStdString());
        if (!text)
            QSKIP("the reference is not here");
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        const LabelTable table = parseLabelTable(*text, vocabulary, {name.toStdString(), {}});
        QCOMPARE(int(table.rows.size()), rows);
        const FormattedLabels again = formatLabels(table.rows, vocabulary, {table.format, table.content});
        const LabelTable reread = parseLabelTable(again.text, vocabulary);
        QCOMPARE(reread.rows.size(), table.rows.size());
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            QVERIFY(reread.rows[i].id == table.rows[i].id && reread.rows[i].decision == table.rows[i].decision &&
                    reread.rows[i].probabilities == table.rows[i].probabilities);
    }

    void theChallengeFormatWritesJudgedSamplesAndCountsTheRest() {
        LabelRow onlyOther = labelled("o", {}), unreviewed;
        onlyOther.decision->other = true;
        unreviewed.id = "u";
        const std::vector<LabelRow> rows{labelled("a", setOf({2, 0})), withOutcome("n", Outcome::Negative), withOutcome("x", Outcome::Unusable),
                                         withOutcome("q", Outcome::Unsure), onlyOther, unreviewed, labelled("open", {}, setOf({1}))};
        const FormattedLabels labels = formatLabels(rows, threeClasses());
        QCOMPARE(labels.text, std::string("Id,Target\r\na,0 2\r\nn,\r\n"));
        QCOMPARE(labels.written, std::size_t{2});
        QCOMPARE(labels.unusable, std::size_t{1});
        QCOMPARE(labels.unsure, std::size_t{1});
        QCOMPARE(labels.unreviewed, std::size_t{1});
        QCOMPARE(labels.notExpressible, std::size_t{2});
        QVERIFY(formatLabels(rows, threeClasses(), {LabelFormat::Challenge, TableContent::PredictedLabels}).text.starts_with("Id,Predicted\r\n"));
    }

    void theWideFormatLeavesOpenClassesEmpty() {
        const std::vector<LabelRow> rows{labelled("a", setOf({2}), setOf({1})), withOutcome("n", Outcome::Negative), labelled("open", {}, setOf({1}))};
        const FormattedLabels labels = formatLabels(rows, threeClasses(), {LabelFormat::Wide, TableContent::Labels});
        QCOMPARE(labels.text, std::string("Id,Golgi,\"Rods, rings\",Cytosol\r\na,0,,1\r\nn,0,0,0\r\nopen,0,,0\r\n"));
    }

    void probabilitiesAreNeverTakenForLabels() {
        LabelRow row;
        row.id = "a";
        row.probabilities = {0, 1, 1e-7f};
        const std::string text = formatLabels({&row, 1}, threeClasses(), {LabelFormat::Wide, TableContent::Probabilities}).text;
        QCOMPARE(text, std::string("Id,Golgi,\"Rods, rings\",Cytosol\r\na,0.0,1.0,1e-07\r\n"));
        row.probabilities = {0, 1, 1};
        const std::string extreme = formatLabels({&row, 1}, threeClasses(), {LabelFormat::Wide, TableContent::Probabilities}).text;
        QVERIFY(parseLabelTable(extreme, threeClasses()).content == TableContent::Probabilities);
    }

    void randomTablesReadBackWithoutLoss() {
        std::mt19937 random(5);
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        for (int round = 0; round < 200; ++round) {
            std::vector<LabelRow> rows;
            for (int i = 0; i < 8; ++i) {
                rows.push_back(testing::randomRow(random, vocabulary.size(), "s" + std::to_string(i)));
                rows.back().probabilities.clear();
                for (std::size_t c = 0; c < vocabulary.size(); ++c)
                    rows.back().probabilities.push_back(testing::randomProbability(random));
            }
            for (const LabelFormat format : {LabelFormat::Challenge, LabelFormat::Wide}) {
                const FormattedLabels written = formatLabels(rows, vocabulary, {format, TableContent::Labels});
                const LabelTable table = parseLabelTable(written.text, vocabulary);
                QCOMPARE(table.rows.size(), written.written);
                QCOMPARE(written.written + written.unreviewed + written.unsure + written.unusable + written.notExpressible, rows.size());
                for (const LabelRow& found : table.rows) {
                    const LabelRow& row = rows[std::size_t(found.id[1] - '0')];
                    QVERIFY(found.decision->outcome == row.decision->outcome);
                    QVERIFY(found.decision->present == row.decision->present);
                    if (format == LabelFormat::Wide && row.decision->outcome == Outcome::Labelled)
                        QVERIFY(found.decision->notJudged == row.decision->notJudged);
                }
            }
            const FormattedLabels scores = formatLabels(rows, vocabulary, {LabelFormat::Wide, TableContent::Probabilities});
            const LabelTable table = parseLabelTable(scores.text, vocabulary);
            for (std::size_t i = 0; i < rows.size(); ++i)
                QVERIFY(table.rows[i].probabilities == rows[i].probabilities);
        }
    }

    void faultyLinesAreListedWhereThatIsWanted() {
        const LabelReadOptions listed{.path = {}, .knownIds = {}, .faultyLines = FaultyLines::Listed};
        const LabelTable table = parseLabelTable("Id,Target\na,1\nb,one\nc\nd,1,2\na,2\ne,0\nf,\"x\"y\ng,\"2", threeClasses(), listed);
        QCOMPARE(table.rows.size(), std::size_t{2});
        QCOMPARE(table.rows[1].id, std::string("e"));
        std::vector<std::size_t> lines;
        for (const UnreadLine& line : table.unread)
            lines.push_back(line.line);
        QVERIFY(lines == (std::vector<std::size_t>{3, 4, 5, 6, 8, 9}));
        QCOMPARE(table.unread.front().cause, std::string("\"one\" is no class index; separate indices by spaces"));
    }

    void whatAFaultyLineBelongsToIsLeftOutOfALongTable() {
        const std::vector<std::string> known{"a", "b"};
        const LabelReadOptions listed{.path = {}, .knownIds = known, .faultyLines = FaultyLines::Listed};
        const LabelTable table = parseLabelTable("Id,class,decision,site\na,Golgi,present,1\nb,Golgi,maybe,1\nb,Golgi,present,1\nc,Golgi,present,1\na,0,present,one\n", threeClasses(), listed);
        QVERIFY(table.rows.empty());
        QCOMPARE(table.unread.size(), std::size_t{3});
        QCOMPARE(table.unread[1].unknownId, std::string("c"));
    }

    void randomDamageIsReadOrRefused() {
        std::mt19937 random(6);
        const std::string whole = "Id,class,decision,note,time\na,Golgi,present,\"x, y\",2024-02-29T00:00:00Z\nb,,negative,,\n";
        for (int round = 0; round < 20000; ++round) {
            std::string text = whole;
            for (std::size_t changes = 1 + random() % 3; changes > 0; --changes)
                text[random() % text.size()] = "\"\n,;aI01"[random() % 8];
            try {
                parseLabelTable(text, threeClasses(), {.path = {}, .knownIds = {}, .faultyLines = FaultyLines::Listed});
                parseLabelTable(text, threeClasses());
            } catch (const Error& error) {
                QVERIFY(!error.detail().empty());
            }
        }
    }

    void thresholdsAreReadByIndexOrName() {
        const std::vector<double> expected{0.1, 0.2, 0.3};
        QVERIFY(parseThresholds("class,threshold\n0,0.1\n2,0.3\n1,0.2\n", threeClasses(), "t") == expected);
        QVERIFY(parseThresholds("threshold,class\n0.1,golgi\n0.2,\"Rods, rings\"\n0.3,2\n", threeClasses(), "t") == expected);
        QVERIFY(parseThresholds(formatThresholds(expected), threeClasses(), "t") == expected);
        for (const char* wrong : {"", "class,limit\n", "class,threshold\n0,0.1\n", "class,threshold\n0,0.1\n1,0.2\n2,2\n",
                                  "class,threshold\n0,0.1\n1,0.2\n3,0.2\n", "class,threshold\n0,0.1\n0,0.2\n2,0.2\n"})
            QVERIFY_EXCEPTION_THROWN(parseThresholds(wrong, threeClasses(), "t"), Error);
    }

    void formatsHaveKeys() {
        for (const LabelFormat format : {LabelFormat::Challenge, LabelFormat::Wide, LabelFormat::Long})
            QVERIFY(labelFormatOfKey(labelFormatKey(format)) == format);
        QVERIFY(!labelFormatOfKey("narrow"));
    }
};

QTEST_APPLESS_MAIN(TestLabelCsv)
#include "test_labelcsv.moc"
