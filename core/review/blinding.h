#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locascope {

/// What a reviewer may be kept from seeing, so that the labels are of the images alone.
enum class Hidden : std::uint8_t {
    Predictions,    ///< what a model says of a sample, and all that follows from it: proposals, bars, filters, orders and queues by it. Hides saliency, too
    Saliency,       ///< where the model looked
    OtherReviewers, ///< what others decided and wrote: labels, notes, history
    Similar,        ///< what looks alike to the model: exemplars, neighbours, the map of likeness
    QueueReasons,   ///< why a sample is in the queue
    MapColours,     ///< of the plate map, except how much is reviewed
    SortOrders,     ///< every order and grouping of the gallery but the first
    SheetColumns,   ///< of the sheet, all
    Names,          ///< of files and samples, wells, sites and folders
};
inline constexpr std::array allHidden{Hidden::Predictions,  Hidden::Saliency,   Hidden::OtherReviewers, Hidden::Similar, Hidden::QueueReasons,
                                      Hidden::MapColours, Hidden::SortOrders, Hidden::SheetColumns,   Hidden::Names};

/// Stable English keys: predictions, saliency, other-reviewers, similar, queue-reasons, map-colours, sort-orders, sheet-columns, names.
std::string_view hiddenKey(Hidden what);
std::optional<Hidden> hiddenOfKey(std::string_view key);

/// What is hidden from the reviewers of a review. Value; nothing from the start.
class Blinding final {
public:
    bool hides(Hidden what) const;
    bool hidesAnything() const { return m_bits != 0; }
    /// Whether `other` hides something that this does not.
    bool hidesLessThan(const Blinding& other) const { return (other.m_bits & ~m_bits) != 0; }
    void set(Hidden what, bool isHidden);
    friend bool operator==(const Blinding&, const Blinding&) = default;

private:
    std::uint16_t m_bits = 0;
};

enum class BlindingPreset {
    None,
    Model,      ///< what a model says or does, by whatever way: for labels that a model is to be judged by
    Reviewers,  ///< what others said: for labels whose agreement is to be measured
    Everything,
};
Blinding blindingOf(BlindingPreset preset);
std::optional<BlindingPreset> presetOf(const Blinding& blinding);
/// Stable English keys: none, model, reviewers, everything.
std::string_view presetKey(BlindingPreset preset);
std::optional<BlindingPreset> presetOfKey(std::string_view key);

/// A review keeps it under this key.
inline constexpr const char* blindingSetting = "blinding";
/// Keys, separated by spaces; empty: nothing is hidden. A word that is not known hides everything: a newer program wanted more hidden than this one knows of.
std::string formatBlinding(const Blinding& blinding);
Blinding parseBlinding(std::string_view text);

} // namespace locascope
