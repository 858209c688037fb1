// Naming schemes of the user: tried while they are written, saved, edited and deleted, and how all schemes fit a directory.

#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/namingsurvey.h"
#include "core/plate/namingtrial.h"
#include "core/plate/namingyaml.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace locascope;
using namespace locascope::testing;
namespace fs = std::filesystem;

namespace {

constexpr const char* sound = "(?<sample>.+)--(?<stain>\\w+)";

NamingRules rules(const std::string& key = "mine", std::vector<std::string> files = {sound}) {
    NamingRules made;
    made.key = key;
    made.name = "Ours, \"with\" Ångström";
    made.files = std::move(files);
    made.stains = {{"gfp", Stain::Protein}};
    return made;
}

const NamingFault* faultOf(const NamingTrial& trial, const std::string& field) {
    const auto found = std::find_if(trial.faults.begin(), trial.faults.end(), [&](const NamingFault& fault) { return fault.field == field; });
    return found == trial.faults.end() ? nullptr : &*found;
}

std::vector<std::string> userKeys(const fs::path& data) {
    std::vector<std::string> keys;
    for (const auto& [key, file] : namingCatalogue(data).files)
        keys.push_back(key);
    return keys;
}

NamingRules readBack(const fs::path& data, const std::string& key) {
    const NamingCatalogue catalogue = namingCatalogue(data);
    const NamingScheme* scheme = schemeOfKey(catalogue.schemes, key);
    return scheme ? scheme->rules() : NamingRules();
}

std::set<std::string> filesIn(const fs::path& directory) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory))
        names.insert(entry.path().filename().string());
    return names;
}

std::string refusal(const std::function<void()>& act) {
    try {
        act();
        return {};
    } catch (const Error& error) {
        return error.detail();
    }
}

} // namespace

class TestOwnNaming : public QObject {
    Q_OBJECT
private slots:
    void everyExpressionThatCannotBeUsedIsAFaultWithItsPlace() {
        NamingRules made = rules("mine", {"(?<sample>.+", sound, "(?<sample>.+)", "(?<sampel>.)(?<channel>.)"});
        made.ignored = {"ok", "[a-"};
        const NamingTrial trial = tryNaming(made, {}, {});
        QCOMPARE(trial.faults.size(), std::size_t{4});
        QCOMPARE(trial.faults[0].field, std::string("files"));
        QCOMPARE(trial.faults[0].expression, std::optional(std::size_t{0}));
        QVERIFY(trial.faults[0].position.has_value());
        QCOMPARE(trial.faults[1].expression, std::optional(std::size_t{2}));
        QVERIFY(!trial.faults[1].position);
        QVERIFY2(trial.faults[1].cause.starts_with("no group is named stain or channel"), trial.faults[1].cause.c_str());
        QCOMPARE(trial.faults[2].expression, std::optional(std::size_t{3}));
        QCOMPARE(trial.faults[3].field, std::string("ignored"));
        QCOMPARE(trial.faults[3].expression, std::optional(std::size_t{1}));
    }

    void whatElseIsWrongIsNamedByItsField() {
        NamingRules made = rules("No Key");
        QVERIFY(faultOf(tryNaming(made, {}, {}), "key"));
        made = rules();
        made.files.clear();
        QCOMPARE(faultOf(tryNaming(made, {}, {}), "files")->cause, std::string("no expression"));
        made = rules();
        made.stains = {{"GFP", Stain::Protein}};
        QVERIFY(faultOf(tryNaming(made, {}, {}), "stains"));
        QCOMPARE(tryNaming(made, {}, {}).faults.size(), std::size_t{1});
        QVERIFY(tryNaming(rules(), {}, {}).faults.empty());
    }

    void moreExpressionsThanAreReadAreOneFaultAndTheFirstAreUsed() {
        const std::vector<std::string> paths{"a--gfp.png", "thumb1.png"};
        NamingRules made = rules("mine", std::vector<std::string>(maxNamingExpressions, sound));
        made.ignored.assign(maxNamingExpressions, "thumb.*");
        QVERIFY(namingFaults(made).empty());
        made.files.push_back(sound);
        made.ignored.push_back("thumb.*");
        const NamingTrial trial = tryNaming(made, paths, "root");
        QCOMPARE(trial.faults.size(), std::size_t{2});
        for (const char* field : {"files", "ignored"}) {
            QVERIFY(faultOf(trial, field) && !faultOf(trial, field)->expression);
            QCOMPARE(faultOf(trial, field)->cause, std::string("more than 32 expressions"));
        }
        QVERIFY(namingFaults(made) == trial.faults);
        QCOMPARE(trial.understood, std::size_t{2});
        QVERIFY_EXCEPTION_THROWN(NamingScheme{made}, Error);
    }

    void namesAreReadByWhatCanBeUsed() {
        NamingRules made = rules("", {"(((", sound});
        made.ignored = {"thumb.*"};
        const std::vector<std::string> paths{"a--gfp.png", "b--cy5.png", "thumb1.png"};
        const NamingTrial trial = tryNaming(made, paths, "root");
        QCOMPARE(trial.understood, std::size_t{2});
        QCOMPARE(trial.names.size(), paths.size());
        QCOMPARE(trial.names[0].id, std::string("a"));
        QVERIFY(trial.names[1].outcome == ParsedName::Outcome::NotMatched);
        QVERIFY(trial.names[2].outcome == ParsedName::Outcome::Ignored);
        const NamingTrial none = tryNaming(rules("x", {"((("}), paths, "root");
        QCOMPARE(none.understood, std::size_t{0});
        QCOMPARE(none.names.size(), paths.size());
    }

