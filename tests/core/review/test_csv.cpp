#include "core/files/error.h"
#include "core/review/csv.h"
#include "tests/support/sharedfile.h"

#include <QTest>

#include <filesystem>
#include <random>

using namespace locascope;
namespace fs = std::filesystem;

namespace {

std::vector<std::vector<std::string>> fieldsOf(std::string_view text) {
    std::vector<std::vector<std::string>> rows;
    for (const CsvRecord& record : parseCsv(text, "test.csv"))
        rows.push_back(record.fields);
    return rows;
}

using Rows = std::vector<std::vector<std::string>>;

std::string causeOf(std::string_view text) {
    try {
        parseCsv(text, "test.csv");
    } catch (const Error& error) {
        return error.kind() == ErrorKind::Invalid && error.path() == "test.csv" ? error.detail() : "another error";
    }
    return "no error";
}

std::string rereadField(const std::string& value) { return fieldsOf(formatCsvLine({"a", value, "b"}))[0][1]; }

/// What a spreadsheet takes for a formula at the start of a cell.
bool wouldRun(const std::string& cell) {
    const std::string text = cell.starts_with('"') ? cell.substr(1) : cell;
    return !text.empty() && std::string("=+-@\t\r").find(text[0]) != std::string::npos;
}

std::string randomText(std::mt19937& random) {
    static const std::string letters("\"\",;=+-@'%\t\r\n 0aZ\xEF\xBB\xBF\xC3\xA9\0", 24);
    std::string text;
    for (std::size_t count = random() % 9; count > 0; --count)
        text += letters[random() % letters.size()];
    return text;
}

} // namespace

class TestCsv : public QObject {
    Q_OBJECT
private slots:
    void fieldsAndLinesAreTakenApart() {
        QVERIFY(fieldsOf("Id,Target\r\na,1 2\r\nb,\r\n") == (Rows{{"Id", "Target"}, {"a", "1 2"}, {"b", ""}}));
        QVERIFY(fieldsOf("a,b\n1,2") == (Rows{{"a", "b"}, {"1", "2"}}));
        QVERIFY(fieldsOf("a,b\r1,2\r") == (Rows{{"a", "b"}, {"1", "2"}}));
        QVERIFY(fieldsOf("").empty());
        QVERIFY(fieldsOf("\n\r\n  \n").empty());
    }

    void quotedFieldsKeepSeparatorsQuotesAndLineBreaks() {
        QVERIFY(fieldsOf("a,b\n\"x,\"\"y\"\"\r\nz\",\"\"\n") == (Rows{{"a", "b"}, {"x,\"y\"\r\nz", ""}}));
        QVERIFY(fieldsOf("a,b\nx\"y\",2\n") == (Rows{{"a", "b"}, {"x\"y\"", "2"}}));
    }

    void aByteOrderMarkAndBlankLinesAreSkipped() {
        QVERIFY(fieldsOf("\xEF\xBB\xBFId,b\n\n1,2\n \t\n\n3,4\n\n") == (Rows{{"Id", "b"}, {"1", "2"}, {"3", "4"}}));
    }

    void theHeaderDecidesTheSeparator() {
        QVERIFY(fieldsOf("a;b\n1,5;2\n") == (Rows{{"a", "b"}, {"1,5", "2"}}));
        QVERIFY(fieldsOf("\"a,x\";b\n1;2\n") == (Rows{{"a,x", "b"}, {"1", "2"}}));
        QVERIFY(fieldsOf("\"a\"\",x\";b\n1;2\n") == (Rows{{"a\",x", "b"}, {"1", "2"}}));
        QVERIFY(fieldsOf("5\" long,b\n1,2\n") == (Rows{{"5\" long", "b"}, {"1", "2"}}));
        QVERIFY(fieldsOf("a;x,b\n1;2,3\n") == (Rows{{"a;x", "b"}, {"1;2", "3"}}));
        QVERIFY(fieldsOf("a\n1\n") == (Rows{{"a"}, {"1"}}));
    }

    void recordsKnowTheirLine() {
        const std::vector<CsvRecord> records = parseCsv("a,b\n\n\"1\n2\",3\n4,5\n", "");
        QCOMPARE(records.size(), std::size_t{3});
        QCOMPARE(records[0].line, std::size_t{1});
        QCOMPARE(records[1].line, std::size_t{3});
        QCOMPARE(records[2].line, std::size_t{5});
    }

    void errorsNameTheLine() {
        QCOMPARE(causeOf("a,b\n1,2\n1,\"2\n3,4\n"), std::string("line 3: a quote is opened and never closed"));
        QCOMPARE(causeOf("a,b\n\"1\"x,2\n"), std::string("line 2: text after a closing quote"));
        QCOMPARE(causeOf("a,b\n1\n"), std::string("line 2: 1 field where the header has 2"));
        QCOMPARE(causeOf("a,b\n1,2,3\n"), std::string("line 2: more than 2 fields"));
        QCOMPARE(causeOf(std::string_view("a,b\n1,\0\n", 8)), std::string("line 2: a NUL byte, so it is no text; save it as CSV in UTF-8"));
        QCOMPARE(causeOf(std::string(5000, ',')), std::string("line 1: more than 4096 fields"));
    }

