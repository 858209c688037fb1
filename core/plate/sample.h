#pragma once

#include "core/plate/stain.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// Where one grey plane of a sample lies.
struct PlaneSource {
    std::string file; ///< relative to the plate's root
    int page = 0;     ///< TIFF directory, from 0
    int channel = -1; ///< which sample of an interleaved pixel, from 0; -1: grey, or the colour of the stain
    friend bool operator==(const PlaneSource&, const PlaneSource&) = default;
};

/// The planes of a sample that is more than one plane a file and one file a stain.
struct SamplePlanes {
    PerStain<std::vector<PlaneSource>> stains; ///< by z, lowest first
    std::vector<std::string> otherFiles;       ///< of channels that are no stain
};

/// One field of view. Strings are bytes as the file system has them; they need not be UTF-8.
struct Sample {
    std::string id;                            ///< path in the plate without the part that names the stain; unique in a plate
    std::string shortId;                       ///< last component of `id`
    std::string plateName;                     ///< empty where names do not tell
    std::string well;                          ///< "A01", or empty
    std::optional<int> site;
    PerStain<std::optional<std::string>> files; ///< relative to the plate's root; of several planes the first
    std::shared_ptr<const SamplePlanes> planes; ///< null where each stain is the one plane of its file and there are no other channels
    std::optional<double> pixelSizeUm;
};

/// What the headers of a sample's files agree on.
struct SampleShape {
    int width = 0;  ///< pixels; 0 until the headers were read, or where they disagree
    int height = 0;
    int bits = 0;   ///< 8 or 16 as stored; 0 as width
    friend bool operator==(const SampleShape&, const SampleShape&) = default;
};

/// The planes of one stain of a sample, lowest z first; empty where it has none.
std::vector<PlaneSource> planesOf(const Sample& sample, Stain stain);

/// z planes of that stain of a sample that has most.
int depthOf(const Sample& sample);

/// Every file of a sample once: by stain, then by z, then those of channels that are no stain.
std::vector<std::string> filesOf(const Sample& sample);

} // namespace locascope
