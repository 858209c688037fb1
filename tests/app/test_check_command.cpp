// The staining check on the command line, on a plate whose faults are known.

#include "tests/support/plateworld.h"
#include "tests/support/stainedplate.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

using Json = nlohmann::json;

/// One plate for all tests, since it is made of 30 simulated fields.
const PlateWorld& stained() {
    static const PlateWorld world{std::vector<std::string>()};
    static const bool isWritten = (writeStainedPlate(world.plate()), true);
    static_cast<void>(isWritten);
    return world;
}

ProgramRun check(const PlateWorld& world, const QStringList& more = {}) { return world.run(QStringList{QStringLiteral("check"), pathText(world.plate())} + more); }

/// "C01 nucleus out_of_focus" of every flag raised.
std::set<std::string> flagsOf(const Json& report) {
    std::set<std::string> flags;
    for (const Json& row : report["rows"])
        for (const Json& flag : row["flags"])
            flags.insert(report["units"][row["unit"].get<std::size_t>()]["name"].get<std::string>() + " " + row["stain"].get<std::string>() + " " + flag.get<std::string>());
    return flags;
}

std::set<std::string> wellsWith(const std::set<std::string>& flags, const std::string& what) {
    std::set<std::string> wells;
    for (const std::string& flag : flags)
        if (flag.find(what) != std::string::npos)
            wells.insert(flag.substr(0, 3));
    return wells;
}

} // namespace

class TestCheckCommand : public QObject {
    Q_OBJECT
private slots:
    void faultsOfAPlateAreFoundAgainstItsControls() {
        const PlateWorld& world = stained();
        const std::set<std::string> before = treeOf(world.plate());
        QCOMPARE(world.import(world.put("sheet.csv", stainedSheet()), {QStringLiteral("--sheet")}).status, 0);
        const ProgramRun run = check(world, {QStringLiteral("--json"), QStringLiteral("--out"), pathText(world / "check.csv")});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        const Json report = Json::parse(run.out.toStdString());
        QCOMPARE(report["against"]["kind"].get<std::string>(), std::string("controls"));
        QCOMPARE(report["against"]["fields"].get<int>(), 12);
        QCOMPARE(report["units"].size(), std::size_t(10));
        const std::set<std::string> flags = flagsOf(report);
        QCOMPARE(wellsWith(flags, "nucleus out_of_focus"), (std::set<std::string>{"C01"}));
        QVERIFY(wellsWith(flags, "nucleus saturated").contains("C02"));
        QCOMPARE(wellsWith(flags, "nucleus empty"), (std::set<std::string>{"C03"}));
        QCOMPARE(wellsWith(flags, "protein empty"), (std::set<std::string>{"C03"}));
        const std::set<std::string> weak = wellsWith(flags, "weak");
        QCOMPARE(weak, (std::set<std::string>{"C03", "C04"})); // empty, and stained as the negative controls are
        QCOMPARE(wellsWith(flags, "unread"), std::set<std::string>());
        const std::string csv = world.textOf("check.csv");
        QVERIFY(csv.starts_with("plate,well,group,control,stain,figure,fields,value,controls,difference,ratio,z,flags\r\n"));
        QVERIFY(csv.find(",C03,HPA108,,nucleus,empty_fields,3,1,0,1,,,empty\r\n") != std::string::npos);
        QVERIFY(treeOf(world.plate()) == before);
    }

    void theNextCheckTakesWhatWasMeasured() {
        const PlateWorld& world = stained();
        const ProgramRun first = check(world, {QStringLiteral("--json"), QStringLiteral("--against"), QStringLiteral("plate")});
        QCOMPARE(first.status, 0);
        QVERIFY(std::filesystem::exists(world / "cache/staining"));
        // The content changes, size and time do not: who reads the file sees it.
        const std::filesystem::path file = world.plate() / "B01_1_green.png";
        const auto time = std::filesystem::last_write_time(file);
        const Bytes whole = readFile(file);
        writeFile(file, Bytes(whole.size()));
        std::filesystem::last_write_time(file, time);
        const ProgramRun second = check(world, {QStringLiteral("--json"), QStringLiteral("--against"), QStringLiteral("plate")});
        writeFile(file, whole);
        std::filesystem::last_write_time(file, time);
        QCOMPARE(second.out, first.out);
    }

    void headersAreRememberedAsTheWindowDoes() {
        const PlateWorld world({"a", "b"});
        for (const auto& entry : std::filesystem::directory_iterator(world.plate()))
            std::filesystem::last_write_time(entry.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
        QCOMPARE(check(world).status, 0);
        QVERIFY(!std::filesystem::is_empty(world / "cache/headers"));
    }

    void anUnreadableImageIsSaidAndTheRestIsChecked() {
        const PlateWorld world({"a", "b", "c"});
        writeFile(world.plate() / "b_green.png", Bytes(30));
        const ProgramRun run = check(world);
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.contains("1 field not whole"));
        QVERIFY(run.out.contains("unread"));
    }

    void imagesOfNoKnownStainAreNoSuccess() {
        const PlateWorld world({});
        for (const char* name : {"r01c01f01p01-ch1sk1fk1fl1.tiff", "r01c01f01p01-ch2sk1fk1fl1.tiff"})
            writeFile(world.plate() / name, Bytes(30));
        const ProgramRun run = check(world);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("--stains"), run.err);
    }

    void whatCannotBeDoneIsOneLine() {
        const PlateWorld world({"a", "b"});
        const ProgramRun noControl = check(world, {QStringLiteral("--against"), QStringLiteral("DMSO")});
        QCOMPARE(noControl.status, 1);
        QVERIFY(noControl.saysOneLine() && noControl.err.contains("DMSO"));
        QCOMPARE(check(world, {QStringLiteral("--review"), pathText(world / "none.review")}).status, 1);
        QCOMPARE(check(world, {QStringLiteral("--out"), pathText(world / "no/such/dir.csv")}).status, 1);
        QCOMPARE(check(world, {QStringLiteral("--threads"), QStringLiteral("0")}).status, 2);
        QCOMPARE(world.run({QStringLiteral("check")}).status, 2);
        QCOMPARE(world.run({QStringLiteral("check"), pathText(world / "nowhere")}).status, 1);
        QVERIFY(!world.hasReview());
    }
};

QTEST_GUILESS_MAIN(TestCheckCommand)
#include "test_check_command.moc"