    void fieldsAreQuotedOnlyWhereNeeded() {
        QCOMPARE(formatCsvLine({"plain", "a b", ""}), std::string("plain,a b,\r\n"));
        QCOMPARE(formatCsvField("a,b"), std::string("\"a,b\""));
        QCOMPARE(formatCsvField("say \"x\""), std::string("\"say \"\"x\"\"\""));
        QCOMPARE(formatCsvField("a;b"), std::string("\"a;b\""));
        QCOMPARE(formatCsvField("two\nlines"), std::string("\"two\nlines\""));
        QCOMPARE(formatCsvLine({""}), std::string("\"\"\r\n"));
        QVERIFY(fieldsOf(formatCsvLine({"a"}) + formatCsvLine({""})) == (Rows{{"a"}, {""}}));
    }

    void whatASpreadsheetWouldRunIsNeutralisedAndRestored() {
        for (const std::string value : {"=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\tx", "\r=1", "=", "'=1", "''=1", "'+", "''"}) {
            QVERIFY2(!wouldRun(formatCsvField(value)), value.c_str());
            QCOMPARE(rereadField(value), value);
        }
        QCOMPARE(formatCsvField("=1+1"), std::string("'=1+1"));
    }

    void plainNumbersAndWordsStayAsTheyAre() {
        for (const std::string value : {"-5", "-0.25", "+3", "1e-05", "-1E+10", "'tis", "'", "it's", "%00"}) {
            QCOMPARE(formatCsvField(value), value);
            QCOMPARE(rereadField(value), value);
        }
        QVERIFY(wouldRun("-5+6") && !wouldRun(formatCsvField("-5+6")));
    }

    void nulIsCarriedThrough() {
        for (const std::string& value : {std::string("a\0b%00", 6), std::string("\0", 1), std::string("'%00"), std::string("'%")}) {
            QVERIFY(formatCsvField(value).find('\0') == std::string::npos);
            QCOMPARE(rereadField(value), value);
        }
    }

    void whateverIsWrittenReadsBack() {
        std::mt19937 random(2);
        for (int round = 0; round < 20000; ++round) {
            const Rows rows{{randomText(random), randomText(random)}, {randomText(random), randomText(random)}};
            std::string text = formatCsvLine({"Id", "value"});
            for (const auto& row : rows)
                text += formatCsvLine(row);
            const Rows found = fieldsOf(text);
            QVERIFY2(found.size() == 3 && found[1] == rows[0] && found[2] == rows[1], QByteArray::fromStdString(text).toPercentEncoding().constData());
            for (const auto& row : rows)
                for (const std::string& field : row)
                    QVERIFY(!wouldRun(formatCsvField(field)) || field == "-0" || field == "+0" || field == "-00" ||
                            field.find_first_not_of("+-0") == std::string::npos);
        }
    }

    void hostileStringsReadBack() {
        int count = 0;
        for (const char* name : {"data/broken/minimaxir+big-list-of-naughty-strings/blns.txt",
                                 "data/broken/payloadbox+csv-injection-payloads/Intruder/csv-payload.txt"}) {
            const auto text = testing::sharedText(LOCASCOPE_SHARED_DIR, name);
            if (!text)
                QSKIP("the hostile strings are not here");
            std::stringstream lines(*text);
            for (std::string line; std::getline(lines, line); ++count) {
                QCOMPARE(rereadField(line), line);
                QVERIFY(!wouldRun(formatCsvField(line)) || line.find_first_not_of("+-.0123456789eE") == std::string::npos);
            }
            QCOMPARE(rereadField(*text), *text);
        }
        QVERIFY(count > 500);
    }

    void randomBytesAreReadOrRefusedNeverWorse() {
        std::mt19937 random(3);
        static const std::string letters("\"\",;\r\n\ta=1'%\0\xFF", 15);
        for (int round = 0; round < 20000; ++round) {
            std::string text;
            for (std::size_t count = random() % 40; count > 0; --count)
                text += letters[random() % letters.size()];
            try {
                const auto records = parseCsv(text, "");
                for (const CsvRecord& record : records)
                    QCOMPARE(record.fields.size(), records.front().fields.size());
            } catch (const Error&) {
            }
        }
    }

    void theFuzzersCorpusIsReadOrRefused() {
        const fs::path corpus = fs::path(LOCASCOPE_SHARED_DIR) / "data/broken/dvyukov+go-fuzz-corpus/csv/corpus";
        if (!fs::exists(corpus))
            QSKIP("the corpus is not here");
        int files = 0;
        for (const auto& entry : fs::directory_iterator(corpus)) {
            ++files;
            try {
                parseCsv(*testing::sharedText(corpus, entry.path().filename()), entry.path());
            } catch (const Error& error) {
                QVERIFY(error.kind() == ErrorKind::Invalid);
                QVERIFY(error.detail().starts_with("line "));
            }
        }
        QVERIFY(files > 40);
    }

    void everyReferenceTableParses() {
        for (const char* name : {"reference/vocabulary.csv", "reference/labels/relabelled-by-experts.csv", "data/challenge.labels.csv"}) {
            const auto text = testing::sharedText(LOCASCOPE_SHARED_DIR, name);
            if (!text)
                QSKIP("the reference is not here");
            QVERIFY(parseCsv(*text, name).size() > 20);
        }
    }
};

QTEST_APPLESS_MAIN(TestCsv)
#include "test_csv.moc"
