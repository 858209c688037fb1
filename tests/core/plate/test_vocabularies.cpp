#include "core/files/writefile.h"
#include "core/plate/classmapping.h"
#include "core/plate/vocabularies.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace {

const std::string header = "index,name,go,go_term,group,key,training_images\n";

Vocabulary coarse() { return parseVocabulary("coarse", header + "0,Inside,,,,1,\n1,Outside,,,,2,\n2,Elsewhere,,,,3,\n"); }
const std::vector<std::string> fine{"Core", "Shell", "Surroundings"};

VocabularyMapping fineToCoarse() {
    return parseVocabularyMapping("fine,coarse\nCore,Inside\nShell,Inside\nShell,Outside\nSurroundings,\n", "mapping.csv");
}

} // namespace

class TestVocabularies : public QObject {
    Q_OBJECT

private slots:
    void thoseThatComeWithTheProgramAreKnownById() {
        QVERIFY(readVocabulary("hpa-28") == humanProteinAtlasVocabulary());
        const Vocabulary later = readVocabulary("hpa-19");
        QCOMPARE(later.size(), std::size_t{19});
        QCOMPARE(later.at(toClass(17)).name, std::string("Vesicles and punctate cytosolic patterns"));
        QCOMPARE(later.at(toClass(18)).name, std::string("Negative"));
        std::set<std::string> keys;
        for (const LabelClass& one : later.classes())
            QVERIFY2(keys.insert(one.key).second, one.name.c_str());
        // A class that both have means the same, and so does its term.
        for (const LabelClass& one : later.classes())
            if (const auto same = humanProteinAtlasVocabulary().find(one.name))
                QCOMPARE(one.goAccession, humanProteinAtlasVocabulary().at(*same).goAccession);
    }

    void aVocabularyOfAFileIsCalledAsTheFileIs() {
        const TemporaryFolder folder;
        writeFile(folder / "mine.csv", header + "0,\"Dots, many\",,,,1,\n1,\"A \"\"quoted\"\" one\",GO:0000001,term,group,Alt+2,7\n");
        const Vocabulary mine = readVocabulary(folder / "mine.csv");
        QCOMPARE(mine.id(), std::string("mine"));
        QCOMPARE(mine.at(toClass(0)).name, std::string("Dots, many"));
        QVERIFY(parseVocabulary("mine", formatVocabulary(mine)) == mine);
        QVERIFY(parseVocabulary("hpa-28", formatVocabulary(humanProteinAtlasVocabulary())) == humanProteinAtlasVocabulary());
    }

    void aFileThatIsNoVocabularyIsNamedWithItsLine() {
        const TemporaryFolder folder;
        writeFile(folder / "bad.csv", header + "0,One,,,,1,\n2,Two,,,,2,\n");
        const auto error = errorOf([&] { readVocabulary(folder / "bad.csv"); });
        QVERIFY(error && error->kind() == ErrorKind::Invalid);
        QCOMPARE(error->path(), folder / "bad.csv");
        QVERIFY2(QString::fromStdString(error->detail()).startsWith(QStringLiteral("line 3")), error->what());
        writeFile(folder / "latin.csv", header + "0,Endoplasm\xA9,,,,1,\n");
        EXPECT_ERROR(readVocabulary(folder / "latin.csv"), ErrorKind::Invalid);
        EXPECT_ERROR(readVocabulary(folder / "none.csv"), ErrorKind::NotFound);
    }

    void aClassIsWhatAnyOfItsSourcesIs() {
        const ClassMapping mapping = classMapping(fineToCoarse(), fine, coarse());
        QCOMPARE(mapping.sources.size(), std::size_t{3});
        QCOMPARE(mappedProbabilities({0.2F, 0.7F, 0.9F}, mapping), (std::vector<float>{0.7F, 0.7F, 0.0F}));
        QCOMPARE(mappedProbabilities({0.8F, 0.1F, 0.9F}, mapping), (std::vector<float>{0.8F, 0.1F, 0.0F}));
        QCOMPARE(mappedThresholds({0.4, 0.6, 0.1}, mapping), (std::vector<double>{0.4, 0.6, 1.0}));
    }

