#include "core/review/agreement.h"
#include "tests/support/randomdecision.h"
#include "tests/support/runpython.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <fstream>
#include <numeric>

using namespace locascope;

namespace {

constexpr Rating none = noRating;

bool isNear(double left, double right, double by = 1e-12) { return std::abs(left - right) <= by; }

/// Of raters' rows: one rating per unit each.
AgreementFigures figuresOf(const std::vector<std::vector<Rating>>& raters, std::size_t categories) {
    AgreementCounter counter(raters.size(), categories);
    std::vector<Rating> unit(raters.size());
    for (std::size_t i = 0; i < raters.front().size(); ++i) {
        std::transform(raters.begin(), raters.end(), unit.begin(), [i](const auto& rater) { return rater[i]; });
        counter.add(unit);
    }
    return counter.figures();
}

/// Of a table of two raters: how often the first said the row's category and the second the column's.
AgreementFigures figuresOfTable(const std::vector<std::vector<int>>& table) {
    AgreementCounter counter(2, table.size());
    for (std::size_t left = 0; left < table.size(); ++left)
        for (std::size_t right = 0; right < table.size(); ++right)
            for (int i = 0; i < table[left][right]; ++i)
                counter.add(std::array{static_cast<Rating>(left), static_cast<Rating>(right)});
    return counter.figures();
}

Decision labelled(std::initializer_list<int> present, std::initializer_list<int> notJudged = {}) {
    Decision decision;
    for (const int index : present)
        decision.present.insert(toClass(static_cast<std::size_t>(index)));
    for (const int index : notJudged)
        decision.notJudged.insert(toClass(static_cast<std::size_t>(index)));
    return decision;
}

Decision ofOutcome(Outcome outcome) {
    Decision decision;
    decision.outcome = outcome;
    return decision;
}

std::vector<Rating> randomRatings(std::mt19937& random, std::size_t units, unsigned categories, unsigned missingOneIn) {
    std::vector<Rating> ratings(units);
    for (Rating& rating : ratings)
        rating = missingOneIn && random() % missingOneIn == 0 ? none : static_cast<Rating>(std::min(random() % categories, random() % categories));
    return ratings;
}

} // namespace

class TestAgreement final : public QObject {
    Q_OBJECT
private slots:
    // Cohen 1960, table 1, as counts of 200: agreement .70, by chance .41, kappa .492.
    void cohensExampleHasItsKappa() {
        const AgreementFigures figures = figuresOfTable({{88, 14, 18}, {10, 40, 10}, {2, 6, 12}});
        QCOMPARE(figures.pairs.size(), std::size_t{1});
        QCOMPARE(figures.pairs[0].units, std::size_t{200});
        QVERIFY(isNear(figures.pairs[0].raw, 0.70));
        QVERIFY(isNear(figures.pairs[0].kappa, (0.70 - 0.41) / (1 - 0.41)));
        QCOMPARE(std::round(figures.pairs[0].kappa * 1000), 492.0);
    }

