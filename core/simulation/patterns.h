#pragma once

#include "core/plate/vocabulary.h"
#include "core/simulation/scene.h"

namespace locascope {

inline constexpr std::size_t patternCount = 28;

/// The classes of resources/vocabularies/hpa-28.csv, by what is drawn for them.
enum class Pattern : std::uint16_t {
    Nucleoplasm,
    NuclearMembrane,
    Nucleoli,
    FibrillarCentre,
    NuclearSpeckles,
    NuclearBodies,
    Reticulum,
    Golgi,
    Peroxisomes,
    Endosomes,
    Lysosomes,
    IntermediateFilaments,
    Actin,
    FocalAdhesions,
    Microtubules,
    MicrotubuleEnds,
    CytokineticBridge,
    MitoticSpindle,
    OrganisingCentre,
    Centrosome,
    LipidDroplets,
    PlasmaMembrane,
    CellJunctions,
    Mitochondria,
    Aggresome,
    Cytosol,
    CytoplasmicBodies,
    RodsAndRings,
};

constexpr ClassIndex toClass(Pattern pattern) {
    return static_cast<ClassIndex>(pattern);
}

/// One cell about to be painted. A pattern's brightest parts get about `light`.
struct Brush {
    const Scene& scene;
    const Cell& cell;
    Random& random;
    Canvas& canvas;
    float light = 1;
};

// nucleuspatterns.cpp
void paintNucleoplasm(Brush brush);
void paintNuclearMembrane(Brush brush);
void paintNucleoli(Brush brush);
void paintFibrillarCentre(Brush brush);
void paintNuclearSpeckles(Brush brush);
void paintNuclearBodies(Brush brush);
// secretorypatterns.cpp
void paintReticulum(Brush brush);
void paintGolgi(Brush brush);
// vesiclepatterns.cpp
void paintPeroxisomes(Brush brush);
void paintEndosomes(Brush brush);
void paintLysosomes(Brush brush);
void paintLipidDroplets(Brush brush);
// cytoskeletonpatterns.cpp
void paintIntermediateFilaments(Brush brush);
void paintActin(Brush brush);
void paintFocalAdhesions(Brush brush);
void paintMicrotubules(Brush brush);
void paintMicrotubuleEnds(Brush brush);
// divisionpatterns.cpp
void paintCytokineticBridge(Brush brush);
void paintMitoticSpindle(Brush brush);
void paintOrganisingCentre(Brush brush);
void paintCentrosome(Brush brush);
// peripherypatterns.cpp
void paintPlasmaMembrane(Brush brush);
void paintCellJunctions(Brush brush);
// cytoplasmpatterns.cpp
void paintMitochondria(Brush brush);
void paintAggresome(Brush brush);
void paintCytosol(Brush brush);
void paintCytoplasmicBodies(Brush brush);
void paintRodsAndRings(Brush brush);

/// Paints `pattern` in one cell. A dividing cell shows nuclear and filament patterns as the haze they
/// dissolve into; only the spindle is drawn on it in full.
void paintPattern(Pattern pattern, Brush brush);

/// True where the pattern shows only in some cells of a field that divide.
constexpr bool needsDivision(Pattern pattern) {
    return pattern == Pattern::MitoticSpindle || pattern == Pattern::CytokineticBridge;
}

/// 1 inside the cell's nucleoli, 0 outside, soft over about two units; their border follows the texture.
float nucleolusShare(const Scene& scene, const Cell& cell, std::size_t index);

/// Diffuse light over the whole cell body: background, autofluorescence.
void paintBody(Brush brush);

} // namespace locascope
