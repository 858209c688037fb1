#include "core/simulation/experiment.h"

#include <algorithm>
#include <array>

namespace locascope {
namespace {

enum Purpose : std::uint64_t { Grouping = 100, Antibody, Field, Order, Name };

constexpr std::size_t blockFields = 12;
constexpr std::size_t blockAntibodies = 3;

// Twelve fields are shared by three antibodies, two to six each.
constexpr std::array<std::array<int, blockAntibodies>, 8> sharings{
    {{4, 4, 4}, {3, 4, 5}, {5, 3, 4}, {2, 4, 6}, {6, 3, 3}, {2, 5, 5}, {6, 4, 2}, {4, 3, 5}}};

// Weights with which classes are drawn without replacement, found by iteration so that each class's share of
// labels is its share in the challenge's 31,072 training samples (resources/vocabularies/hpa-28.csv) when
// one, two or three labels are drawn as often as there.
constexpr std::array<float, patternCount> challengeWeights = {
    1.00000F, 0.08218F, 0.24284F, 0.10259F, 0.12244F, 0.16665F, 0.06592F, 0.18771F, 0.00344F, 0.00292F,
    0.00182F, 0.07153F, 0.04486F, 0.03497F, 0.06974F, 0.00136F, 0.03451F, 0.01364F, 0.05893F, 0.09733F,
    0.01117F, 0.25372F, 0.05235F, 0.19750F, 0.02093F, 0.58496F, 0.02132F, 0.00071F};
constexpr float challengeOneLabel = 0.4868F;
constexpr float challengeTwoLabels = 0.4018F;

struct Membership {
    std::size_t antibody = 0;
    int site = 1;
};

Membership membershipOf(std::uint64_t seed, std::size_t index) {
    const std::size_t block = index / blockFields;
    Random random(mixed(seed, Grouping, block));
    const auto& sharing =
        sharings[static_cast<std::size_t>(random.integer(0, static_cast<int>(sharings.size()) - 1))];
    auto position = static_cast<int>(index % blockFields);
    std::size_t part = 0;
    while (position >= sharing[part])
        position -= sharing[part++];
    return {block * blockAntibodies + part, position + 1};
}

bool areTooAlike(Pattern a, Pattern b) {
    const auto is = [&](Pattern x, Pattern y) { return (a == x && b == y) || (a == y && b == x); };
    return a == b || is(Pattern::Nucleoli, Pattern::FibrillarCentre) ||
           is(Pattern::OrganisingCentre, Pattern::Centrosome);
}

// Every class leads once in 28 antibodies, in an order of its own each time.
Pattern leadingPattern(std::uint64_t seed, std::size_t antibody) {
    std::array<std::uint16_t, patternCount> order{};
    for (std::size_t i = 0; i < patternCount; ++i)
        order[i] = static_cast<std::uint16_t>(i);
    Random random(mixed(seed, Order, antibody / patternCount));
    for (std::size_t i = patternCount - 1; i > 0; --i)
        std::swap(order[i], order[static_cast<std::size_t>(random.integer(0, static_cast<int>(i)))]);
    return static_cast<Pattern>(order[antibody % patternCount]);
}

std::vector<Pattern> balancedPatterns(std::uint64_t seed, std::size_t antibody, Random& random) {
    std::vector<Pattern> chosen{leadingPattern(seed, antibody)};
    const float draw = random.uniform();
    const std::size_t wanted = draw < 0.50F ? 1 : draw < 0.92F ? 2 : 3;
    while (chosen.size() < wanted) {
        const auto next = static_cast<Pattern>(random.integer(0, static_cast<int>(patternCount) - 1));
        if (std::none_of(chosen.begin(), chosen.end(), [&](Pattern it) { return areTooAlike(it, next); }))
            chosen.push_back(next);
    }
    return chosen;
}

std::vector<Pattern> challengePatterns(Random& random) {
    auto weights = challengeWeights;
    const float draw = random.uniform();
    const int wanted = draw < challengeOneLabel ? 1 : draw < challengeOneLabel + challengeTwoLabels ? 2 : 3;
    std::vector<Pattern> chosen;
    for (int k = 0; k < wanted; ++k) {
        float total = 0;
        for (const float weight : weights)
            total += weight;
        float left = random.uniform() * total;
        std::size_t pick = 0;
        while (pick + 1 < weights.size() && left >= weights[pick])
            left -= weights[pick++];
        weights[pick] = 0;
        chosen.push_back(static_cast<Pattern>(pick));
    }
    return chosen;
}

void planAntibody(FieldPlan& plan, const SimulationOptions& options, float hardness, Random& random) {
    plan.cellLine = static_cast<std::size_t>(random.integer(0, static_cast<int>(cellLines().size()) - 1));
    const std::vector<Pattern> patterns = options.balance == ClassBalance::Balanced
                                              ? balancedPatterns(options.seed, plan.antibodyNumber, random)
                                              : challengePatterns(random);
    const bool isNegative = random.chance(0.015F * hardness);
    const float level = exponential(0.28F * random.normal());
    const bool isWeak = random.chance(0.10F * hardness);
    plan.staining = std::clamp(level, 0.55F, 1.8F) * (isWeak ? random.uniform(0.4F, 0.65F) : 1.0F);
    plan.unspecific = random.chance(0.15F * hardness)
                          ? random.uniform(0.07F, 0.18F)
                          : random.uniform(0.005F, 0.01F + 0.032F * std::min(1.0F, hardness));
    plan.bleed =
        random.chance(0.10F * hardness) ? random.uniform(0.04F, 0.09F) : random.uniform(0.0F, 0.015F);
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        Location location{patterns[i], 1, 1, true};
        const bool isSecondWeak = random.chance(0.22F * hardness);
        const float weak = random.uniform(0.14F, 0.30F);
        const float usual = random.uniform(0.6F, 1.0F);
        const bool isMinority = random.chance(0.06F * hardness);
        const float minority = random.uniform(0.3F, 0.6F);
        location.strength = i == 0 ? 1.0F : isSecondWeak ? weak : usual;
        location.cellShare = isMinority && !needsDivision(patterns[i]) ? minority : 1.0F;
        if (!isNegative)
            plan.locations.push_back(location);
    }
    std::sort(plan.locations.begin(), plan.locations.end(),
              [](const Location& a, const Location& b) { return a.pattern < b.pattern; });
}

void planSite(FieldPlan& plan, float hardness, Random& random) {
    plan.staining *= random.uniform(0.85F, 1.15F);
    plan.background = random.uniform(0.0F, 0.008F);
    plan.density = random.uniform(0.6F, 1.38F);
    if (random.chance(0.05F * hardness))
        plan.density *= random.uniform(0.2F, 0.5F);
    if (random.chance(0.006F * hardness))
        plan.density = 0;
    plan.defocus = random.chance(0.07F * hardness) ? random.uniform(0.5F, 1.1F) : 0.0F;
    plan.debris = random.chance(0.22F * hardness) ? random.integer(1, 9) : 0;
    plan.specklesOfDebris = random.chance(0.5F);
    if (plan.locations.size() > 1 && random.chance(0.04F * hardness))
        plan.locations[static_cast<std::size_t>(
                           random.integer(0, static_cast<int>(plan.locations.size()) - 1))]
            .drawn = false;
    else if (plan.locations.size() == 1 && random.chance(0.006F * hardness))
        plan.locations.front().drawn = false;
}

} // namespace

FieldPlan planField(const SimulationOptions& options, std::size_t index) {
    const float hardness = std::clamp(static_cast<float>(options.hardness), 0.0F, 4.0F);
    const Membership membership = membershipOf(options.seed, index);
    FieldPlan plan;
    plan.antibodyNumber = membership.antibody;
    plan.site = membership.site;
    const auto balance = static_cast<std::uint64_t>(options.balance);
    Random antibody(mixed(options.seed, Antibody, membership.antibody, balance));
    planAntibody(plan, options, hardness, antibody);
    Random site(mixed(options.seed, Field, index, balance));
    planSite(plan, hardness, site);
    return plan;
}

std::size_t antibodyCount(const SimulationOptions& options) {
    return options.samples == 0 ? 0 : membershipOf(options.seed, options.samples - 1).antibody + 1;
}

std::string antibodyName(std::uint64_t seed, std::size_t number) {
    // Numbers of one plate differ: an offset by seed, then one each.
    const std::uint64_t value = (mixed(seed, Name) % 30000 + number * 7) % 1000000;
    std::string digits = std::to_string(value);
    return "HPA" + std::string(6 - digits.size(), '0') + digits;
}

} // namespace locascope