    // Wikipedia, "Fleiss' kappa", worked example: 10 subjects, 14 raters, 5 categories; P̄ 0.378, Pe 0.213, kappa 0.210.
    void fleissExampleHasItsKappa() {
        const int counts[10][5] = {{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
                                   {7, 7, 0, 0, 0},  {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}};
        AgreementCounter counter(14, 5);
        for (const auto& row : counts) {
            std::vector<Rating> unit;
            for (Rating category = 0; category < 5; ++category)
                unit.insert(unit.end(), static_cast<std::size_t>(row[category]), category);
            counter.add(unit);
        }
        const AgreementFigures figures = counter.figures();
        QCOMPARE(figures.units, std::size_t{10});
        QCOMPARE(figures.ratings, std::size_t{140});
        QCOMPARE(figures.unanimous, std::size_t{1});
        QVERIFY(isNear(figures.shares[0], 20.0 / 140));
        QCOMPARE(std::round(figures.raw * 1000), 378.0);
        QCOMPARE(std::round(figures.fleissKappa * 1000), 210.0);
        QCOMPARE(figures.pairs.size(), std::size_t{91});
    }

    // Krippendorff 2011, examples A, B and C: 0.095, 0.692, 0.743.
    void krippendorffsExamplesHaveTheirAlpha() {
        const AgreementFigures binary = figuresOf({{0, 1, 0, 0, 0, 0, 0, 0, 1, 0}, {1, 1, 1, 0, 0, 1, 0, 0, 0, 0}}, 2);
        QCOMPARE(std::round(binary.krippendorffAlpha * 1000), 95.0);
        const AgreementFigures nominal = figuresOf({{0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0}, {1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3}}, 5);
        QCOMPARE(std::round(nominal.krippendorffAlpha * 1000), 692.0);
        const AgreementFigures missing = figuresOf({{1, 2, 3, 3, 2, 1, 4, 1, 2, none, none, none},
                                                    {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, none, 3},
                                                    {none, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, none},
                                                    {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, none}},
                                                   6);
        QCOMPARE(std::round(missing.krippendorffAlpha * 1000), 743.0);
        QCOMPARE(missing.units, std::size_t{11});
        QCOMPARE(missing.ratings, std::size_t{40});
        QCOMPARE(missing.unanimous, std::size_t{7} + 1);
    }

    // Of two raters who miss nothing alpha is Scott's pi, corrected for small samples: 1 - (1 - pi) (n - 1) / n with n ratings; and Fleiss' kappa is pi.
    void withTwoRatersAlphaFollowsFromFleissKappa() {
        std::mt19937 random(1971);
        for (int trial = 0; trial < 50; ++trial) {
            const std::size_t units = 20 + random() % 50;
            const AgreementFigures figures = figuresOf({randomRatings(random, units, 4, 0), randomRatings(random, units, 4, 0)}, 4);
            const double ratings = static_cast<double>(figures.ratings);
            QVERIFY(isNear(figures.krippendorffAlpha, 1 - (1 - figures.fleissKappa) * (ratings - 1) / ratings));
            QVERIFY(isNear(figures.raw, figures.pairs[0].raw));
        }
    }

    void neitherTheOrderOfRatersNorThatOfCategoriesMatters() {
        std::mt19937 random(7);
        std::vector<std::vector<Rating>> raters;
        for (int i = 0; i < 4; ++i)
            raters.push_back(randomRatings(random, 60, 3, 3));
        const AgreementFigures figures = figuresOf(raters, 3);
        std::reverse(raters.begin(), raters.end());
        for (auto& rater : raters)
            for (Rating& rating : rater)
                rating = rating == none ? none : 2 - rating;
        const AgreementFigures turned = figuresOf(raters, 3);
        QVERIFY(isNear(figures.fleissKappa, turned.fleissKappa));
        QVERIFY(isNear(figures.krippendorffAlpha, turned.krippendorffAlpha));
        QVERIFY(isNear(figures.pairs.front().kappa, turned.pairs.back().kappa));
    }

    void whatIsNotDefinedIsNoNumber() {
        const AgreementFigures nothing = AgreementCounter(3, 2).figures();
        QCOMPARE(nothing.units, std::size_t{0});
        QVERIFY(std::isnan(nothing.raw) && std::isnan(nothing.fleissKappa) && std::isnan(nothing.krippendorffAlpha) && std::isnan(nothing.shares[0]));
        QVERIFY(std::isnan(nothing.pairs[0].raw) && std::isnan(nothing.pairs[0].kappa));
        const AgreementFigures alone = figuresOf({{0, 1, 0}, {none, none, none}}, 2);
        QCOMPARE(alone.units, std::size_t{0});
        QVERIFY(std::isnan(alone.krippendorffAlpha));
        const AgreementFigures oneCategory = figuresOf({{0, 0, 0}, {0, 0, 0}, {0, 0, none}}, 2);
        QCOMPARE(oneCategory.raw, 1.0);
        QVERIFY(std::isnan(oneCategory.fleissKappa) && std::isnan(oneCategory.krippendorffAlpha) && std::isnan(oneCategory.pairs[0].kappa));
        const AgreementFigures perfect = figuresOf({{0, 1, 0}, {0, 1, 0}}, 2);
        QCOMPARE(perfect.fleissKappa, 1.0);
        QCOMPARE(perfect.krippendorffAlpha, 1.0);
        QCOMPARE(perfect.pairs[0].kappa, 1.0);
    }

    void everyClassIsPresentAbsentOrNotJudged() {
        QCOMPARE(ratingOf(labelled({1}, {2}), toClass(1)), presentRating);
        QCOMPARE(ratingOf(labelled({1}, {2}), toClass(2)), noRating);
        QCOMPARE(ratingOf(labelled({1}, {2}), toClass(3)), absentRating);
        QCOMPARE(ratingOf(ofOutcome(Outcome::Negative), toClass(0)), absentRating);
        QCOMPARE(ratingOf(ofOutcome(Outcome::Unusable), toClass(0)), noRating);
        Decision unsure = labelled({0});
        unsure.outcome = Outcome::Unsure;
        QCOMPARE(ratingOf(unsure, toClass(0)), noRating);
    }

    void aReviewIsCountedByClass() {
        const Decision zero = labelled({0}), both = labelled({0, 1}), open = labelled({}, {0}), negative = ofOutcome(Outcome::Negative),
                       unusable = ofOutcome(Outcome::Unusable);
        const std::vector<SampleWords> samples{{&zero, &zero}, {&both, &zero}, {&open, &negative}, {&zero, &unusable}, {&zero, nullptr}};
        const ReviewAgreement agreement = reviewAgreement(samples, 2, 2);
        QCOMPARE(agreement.samples, std::size_t{3});
        QCOMPARE(agreement.perClass[0].units, std::size_t{2}); // not judged once
        QCOMPARE(agreement.perClass[0].raw, 1.0);
        QVERIFY(std::isnan(agreement.perClass[0].krippendorffAlpha)); // always present
        QCOMPARE(agreement.perClass[1].units, std::size_t{3});
        QVERIFY(isNear(agreement.perClass[1].raw, 2.0 / 3));
        QVERIFY(isNear(agreement.perClass[1].shares[1], 1.0 / 6));
        QVERIFY(isNear(agreement.perClass[1].krippendorffAlpha, 0.0));
        QVERIFY(isNear(agreement.perClass[1].fleissKappa, -0.2));
        QCOMPARE(agreement.definedClasses, std::size_t{1});
        QCOMPARE(agreement.meanKappa, agreement.perClass[1].fleissKappa);
        QCOMPARE(agreement.pooled.units, std::size_t{5});
        QCOMPARE(agreement.outcomes.units, std::size_t{4});
        QCOMPARE(agreement.outcomes.raw, 0.5);
    }

    void scikitLearnGivesTheSameKappa() {
        QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("ratings.txt")).toStdString();
        std::ofstream out(file);
        std::mt19937 random(1960);
        for (int trial = 0; trial < 30; ++trial) {
            const auto left = randomRatings(random, 80, 5, 0), right = randomRatings(random, 80, 5, 0);
            out.precision(17);
            out << figuresOf({left, right}, 5).pairs[0].kappa;
            for (const auto* ratings : {&left, &right})
                for (const Rating rating : *ratings)
                    out << ' ' << rating;
            out << '\n';
        }
        out.close();
        const QString script = QStringLiteral("import sys\ntry:\n    from sklearn.metrics import cohen_kappa_score\nexcept ImportError:\n    sys.exit(77)\n"
                                              "for line in open(sys.argv[1]):\n    kappa, *ratings = line.split()\n"
                                              "    assert abs(cohen_kappa_score(ratings[:80], ratings[80:]) - float(kappa)) < 1e-12, line\n");
        const testing::PythonRun run = testing::runPython({QStringLiteral("-c"), script, QString::fromStdString(file)});
        if (run.status == testing::PythonRun::noPython)
            QSKIP("no scikit-learn here");
        QVERIFY2(run.status == 0, run.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestAgreement)
#include "test_agreement.moc"
