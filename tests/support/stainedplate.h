#pragma once

#include "core/files/writefile.h"
#include "core/imaging/encode.h"
#include "core/imaging/plane.h"
#include "core/simulation/simulate.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

namespace locascope::testing {

/// What was done to the images of a well.
enum class StainingFault { None, Blurred, Saturated, Empty, Weak };

template <class Value>
Plane changedPlane(const Plane& plane, const Value& value) {
    Plane changed(plane.width(), plane.height(), 8);
    for (int y = 0; y < plane.height(); ++y)
        for (int x = 0; x < plane.width(); ++x)
            changed.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(std::clamp(std::lround(value(x, y)), 0L, 255L));
    return changed;
}

/// Mean over (2 radius + 1)² pixels, twice.
inline Plane blurredPlane(const Plane& plane, int radius) {
    Plane from = plane;
    for (int pass = 0; pass < 2; ++pass)
        from = changedPlane(from, [&, source = from](int x, int y) {
            double sum = 0, count = 0;
            for (int v = std::max(0, y - radius); v <= std::min(plane.height() - 1, y + radius); ++v)
                for (int u = std::max(0, x - radius); u <= std::min(plane.width() - 1, x + radius); ++u, ++count)
                    sum += source.valueAt(u, v);
            return sum / count;
        });
    return from;
}

inline Plane scaledPlane(const Plane& plane, double gain) {
    return changedPlane(plane, [&](int x, int y) { return gain * plane.valueAt(x, y); });
}

/// Noise of a few counts.
inline Plane emptyPlane(int side) {
    Plane plane(side, side, 8);
    std::uint32_t state = 12345;
    for (std::size_t i = 0; i < plane.byteCount(); ++i) {
        state = state * 1664525 + 1013904223;
        plane.row<std::uint8_t>(0)[i] = static_cast<std::uint8_t>(5 + ((state >> 16) % 3) + ((state >> 20) % 3));
    }
    return plane;
}

/// A clean simulated field of a few bright cells, 256 × 256, spoilt as said. Weak concerns the protein stain alone.
inline ChannelStack stainedField(std::size_t index, StainingFault fault) {
    ChannelStack stack = simulateField({.samples = 64, .size = 256, .seed = 7, .hardness = 0}, index).stack;
    for (const Stain stain : allStains) {
        Plane& plane = stack.planes[stain];
        switch (fault) {
        case StainingFault::None: break;
        case StainingFault::Blurred: plane = blurredPlane(plane, 4); break;
        case StainingFault::Saturated: plane = scaledPlane(plane, 6); break;
        case StainingFault::Empty: plane = emptyPlane(256); break;
        case StainingFault::Weak: plane = stain == Stain::Protein ? scaledPlane(plane, 0.08) : plane; break;
        }
    }
    return stack;
}

struct StainedWell {
    std::string name;
    StainingFault fault = StainingFault::None;
    std::string control;
};

inline constexpr std::size_t fieldsOfStainedWell = 3;

/// Four controls (two negative ones with a weak protein stain), two good wells and four spoilt ones.
inline std::vector<StainedWell> stainedWells() {
    return {{"A01", StainingFault::Weak, "negative"}, {"A02", StainingFault::Weak, "negative"}, {"A03", StainingFault::None, "positive"},
            {"A04", StainingFault::None, "positive"}, {"B01", StainingFault::None, ""},         {"B02", StainingFault::None, ""},
            {"C01", StainingFault::Blurred, ""},      {"C02", StainingFault::Saturated, ""},    {"C03", StainingFault::Empty, ""},
            {"C04", StainingFault::Weak, ""}};
}

/// Writes them as <well>_<site>_<colour>.png, from fields of one series.
inline void writeStainedPlate(const std::filesystem::path& directory, const std::vector<StainedWell>& wells = stainedWells()) {
    std::size_t index = 0;
    for (const StainedWell& well : wells)
        for (std::size_t site = 1; site <= fieldsOfStainedWell; ++site) {
            const ChannelStack stack = stainedField(index++ % 8, well.fault);
            for (const Stain stain : allStains)
                writeFile(directory / (well.name + "_" + std::to_string(site) + "_" + std::string(colourWord(stain)) + ".png"),
                          encodeGreyPng(stack.planes[stain]), {.durability = Durability::Ordered, .access = FileAccess::Default});
        }
}

/// A sheet that says which wells are controls.
inline std::string stainedSheet(const std::vector<StainedWell>& wells = stainedWells()) {
    std::string text = "well,antibody,control\n";
    for (std::size_t i = 0; i < wells.size(); ++i)
        text += wells[i].name + ",HPA" + std::to_string(100 + i) + "," + wells[i].control + "\n";
    return text;
}

} // namespace locascope::testing
