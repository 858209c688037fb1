#include "core/files/writefile.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/namingyaml.h"
#include "core/plate/plate.h"
#include "core/plate/scanplate.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <chrono>
#include <fstream>

using namespace locascope;
namespace fs = std::filesystem;

namespace {

NamingRules rules(const std::string& expression) {
    NamingRules made;
    made.key = "mine";
    made.name = "Mine";
    made.files = {expression};
    made.stains = {{"dapi", Stain::Nucleus}, {"gfp", Stain::Protein}};
    return made;
}

std::string faultOf(const NamingRules& made) {
    try {
        const NamingScheme scheme(made);
    } catch (const Error& error) {
        return error.detail();
    }
    return {};
}

std::string yamlFault(const std::string& text) {
    try {
        parseNamingSchemes(text, "mine.yaml");
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

#define CONTAINS(text, part) QVERIFY2((text).find(part) != std::string::npos, (text).c_str())

void touch(const fs::path& file) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "x";
}

} // namespace

class TestNaming : public QObject {
    Q_OBJECT
private slots:
    void groupsSayWhatAPartOfTheNameMeans() {
        const NamingScheme scheme(rules("(?<sample>(?<plate>.+)-(?<row>\\d+)x(?<column>\\d+)-(?<site>\\d+))-z(?<z>\\d+)-t(?<time>\\d+)-(?<stain>\\w+)"));
        const ParsedName parsed = scheme.parse("deep/P7-28x3-012-z05-t1-DAPI.TIF");
        QVERIFY(parsed.outcome == ParsedName::Outcome::Image);
        QCOMPARE(parsed.id, std::string("deep/P7-28x3-012"));
        QCOMPARE(parsed.plateName, std::string("P7"));
        QCOMPARE(parsed.well, std::string("AB03"));
        QVERIFY(parsed.site == 12 && parsed.z == 5 && parsed.time == 1);
        QVERIFY(parsed.stain == Stain::Nucleus);
        QCOMPARE(parsed.channel, std::string("dapi"));
        QVERIFY(scheme.parse("P7-28x3-012-z05-t1-cy5.tif").outcome == ParsedName::Outcome::NotMatched); // no stain of the table
        QVERIFY(scheme.parse("P7-99x3-012-z05-t1-gfp.tif").outcome == ParsedName::Outcome::NotMatched); // no row of any plate
        QVERIFY(scheme.parse("P7-1x3-99999999999-z05-t1-gfp.tif").outcome == ParsedName::Outcome::NotMatched);
    }

    void aLaterTimeIsASampleOfItsOwn() {
        const NamingScheme scheme(rules("(?<sample>f\\d+)t(?<time>\\d+)(?<stain>\\w+)"));
        QCOMPARE(scheme.parse("f1t001gfp.png").id, std::string("f1"));
        QCOMPARE(scheme.parse("f1t002gfp.png").id, std::string("f1_t2"));
        QCOMPARE(scheme.parse("f1t000gfp.png").id, std::string("f1_t0"));
    }

    void aSampleMayBeNamedInParts() {
        const NamingScheme scheme(rules("(?<sample>[A-Z]\\d+)_T(?<time>\\d+)(?<sample>F\\d+)_(?<stain>\\w+)"));
        QCOMPARE(scheme.parse("x/A01_T1F3_gfp.png").id, std::string("x/A01F3"));
    }

    void foldersMayTell() {
        const NamingScheme scheme(rules("(?:Time_(?<time>\\d+)/)?(?:Z_(?<z>\\d+)/)?(?<sample>[^/]+)_(?<stain>[^_/]+)"));
        const ParsedName parsed = scheme.parse("plate/Time_2/Z_7/A01_gfp.png", "root");
        QCOMPARE(parsed.id, std::string("plate/A01_t2"));
        QVERIFY(parsed.z == 7);
        QCOMPARE(scheme.parse("A01_gfp.png", "root").id, std::string("A01"));
        QCOMPARE(scheme.parse("Z_7/A01_gfp.png", "root").id, std::string("A01"));
    }

    void namesAreBytes() {
        const NamingScheme scheme(rules("(?<sample>.+)_(?<stain>\\w+)"));
        const std::string name = "\xff\xfe\n '\"_gfp.png";
        QCOMPARE(scheme.parse(name).id, name.substr(0, name.rfind('_')));
    }

