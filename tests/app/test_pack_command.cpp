#include "core/plate/platechoices.h"
#include "core/plate/scanasremembered.h"
#include "core/store/displaysettings.h"
#include "core/store/mergereviews.h"
#include "core/store/pack.h"
#include "tests/support/plateworld.h"
#include "tests/support/stackplate.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

QStringList words(std::initializer_list<const char*> list) {
    QStringList result;
    for (const char* one : list)
        result.append(QString::fromUtf8(one));
    return result;
}

ProgramRun pack(const PlateWorld& world, const fs::path& out, const QStringList& more) {
    return world.run(QStringList{QStringLiteral("pack"), pathText(world.plate()), QStringLiteral("--out"), pathText(out)} + more);
}

std::set<std::string> filesIn(const fs::path& folder) {
    std::set<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.insert(fs::relative(entry.path(), folder).string());
    return files;
}

/// What the colleague sends back: an answer, given by the command on a computer of their own.
void answer(const PlateWorld& world, const fs::path& folder, const char* csv) {
    std::map<QString, QString> theirs{{QStringLiteral("LOCASCOPE_DATA_DIR"), pathText(world / "data-of-ann")}, {QStringLiteral("LOCASCOPE_CACHE_DIR"), pathText(world / "cache-of-ann")}};
    const ProgramRun run = runProgram({QStringLiteral("import"), pathText(folder), pathText(world.put("answer.csv", csv)), QStringLiteral("--reviewer"), QStringLiteral("Ann")}, theirs);
    QVERIFY2(run.status == 0, run.err);
}

ProgramRun merge(const PlateWorld& world, const fs::path& folder) {
    return world.run({QStringLiteral("review"), QStringLiteral("merge"), pathText(world.plate()), pathText(folder), QStringLiteral("--out"), pathText(world / "all.sqlite")});
}

/// Names that nobody's program reads as they are meant here, but by a scheme that their owner wrote and chose.
void nameInOnesOwnWay(const PlateWorld& world) {
    const std::map<std::string, std::string> endings{{"_blue.png", "-q1.png"}, {"_green.png", "-q2.png"}, {"_red.png", "-q3.png"}, {"_yellow.png", "-q4.png"}};
    for (const char* id : {"a", "b", "c"})
        for (const auto& [from, to] : endings)
            fs::rename(world.plate() / (id + from), world.plate() / (std::string("shot-") + id + to));
    makeDirectory(world.data() / "naming");
    world.put("data/naming/own.yaml", "key: own\nname: Our microscope\nexample: shot-a-q1.png\nfiles: ['shot-(?<sample>[a-z]+)-(?<stain>q\\d)']\nstains: {q1: nucleus, q2: protein, q3: microtubules, q4: reticulum}\n");
    rememberChoices(world.data(), fs::canonical(world.plate()), {"own", {}, 0.125});
}

} // namespace

