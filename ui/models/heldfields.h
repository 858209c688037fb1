#pragma once

#include "core/imaging/loadsample.h"
#include "ui/models/platesnapshot.h"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

/// Whole fields that were read while nobody could classify them yet. Whoever reads a sample of the plate looks here first, so that its files are opened once for the image on screen, its
/// thumbnail, the plate's contrast and its prediction. Raw planes, so that every model finds its input in them. Any thread.
class HeldFields final {
public:
    using Loader = std::function<LoadedSample(const Plate&, const Sample&, const LoadOptions&, std::stop_token)>;

    /// Beyond `bytes` nothing more is held.
    explicit HeldFields(std::size_t bytes = usualBytes)
        : m_limit(bytes) {}

    /// Fields of this plate, read as it is, are held from now on; those of another scan, whose stains may be other files, or of another z plane, are let go.
    void open(PlateReference plate);
    /// Nothing is held any more.
    void close();
    /// Classified, or refused for good: it is let go and not wanted again until another open().
    void forget(std::size_t sample);
    /// Of any size, while there is room; left alone where it has no digest or is not wanted.
    void put(std::size_t sample, std::shared_ptr<const LoadedSample> image);
    std::vector<std::size_t> samples() const; ///< ascending

    /// What is held of the sample, at its full size whatever the reduction that was asked for; else what `read` gives. A wanted field is read whole and with its digest, and held if it is
    /// complete. Where another thread is reading it at this moment, who needs it for no frame (LoadOptions::threads 1) waits for that.
    LoadedSample load(const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop, const Loader& read);

    static constexpr std::size_t usualBytes = std::size_t{64} << 20;
    /// Larger fields are not held: few would have room, and their digest would keep their readers waiting.
    static constexpr std::size_t largestField = std::size_t{4} << 20;

private:
    bool isOf(const Plate& plate) const;
    bool isWanted(std::size_t sample) const;
    std::shared_ptr<const LoadedSample> find(std::size_t sample) const;
    void hold(std::size_t sample, std::shared_ptr<const LoadedSample> image);
    void endReading(int opening, std::size_t sample, const LoadedSample* image); ///< null where it failed

    const std::size_t m_limit;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    PlateReference m_plate; ///< null while nothing is held
    int m_openings = 0;
    std::vector<char> m_isForgotten; ///< one per sample
    std::map<std::size_t, std::shared_ptr<const LoadedSample>> m_fields;
    std::size_t m_bytes = 0;              ///< of m_fields
    std::multiset<std::size_t> m_reading; ///< now, on some thread
};

} // namespace locascope
