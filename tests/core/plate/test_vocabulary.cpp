#include "core/files/error.h"
#include "core/plate/vocabulary.h"

#include <QTest>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace locascope;

namespace {

const std::string header = "index,name,go,go_term,group,key,training_images\n";

std::string causeOf(const std::string& csv) {
    try {
        parseVocabulary("test", csv);
    } catch (const Error& error) {
        return error.kind() == ErrorKind::Invalid ? error.detail() : "another kind";
    }
    return "no error";
}

} // namespace

class TestVocabulary : public QObject {
    Q_OBJECT
private slots:
    void theHumanProteinAtlasHasTwentyEightClasses() {
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        QCOMPARE(vocabulary.size(), std::size_t{28});
        QCOMPARE(vocabulary.at(toClass(0)).name, std::string("Nucleoplasm"));
        QCOMPARE(vocabulary.at(toClass(0)).goAccession, std::string("GO:0005654"));
        QCOMPARE(vocabulary.at(toClass(0)).trainingImages, 12885);
        QCOMPARE(vocabulary.at(toClass(27)).name, std::string("Rods & rings"));
        QVERIFY(vocabulary.at(toClass(27)).goAccession.empty());
    }

    void everyClassHasItsOwnKey() {
        std::set<std::string> keys;
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        for (const LabelClass& labelClass : vocabulary.classes())
            QVERIFY(!labelClass.key.empty() && keys.insert(labelClass.key).second);
    }

    void itIsTheVocabularyOfTheReference() {
        const std::filesystem::path file = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "reference/vocabulary.csv";
        if (!std::filesystem::exists(file))
            QSKIP("the reference is not here");
        std::stringstream text;
        text << std::ifstream(file).rdbuf();
        QVERIFY(parseVocabulary("hpa-28", text.str()) == humanProteinAtlasVocabulary());
    }

    void aClassIsFoundByNameInAnyCase() {
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        QVERIFY(vocabulary.find("golgi APPARATUS") == toClass(7));
        QVERIFY(!vocabulary.find("Golgi"));
    }

    void namesMayBeQuotedAndLinesEndAsInWindows() {
        const Vocabulary vocabulary =
            parseVocabulary("test", "\xEF\xBB\xBFindex,name,go,go_term,group,key,training_images\r\n0,\"a, \"\"b\"\"\",,,,,\r\n");
        QCOMPARE(vocabulary.at(toClass(0)).name, std::string("a, \"b\""));
    }

    void theDigestTellsNamesAndOrderOnly() {
        const Vocabulary one = parseVocabulary("one", header + "0,a,,,,,\n1,b,,,,,\n");
        const Vocabulary same = parseVocabulary("two", header + "0,a,GO:1,x,y,1,5\n1,b,,,,,\n");
        const Vocabulary other = parseVocabulary("one", header + "0,b,,,,,\n1,a,,,,,\n");
        QCOMPARE(one.digest(), same.digest());
        QVERIFY(one.digest() != other.digest());
    }

    void errorsNameTheLine() {
        QCOMPARE(causeOf(header + "0,a,,,,,\n2,b,,,,,\n"), std::string("line 3: index 2 where 1 is due"));
        QCOMPARE(causeOf(header + "0,a\n"), std::string("line 2: 2 fields instead of 7"));
        QCOMPARE(causeOf(header + "0,a,,,,,many\n"), std::string("line 2: training_images is \"many\", not a number"));
        QVERIFY(causeOf("name\n").starts_with("line 1: the columns must be"));
        QCOMPARE(causeOf(header), std::string("line 1: no class in it"));
        QCOMPARE(causeOf(header + "0,a,,,,,\n1,A,,,,,\n"), std::string("two classes are called \"A\""));
        QCOMPARE(causeOf(header + "0,,,,,,\n"), std::string("class 0 has no name"));
    }

    void moreThanTheGreatestNumberOfClassesIsRefused() {
        std::vector<LabelClass> classes(maxClasses + 1);
        for (std::size_t i = 0; i < classes.size(); ++i)
            classes[i] = {toClass(i), "class " + std::to_string(i), {}, {}, {}, {}, 0};
        QVERIFY_EXCEPTION_THROWN(Vocabulary("many", classes), Error);
        classes.pop_back();
        QCOMPARE(Vocabulary("many", classes).size(), maxClasses);
    }
};

QTEST_APPLESS_MAIN(TestVocabulary)
#include "test_vocabulary.moc"
