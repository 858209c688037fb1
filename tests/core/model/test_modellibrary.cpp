#include "core/model/modellibrary.h"

#include "core/files/writefile.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

ModelCard named(const std::string& name) {
    ModelCard card;
    card.name = name;
    card.modelDigest = std::string(64, 'a');
    card.vocabularyId = "test";
    card.classes = {"one", "two"};
    card.thresholds = {0.5, 0.5};
    return card;
}

/// A data directory with models in it, and no bundled one beside the program.
struct Library {
    Library() { makeDirectory(modelsDirectory(folder.path())); }
    std::filesystem::path file(const std::string& name) const { return modelsDirectory(folder.path()) / name; }
    void add(const std::string& name, const ModelCard& card) const {
        writeFile(file(name + ".pt"), "weights");
        writeFile(file(name + ".yaml"), formatModelCard(card));
    }
    /// But for the one that the source tree brings.
    std::vector<ListedModel> own() const {
        std::vector<ListedModel> models = listModels(folder.path(), folder / "bin" / "locascope");
        std::erase_if(models, [](const ListedModel& one) { return one.isBundled; });
        return models;
    }
    TemporaryFolder folder;
};

} // namespace

/// The models of a user on disk.
class TestModelLibrary final : public QObject {
    Q_OBJECT
private slots:
    void eachModelIsListedWithItsCardAndSize() {
        const Library library;
        library.add("b", named("Second"));
        library.add("a", named("First"));
        const auto models = library.own();
        QCOMPARE(models.size(), std::size_t{2});
        QCOMPARE(models[0].card->name, std::string("First"));
        QVERIFY(models[0].weightsFile == library.file("a.pt") && models[0].cardFile == library.file("a.yaml") && !models[0].problem);
        QCOMPARE(models[0].bytes, std::uintmax_t{7});
    }

    void theBundledOneComesFirstAndStays() {
        const Library library;
        library.add("a", named("First"));
        const auto models = listModels(library.folder.path(), library.folder / "bin" / "locascope");
        QVERIFY(models.size() == 2 && models[0].isBundled && !models[1].isBundled);
        const auto refused = errorOf([&] { removeModel(library.folder.path(), models[0]); });
        QVERIFY(refused && refused->kind() == ErrorKind::Unsupported && refused->detail() == "came with the program and stays");
        QVERIFY(std::filesystem::exists(models[0].cardFile));
    }

    void aBrokenCardIsARowAndCostsNothingElse() {
        const Library library;
        library.add("a", named("First"));
        writeFile(library.file("broken.yaml"), "name: [\n");
        writeFile(library.file("torn.yaml"), formatModelCard(named("Torn")));
        const auto models = library.own();
        QCOMPARE(models.size(), std::size_t{3});
        QVERIFY(models[0].card && !models[0].problem);
        QVERIFY(!models[1].card && models[1].problem && models[1].problem->kind() == ErrorKind::Invalid);
        QVERIFY2(models[2].card && models[2].problem && models[2].problem->kind() == ErrorKind::NotFound, "weights that are not there");
        QVERIFY(models[2].problem->path() == library.file("torn.pt"));
    }

    void removingTakesCardAndWeightsAndNothingElse() {
        const Library library;
        library.add("a", named("First"));
        library.add("b", named("Second"));
        removeModel(library.folder.path(), library.own()[0]);
        QVERIFY(!std::filesystem::exists(library.file("a.pt")) && !std::filesystem::exists(library.file("a.yaml")));
        QCOMPARE(library.own().size(), std::size_t{1});
        QVERIFY(std::filesystem::exists(library.file("b.pt")));
    }

    void whatLiesElsewhereIsNotRemoved() {
        const Library library, other;
        other.add("a", named("First"));
        EXPECT_ERROR(removeModel(library.folder.path(), other.own()[0]), ErrorKind::Unsupported);
        QVERIFY(std::filesystem::exists(other.file("a.pt")));
    }

    void aMemberStaysAsLongAsItsEnsemble() {
        const Library library;
        library.add("a", named("First"));
        library.add("b", named("Second"));
        writeFile(library.file("both.yaml"), "name: Both\nensemble:\n  - {model: a.yaml}\n  - {model: b.yaml}\n");
        auto models = library.own();
        QCOMPARE(models.size(), std::size_t{3});
        QCOMPARE(models[0].ensembles, std::vector<std::string>{"Both"});
        QVERIFY2(models[2].weightsFile.empty() && models[2].bytes == 14, "those of its members");
        EXPECT_ERROR(removeModel(library.folder.path(), models[0]), ErrorKind::Unsupported);
        removeModel(library.folder.path(), models[2]);
        models = library.own();
        QVERIFY(models.size() == 2 && models[0].ensembles.empty());
        removeModel(library.folder.path(), models[0]);
    }

    void itSaysHowAModelWasChecked_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("check");
        const auto row = [](const char* name, const char* key, const char* value, ModelCheck check) {
            QTest::newRow(name) << QString::fromUtf8(key) << QString::fromUtf8(value) << static_cast<int>(check);
        };
        row("nothing", "seed", "1", ModelCheck::Nothing);
        row("tensors", "test_tensors", "verified: its test tensors are reproduced", ModelCheck::Verified);
        row("other tensors", "test_tensors", "not verified: its test tensors are not there", ModelCheck::NotVerified);
        row("crossed", "cross_check", "largest difference from OpenCV's reading on noise: 3e-07", ModelCheck::Verified);
        row("not crossed", "cross_check", "not cross-checked: OpenCV cannot read it", ModelCheck::NotCrossChecked);
    }
    void itSaysHowAModelWasChecked() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(int, check);
        ModelCard card = named("a");
        card.provenance[key.toStdString()] = value.toStdString();
        const CheckedModel checked = checkOf(card);
        QCOMPARE(static_cast<int>(checked.check), check);
        QCOMPARE(QString::fromStdString(checked.how), checked.check == ModelCheck::Nothing ? QString() : value);
    }

    void ofSeveralFiguresThatOfUnseenImagesCounts() {
        ModelCard card = named("a");
        QVERIFY(!macroF1Of(card));
        card.scores = {{"validation_macro_f1", 0.9}, {"accuracy", 1}};
        QCOMPARE(*macroF1Of(card), 0.9);
        card.scores["unseen_macro_f1"] = 0.8;
        QCOMPARE(*macroF1Of(card), 0.8);
    }
};

QTEST_GUILESS_MAIN(TestModelLibrary)
#include "test_modellibrary.moc"