    void whatIsSavedReadsBackTheSame() {
        const TemporaryFolder data;
        NamingRules made = rules();
        made.ignored = {"x'y\"z\\d", "å+"};
        made.example = "a--gfp.png";
        made.extensions = {"tif", "png"};
        saveUserScheme(data.path(), made);
        QVERIFY(fs::exists(userNamingDirectory(data.path()) / "mine.yaml"));
        QVERIFY(readBack(data.path(), "mine") == made);
        for (const NamingScheme& shipped : shippedNamingSchemes()) {
            NamingRules copy = shipped.rules();
            copy.key += "-2";
            saveUserScheme(data.path(), copy);
            QVERIFY2(readBack(data.path(), copy.key) == copy, copy.key.c_str());
        }
        QVERIFY(namingCatalogue(data.path()).faults.empty());
    }

    void editingReplacesInItsFileAndKeepsTheOthersThere() {
        const TemporaryFolder data;
        makeDirectory(userNamingDirectory(data.path()));
        const fs::path file = userNamingDirectory(data.path()) / "all.yaml";
        writeFile(file, formatNamingRules(std::vector{rules("one"), rules("two"), rules("three")}));
        NamingRules edited = rules("zwei");
        edited.name = "renamed";
        saveUserScheme(data.path(), edited, "two");
        QCOMPARE(userKeys(data.path()), (std::vector<std::string>{"one", "three", "zwei"}));
        QVERIFY(readBack(data.path(), "zwei") == edited);
        deleteUserScheme(data.path(), "one");
        deleteUserScheme(data.path(), "zwei");
        QCOMPARE(userKeys(data.path()), (std::vector<std::string>{"three"}));
        deleteUserScheme(data.path(), "three");
        QVERIFY(!fs::exists(file));
        deleteUserScheme(data.path(), "three");
        deleteUserScheme(data.path(), "challenge"); // not the user's
        QCOMPARE(namingCatalogue(data.path()).schemes.size(), shippedNamingSchemes().size());
    }

    void noOtherSchemeIsOverwritten() {
        const TemporaryFolder data;
        saveUserScheme(data.path(), rules("one"));
        saveUserScheme(data.path(), rules("two"), "one"); // now in one.yaml
        saveUserScheme(data.path(), rules("one"));
        QCOMPARE(userKeys(data.path()), (std::vector<std::string>{"one", "two"}));
        QVERIFY(refusal([&] { saveUserScheme(data.path(), rules("one")); }).find("is taken by another scheme") != std::string::npos);
        QVERIFY(refusal([&] { saveUserScheme(data.path(), rules("challenge"), "one"); }).find("is taken by another scheme") != std::string::npos);
        QVERIFY(!refusal([&] { saveUserScheme(data.path(), rules("new", {"((("})); }).empty());
        for (const char* key : {"one", "two"})
            QVERIFY2(readBack(data.path(), key) == rules(key), key);
        QVERIFY(filesIn(userNamingDirectory(data.path())) == (std::set<std::string>{"one-2.yaml", "one.yaml"}));
        QVERIFY(namingCatalogue(data.path()).faults.empty());
    }

    void unusualCharactersReadBack() {
        const TemporaryFolder data;
        NamingRules unusual = rules("new");
        unusual.name = "bell \a, tab \t, \"both\" 'quotes', \\ and\nanother line";
        saveUserScheme(data.path(), unusual);
        QVERIFY(readBack(data.path(), "new") == unusual);
    }

    void aSurveyTellsHowEverySchemeFits() {
        const TemporaryFolder folder;
        const fs::path plate = folder / "plate";
        fs::create_directory(plate);
        for (const char* name : {"a--gfp.png", "b--gfp.png", "A01_1_green.png", "thumb.png", "note.txt", "._a--gfp.png"})
            writeFile(plate / name, std::string_view("x"));
        NamingRules made = rules();
        made.ignored = {"thumb"};
        std::vector<NamingScheme> schemes = shippedNamingSchemes();
        schemes.emplace_back(made);
        const NamingSurvey survey = surveyNaming(plate, schemes, 3);
        QCOMPARE(survey.images, std::size_t{4});
        QCOMPARE(survey.fits.size(), schemes.size());
        QCOMPARE(survey.fits.back().images, std::size_t{2});
        QCOMPARE(survey.fits.back().ignored, std::size_t{1});
        QCOMPARE(survey.recognised, std::string("mine"));
        QCOMPARE(survey.rootName, std::string("plate"));
        QCOMPARE(survey.firstPaths, (std::vector<std::string>{"A01_1_green.png", "a--gfp.png", "b--gfp.png"}));
        QVERIFY_EXCEPTION_THROWN(surveyNaming(folder / "nowhere", schemes), Error);
    }
};

QTEST_APPLESS_MAIN(TestOwnNaming)
#include "test_ownnaming.moc"
