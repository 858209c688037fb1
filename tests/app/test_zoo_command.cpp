// Models that do not speak the review's language, and several models as one.

#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/model/modelcard.h"
#include "core/plate/classmapping.h"
#include "core/plate/scanplate.h"
#include "core/plate/vocabularies.h"
#include "core/review/labelcsv.h"
#include "core/store/reviewvocabulary.h"
#include "tests/support/trainedplate.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace locascope;
using namespace locascope::testing;

namespace {

const std::string header = "index,name,go,go_term,group,key,training_images\n";

LabelTable tableOf(const std::filesystem::path& file, const Vocabulary& vocabulary) {
    const Bytes bytes = readFile(file);
    return parseLabelTable({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, vocabulary, {.path = file, .knownIds = {}});
}

} // namespace

class TestZooCommand final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_world = std::make_unique<TrainedPlate>();
        const ProgramRun run = predict("p.csv", m_world->model(), "28.sqlite");
        QVERIFY2(run.status == 0, run.err);
        m_table = tableOf(*m_world / "p.csv", humanProteinAtlasVocabulary());
    }

    void aModelOfTheChallengeAnswersInTheClassesOfTheNext() {
        const ProgramRun run = predict("p19.csv", m_world->model(), "19.sqlite", {QStringLiteral("--vocabulary"), QStringLiteral("hpa-19")});
        QVERIFY2(run.status == 0, run.err);
        const Vocabulary later = readVocabulary("hpa-19");
        const LabelTable table = tableOf(*m_world / "p19.csv", later);
        QCOMPARE(table.rows.size(), m_table.rows.size());
        const ModelCard card = readModelCard(m_world->model());
        const ClassMapping mapping = classMapping(knownMappings({}).front(), card.classes, later);
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto expected = mappedProbabilities(m_table.rows[row].probabilities, mapping);
            for (std::size_t index = 0; index < later.size(); ++index)
                QVERIFY(std::abs(table.rows[row].probabilities[index] - expected[index]) < 1e-5F);
        }
    }

    void theReviewKeepsItsVocabularyAndAnotherIsRefusedByName() {
        QVERIFY(predict("again.csv", m_world->model(), "kept.sqlite", {QStringLiteral("--vocabulary"), QStringLiteral("hpa-19")}).status == 0);
        const ProgramRun unsaid = predict("again.csv", m_world->model(), "kept.sqlite");
        QVERIFY2(unsaid.status == 0, unsaid.err);
        QCOMPARE(tableOf(*m_world / "again.csv", readVocabulary("hpa-19")).rows.size(), m_table.rows.size());
        const ProgramRun other = predict("other.csv", m_world->model(), "kept.sqlite", {QStringLiteral("--vocabulary"), QStringLiteral("hpa-28")});
        QCOMPARE(other.status, 1);
        QVERIFY2(other.saysOneLine() && other.err.contains("hpa-19") && other.err.contains("hpa-28") && other.err.contains("--review"), other.err);
        QVERIFY(!std::filesystem::exists(*m_world / "other.csv"));
    }

    void labelsOfAnotherVocabularyComeInAndGoOutAgain() {
        const std::vector<std::string> ids = csvIds(scanPlate(m_world->plate()));
        writeFile(*m_world / "labels.csv", "Id,Target\n" + ids[0] + ",17 18\n" + ids[1] + ",\n");
        const ProgramRun in = m_world->run({QStringLiteral("import"), pathText(m_world->plate()), pathText(*m_world / "labels.csv"), QStringLiteral("--review"), pathText(*m_world / "l.sqlite"),
                                            QStringLiteral("--vocabulary"), QStringLiteral("hpa-19")});
        QVERIFY2(in.status == 0, in.err);
        const ProgramRun out = m_world->run({QStringLiteral("export"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(*m_world / "long.csv"), QStringLiteral("--format"),
                                             QStringLiteral("long"), QStringLiteral("--review"), pathText(*m_world / "l.sqlite")});
        QVERIFY2(out.status == 0, out.err);
        const Bytes bytes = readFile(*m_world / "long.csv");
        const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        QVERIFY2(text.find("Vesicles and punctate cytosolic patterns,GO:0031982") != std::string::npos, text.c_str());
        QVERIFY(tableOf(*m_world / "long.csv", readVocabulary("hpa-19")).rows.front().decision->present == LabelSet({toClass(17), toClass(18)}));
        const ProgramRun other = m_world->run({QStringLiteral("import"), pathText(m_world->plate()), pathText(*m_world / "labels.csv"), QStringLiteral("--review"), pathText(*m_world / "l.sqlite"),
                                               QStringLiteral("--vocabulary"), QStringLiteral("hpa-28")});
        QCOMPARE(other.status, 1);
        QVERIFY2(other.saysOneLine() && other.err.contains("hpa-19"), other.err);
    }

    void labelsThatAreThereAlreadyAreNotReadAsOthers() {
        const std::vector<std::string> ids = csvIds(scanPlate(m_world->plate()));
        writeFile(*m_world / "old.csv", "Id,Target\n" + ids[0] + ",27\n");
        const QStringList import{QStringLiteral("import"), pathText(m_world->plate()), pathText(*m_world / "old.csv"), QStringLiteral("--review"), pathText(*m_world / "old.sqlite")};
        QCOMPARE(m_world->run(import).status, 0);
        const ProgramRun run = predict("x.csv", m_world->model(), "old.sqlite", {QStringLiteral("--vocabulary"), QStringLiteral("hpa-19")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("hpa-28") && run.err.contains("hpa-19"), run.err);
    }

    void aVocabularyNobodyMapsIsRefusedUntilAMappingIsThere() {
        writeFile(*m_world / "mine.csv", header + "0,In the nucleus,,,,1,\n1,Elsewhere,,,,2,\n");
        const QStringList mine{QStringLiteral("--vocabulary"), pathText(*m_world / "mine.csv")};
        const ProgramRun refused = predict("mine-out.csv", m_world->model(), "mine.sqlite", mine);
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.saysOneLine() && refused.err.contains("hpa-28") && refused.err.contains("of mine") && refused.err.contains("hpa-28,mine"), refused.err);
        makeDirectory(m_world->data() / "vocabularies");
        writeFile(m_world->data() / "vocabularies" / "to-mine.csv", "hpa-28,mine\nNucleoplasm,In the nucleus\nNucleoli,In the nucleus\nCytosol,Elsewhere\n");
        const ProgramRun run = predict("mine-out.csv", m_world->model(), "mine.sqlite", mine);
        QVERIFY2(run.status == 0, run.err);
        const LabelTable table = tableOf(*m_world / "mine-out.csv", readVocabulary(*m_world / "mine.csv"));
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto& own = m_table.rows[row].probabilities;
            QVERIFY(std::abs(table.rows[row].probabilities[0] - std::max(own[0], own[2])) < 1e-5F);
            QVERIFY(std::abs(table.rows[row].probabilities[1] - own[25]) < 1e-5F);
        }
        const ProgramRun audited = m_world->run({QStringLiteral("audit"), QStringLiteral("--truth"), pathText(*m_world / "mine-out.csv"), QStringLiteral("--predictions"),
                                                 pathText(*m_world / "mine-out.csv"), QStringLiteral("--vocabulary"), pathText(*m_world / "none.csv")});
        QCOMPARE(audited.status, 1);
        QVERIFY2(audited.saysOneLine() && audited.err.contains("none.csv"), audited.err);
    }

    void anAuditSpeaksTheReviewsClasses() {
        const std::vector<std::string> ids = csvIds(scanPlate(m_world->plate()));
        writeFile(*m_world / "t19.csv", "Id,Target\n" + ids[0] + ",0\n" + ids[1] + ",16\n");
        QVERIFY(m_world->run({QStringLiteral("import"), pathText(m_world->plate()), pathText(*m_world / "t19.csv"), QStringLiteral("--review"), pathText(*m_world / "a.sqlite"),
                              QStringLiteral("--vocabulary"), QStringLiteral("hpa-19")}).status == 0);
        QVERIFY(predict("a.csv", m_world->model(), "a.sqlite").status == 0);
        const ProgramRun run = m_world->run({QStringLiteral("audit"), pathText(m_world->plate()), QStringLiteral("--review"), pathText(*m_world / "a.sqlite"), QStringLiteral("--model"),
                                             pathText(m_world->model())});
        QVERIFY2(run.status == 0 && run.out.contains("2 samples, 19 classes") && run.out.contains("Vesicles and punctate"), run.err + run.out);
    }

    void twoModelsAreOneByTheirWeights() {
        const auto other = written("other", [](ModelCard& card) { card.input.mean = {0.3, 0.3, 0.3, 0.3}; });
        QVERIFY(predict("other-p.csv", other, "e.sqlite").status == 0);
        const LabelTable second = tableOf(*m_world / "other-p.csv", humanProteinAtlasVocabulary());
        writeFile(*m_world / "both.yaml", "name: both\nensemble:\n  - {model: m.yaml, weight: 1}\n  - {model: other.yaml, weight: 3}\n");
        const ProgramRun run = predict("both.csv", *m_world / "both.yaml", "e.sqlite", {QStringLiteral("--saliency"), pathText(*m_world / "maps"), QStringLiteral("--plan"), QStringLiteral("plain")});
        QVERIFY2(run.status == 0, run.err);
        const LabelTable table = tableOf(*m_world / "both.csv", humanProteinAtlasVocabulary());
        QCOMPARE(table.rows.size(), m_table.rows.size());
        double moved = 0;
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            for (std::size_t index = 0; index < 28; ++index) {
                const float expected = 0.25F * m_table.rows[row].probabilities[index] + 0.75F * second.rows[row].probabilities[index];
                QVERIFY(std::abs(table.rows[row].probabilities[index] - expected) < 1e-4F);
                moved = std::max(moved, std::abs(static_cast<double>(second.rows[row].probabilities[index]) - static_cast<double>(m_table.rows[row].probabilities[index])));
            }
        QVERIFY(moved > 1e-3);
        const Plate plate = scanPlate(m_world->plate());
        const auto store = ReviewStore::open(*m_world / "e.sqlite", {plate.root, {}}, StoreMode::ReadOnly);
        QCOMPARE(store->predictions(predictionDigest(readModelCard(*m_world / "both.yaml"))).size(), table.rows.size());
        const ProgramRun info = m_world->run({QStringLiteral("model"), QStringLiteral("info"), pathText(*m_world / "both.yaml")});
        QVERIFY2(info.status == 0 && info.out.contains("m.yaml, weight 1") && info.out.contains("other.yaml, weight 3"), info.out + info.err);
        const ProgramRun verify = m_world->run({QStringLiteral("model"), QStringLiteral("verify"), pathText(*m_world / "both.yaml")});
        QVERIFY2(verify.status == 0 && verify.out.count("passed its trial") == 2, verify.out + verify.err);
    }

    void anEnsembleThatIsNotWholeIsOneLine() {
        const auto swapped = written("swapped", [](ModelCard& card) { std::swap(card.classes[0], card.classes[1]); });
        const auto foreign = written("foreign", [](ModelCard& card) { card.modelDigest = std::string(64, '0'); });
        for (const auto& [model, told] : {std::pair{swapped, "different classes"}, {foreign, "not the file its card describes"}, {*m_world / "gone.pt", "no model card"}}) {
            writeFile(*m_world / "bad.yaml", "name: bad\nensemble:\n  - {model: m.yaml}\n  - {model: " + model.filename().string() + "}\n");
            const ProgramRun run = predict("bad.csv", *m_world / "bad.yaml", "bad.sqlite");
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine() && run.err.contains(told), run.err);
        }
        writeFile(*m_world / "train.yaml", "name: t\nensemble:\n  - {model: m.yaml}\n  - {model: other.yaml}\n");
        const ProgramRun train = m_world->train(*m_world / "t.pt", {QStringLiteral("--from"), pathText(*m_world / "train.yaml")});
        QCOMPARE(train.status, 1);
        QVERIFY2(train.err.contains("is an ensemble"), train.err);
    }

    // Thresholds are chosen by what training sees.
    void trainingTakesTheUprightCentreAlone() {
        const auto viewed = written("viewed", [](ModelCard& card) {
            card.input.views = {.width = 80, .height = 80, .crops = Crops::Five, .orientations = Orientations::Eight, .combine = CombineViews::Maximum};
            card.temperature = 3;
        });
        const ProgramRun run = m_world->train(*m_world / "on.pt", {QStringLiteral("--from"), pathText(viewed)});
        QVERIFY2(run.status == 0 && run.err.contains("not taken over"), run.err);
        const ModelCard card = readModelCard(*m_world / "on.pt");
        QVERIFY((card.input.views == ViewRecipe{.width = 80, .height = 80}));
        QCOMPARE(card.temperature, 1.0);
        QVERIFY2(predict("on.csv", *m_world / "on.pt", "on.sqlite").status == 0, run.err);
    }

    void trainingLearnsTheClassesOfAnotherVocabulary() {
        const std::vector<std::string> ids = csvIds(scanPlate(m_world->plate()));
        std::string labels = "Id,Target\n";
        for (std::size_t sample = 0; sample < ids.size(); ++sample)
            labels += ids[sample] + "," + std::to_string(sample % 2) + "\n";
        writeFile(*m_world / "own.csv", header + "0,Even,,,,1,\n1,Odd,,,,2,\n");
        writeFile(*m_world / "own-labels.csv", labels);
        const ProgramRun run = m_world->run({QStringLiteral("train"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(*m_world / "own.pt"), QStringLiteral("--labels"),
                                             pathText(*m_world / "own-labels.csv"), QStringLiteral("--vocabulary"), pathText(*m_world / "own.csv"), QStringLiteral("--size"), QStringLiteral("64"),
                                             QStringLiteral("--epochs"), QStringLiteral("1"), QStringLiteral("--batch"), QStringLiteral("4"), QStringLiteral("--threads"), QStringLiteral("1")});
        QVERIFY2(run.status == 0, run.err);
        const ModelCard card = readModelCard(*m_world / "own.pt");
        QCOMPARE(card.vocabularyId, std::string("own"));
        QCOMPARE(card.classes, (std::vector<std::string>{"Even", "Odd"}));
        QVERIFY(predict("own-p.csv", *m_world / "own.pt", "own.sqlite", {QStringLiteral("--vocabulary"), pathText(*m_world / "own.csv")}).status == 0);
    }

private:
    ProgramRun predict(const char* out, const std::filesystem::path& model, const char* review, const QStringList& more = {}) const {
        return m_world->run(QStringList{QStringLiteral("predict"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(*m_world / out), QStringLiteral("--model"), pathText(model),
                                        QStringLiteral("--review"), pathText(*m_world / review)}
                            + more);
    }
    std::filesystem::path written(const char* name, const std::function<void(ModelCard&)>& change) const {
        ModelCard card = readModelCard(m_world->model());
        change(card);
        const std::filesystem::path file = *m_world / (std::string(name) + ".pt");
        std::filesystem::copy_file(m_world->model(), file, std::filesystem::copy_options::overwrite_existing);
        writeFile(cardFileOf(file), formatModelCard(card));
        return file;
    }

    std::unique_ptr<TrainedPlate> m_world;
    LabelTable m_table;
};

QTEST_GUILESS_MAIN(TestZooCommand)
#include "test_zoo_command.moc"
