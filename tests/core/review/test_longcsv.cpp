#include "core/files/error.h"
#include "core/review/csv.h"
#include "core/review/csvcell.h"
#include "core/review/labelcsv.h"
#include "tests/support/randomdecision.h"
#include "tests/support/sharedfile.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace locascope;

namespace {

const Vocabulary& vocabulary() {
    static const Vocabulary atlas = humanProteinAtlasVocabulary();
    return atlas;
}

std::string writtenLong(std::span<const LabelRow> rows) {
    return formatLabels(rows, vocabulary(), {LabelFormat::Long, TableContent::Labels}).text;
}

std::string causeOf(std::string_view csv) {
    try {
        parseLabelTable(csv, vocabulary());
    } catch (const Error& error) {
        return error.detail();
    }
    return "no error";
}

bool sameProbability(float left, float right) { return left == right || (std::isnan(left) && std::isnan(right)); }

bool saySame(const LabelRow& found, const LabelRow& row) {
    return found.id == row.id && found.decision == row.decision && found.plateName == row.plateName && found.well == row.well &&
           found.site == row.site && found.reviewer == row.reviewer && found.timeMs == row.timeMs && found.cause == row.cause &&
           found.modelDigest == row.modelDigest;
}

} // namespace

class TestLongCsv : public QObject {
    Q_OBJECT
private slots:
    void oneLineASampleAndClass() {
        LabelRow row;
        row.id = "a";
        row.decision.emplace();
        row.decision->present = {toClass(7), toClass(0)};
        row.decision->notJudged = {toClass(2)};
        row.decision->touched = {toClass(7), toClass(25)};
        row.decision->note = "=x";
        row.well = "A01";
        row.site = 2;
        row.timeMs = 1709251199123;
        row.reviewer = "me";
        row.probabilities.assign(28, 0.5f);
        const std::string expected =
            "Id,plate,well,site,class,go,decision,reviewer,time,cause,model,probability,note,touched,seconds,inherited\r\n"
            "a,,A01,2,Nucleoplasm,GO:0005654,present,me,2024-02-29T23:59:59.123Z,,,0.5,'=x,0,0,0\r\n"
            "a,,A01,2,Nucleoli,GO:0005730,not judged,me,2024-02-29T23:59:59.123Z,,,0.5,'=x,0,0,0\r\n"
            "a,,A01,2,Golgi apparatus,GO:0005794,present,me,2024-02-29T23:59:59.123Z,,,0.5,'=x,1,0,0\r\n"
            "a,,A01,2,Cytosol,GO:0005829,absent,me,2024-02-29T23:59:59.123Z,,,0.5,'=x,1,0,0\r\n";
        QCOMPARE(writtenLong({&row, 1}), expected);
    }

    void samplesWithoutAClassHaveOneLine() {
        for (const char* word : {"negative", "unsure", "unusable", "labelled"}) {
            LabelRow row;
            row.id = "a";
            row.decision.emplace();
            row.decision->outcome = *outcomeOfKey(word);
            const std::vector<CsvRecord> records = parseCsv(writtenLong({&row, 1}), "");
            QCOMPARE(records.size(), std::size_t{2});
            QCOMPARE(records[1].fields[4], std::string());
            QCOMPARE(records[1].fields[6], std::string(word));
        }
    }

    void randomDecisionsReadBackWithoutLoss() {
        std::mt19937 random(11);
        for (int round = 0; round < 300; ++round) {
            std::vector<LabelRow> rows;
            for (int i = 0; i < 6; ++i)
                rows.push_back(testing::randomRow(random, 28, "s " + std::to_string(i)));
            const LabelTable table = parseLabelTable(writtenLong(rows), vocabulary());
            QVERIFY(table.format == LabelFormat::Long);
            QCOMPARE(table.rows.size(), rows.size());
            for (std::size_t i = 0; i < rows.size(); ++i)
                QVERIFY(saySame(table.rows[i], rows[i]));
            QCOMPARE(writtenLong(table.rows), writtenLong(rows));
        }
    }

