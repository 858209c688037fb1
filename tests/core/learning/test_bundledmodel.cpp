#include "core/learning/torchlearning.h"
#include "core/model/bundledmodel.h"
#include "core/similarity/neighbours.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/modelscore.h"
#include "tests/core/learning/scripts.h"

#include <QTest>

#include <algorithm>
#include <optional>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr std::uintmax_t mostBytes = 12'000'000;
constexpr double leastMacroF1 = 0.80;
constexpr std::size_t leastPositives = 20;
constexpr std::size_t leastClassesLocalised = 20;

} // namespace

/// The model that comes with the program is the one its card describes, and as good as the card says.
class TestBundledModel final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_card = bundledModelCard("/nowhere/bin/locascope");
        QVERIFY2(!m_card.empty(), "there is no model in resources/models");
        m_learning = makeTorchLearning();
        m_engine = m_learning->load(weightsFileOf(m_card), readModelCard(m_card), {.device = "cpu"});
    }

    void theCardIsOfTheseWeights() {
        const ModelCard card = readModelCard(m_card);
        QCOMPARE(sha256OfFile(weightsFileOf(m_card)), card.modelDigest);
        QVERIFY(std::filesystem::file_size(weightsFileOf(m_card)) <= mostBytes);
        requireVocabulary(card, humanProteinAtlasVocabulary(), m_card);
        QCOMPARE(card.trainedOn, TrainedOn::Simulated);
        for (const char* known : {"seed", "wall_seconds", "epochs_done", "labels_digest", "precision", "threads", "torch"})
            QVERIFY2(card.provenance.contains(known), known);
        for (const char* stated : {"unseen_macro_f1", "real60_macro_f1_15_classes", "real60_macro_f1_28_classes"})
            QVERIFY2(card.scores.contains(stated), stated);
    }

    void onAnUnseenPlateItIsAsGoodAsTheCardSays() {
        ModelCard untrained = readModelCard(m_card);
        const WrittenModel random(classifierScript(4, 28, 99), 28, untrained.input.width);
        untrained.modelDigest = random.card.modelDigest;
        const auto blind = m_learning->load(random.file, untrained, {.device = "cpu"});
        const ModelScore score = scoreModel(*m_engine, *blind, unseenPlate());
        for (const ClassFigures& one : score.visible.perClass)
            QVERIFY(one.support >= leastPositives);
        qInfo("macro-F1 %.4f; %zu classes localised, %zu among fields of two patterns", score.visible.macroF1, score.classesLocalised(),
              score.classesLocalisedAmongTwo());
        QVERIFY(score.visible.macroF1 >= leastMacroF1);
        const double stated = readModelCard(m_card).scores.at("unseen_macro_f1");
        QVERIFY2(std::abs(score.visible.macroF1 - stated) < 0.01, qPrintable(QString::number(stated)));
        QVERIFY(score.classesLocalised() >= leastClassesLocalised);
        QVERIFY(score.classesLocalisedAmongTwo() >= leastClassesLocalised);
    }

    // Fields of one antibody share more than patterns, so neighbours are looked for among those of others.
    void theFieldMostLikeAnotherShowsItsPatternsFarMoreOftenThanChance() {
        SimulationOptions plate = unseenPlate();
        plate.samples = 140;
        FeatureTable table;
        std::vector<SimulatedField> fields;
        for (std::size_t index = 0; index < plate.samples; ++index) {
            SimulatedField field = simulateField(plate, index);
            const InputTensor input = preprocess(field.stack, m_engine->card().input);
            m_engine->predict({&input, 1});
            QVERIFY(table.put(static_cast<int>(index), featureKey(field.id), m_engine->takeFeatures().at(0)));
            field.stack = {};
            fields.push_back(std::move(field));
        }
        double shared = 0, byChance = 0, asked = 0;
        for (std::size_t index = 0; index < fields.size(); ++index) {
            double like = 0, others = 0;
            std::optional<bool> nearest;
            for (const Neighbour& one : neighboursOf(table, static_cast<int>(index), table.count())) {
                const SimulatedField& other = fields[static_cast<std::size_t>(one.sample)];
                if (other.antibody == fields[index].antibody)
                    continue;
                const auto classes = fields[index].truth.classes();
                const bool isLike = std::any_of(classes.begin(), classes.end(), [&](ClassIndex label) { return other.truth.contains(label); });
                nearest = nearest.value_or(isLike);
                like += isLike ? 1 : 0;
                ++others;
            }
            shared += nearest.value_or(false) ? 1 : 0;
            byChance += like / others;
            ++asked;
        }
        qInfo("the nearest field shows a pattern of it in %.2f of %g fields, by chance %.2f", shared / asked, asked, byChance / asked);
        QVERIFY(shared > 3 * byChance);
    }

    void localisationIsOneInsideZeroByChanceAndNegativeOutside() {
        const std::vector<bool> left{true, false, false, false};
        QCOMPARE(localisation({1, 0, 0, 0}, left), 1.0);
        QCOMPARE(localisation({1, 1, 1, 1}, left), 0.0);
        QVERIFY(localisation({0, 1, 0, 0}, left) < 0);
        QCOMPARE(localisation({0, 0, 0, 0}, left), 0.0);
        Plane mask(8, 8, 8);
        std::memset(mask.data(), 0, mask.byteCount());
        mask.row<std::uint8_t>(0)[0] = 255;
        const std::vector<bool> cells = dilatedCells(mask, 4, 4);
        QCOMPARE(std::count(cells.begin(), cells.end(), true), 4);
    }

private:
    std::filesystem::path m_card;
    std::unique_ptr<Learning> m_learning;
    std::unique_ptr<Engine> m_engine;
};

QTEST_GUILESS_MAIN(TestBundledModel)
#include "test_bundledmodel.moc"