    void anotherMappingHasAnotherDigest() {
        const std::string digest = classMapping(fineToCoarse(), fine, coarse()).digest;
        QCOMPARE(classMapping(fineToCoarse(), fine, coarse()).digest, digest);
        VocabularyMapping other = fineToCoarse();
        other.rows.pop_back();
        QVERIFY(classMapping(other, fine, coarse()).digest != digest);
    }

    void aMappingThatMeansNothingIsRefusedWithItsLine_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("told");
        QTest::newRow("an unknown class") << "fine,coarse\nCore,Inside\nCrust,Inside\n" << "line 3: 'Crust' is no class of fine";
        QTest::newRow("an unknown class of the other") << "fine,coarse\nCore,Nowhere\n" << "line 2: 'Nowhere' is no class of coarse";
        QTest::newRow("three fields") << "fine,coarse\nCore,Inside,Outside\n" << "line 2: must be two fields";
        QTest::newRow("one vocabulary") << "fine,fine\nCore,Core\n" << "line 1: the header must name two";
        QTest::newRow("nothing") << "" << "line 1: the header must name two";
        QTest::newRow("no class before") << "fine,coarse\n,Inside\n" << "line 2: must be two fields";
    }
    void aMappingThatMeansNothingIsRefusedWithItsLine() {
        QFETCH(QString, text);
        QFETCH(QString, told);
        const auto error = errorOf([&] { classMapping(parseVocabularyMapping(text.toStdString(), "mapping.csv"), fine, coarse()); });
        QVERIFY(error && error->kind() == ErrorKind::Invalid);
        QVERIFY2(QString::fromStdString(error->detail()).startsWith(told), error->what());
    }

    void theMappingToTheSingleCellClassesFitsBoth() {
        const TemporaryFolder nothing;
        const auto known = knownMappings(nothing.path());
        QCOMPARE(known.size(), std::size_t{1});
        std::vector<std::string> names;
        const Vocabulary earlier = humanProteinAtlasVocabulary();
        for (const LabelClass& one : earlier.classes())
            names.push_back(one.name);
        const Vocabulary later = readVocabulary("hpa-19");
        const ClassMapping mapping = classMapping(known[0], names, later);
        std::set<std::size_t> used;
        for (std::size_t target = 0; target < later.size(); ++target) {
            for (const ClassIndex source : mapping.sources[target])
                QVERIFY(used.insert(toIndex(source)).second); // of one class at most
            if (const auto same = humanProteinAtlasVocabulary().find(later.at(toClass(target)).name))
                QVERIFY(std::count(mapping.sources[target].begin(), mapping.sources[target].end(), *same) == 1);
        }
        QCOMPARE(used.size(), std::size_t{26}); // all but cytokinetic bridge and rods & rings
        QVERIFY(mapping.sources[18].empty());   // nobody says negative
        QCOMPARE(mapping.sources[17], (std::vector<ClassIndex>{toClass(8), toClass(9), toClass(10), toClass(20), toClass(26)}));
    }

    void mappingsOfTheUserComeFirstAndVocabulariesBesideThemArePassedOver() {
        const TemporaryFolder data;
        makeDirectory(data / "vocabularies");
        writeFile(data / "vocabularies" / "a.csv", "hpa-28,hpa-19\nNucleoplasm,Nucleoli\n");
        writeFile(data / "vocabularies" / "mine.csv", header + "0,One,,,,1,\n");
        const auto known = knownMappings(data.path());
        QCOMPARE(known.size(), std::size_t{2});
        QCOMPARE(known[0].rows.size(), std::size_t{1});
        QCOMPARE(known[0].file, data / "vocabularies" / "a.csv");
        writeFile(data / "vocabularies" / "b.csv", "x,x\n");
        EXPECT_ERROR(knownMappings(data.path()), ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestVocabularies)
#include "test_vocabularies.moc"
