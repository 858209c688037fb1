#include "core/simulation/patterns.h"

#include <array>

namespace locascope {
namespace {

constexpr std::array<void (*)(Brush), patternCount> painters = {
    paintNucleoplasm,
    paintNuclearMembrane,
    paintNucleoli,
    paintFibrillarCentre,
    paintNuclearSpeckles,
    paintNuclearBodies,
    paintReticulum,
    paintGolgi,
    paintPeroxisomes,
    paintEndosomes,
    paintLysosomes,
    paintIntermediateFilaments,
    paintActin,
    paintFocalAdhesions,
    paintMicrotubules,
    paintMicrotubuleEnds,
    paintCytokineticBridge,
    paintMitoticSpindle,
    paintOrganisingCentre,
    paintCentrosome,
    paintLipidDroplets,
    paintPlasmaMembrane,
    paintCellJunctions,
    paintMitochondria,
    paintAggresome,
    paintCytosol,
    paintCytoplasmicBodies,
    paintRodsAndRings,
};

// Small structures are stained densely: without this they would drown in the noise that large ones stand.
constexpr std::array<float, patternCount> density = {
    1.00F, 1.05F, 1.00F, 1.25F, 1.10F, 1.20F, 1.00F, 1.10F, 1.40F, 1.15F, 1.05F, 1.00F, 1.00F, 1.20F,
    1.00F, 1.25F, 1.25F, 1.00F, 1.10F, 1.35F, 1.05F, 1.00F, 1.05F, 1.00F, 1.00F, 1.00F, 1.10F, 1.10F,
};

bool survivesDivision(Pattern pattern) {
    switch (pattern) {
    case Pattern::MitoticSpindle:
    case Pattern::CytokineticBridge:
    case Pattern::PlasmaMembrane:
    case Pattern::CellJunctions:
    case Pattern::Peroxisomes:
    case Pattern::Endosomes:
    case Pattern::Cytosol:
        return true;
    default:
        return false;
    }
}

} // namespace

void paintPattern(Pattern pattern, Brush brush) {
    const bool isDividing = brush.cell.phase == Phase::Metaphase || brush.cell.phase == Phase::Anaphase;
    if (isDividing && !survivesDivision(pattern)) {
        brush.light *= 0.06F;
        paintBody(brush);
        return;
    }
    brush.light *= density[static_cast<std::size_t>(pattern)];
    painters[static_cast<std::size_t>(pattern)](brush);
}

} // namespace locascope