    void aBadExpressionSaysWhereAndWhat() {
        CONTAINS(faultOf(rules("(?<sample>.+_(?<stain>\\w+)")), "files, expression 1, position 26: missing closing parenthesis");
        CONTAINS(faultOf(rules("(?<smaple>.+)_(?<stain>\\w+)")), "position 3: a group is named smaple; known are sample, plate");
        CONTAINS(faultOf(rules("(?<sample>.+)")), "no group is named stain or channel");
        CONTAINS(faultOf(rules("(?<stain>.+)")), "no group is named sample");
        CONTAINS(faultOf(rules("")), "position 0: the expression is empty");
        CONTAINS(faultOf(rules("(?<sample>a)\\K(?<stain>b)")), "position 12: \\K is not used here");
        CONTAINS(faultOf(rules("(?<sample>a)(?<stain>b))/(c")), "position 23: unmatched closing parenthesis");
        CONTAINS(faultOf(rules("(*UTF)(?<sample>a)(?<stain>b)")), "position ");
        CONTAINS(faultOf(rules(std::string(5000, 'a'))), "longer than 4096 bytes");
        const auto fault = patternFault("(?<sample>[a-]+)[");
        QVERIFY(fault && fault->position == 17 && !fault->cause.empty());
        QVERIFY(!patternFault("(?<sample>.*)_(?<channel>.)"));
        NamingRules wrongKey = rules("(?<sample>.)(?<stain>.)");
        wrongKey.key = "My key";
        CONTAINS(faultOf(wrongKey), "key: \"My key\"");
    }

    void anExpressionThatWouldTryForEverGivesUp() {
        const std::string name = std::string(200, 'a') + "b.png";
        for (const char* hostile : {"(?<sample>(a+)+)c(?<stain>x)", "(?<sample>(a|aa)+)$(?<stain>x)", "(?<sample>(.*)*(.*)*(.*)*(.*)*(.*)*[^b])c?(?<stain>x)",
                                    "(?<sample>((?R)|a)*+)(?<stain>x)", "(?<sample>(?:a?){60}a{60}){30}(?<stain>x)"}) {
            if (patternFault(hostile))
                continue; // refused, which is as good
            const NamingScheme scheme(rules(hostile));
            const auto start = std::chrono::steady_clock::now();
            const ParsedName parsed = scheme.parse(name);
            QVERIFY(parsed.outcome == ParsedName::Outcome::TooCostly || parsed.outcome == ParsedName::Outcome::NotMatched);
            QVERIFY2(std::chrono::steady_clock::now() - start < std::chrono::seconds(1), hostile);
        }
        QVERIFY(NamingScheme(rules("(?<sample>(a+)+)[cd](?<stain>[xy])")).parse(name).outcome == ParsedName::Outcome::TooCostly);
    }

    void manyNamesAreReadForAPreview() {
        const NamingScheme scheme(rules("(?<sample>.+)_(?<stain>\\w+)"));
        const std::vector<std::string> paths{"a_gfp.png", "b.png", "c.txt"};
        const std::vector<ParsedName> parsed = parseNames(scheme, paths);
        QCOMPARE(parsed.size(), paths.size());
        QVERIFY(parsed[0].outcome == ParsedName::Outcome::Image && parsed[1].outcome == ParsedName::Outcome::NotMatched && parsed[2].outcome == ParsedName::Outcome::NoImage);
    }

    void theFirstImagesOfAFolderAreListedInNaturalOrder() {
        const testing::TemporaryFolder folder;
        for (const char* name : {"10.png", "9.png", "b/1.tif", "notes.txt"})
            touch(folder / name);
        QCOMPARE(imagePaths(folder.path(), 2), (std::vector<std::string>{"9.png", "10.png"}));
        QCOMPARE(imagePaths(folder.path()).size(), std::size_t{3});
    }

    void rulesAreWrittenAndReadBack() {
        for (const NamingScheme& scheme : shippedNamingSchemes()) {
            const std::vector<NamingScheme> read = parseNamingSchemes(formatNamingRules(scheme.rules()), "again.yaml");
            QCOMPARE(read.size(), std::size_t{1});
            QVERIFY2(read[0].rules() == scheme.rules(), scheme.key().c_str());
        }
    }

    void everyShippedSchemeTakesItsExample() {
        for (const NamingScheme& scheme : shippedNamingSchemes()) {
            const std::string example = scheme.rules().example.substr(0, scheme.rules().example.find(" beside "));
            const ParsedName parsed = scheme.parse(example.substr(0, example.find(" or ")), "root");
            QVERIFY2(parsed.outcome == ParsedName::Outcome::Image, scheme.key().c_str());
        }
    }

