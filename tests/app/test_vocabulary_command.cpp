#include "core/review/csv.h"
#include "tests/support/plateworld.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace locascope;
using namespace locascope::testing;
using Json = nlohmann::json;

namespace {

ProgramRun vocabulary(const PlateWorld& world, const QStringList& more = {}) {
    return world.run(QStringList{QStringLiteral("review"), QStringLiteral("vocabulary"), pathText(world.plate())} + more);
}

void import(const PlateWorld& world, const std::vector<std::vector<std::string>>& words) {
    std::string text = formatCsvLine({"Id", "class", "decision", "reviewer"});
    for (const auto& word : words)
        text += formatCsvLine(word);
    const ProgramRun run = world.import(world.put("import.csv", text), {});
    if (run.status != 0)
        qFatal("%s", run.err.constData());
}

const std::vector<std::vector<std::string>> twoReviewers = {
    {"a", "Nucleoli fibrillar center", "present", "Ann"}, {"a", "Nucleoli", "present", "Bo"}, {"b", "Cytosol", "present", "Ann"}, {"c", "", "negative", "Ann"}};

Json listed(const PlateWorld& world) { return Json::parse(vocabulary(world, {QStringLiteral("--json")}).out.toStdString()); }

} // namespace

class TestVocabularyCommand final : public QObject {
    Q_OBJECT
private slots:
    void aDryRunSaysWhatWouldChangeAndChangesNothing() {
        const PlateWorld world({"a", "b", "c"});
        import(world, twoReviewers);
        const ProgramRun run = vocabulary(world, {QStringLiteral("merge"), QStringLiteral("Nucleoli fibrillar center"), QStringLiteral("--into"), QStringLiteral("Nucleoli"), QStringLiteral("--dry-run")});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out, QByteArray("would merge Nucleoli fibrillar center into Nucleoli\n"
                                     "1 sample with decisions that name the class; 1 read otherwise, 0 to be looked at again\n"
                                     "Ann: 1 decision, 1 read otherwise, 0 to be looked at again\n"));
        QVERIFY(listed(world)["changes"].empty());
    }

    void exportsAndAgreementSpeakTheClassesOfToday() {
        const PlateWorld world({"a", "b", "c"});
        import(world, twoReviewers);
        QCOMPARE(vocabulary(world, {QStringLiteral("merge"), QStringLiteral("3"), QStringLiteral("--into"), QStringLiteral("Nucleoli"), QStringLiteral("--reviewer"), QStringLiteral("Cy"),
                                    QStringLiteral("--reason"), QStringLiteral("one class")}).status, 0);
        QCOMPARE(vocabulary(world, {QStringLiteral("rename"), QStringLiteral("Cytosol"), QStringLiteral("Cytoplasm")}).status, 0);
        QCOMPARE(vocabulary(world, {QStringLiteral("add"), QStringLiteral("Cilia")}).status, 0);
        const auto out = world / "out.csv";
        const ProgramRun run = world.run({QStringLiteral("export"), pathText(world.plate()), QStringLiteral("--out"), pathText(out), QStringLiteral("--format"), QStringLiteral("wide")});
        QCOMPARE(run.err.trimmed(), QByteArray("3 samples written"));
        const auto records = parseCsv(world.textOf("out.csv"), out);
        QCOMPARE(records[0].fields[26], std::string("Cytoplasm"));
        QCOMPARE(records[0].fields[29], std::string("Cilia"));
        QCOMPARE(records[1].fields[3], std::string("1"));
        QCOMPARE(records[1].fields[4], std::string());
        QCOMPARE(records[1].fields[29], std::string());
        QCOMPARE(records[2].fields[26], std::string("1"));
        const Json json = listed(world);
        QCOMPARE(json["classes"].size(), std::size_t{29});
        QCOMPARE(json["classes"][3]["read_as"].get<int>(), 2);
        QCOMPARE(json["classes"][2]["samples"].get<int>(), 1);
        QCOMPARE(json["changes"][0]["reviewer"].get<std::string>(), std::string("Cy"));
        QCOMPARE(json["changes"][0]["reason"].get<std::string>(), std::string("one class"));
        const ProgramRun again = world.import(out, {QStringLiteral("--reviewer"), QStringLiteral("Di")});
        QCOMPARE(again.err, QByteArray());
        QCOMPARE(again.status, 0);
        QCOMPARE(world.run({QStringLiteral("review"), QStringLiteral("verify"), pathText(world.plate())}).status, 0);
    }

    void everyKindOfChangeIsMadeAndTakenBack() {
        const PlateWorld world({"a", "b", "c"});
        import(world, twoReviewers);
        const QList<QStringList> changes = {
            {QStringLiteral("split"), QStringLiteral("Cytosol"), QStringLiteral("Granular cytosol"), QStringLiteral("Smooth cytosol")},
            {QStringLiteral("retire"), QStringLiteral("Aggresome"), QStringLiteral("27")},
            {QStringLiteral("restore"), QStringLiteral("Aggresome")},
            {QStringLiteral("describe"), QStringLiteral("Granular cytosol"), QStringLiteral("--colour"), QStringLiteral("#ff8000"), QStringLiteral("--key"), QStringLiteral("Alt+0"), QStringLiteral("--text"),
             QStringLiteral("grains"), QStringLiteral("--exemplar"), QStringLiteral("b"), QStringLiteral("c")}};
        for (const QStringList& one : changes) {
            const ProgramRun run = vocabulary(world, one);
            QCOMPARE(run.err, QByteArray());
            QCOMPARE(run.status, 0);
        }
        const Json classes = listed(world)["classes"];
        QVERIFY(classes[25]["split_into"] == Json({28, 29}));
        QCOMPARE(classes[25]["samples"].get<int>(), 1);
        QCOMPARE(classes[24]["retired"].get<bool>(), false);
        QCOMPARE(classes[24]["key"].get<std::string>(), std::string("Alt+6"));
        QCOMPARE(classes[27]["retired"].get<bool>(), true);
        QCOMPARE(classes[28]["colour"].get<std::string>(), std::string("#ff8000"));
        QCOMPARE(classes[28]["exemplars"].size(), std::size_t{2});
        const ProgramRun table = vocabulary(world);
        QVERIFY(table.out.contains("split into Granular cytosol, Smooth cytosol"));
    }

    void whatCannotBeIsRefusedInOneLine_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("no class") << QStringList{QStringLiteral("retire"), QStringLiteral("Cilia")} << QByteArray("there is no class \"Cilia\"");
        QTest::newRow("name taken") << QStringList{QStringLiteral("add"), QStringLiteral("cytosol")} << QByteArray("is the name of a class already");
        QTest::newRow("no sample") << QStringList{QStringLiteral("describe"), QStringLiteral("0"), QStringLiteral("--exemplar"), QStringLiteral("z")} << QByteArray("has no sample z");
    }

    void whatCannotBeIsRefusedInOneLine() {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, reason);
        const PlateWorld world({"a", "b", "c"});
        import(world, twoReviewers);
        const ProgramRun run = vocabulary(world, arguments);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains(reason), run.err.constData());
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY(listed(world)["changes"].empty());
    }
};

QTEST_GUILESS_MAIN(TestVocabularyCommand)
#include "test_vocabulary_command.moc"
