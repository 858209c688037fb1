#pragma once

#include "core/review/decision.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace locascope {

/// A category of a nominal rating, from 0; noRating where a rater did not rate a unit.
using Rating = std::int32_t;
inline constexpr Rating noRating = -1;

inline constexpr double undefinedFigure = std::numeric_limits<double>::quiet_NaN();

/// Two raters over the units that both rated.
struct PairAgreement {
    std::size_t units = 0;
    double raw = undefinedFigure;   ///< share of the units on which they say the same
    double kappa = undefinedFigure; ///< Cohen's
};

/// All raters over the units that two or more of them rated; units of one rating say nothing of agreement and do not count.
/// A figure is NaN where it is not defined: without such a unit, and kappa and alpha also where all ratings are of one category,
/// so that chance alone would explain any agreement.
struct AgreementFigures {
    std::size_t units = 0;
    std::size_t ratings = 0;    ///< of these units
    std::size_t unanimous = 0;  ///< of these units
    std::vector<double> shares; ///< of every category among `ratings`; NaN without any
    double raw = undefinedFigure;               ///< mean over the units of the share of their pairs of ratings that are equal
    double fleissKappa = undefinedFigure;       ///< every unit counts the same
    double krippendorffAlpha = undefinedFigure; ///< nominal; every rating counts the same
    std::vector<PairAgreement> pairs;           ///< in the order of raterPairs
};

/// (0, 1), (0, 2), …, (1, 2), …
std::vector<std::pair<std::size_t, std::size_t>> raterPairs(std::size_t raters);

/// Takes units one after the other and keeps counts only. Nominal categories, any number of raters, ratings may be missing.
/// Cohen's kappa: J. Cohen, Educ. Psychol. Meas. 20 (1960) 37, each pair over what both rated.
/// Fleiss' kappa: J. L. Fleiss, Psychol. Bull. 76 (1971) 378, with unequal numbers of ratings as K. L. Gwet, Handbook of Inter-Rater Reliability
/// (4th ed. 2014), 2.4: agreement and shares are means over units, here of those with two or more ratings.
/// Krippendorff's alpha: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), C, by coincidences.
class AgreementCounter final {
public:
    AgreementCounter(std::size_t raters, std::size_t categories);
    /// One entry per rater: below `categories`, or noRating.
    void add(std::span<const Rating> ratings);
    AgreementFigures figures() const;

private:
    void addPairs(std::span<const Rating> ratings);
    PairAgreement figuresOfPair(std::size_t pair) const;

    std::vector<std::pair<std::size_t, std::size_t>> m_pairs;
    std::size_t m_categories;
    std::size_t m_units = 0;
    std::size_t m_unanimous = 0;
    double m_rawSum = 0;                    ///< over units
    double m_coincidences = 0;              ///< of equal ratings
    std::vector<std::size_t> m_perCategory; ///< ratings
    std::vector<double> m_shareSums;        ///< per category, over units
    std::vector<std::size_t> m_tables;      ///< pair × category × category
    std::vector<std::size_t> m_inUnit;      ///< per category, of the unit at hand
};

/// Categories of a class.
inline constexpr Rating absentRating = 0, presentRating = 1;

/// What a decision says of a class: present or absent. noRating where the class was not judged, and for unsure and unusable samples.
Rating ratingOf(const Decision& decision, ClassIndex index);

/// What every reviewer said of one sample; null where a reviewer said nothing.
using SampleWords = std::vector<const Decision*>;

struct ReviewAgreement {
    std::size_t samples = 0;                ///< of which two or more judged at least one class
    std::vector<AgreementFigures> perClass; ///< absent and present
    AgreementFigures pooled;                ///< every class of every sample is a unit. Common classes weigh more, and the many absent ones raise what is raw
    double meanKappa = undefinedFigure;     ///< Fleiss', of the classes where it is defined
    double meanAlpha = undefinedFigure;
    std::size_t definedClasses = 0; ///< with an alpha
    AgreementFigures outcomes;      ///< labelled, negative, unusable, unsure, in the order of Outcome
};

/// `samples`: `reviewers` entries each.
ReviewAgreement reviewAgreement(std::span<const SampleWords> samples, std::size_t reviewers, std::size_t classes);

} // namespace locascope
