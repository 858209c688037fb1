#include "core/simulation/experiment.h"

#include <QTest>

#include <array>
#include <map>
#include <set>

using namespace locascope;

namespace {

SimulationOptions options(ClassBalance balance, std::size_t samples, double hardness = 1) {
    return {.samples = samples,
            .size = 64,
            .seed = 5,
            .balance = balance,
            .layout = PlateLayout::Challenge,
            .hardness = hardness};
}

std::set<Pattern> patternsOf(const FieldPlan& plan) {
    std::set<Pattern> patterns;
    for (const Location& location : plan.locations)
        patterns.insert(location.pattern);
    return patterns;
}

std::array<int, patternCount> countsOf(const SimulationOptions& wanted) {
    std::array<int, patternCount> counts{};
    for (std::size_t i = 0; i < wanted.samples; ++i)
        for (const Pattern pattern : patternsOf(planField(wanted, i)))
            ++counts[static_cast<std::size_t>(pattern)];
    return counts;
}

} // namespace

/// How a plate's fields hang together: antibodies, class frequencies, what makes plates hard.
class TestExperiment final : public QObject {
    Q_OBJECT
private slots:
    void siblingsShareTheirAntibodyItsLabelsAndItsCulture() {
        const SimulationOptions wanted = options(ClassBalance::Challenge, 1200);
        std::map<std::size_t, std::vector<FieldPlan>> families;
        for (std::size_t i = 0; i < wanted.samples; ++i) {
            FieldPlan plan = planField(wanted, i);
            families[plan.antibodyNumber].push_back(std::move(plan));
        }
        QCOMPARE(families.size(), antibodyCount(wanted));
        std::set<std::string> names;
        for (const auto& [number, family] : families) {
            QVERIFY(family.size() >= 2 && family.size() <= 6);
            names.insert(antibodyName(wanted.seed, number));
            for (std::size_t k = 0; k < family.size(); ++k) {
                QCOMPARE(family[k].site, static_cast<int>(k) + 1);
                QCOMPARE(family[k].cellLine, family.front().cellLine);
                QVERIFY(patternsOf(family[k]) == patternsOf(family.front()));
            }
        }
        QCOMPARE(names.size(), families.size());
    }
    void classesAreAsFrequentAsInTheChallenge() {
        const SimulationOptions wanted = options(ClassBalance::Challenge, 31072);
        const auto counts = countsOf(wanted);
        int labels = 0;
        int reference = 0;
        const Vocabulary vocabulary = humanProteinAtlasVocabulary();
        for (const LabelClass& known : vocabulary.classes()) {
            labels += counts[toIndex(known.index)];
            reference += known.trainingImages;
        }
        for (const LabelClass& known : vocabulary.classes()) {
            const double expected = known.trainingImages * static_cast<double>(labels) / reference;
            const double seen = counts[toIndex(known.index)];
            // Antibodies come with four fields: four standard deviations of antibodies drawn, and at least a
            // fifth.
            const double allowed = std::max(0.2 * expected, 4 * std::sqrt(std::max(expected, 4.0) * 4.4));
            QVERIFY2(std::abs(seen - expected) <= allowed,
                     qPrintable(QStringLiteral("%1: %2 for %3")
                                    .arg(QString::fromStdString(known.name))
                                    .arg(seen)
                                    .arg(expected)));
        }
        QVERIFY(std::abs(labels / 31072.0 - reference / 31072.0) < 0.1);
    }
    void aBalancedPlateOf672FieldsHasTwentyOfEveryClass() {
        for (const std::uint64_t seed : {1ULL, 2ULL, 3ULL}) {
            SimulationOptions wanted = options(ClassBalance::Balanced, 672);
            wanted.seed = seed;
            const auto counts = countsOf(wanted);
            for (std::size_t i = 0; i < patternCount; ++i)
                QVERIFY2(counts[i] >= 20 && counts[i] <= 75,
                         qPrintable(QStringLiteral("class %1: %2").arg(i).arg(counts[i])));
        }
    }
    void whatIsHardOccursAtTheUsualHardnessAndNeverInCleanPlates() {
        struct Count {
            int negative = 0, inherited = 0, weak = 0, minority = 0, empty = 0, debris = 0, unspecific = 0,
                bleed = 0, defocus = 0;
        };
        const auto count = [](double hardness) {
            Count seen;
            const SimulationOptions wanted = options(ClassBalance::Balanced, 6000, hardness);
            for (std::size_t i = 0; i < wanted.samples; ++i) {
                const FieldPlan plan = planField(wanted, i);
                seen.negative += plan.locations.empty();
                for (const Location& location : plan.locations) {
                    seen.inherited += !location.drawn;
                    seen.weak += location.strength < 0.31F;
                    seen.minority += location.cellShare < 1;
                }
                seen.empty += plan.density <= 0;
                seen.debris += plan.debris > 0;
                seen.unspecific += plan.unspecific > 0.06F;
                seen.bleed += plan.bleed > 0.03F;
                seen.defocus += plan.defocus > 0;
            }
            return seen;
        };
        const Count usual = count(1);
        QVERIFY(usual.negative > 20 && usual.inherited > 50 && usual.weak > 200 && usual.minority > 100 &&
                usual.empty > 5);
        QVERIFY(usual.debris > 500 && usual.unspecific > 300 && usual.bleed > 200 && usual.defocus > 200);
        QVERIFY(usual.negative + usual.inherited + usual.empty < 6000 / 20);
        const Count clean = count(0);
        QCOMPARE(clean.negative + clean.inherited + clean.weak + clean.minority + clean.empty + clean.debris +
                     clean.unspecific + clean.bleed + clean.defocus,
                 0);
        QVERIFY(count(2).weak > usual.weak * 3 / 2);
    }
    void weakSecondLocationsHaveTenToThirtyPercentOfTheLight() {
        const SimulationOptions wanted = options(ClassBalance::Challenge, 3000);
        for (std::size_t i = 0; i < wanted.samples; ++i)
            for (const Location& location : planField(wanted, i).locations)
                QVERIFY((location.strength >= 0.1F && location.strength <= 0.3F) ||
                        (location.strength >= 0.6F && location.strength <= 1.0F));
    }
};

QTEST_GUILESS_MAIN(TestExperiment)
#include "test_experiment.moc"