    void aBadFileSaysItsLine() {
        CONTAINS(yamlFault("key: a\nname: b\nfiles: ['(?<sample>x']\n"), "mine.yaml: line 3: files, expression 1, position 11: missing closing");
        CONTAINS(yamlFault("key: a\nname: b\nfile: x\n"), "line 3: unknown key file");
        CONTAINS(yamlFault("key: a\nfiles: [x]\n"), "the key name is missing");
        CONTAINS(yamlFault("key: a\nname: b\nfiles: x\n"), "line 3: files must be a list");
        CONTAINS(yamlFault("key: a\nname: b\nfiles: ['(?<sample>x)(?<stain>y)']\nstains: {y: mitochondria}\n"), "line 4: \"mitochondria\" is none of nucleus");
        CONTAINS(yamlFault("key: [\n"), "line ");
        CONTAINS(yamlFault("key: a\xff\n"), "is no plain UTF-8 text");
        CONTAINS(yamlFault("- 1\n- 2\n"), "a naming scheme is a map");
        CONTAINS(yamlFault(std::string(300000, ' ')), "larger than 256 KB");
    }

    void schemesOfTheUserComeAfterThose() {
        const testing::TemporaryFolder data;
        fs::create_directory(data / "naming");
        NamingRules mine = rules("(?<sample>.+)--(?<stain>\\w+)");
        writeFile(data / "naming/mine.yaml", formatNamingRules(mine));
        mine.key = "atlas";
        writeFile(data / "naming/taken.yaml", formatNamingRules(mine));
        writeFile(data / "naming/bad.yaml", std::string_view("key: bad\nname: b\nfiles: ['(?<sample>']\n"));
        const NamingCatalogue catalogue = namingCatalogue(data.path());
        QCOMPARE(catalogue.schemes.size(), shippedNamingSchemes().size() + 1);
        QCOMPARE(catalogue.schemes.back().key(), std::string("mine"));
        QCOMPARE(catalogue.faults.size(), std::size_t{2});
        CONTAINS(std::string(catalogue.faults[0].what()), "bad.yaml: line 3: ");
        CONTAINS(std::string(catalogue.faults[1].what()), "the key atlas is taken");
        touch(data / "plate/f1--DAPI.png");
        touch(data / "plate/f1--gfp.png");
        const Plate plate = scanPlate(data / "plate", {.schemes = catalogue.schemes});
        QCOMPARE(plate.scheme, std::string("mine"));
        QCOMPARE(*plate.samples.at(0).files[Stain::Nucleus], std::string("f1--DAPI.png"));
        QVERIFY(plate.channels.at(0) == (Channel{"dapi", "", Stain::Nucleus, Channel::Source::Scheme}));
        QVERIFY(namingCatalogue(data / "nowhere").faults.empty());
    }

    void aSchemeCanBeForced() {
        const testing::TemporaryFolder folder;
        for (const char* colour : {"red", "green", "blue", "yellow"})
            touch(folder / ("10580_1610_C1_2_" + std::string(colour) + ".png"));
        touch(folder / "x_red.png");
        QCOMPARE(scanPlate(folder.path()).scheme, std::string("other"));
        const Plate plate = scanPlate(folder.path(), {.scheme = "atlas"});
        QCOMPARE(plate.scheme, std::string("atlas"));
        QCOMPARE(plate.samples.size(), std::size_t{1});
        QVERIFY_EXCEPTION_THROWN(scanPlate(folder.path(), {.scheme = "challenge"}), Error);
        QVERIFY_EXCEPTION_THROWN(scanPlate(folder.path(), {.scheme = "nonsense"}), Error);
    }

    void theUserSaysWhichChannelIsWhich() {
        const testing::TemporaryFolder folder;
        for (const char* colour : {"red", "green", "blue"})
            touch(folder / ("a_" + std::string(colour) + ".png"));
        const Plate plate = scanPlate(folder.path(), {.channelStains = {{"RED", Stain::Protein}, {"green", Stain::Reticulum}}});
        QCOMPARE(*plate.samples.at(0).files[Stain::Protein], std::string("a_red.png"));
        QCOMPARE(*plate.samples.at(0).files[Stain::Reticulum], std::string("a_green.png"));
        QCOMPARE(*plate.samples.at(0).files[Stain::Nucleus], std::string("a_blue.png"));
        QVERIFY(plate.channels.at(2) == (Channel{"red", "", Stain::Protein, Channel::Source::User}));
        QVERIFY_EXCEPTION_THROWN(scanPlate(folder.path(), {.channelStains = {{"cy5", Stain::Protein}}}), Error);
    }

    void aNameTellsAStainWhereItCan() {
        const std::map<std::string, std::optional<Stain>> expected{{"HOECHST 33342", Stain::Nucleus}, {"wv DAPI - DAPI", Stain::Nucleus}, {"alpha-Tubulin", Stain::Microtubules},
                                                                   {"ER", Stain::Reticulum},         {"Cy3", {}},                       {"laser", {}},
                                                                   {"Concanavalin A", Stain::Reticulum}, {"Alexa 488", {}},              {"", {}}};
        for (const auto& [name, stain] : expected)
            QVERIFY2(guessedStain(name) == stain, name.c_str());
    }
};

QTEST_APPLESS_MAIN(TestNaming)
#include "test_naming.moc"