    void hostileStringsInNotesAndNamesReadBack() {
        std::vector<LabelRow> rows;
        for (const char* name : {"data/broken/minimaxir+big-list-of-naughty-strings/blns.txt",
                                 "data/broken/payloadbox+csv-injection-payloads/Intruder/csv-payload.txt"}) {
            const auto text = testing::sharedText(LOCASCOPE_SHARED_DIR, name);
            if (!text)
                QSKIP("the hostile strings are not here");
            std::stringstream lines(*text);
            for (std::string line; std::getline(lines, line);) {
                LabelRow& row = rows.emplace_back();
                row.id = std::to_string(rows.size()) + line;
                row.reviewer = line;
                row.decision.emplace();
                row.decision->outcome = Outcome::Negative;
                row.decision->note = line;
            }
        }
        const LabelTable table = parseLabelTable(writtenLong(rows), vocabulary());
        QCOMPARE(table.rows.size(), rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            QVERIFY(saySame(table.rows[i], rows[i]));
    }

    void probabilitiesOfListedClassesReadBack() {
        LabelRow row;
        row.id = "a";
        row.decision.emplace();
        row.decision->present = {toClass(3)};
        row.probabilities.assign(28, 0.125f);
        const LabelTable table = parseLabelTable(writtenLong({&row, 1}), vocabulary());
        for (std::size_t index = 0; index < 28; ++index)
            QVERIFY(sameProbability(table.rows[0].probabilities[index], index == 3 ? 0.125f : std::numeric_limits<float>::quiet_NaN()));
    }

    void twoReviewersOfOneSampleAreTwoRows() {
        const LabelTable table = parseLabelTable("Id,reviewer,class,decision\na,x,Cytosol,present\na,y,,negative\na,x,Nucleoli,present\n", vocabulary());
        QCOMPARE(table.rows.size(), std::size_t{2});
        QVERIFY(table.rows[0].decision->present == (LabelSet{toClass(2), toClass(25)}));
        QVERIFY(table.rows[1].decision->outcome == Outcome::Negative);
    }

    void contradictionsNameTheirLine() {
        const std::string header = "Id,class,decision,note,time,site,probability,touched\n";
        const auto cause = [&header](const std::string& lines) { return causeOf(header + lines); };
        QCOMPARE(cause("a,Cytosol,present,,,,,\na,Cytosol,absent,,,,,\n"), std::string("line 3: a second line for Cytosol of the same sample"));
        QCOMPARE(cause("a,,negative,,,,,\na,,unsure,,,,,\n"), std::string("line 3: a second outcome for the same sample"));
        QCOMPARE(cause("a,,negative,,,,,\na,Cytosol,present,,,,,\n"), std::string("line 3: a class is present in a sample that is negative"));
        QCOMPARE(cause("a,Cytosol,present,,,,,\na,,unusable,,,,,\n"), std::string("line 3: a class is present in a sample that is unusable"));
        QCOMPARE(cause("a,Cytosol,present,x,,,,\na,Nucleoli,present,y,,,,\n"), std::string("line 3: note differs from line 2 of the same sample"));
        QCOMPARE(cause("a,Cytoplasm,present,,,,,\n"), std::string("line 2: unknown class \"Cytoplasm\""));
        QVERIFY(cause("a,Cytosol,maybe,,,,,\n").starts_with("line 2: decision \"maybe\" of a class"));
        QVERIFY(cause("a,,present,,,,,\n").starts_with("line 2: decision \"present\" without a class"));
        QVERIFY(cause("a,,negative,,yesterday,,,\n").starts_with("line 2: \"yesterday\" is no time"));
        QCOMPARE(cause("a,,negative,,,x,,\n"), std::string("line 2: site \"x\" is no number"));
        QVERIFY(cause("a,Cytosol,present,,,,1.5,\n").starts_with("line 2: probability \"1.5\""));
        QCOMPARE(cause("a,Cytosol,present,,,,,yes\n"), std::string("line 2: touched is \"yes\", not 0 or 1"));
        QCOMPARE(causeOf("Id,class\na,\n"), std::string("line 1: no column decision"));
        QCOMPARE(causeOf("Id,class,decision,colour\na,,negative,red\n"), std::string("line 1: unknown column colour"));
    }

    void timesAreIsoAndUtc() {
        QCOMPARE(timeText(0), std::string("1970-01-01T00:00:00.000Z"));
        QCOMPARE(timeText(-1), std::string("1969-12-31T23:59:59.999Z"));
        QCOMPARE(timeText(253402300799999), std::string("9999-12-31T23:59:59.999Z"));
        QCOMPARE(timeText(253402300800000), std::string());
        QCOMPARE(timeText(std::numeric_limits<std::int64_t>::min()), std::string());
        QVERIFY(timeOf("2024-02-29T23:59:59Z") == 1709251199000);
        for (const char* wrong : {"", "2023-02-29T00:00:00Z", "2024-02-29 23:59:59Z", "2024-02-29T24:00:00Z", "2024-02-29T23:59:59", "x024-02-29T23:59:59Z"})
            QVERIFY(!timeOf(wrong));
        for (const std::int64_t time : {-62167219200000LL, -1LL, 1709251199123LL, 4102444800000LL})
            QVERIFY(timeOf(timeText(time)) == time);
    }
};

QTEST_APPLESS_MAIN(TestLongCsv)
#include "test_longcsv.moc"
