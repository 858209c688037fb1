#pragma once

#include "core/files/progress.h"
#include "core/imaging/decode.h"
#include "core/plate/plate.h"

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

class HeaderMemory;
struct LoadedSample;

struct LoadOptions {
    int reduction = 1;
    DecodeLimits limits;
    int threads = 1;     ///< files read and decoded at the same time, on threads that end before it returns; 2 for the sample on screen
    bool digest = false; ///< fill contentDigest
    /// With `digest`: called on the calling thread, once, with what is there before the digest is computed, so that nobody who wants to see it waits for that. Not called
    /// where no digest follows: something could not be decoded, or `stop` was requested. When that is requested afterwards the digest stays empty.
    std::function<void(const LoadedSample&)> decoded;
};

/// What could be read of a sample, and what not. Readable stains are shown even where others fail.
struct LoadedSample {
    ChannelStack stack;
    std::vector<Problem> problems;
    /// All stains the plate has (those that Plate::absentStains does not name) are here, of one size and depth: fit to be classified.
    bool complete = false;
    /// As coarseChroma() of each stain's file: only half of the resolution, or less, is there.
    PerStain<std::string> coarseChroma;
    /// SHA-256 of the lines "stain-key SHA-256-of-file\n" of all files, in stain order (of a page or channel within a file that of its digest and their numbers; of several z planes
    /// that of their digests, two by two), followed by "/N" where it is of the one plane N of several; empty when any failed or LoadOptions::digest is not set.
    std::string contentDigest;
    bool digestFollows = false; ///< what LoadOptions::decoded is given: it has no digest yet
};

/// Reads and decodes the up to four files of one sample, on the calling thread and LoadOptions::threads - 1 others. Never throws for bad data.
/// Of several z planes of a stain it gives the maximum, or the one that Plate::chosenPlane says; where one of them fails the stain is left out.
/// Planes of another size or depth than most of the sample's are left out of the stack, each with a problem. A file of several pages gives its
/// first and a problem that says so, unless the plate's scheme reads pages; then each file is read once, however many of its planes are wanted. Problems come in the same order every time: missing stains, then files in stain order, then mismatches.
/// When `stop` is requested it returns what it has, not complete and without a problem for what was left.
LoadedSample loadSample(const Plate& plate, const Sample& sample, const LoadOptions& options = {},
                        std::stop_token stop = {});

/// Whether something with this contentDigest was made of the planes of a sample that the plate reads now. True where the digest is empty.
bool isOfChosenPlane(const Plate& plate, const Sample& sample, std::string_view contentDigest);

/// The planes of a stain that are read: of several the one that Plate::chosenPlane says (the last where there are fewer), or all.
std::vector<PlaneSource> chosenPlanes(const Plate& plate, const Sample& sample, Stain stain);

/// Fills Plate::shapes, and the pixel size of samples where it is not known and a TIFF tells it, from the headers, on two threads of its own that end before it returns,
/// and adds the problems found (unreadable, empty, without its end, mismatched sizes, missing stains, too large) to `plate`.
/// Where stains of a sample disagree, that is a problem and the shape stays 0. Files whose content is another format than their name says are one note, with the first of
/// them and their number. Problems come in the order of samples, then stains. Does not decode pixels. `progress` counts samples, one call at a time,
/// from the threads it uses. Headers that `memory` knows are taken from it, their files not opened; afterwards, unless stopped, it knows those of this plate and no others. When `stop` is requested, samples not yet looked at keep shape 0 and have no problem. 124,288 files: about 0.35 s.
void inspectPlate(Plate& plate, const DecodeLimits& limits = {}, const Progress& progress = {}, std::stop_token stop = {}, HeaderMemory* memory = nullptr);

} // namespace locascope