/// Some fields of a plate in a folder of their own, and the way back.
class TestPackCommand final : public QObject {
    Q_OBJECT
private slots:
    void aPackHasTheOriginalFilesUnderTheirNamesAndItsReviewNoLabel() {
        const PlateWorld world({"d"});
        fs::create_directory(world.plate() / "one");
        fs::create_directory(world.plate() / "two");
        addSamples(world.plate(), {"one/a", "one/b", "two/c"});
        QCOMPARE(world.import(world.put("own.csv", "Id,Target\r\na,2\r\nc,0\r\n")).status, 0);
        const std::set<std::string> before = treeOf(world.plate());
        const ProgramRun run = pack(world, world / "for-ann", words({"--ids", "a,c", "--question", "Nucleoli?"}));
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.out.contains("2 samples, 8 image files"), run.out);
        QVERIFY(treeOf(world.plate()) == before);
        QVERIFY(filesIn(world / "for-ann").contains("one/a_green.png") && !filesIn(world / "for-ann").contains("one/b_green.png"));
        QCOMPARE(filesIn(world / "for-ann").size(), std::size_t{10});
        QCOMPARE(world.textOf("for-ann/one/a_green.png"), world.textOf("plate/one/a_green.png"));
        const auto review = ReviewStore::open(answersOfPack(world / "for-ann"), {}, StoreMode::ReadOnly);
        QVERIFY(review->allEvents().empty());
        QCOMPARE(packNoteOf(*review)->question, std::string("Nucleoli?"));
    }
    void theAnswerIsKeptInThePackAndMergesBack() {
        const PlateWorld world({"a", "b", "c"});
        QCOMPARE(world.import(world.put("own.csv", "Id,Target\r\na,2\r\nc,0\r\n")).status, 0);
        QCOMPARE(pack(world, world / "for-ann", words({"--class", "Nucleoli", "--question", "Sure?"})).status, 0);
        fs::create_directory(world / "elsewhere");
        fs::rename(world / "for-ann", world / "elsewhere" / "sent");
        answer(world, world / "elsewhere" / "sent", "Id,Target\r\na,5\r\n");
        const ProgramRun merged = world.run({QStringLiteral("review"), QStringLiteral("merge"), pathText(world.plate()), pathText(world / "elsewhere" / "sent"), QStringLiteral("--out"), pathText(world / "all.sqlite")});
        QVERIFY2(merged.status == 0, merged.err);
        QVERIFY2(merged.out.contains("answers a pack of this plate: Sure?"), merged.out);
        const auto all = ReviewStore::open(world / "all.sqlite", {}, StoreMode::ReadOnly);
        QCOMPARE(all->currentDecisions("Ann").size(), std::size_t{1});
        QVERIFY(all->currentDecisions("Ann").at("a").present == LabelSet({toClass(5)}));
        QCOMPARE(all->boundTo().root, fs::canonical(world.plate()));
        QVERIFY(!packNoteOf(*all));
        const ProgramRun turned = world.run({QStringLiteral("review"), QStringLiteral("merge"), pathText(world / "elsewhere" / "sent"), pathText(world.plate()), QStringLiteral("--out"), pathText(world / "turned.sqlite")});
        QVERIFY2(turned.status == 1 && turned.saysOneLine() && turned.err.contains("name that review first"), turned.err);
    }
    void aPlateOfNamesReadByHandOpensAtTheColleaguesWithoutAnyOption() {
        const PlateWorld world({"a", "b", "c"});
        nameInOnesOwnWay(world);
        QCOMPARE(world.import(world.put("own.csv", "Id,Target\r\na,2\r\nc,0\r\n")).status, 0);
        const ProgramRun packed = pack(world, world / "for-ann", words({"--ids", "a,b", "--question", "Sure?"}));
        QVERIFY2(packed.status == 0 && packed.out.contains("2 samples, 8 image files"), packed.err);
        QVERIFY(!filesIn(world.plate()).contains("locascope-naming.yaml"));
        const Plate theirs = scanAsRemembered(world / "data-of-ann", world / "for-ann", {});
        QCOMPARE(theirs.samples.size(), std::size_t{2});
        QCOMPARE(theirs.samples[0].id, std::string("a"));
        QCOMPARE(*theirs.samples[0].files[Stain::Reticulum], std::string("shot-a-q4.png"));
        QCOMPARE(pixelSizeOf(theirs, theirs.samples[1])->micrometres, 0.125);
        answer(world, world / "for-ann", "Id,Target\r\na,5\r\n");
        const ProgramRun merged = merge(world, world / "for-ann");
        QVERIFY2(merged.status == 0 && merged.out.contains("answers a pack of this plate: Sure?"), merged.err);
        QVERIFY(ReviewStore::open(world / "all.sqlite", {}, StoreMode::ReadOnly)->currentDecisions("Ann").at("a").present == LabelSet({toClass(5)}));
        const ProgramRun again = runProgram({QStringLiteral("pack"), pathText(world / "for-ann"), QStringLiteral("--out"), pathText(world / "again"), QStringLiteral("--ids"), QStringLiteral("b")}, {});
        QVERIFY2(again.status == 0, again.err); // handed on by someone who has not got the scheme either
        QCOMPARE(scanAsRemembered({}, world / "again", {}).samples[0].id, std::string("b"));
    }
    void everyPlaneOfAPackedFieldTakesItsContrastAlongAndTheChosenOneIsShown() {
        const PlateWorld world({});
        const fs::path root = writeStackPlate(world.data(), world.plate());
        rememberChoices(world.data(), root, {{}, 2, {}});
        QCOMPARE(world.import(world.put("own.csv", "Id,Target\r\nplate_A01_s1,2\r\n")).status, 0);
        const Plate owned = scanAsRemembered(world.data(), root, {});
        {
            const auto review = ReviewStore::open(findReview(world.data(), {root, plateFingerprint(owned)}).file, {});
            for (int plane = 0; plane <= stackDepth + 1; ++plane)
                review->putSetting(contrastSettingOf(plane), "{\"of\": " + std::to_string(plane) + "}");
        }
        const ProgramRun run = pack(world, world / "for-ann", {QStringLiteral("--ids"), QString::fromStdString(csvIds(owned).front())});
        QVERIFY2(run.status == 0, run.err);
        const auto settings = ReviewStore::open(answersOfPack(world / "for-ann"), {}, StoreMode::ReadOnly)->settings();
        for (int plane = 0; plane <= stackDepth; ++plane)
            QVERIFY(settings.contains(contrastSettingOf(plane)) && settings.at(contrastSettingOf(plane)) == "{\"of\": " + std::to_string(plane) + "}");
        QVERIFY(!settings.contains(contrastSettingOf(stackDepth + 1)));
        const Plate theirs = scanAsRemembered({}, world / "for-ann", {});
        QVERIFY(theirs.chosenPlane == 2 && theirs.depth == stackDepth);
        QCOMPARE(theirs.samples[0].id, owned.samples[0].id);
        for (const Stain stain : allStains)
            QVERIFY(planesOf(theirs.samples[0], stain) == planesOf(owned.samples[0], stain));
    }
    void aPackWhoseNamingIsDamagedIsNotReadByAnotherOne() {
        const PlateWorld world({"a", "b", "c"});
        nameInOnesOwnWay(world);
        QCOMPARE(pack(world, world / "for-ann", words({"--ids", "a"})).status, 0);
        world.put("for-ann/locascope-naming.yaml", "key: own\n");
        const ProgramRun run = world.run({QStringLiteral("index"), pathText(world / "for-ann")});
        QVERIFY2(run.status == 1 && run.saysOneLine() && run.err.contains("locascope-naming.yaml"), run.err);
    }
    void aPackOfAnotherPlateIsRefused() {
        const PlateWorld world({"a", "b"}), other({"a", "x"});
        for (const PlateWorld* one : {&world, &other})
            QCOMPARE(one->import(one->put("own.csv", "Id,Target\r\na,2\r\n")).status, 0);
        QCOMPARE(pack(other, other / "pack", words({"--ids", "a"})).status, 0);
        const ProgramRun run = world.run({QStringLiteral("review"), QStringLiteral("merge"), pathText(world.plate()), pathText(other / "pack"), QStringLiteral("--out"), pathText(world / "all.sqlite")});
        QVERIFY2(run.status == 1 && run.saysOneLine(), run.err);
        QVERIFY(!fs::exists(world / "all.sqlite"));
    }
    void nothingHalfWrittenIsLeft() {
        const PlateWorld world({"a", "b"});
        fs::create_directory(world / "there");
        const auto refused = [&](const fs::path& out, const QStringList& more) {
            const std::set<std::string> before = filesIn(world.plate().parent_path());
            const ProgramRun run = pack(world, out, more);
            QVERIFY2(run.status == 1 && run.saysOneLine(), run.err);
            QVERIFY(filesIn(world.plate().parent_path()) == before);
        };
        refused(world / "there", words({"--ids", "a"}));
        refused(world / "no" / "folder", words({"--ids", "a"}));
        refused(world.plate() / "inside", words({"--ids", "a"}));
        refused(world / "out", words({"--ids", "nothing"}));
        refused(world / "out", words({"--class", "Nucleoli"}));
        refused(world / "out", {QStringLiteral("--samples"), pathText(world.put("ids.csv", "Id\na\nz\n"))});
        QCOMPARE(pack(world, world / "out", {}).status, 2);
        fs::rename(world.plate() / "a_green.png", world / "away.png");
        fs::create_symlink(world / "away.png", world.plate() / "a_green.png");
        const ProgramRun run = pack(world, world / "out", words({"--ids", "a"}));
        QVERIFY(run.status == 0 || run.saysOneLine());
        QVERIFY(!fs::exists(world / "out" / "a_green.png")); // what a link out of the plate names is no file of it
        for (const auto& entry : fs::directory_iterator(world.plate().parent_path()))
            QVERIFY2(!entry.path().filename().string().starts_with('.'), entry.path().c_str());
    }
    void aHistoryGoesToAnotherReviewEventForEvent() {
        const PlateWorld world({"a", "b", "c"});
        QCOMPARE(world.import(world.put("own.csv", "Id,class,decision,reviewer,note\r\na,Nucleoli,present,Ann,'=1+1\r\nb,,negative,Bo,\"two\nlines\"\r\n")).status, 0);
        QCOMPARE(world.import(world.put("own.csv", "Id,Target\r\na,1\r\n"), words({"--reviewer", "Ann"})).status, 0);
        QCOMPARE(world.exportTo(world / "history.csv", words({"--history"})).status, 0);
        const QStringList other = words({"--review"}) + QStringList{pathText(world / "other.sqlite")};
        const ProgramRun first = world.import(world / "history.csv", words({"--history"}) + other);
        QVERIFY2(first.status == 0, first.err);
        QCOMPARE(first.out, QByteArray("3 events imported, 0 already there; the chain of the review holds\n"));
        QVERIFY(ReviewStore::open(world / "other.sqlite", {}, StoreMode::ReadOnly)->allEvents() == world.review()->allEvents());
        QCOMPARE(world.import(world / "history.csv", words({"--history"}) + other).out, QByteArray("0 events imported, 3 already there; the chain of the review holds\n"));
        QCOMPARE(world.exportTo(world / "again.csv", words({"--history"}) + other).status, 0);
        QCOMPARE(world.textOf("again.csv"), world.textOf("history.csv"));
        const std::string text = world.textOf("history.csv");
        const ProgramRun cut = world.import(world.put("cut.csv", text.substr(0, text.size() - 20)), words({"--history", "--review"}) + QStringList{pathText(world / "third.sqlite")});
        QVERIFY2(cut.status == 1 && cut.saysOneLine() && cut.err.contains("line "), cut.err);
        QVERIFY(!fs::exists(world / "third.sqlite"));
    }
    void chosenSamplesAreExportedAlone() {
        const PlateWorld world({"a", "b", "c"});
        QCOMPARE(world.import(world.put("own.csv", "Id,Target\r\na,2\r\nb,1\r\nc,0\r\n")).status, 0);
        QCOMPARE(world.exportTo(world / "ids.csv", words({"--ids", "c,a"})).status, 0);
        QCOMPARE(world.textOf("ids.csv"), std::string("Id,Target\r\na,2\r\nc,0\r\n"));
        QCOMPARE(world.exportTo(world / "again.csv", {QStringLiteral("--samples"), pathText(world / "ids.csv")}).status, 0);
        QCOMPARE(world.textOf("again.csv"), world.textOf("ids.csv"));
        QCOMPARE(world.exportTo(world / "b.csv", {QStringLiteral("--samples"), pathText(world.put("list.txt", "b\n"))}).status, 0);
        QCOMPARE(world.textOf("b.csv"), std::string("Id,Target\r\nb,1\r\n"));
        const ProgramRun wrong = world.exportTo(world / "wrong.csv", {QStringLiteral("--samples"), pathText(world.put("list.txt", "b\nz\n"))});
        QVERIFY2(wrong.status == 1 && wrong.saysOneLine() && wrong.err.contains("line 2"), wrong.err);
        QVERIFY(!fs::exists(world / "wrong.csv"));
    }
};

QTEST_GUILESS_MAIN(TestPackCommand)
#include "test_pack_command.moc"
