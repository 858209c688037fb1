#include "core/simulation/simulate.h"

#include "core/files/error.h"
#include "core/simulation/fieldname.h"
#include "core/simulation/optics.h"
#include "core/simulation/patternmask.h"
#include "core/simulation/referencestains.h"

#include <algorithm>

namespace locascope {
namespace {

enum Purpose : std::uint64_t { Growth = 300, Levels, Paint, Staining, Noise, Dirt };

LayoutWishes wishesOf(const FieldPlan& plan, Random& random) {
    LayoutWishes wishes;
    wishes.density = plan.density;
    if (plan.density <= 0)
        return wishes;
    for (const Location& location : plan.locations) {
        if (!location.drawn)
            continue;
        if (location.pattern == Pattern::MitoticSpindle)
            wishes.dividing = random.integer(1, 3);
        if (location.pattern == Pattern::CytokineticBridge)
            wishes.bridges = random.integer(1, 3);
        if (location.pattern == Pattern::CellJunctions)
            wishes.touching = true;
    }
    return wishes;
}

struct Stains {
    Canvas nucleus, protein, microtubules, reticulum;
};

// Crumbs of dead cells and dust: small and bright in the nucleus stain, sticky for the antibody at times.
void scatterDebris(Stains& stains, const FieldPlan& plan, Random& random) {
    for (int i = 0; i < plan.debris; ++i) {
        const Point at{random.uniform(0, 512), random.uniform(0, 512)};
        const float size = random.uniform(2, 7);
        for (int k = random.integer(1, 4); k > 0; --k) {
            const Point off = randomDirection(random);
            const Point part = at + off * (size * random.uniform());
            const float radius = size * random.uniform(0.5F, 1.1F);
            stains.nucleus.addSpot(part, radius, random.uniform(0.1F, 1.2F));
            stains.reticulum.addSpot(part, radius * 1.3F, random.uniform(0.0F, 0.6F));
            stains.microtubules.addSpot(part, radius * 1.3F, random.uniform(0.0F, 0.6F));
            if (plan.specklesOfDebris)
                stains.protein.addSpot(part, radius, random.uniform(0.1F, 0.6F));
        }
    }
}

void addUnspecific(Canvas& protein, const Scene& scene, const FieldPlan& plan, std::uint64_t key) {
    for (const Cell& cell : scene.cells) {
        Random random(mixed(key, static_cast<std::uint64_t>(cell.number)));
        paintBody({scene, cell, random, protein, plan.unspecific * cell.proteinLevel});
    }
    if (plan.unspecific < 0.05F || scene.cells.empty())
        return;
    Random random(mixed(key, 0));
    for (int i = random.integer(5, 60); i > 0; --i) { // precipitate of the antibody
        const Point at{random.uniform(0, 512), random.uniform(0, 512)};
        const float radius = random.uniform(1.2F, 2.0F);
        protein.addSpot(at, radius, random.uniform(0.05F, 0.25F));
    }
}

Exposure exposureOf(const Canvas& light, float target, float noise, float defocus, Random& random) {
    Exposure exposure;
    const float bright = brightLevel(light, 0.05F, 0.03F);
    exposure.gain = bright > 0 ? target / bright : target;
    exposure.countsPerPhoton = noise * random.uniform(0.6F, 1.5F);
    exposure.readNoise = random.uniform(0.3F, 1.2F);
    exposure.offset = random.uniform(1.5F, 4.0F);
    exposure.blurUnits += defocus;
    exposure.haze = random.uniform(0.04F, 0.16F);
    return exposure;
}

float targetLevel(float median, float spread, Random& random) {
    return std::clamp(median * exponential(spread * random.normal()), 0.2F * median, 250.0F);
}

// A stream of numbers for each purpose, so that a change in one leaves the others alone.
class FieldKeys final {
public:
    FieldKeys(const SimulationOptions& options, std::size_t index)
        : m_seed(options.seed)
        , m_index(index)
        , m_balance(static_cast<std::uint64_t>(options.balance)) {}
    std::uint64_t operator()(Purpose purpose) const { return mixed(m_seed, purpose, m_index, m_balance); }

private:
    std::uint64_t m_seed, m_index, m_balance;
};

Exposure proteinExposure(const FieldPlan& plan, Random& levels) {
    return {.gain = 138 * plan.staining * levels.uniform(0.8F, 1.2F),
            .countsPerPhoton = levels.uniform(5, 16),
            .readNoise = levels.uniform(0.3F, 1.2F),
            .offset = levels.uniform(2, 5),
            .blurUnits = 0.6F + plan.defocus,
            .haze = levels.uniform(0.04F, 0.14F)};
}

// All locations into the protein stain, already in focus; truth, label and masks into the field.
void paintProtein(Canvas& protein, SimulatedField& field, const Scene& scene, const FieldPlan& plan,
                  const Exposure& exposure, std::uint64_t key) {
    for (const Location& location : plan.locations) {
        field.label.insert(toClass(location.pattern));
        if (!location.drawn || field.empty)
            continue;
        Canvas light =
            paintLocation(scene, location, key + static_cast<std::uint64_t>(location.pattern) * 7919);
        light.blur(exposure.blurUnits * std::max(light.scale(), 0.5F));
        auto mask = maskOf(scene, light);
        protein.add(light, location.strength);
        if (!mask)
            continue;
        field.truth.insert(toClass(location.pattern));
        field.masks.push_back(std::move(*mask));
    }
}

struct Exposures {
    Exposure nucleus, protein, microtubules, reticulum;
};

void addBleed(Stains& stains, const FieldPlan& plan, const Exposures& exposures) {
    stains.protein.add(stains.nucleus, plan.bleed * 0.5F * exposures.nucleus.gain / 150);
    stains.protein.add(stains.microtubules, plan.bleed * exposures.microtubules.gain / 150);
    stains.protein.add(stains.reticulum, plan.bleed * exposures.reticulum.gain / 150);
    for (std::size_t i = 0; i < stains.protein.count(); ++i)
        stains.protein[i] += plan.background;
}

void focusStains(Stains& stains, const FieldPlan& plan, const Exposures& exposures) {
    focusLight(stains.nucleus, exposures.nucleus);
    focusLight(stains.microtubules, exposures.microtubules);
    focusLight(stains.reticulum, exposures.reticulum);
    addBleed(stains, plan, exposures);
    Exposure hazeOnly = exposures.protein;
    hazeOnly.blurUnits = 0;
    focusLight(stains.protein, hazeOnly);
}

ChannelStack recordStains(const Stains& stains, const Exposures& exposures, std::uint64_t key) {
    ChannelStack stack;
    stack.planes[Stain::Nucleus] = recordLight(stains.nucleus, exposures.nucleus, key);
    stack.planes[Stain::Protein] = recordLight(stains.protein, exposures.protein, key + 1);
    stack.planes[Stain::Microtubules] = recordLight(stains.microtubules, exposures.microtubules, key + 2);
    stack.planes[Stain::Reticulum] = recordLight(stains.reticulum, exposures.reticulum, key + 3);
    stack.width = stack.height = stack.fullWidth = stack.fullHeight = stains.protein.pixels();
    stack.bits = 8;
    return stack;
}

Scene sceneOf(const FieldPlan& plan, int pixels, std::uint64_t key) {
    Random random(key);
    const LayoutWishes wishes = wishesOf(plan, random);
    return growScene(pixels, cellLines()[plan.cellLine], wishes, random.bits());
}

} // namespace

SimulatedField simulateField(const SimulationOptions& options, std::size_t index) {
    if (options.size < 16 || options.size > 4096)
        throw Error(ErrorKind::Invalid, {},
                    "a simulated field is 16 to 4096 pixels wide; choose a size in between");
    const FieldPlan plan = planField(options, index);
    const FieldKeys key(options, index);
    SimulatedField field;
    nameField(field, plan, options, index);
    field.cellLine = cellLines()[plan.cellLine].name;
    field.empty = plan.density <= 0;

    const Scene scene = sceneOf(plan, options.size, key(Growth));
    const std::uint64_t staining = key(Staining);
    Stains stains{nucleusLight(scene, staining), Canvas(options.size), microtubuleLight(scene, staining + 1),
                  reticulumLight(scene, staining + 2)};
    Random levels(key(Levels));
    Exposures exposures;
    exposures.protein = proteinExposure(plan, levels);
    paintProtein(stains.protein, field, scene, plan, exposures.protein, key(Paint));
    addUnspecific(stains.protein, scene, plan, key(Paint));
    Random dirt(key(Dirt));
    scatterDebris(stains, plan, dirt);
    exposures.nucleus = exposureOf(stains.nucleus, targetLevel(205, 0.36F, levels), 4, plan.defocus, levels);
    exposures.microtubules =
        exposureOf(stains.microtubules, targetLevel(154, 0.42F, levels), 8, plan.defocus, levels);
    exposures.reticulum =
        exposureOf(stains.reticulum, targetLevel(142, 0.45F, levels), 10, plan.defocus, levels);
    focusStains(stains, plan, exposures);
    field.stack = recordStains(stains, exposures, key(Noise));
    return field;
}

} // namespace locascope
