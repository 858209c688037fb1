#include "core/model/learntplates.h"

#include <sstream>

namespace locascope {

namespace {

std::string knownTo(const ModelCard& card) {
    const auto named = card.provenance.find(learntPlatesKey);
    return named == card.provenance.end() ? std::string() : named->second;
}

} // namespace

bool hasLearntPlate(const ModelCard& card, const std::string& fingerprint) {
    std::istringstream plates(knownTo(card));
    std::string plate;
    while (plates >> plate)
        if (plate == fingerprint)
            return true;
    return false;
}

std::string learntPlates(const ModelCard* before, const std::string& fingerprint) {
    const std::string known = before ? knownTo(*before) : std::string();
    if (known.empty())
        return fingerprint;
    return hasLearntPlate(*before, fingerprint) ? known : known + ' ' + fingerprint;
}

} // namespace locascope
