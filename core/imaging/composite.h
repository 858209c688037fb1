#pragma once

#include "core/imaging/contrast.h"
#include "core/imaging/plane.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    friend bool operator==(const Colour&, const Colour&) = default;
};

enum class DisplayMode {
    Composite, ///< visible stains added, each in its colour
    Colour,    ///< the active stain alone, in its colour
    Greyscale, ///< the active stain alone, in grey
};

/// A look-up table of several colours, by ImageJ's names; lookuptable.h. Pure: black to StainDisplay::colour.
enum class LookUpTable : std::uint8_t { Pure, Fire, Ice, Viridis };

struct StainDisplay {
    bool visible = true;
    Colour colour;
    ContrastWindow window;
    double gain = 1; ///< share of full brightness in the composite; ignored in the other modes
    LookUpTable table = LookUpTable::Pure; ///< of DisplayMode::Colour; ignored in the other modes, which need one colour
    friend bool operator==(const StainDisplay&, const StainDisplay&) = default;
};

struct DisplaySettings {
    DisplayMode mode = DisplayMode::Composite;
    Stain active = Stain::Protein;
    PerStain<StainDisplay> stains;
    friend bool operator==(const DisplaySettings&, const DisplaySettings&) = default;
};

/// A named set of colours.
struct Palette {
    std::string_view key; ///< "hpa", "colour-blind", "imagej"
    PerStain<Colour> colours;
};
/// Human Protein Atlas (blue, green, red, yellow), Okabe and Ito's for colour-blind readers, and ImageJ's Cyan, Green, Magenta, Yellow.
const std::vector<Palette>& palettes();
/// INTERACTION.md 3: HPA colours, protein gain 1.0, nucleus 0.8, microtubules 0.6, ER hidden.
DisplaySettings defaultDisplay();

struct CompositeKernel; ///< kernels/compositekernel.h

/// The part of an image that a view shows: view pixel (x, y) shows image position (left + x / scale, top + y / scale),
/// in pixels of the full-size file. Outside the image is transparent black.
struct Viewport {
    double left = 0;
    double top = 0;
    double scale = 1; ///< view pixels per image pixel, > 0
    int width = 0;    ///< of the view, device pixels
    int height = 0;
    friend bool operator==(const Viewport&, const Viewport&) = default;
};

/// Composites the visible part at the resolution shown: the pixel under the centre of a view pixel when enlarged, when reduced the mean
/// raw value of up to 4 x 4 evenly spaced pixels of what a view pixel covers (all of them up to a reduction by 4), and then contrast and
/// colour. Each stain's red, green and blue are rounded to whole steps of 255, added and cut at 255; what lies halfway between two steps, as far
/// as floats can tell, goes either way. Gamma is cut to [0.001, 1000]. Stains of another size or depth than the stack's are left out. `pixels` is
/// height rows of `bytesPerLine` bytes, each pixel 0xAARRGGBB in native order, premultiplied. Uses up to `threads` threads that end before it
/// returns. Cost grows with view pixels, not with image pixels (reduction reads a bounded number of taps). `kernel` is one of
/// availableKernels(); null is the fastest.
void compositeView(const ChannelStack& stack, const DisplaySettings& settings, const Viewport& view,
                   std::uint32_t* pixels, std::size_t bytesPerLine, int threads = 2, const CompositeKernel* kernel = nullptr);

} // namespace locascope
