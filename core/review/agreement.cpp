#include "core/review/agreement.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

/// How far `observed` goes beyond `expected`, as a share of what there is to go; NaN where there is nothing.
double beyondChance(double observed, double expected) { return expected < 1 ? (observed - expected) / (1 - expected) : undefinedFigure; }

double pairsAmong(std::size_t count) { return static_cast<double>(count) * (static_cast<double>(count) - 1); }

constexpr std::size_t outcomeCount = 4;

double meanOfDefined(const std::vector<AgreementFigures>& classes, double AgreementFigures::*figure) {
    double sum = 0;
    std::size_t count = 0;
    for (const AgreementFigures& one : classes) {
        if (!std::isnan(one.*figure)) {
            sum += one.*figure;
            ++count;
        }
    }
    return count > 0 ? sum / static_cast<double>(count) : undefinedFigure;
}

} // namespace

std::vector<std::pair<std::size_t, std::size_t>> raterPairs(std::size_t raters) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t left = 0; left < raters; ++left) {
        for (std::size_t right = left + 1; right < raters; ++right) {
            pairs.emplace_back(left, right);
        }
    }
    return pairs;
}

AgreementCounter::AgreementCounter(std::size_t raters, std::size_t categories)
    : m_pairs(raterPairs(raters))
    , m_categories(categories)
    , m_perCategory(categories)
    , m_shareSums(categories)
    , m_tables(m_pairs.size() * categories * categories)
    , m_inUnit(categories) {}

void AgreementCounter::add(std::span<const Rating> ratings) {
    std::fill(m_inUnit.begin(), m_inUnit.end(), std::size_t{0});
    std::size_t count = 0;
    for (const Rating rating : ratings) {
        if (rating != noRating) {
            ++m_inUnit[static_cast<std::size_t>(rating)];
            ++count;
        }
    }
    if (count < 2) {
        return;
    }
    double equalPairs = 0;
    for (std::size_t category = 0; category < m_categories; ++category) {
        m_perCategory[category] += m_inUnit[category];
        m_shareSums[category] += static_cast<double>(m_inUnit[category]) / static_cast<double>(count);
        equalPairs += pairsAmong(m_inUnit[category]);
        m_unanimous += m_inUnit[category] == count ? 1 : 0;
    }
    ++m_units;
    m_rawSum += equalPairs / pairsAmong(count);
    m_coincidences += equalPairs / (static_cast<double>(count) - 1);
    addPairs(ratings);
}

void AgreementCounter::addPairs(std::span<const Rating> ratings) {
    for (std::size_t pair = 0; pair < m_pairs.size(); ++pair) {
        const Rating left = ratings[m_pairs[pair].first];
        const Rating right = ratings[m_pairs[pair].second];
        if (left != noRating && right != noRating) {
            ++m_tables[(pair * m_categories + static_cast<std::size_t>(left)) * m_categories + static_cast<std::size_t>(right)];
        }
    }
}

PairAgreement AgreementCounter::figuresOfPair(std::size_t pair) const {
    const std::size_t* table = m_tables.data() + pair * m_categories * m_categories;
    PairAgreement figures;
    double equal = 0, byChance = 0;
    for (std::size_t category = 0; category < m_categories; ++category) {
        double ofLeft = 0, ofRight = 0;
        for (std::size_t other = 0; other < m_categories; ++other) {
            ofLeft += static_cast<double>(table[category * m_categories + other]);
            ofRight += static_cast<double>(table[other * m_categories + category]);
        }
        figures.units += static_cast<std::size_t>(ofLeft);
        equal += static_cast<double>(table[category * m_categories + category]);
        byChance += ofLeft * ofRight;
    }
    if (figures.units == 0) {
        return figures;
    }
    const double units = static_cast<double>(figures.units);
    figures.raw = equal / units;
    figures.kappa = beyondChance(figures.raw, byChance / (units * units));
    return figures;
}

AgreementFigures AgreementCounter::figures() const {
    AgreementFigures figures;
    figures.units = m_units;
    figures.unanimous = m_unanimous;
    for (const std::size_t count : m_perCategory) {
        figures.ratings += count;
    }
    for (std::size_t pair = 0; pair < m_pairs.size(); ++pair) {
        figures.pairs.push_back(figuresOfPair(pair));
    }
    figures.shares.assign(m_categories, undefinedFigure);
    if (m_units == 0) {
        return figures;
    }
    const double units = static_cast<double>(m_units), ratings = static_cast<double>(figures.ratings);
    double fleissChance = 0, equalByChance = 0;
    for (std::size_t category = 0; category < m_categories; ++category) {
        figures.shares[category] = static_cast<double>(m_perCategory[category]) / ratings;
        const double share = m_shareSums[category] / units;
        fleissChance += share * share;
        equalByChance += pairsAmong(m_perCategory[category]);
    }
    const bool oneCategory = std::find(m_perCategory.begin(), m_perCategory.end(), figures.ratings) != m_perCategory.end();
    figures.raw = m_rawSum / units;
    figures.fleissKappa = oneCategory ? undefinedFigure : beyondChance(figures.raw, fleissChance);
    figures.krippendorffAlpha = oneCategory ? undefinedFigure : beyondChance(m_coincidences / ratings, equalByChance / pairsAmong(figures.ratings));
    return figures;
}

Rating ratingOf(const Decision& decision, ClassIndex index) {
    const bool isJudged = decision.outcome == Outcome::Labelled || decision.outcome == Outcome::Negative;
    if (!isJudged || decision.notJudged.contains(index)) {
        return noRating;
    }
    return decision.present.contains(index) ? presentRating : absentRating;
}

ReviewAgreement reviewAgreement(std::span<const SampleWords> samples, std::size_t reviewers, std::size_t classes) {
    std::vector<AgreementCounter> perClass(classes, AgreementCounter(reviewers, 2));
    AgreementCounter pooled(reviewers, 2), outcomes(reviewers, outcomeCount);
    std::vector<Rating> ratings(reviewers);
    ReviewAgreement agreement;
    for (const SampleWords& words : samples) {
        bool judgedByTwo = false;
        for (std::size_t index = 0; index < classes; ++index) {
            std::transform(words.begin(), words.end(), ratings.begin(),
                           [&](const Decision* word) { return word ? ratingOf(*word, toClass(index)) : noRating; });
            perClass[index].add(ratings);
            pooled.add(ratings);
            judgedByTwo = judgedByTwo || reviewers - static_cast<std::size_t>(std::count(ratings.begin(), ratings.end(), noRating)) >= 2;
        }
        std::transform(words.begin(), words.end(), ratings.begin(),
                       [](const Decision* word) { return word ? static_cast<Rating>(word->outcome) : noRating; });
        outcomes.add(ratings);
        agreement.samples += judgedByTwo ? 1 : 0;
    }
    for (const AgreementCounter& counter : perClass) {
        agreement.perClass.push_back(counter.figures());
        agreement.definedClasses += std::isnan(agreement.perClass.back().krippendorffAlpha) ? 0 : 1;
    }
    agreement.pooled = pooled.figures();
    agreement.outcomes = outcomes.figures();
    agreement.meanKappa = meanOfDefined(agreement.perClass, &AgreementFigures::fleissKappa);
    agreement.meanAlpha = meanOfDefined(agreement.perClass, &AgreementFigures::krippendorffAlpha);
    return agreement;
}

} // namespace locascope
