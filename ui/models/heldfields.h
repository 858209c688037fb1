#pragma once

#include "core/imaging/loadsample.h"
#include "ui/models/heldinputs.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/readingpace.h"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

/// How much is held, and of what.
struct HoldingLimits {
    std::size_t planes = std::size_t{64} << 20;      ///< bytes of raw planes
    std::size_t largestField = std::size_t{4} << 20; ///< bytes of its planes: of larger fields, of which few would have room, only inputs are held
    std::size_t inputs = std::size_t{192} << 20;     ///< bytes of prepared inputs
    /// Bytes of planes a second. Large fields that are read faster are read again. To digest and prepare one costs a processor about a millisecond a megabyte: beside a reading as slow as this that is
    /// a seventh more at most, and a share's second reading is saved; from a local disk's cache (1 to 3 GB/s) it would be twice the time to the first thumbnails, to save a reading of some milliseconds.
    double slowBelow = 150e6;
};

/// Fields that were read while nobody could classify them yet, so that their files are opened once for the image on screen, its thumbnail, the plate's contrast and its prediction. Whoever
/// reads a sample of the plate looks here first. Of small fields the raw planes are held, in which every model finds its input; of large ones what the model in use takes of them, and the planes
/// are found while somebody else keeps them (the image cache). Any thread.
class HeldFields final {
public:
    using Loader = std::function<LoadedSample(const Plate&, const Sample&, const LoadOptions&, std::stop_token)>;

    explicit HeldFields(const HoldingLimits& limits = {})
        : m_limits(limits)
        , m_inputs(limits.inputs) {}

    /// Fields of this plate, read as it is, are held from now on; those of another scan, whose stains may be other files, or of another z plane, are let go.
    void open(PlateReference plate);
    /// The same scan, whose headers were read meanwhile and may have given its samples the size of a pixel: what is held stays.
    void follow(PlateReference plate);
    /// What is held stays, and no more is held until open().
    void rest();
    /// Nothing is held any more.
    void close();
    /// Classified, or refused for good: it is let go and not wanted again until another open(). What somebody else keeps of it is still found.
    void forget(std::size_t sample);
    /// What the classifier takes, once its card is known; none: there is no classifier. Inputs of another recipe are dropped.
    void setRecipe(const std::optional<InputRecipe>& recipe);
    /// Read before, and left alone where it has no digest. As if it was read now: a small one is held while there is room, a large one is found as long as somebody else keeps it.
    void put(std::size_t sample, const std::shared_ptr<const LoadedSample>& image);
    std::vector<std::size_t> samples() const; ///< ascending
    std::size_t inputBytes() const;           ///< of prepared inputs

    /// What is held of the sample, at its full size whatever the reduction that was asked for; else what `read` gives. A wanted field is read whole and with its digest, and held if it is
    /// complete; a large one only where reading is slow and a recipe known. Where another thread is reading it at this moment, who needs it for no frame (LoadOptions::threads 1) waits for that.
    LoadedSample load(const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop, const Loader& read);
    /// For the classifier: the input that was prepared by this recipe. Null where there is none: then the sample is about to be loaded for it, and none is prepared any more. Waits while
    /// another thread is preparing it.
    InputReference input(const Plate& plate, const Sample& sample, const InputRecipe& recipe, std::stop_token stop);

private:
    enum class Wanted : char { All, Planes, Nothing }; ///< planes: its input is not

    /// A large field without its planes, which somebody else may still keep.
    struct KeptField {
        explicit KeptField(const LoadedSample& read);
        std::optional<LoadedSample> find() const; ///< whole, or nothing

        LoadedSample image;
        PerStain<KeptPlane> planes;
    };

    /// One sample being read, as it was when that began.
    struct Reading {
        std::size_t sample = 0;
        int opening = 0;
        bool isAwaited = false; ///< by those who find it in m_reading
    };

    bool isOf(const Plate& plate) const;
    int indexIn(const Plate& plate, const Sample& sample) const; ///< −1: another plate's
    bool isWanted(std::size_t sample) const;
    bool isInputWanted(std::size_t sample) const;
    bool mustBeWhole(const Plate& plate, std::size_t sample) const;
    std::optional<LoadedSample> find(std::size_t sample) const;
    void note(std::size_t sample, const LoadedSample& image);
    void hold(std::size_t sample, std::shared_ptr<const LoadedSample> image);
    RecipeReference take(const Reading& reading, const LoadedSample& image, std::chrono::duration<double> took, const std::stop_token& stop);
    void takeInput(const Reading& reading, const RecipeReference& recipe, const LoadedSample& image);
    void endReading(const Reading& reading);
    void letGo();

    const HoldingLimits m_limits;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    PlateReference m_plate; ///< null while nothing is held
    bool m_isResting = false;
    int m_openings = 0;
    std::vector<Wanted> m_wanted; ///< one per sample
    std::map<std::size_t, std::shared_ptr<const LoadedSample>> m_fields;
    std::size_t m_bytes = 0; ///< of m_fields
    std::map<std::size_t, KeptField> m_elsewhere;
    HeldInputs m_inputs;
    ReadingPace m_pace;                   ///< of large fields of m_plate
    std::multiset<std::size_t> m_reading; ///< now, on some thread
};

} // namespace locascope
