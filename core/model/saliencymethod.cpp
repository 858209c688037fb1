#include "core/model/saliencymethod.h"

#include <algorithm>

namespace locascope {

namespace {

struct Name {
    std::string_view key;
    std::string_view text;
};

// In the order of SaliencyMethod.
constexpr std::array<Name, allSaliencyMethods.size()> names{{{"cam", "CAM"},
                                                             {"grad-cam", "Grad-CAM"},
                                                             {"grad-cam++", "Grad-CAM++"},
                                                             {"gradient-x-input", "gradient × input"},
                                                             {"smoothgrad", "SmoothGrad"},
                                                             {"occlusion", "occlusion"}}};

const Name& nameOf(SaliencyMethod method) { return names[static_cast<std::size_t>(method)]; }

} // namespace

std::string_view saliencyMethodKey(SaliencyMethod method) { return nameOf(method).key; }

std::string_view saliencyMethodName(SaliencyMethod method) { return nameOf(method).text; }

std::optional<SaliencyMethod> saliencyMethodOf(std::string_view key) {
    const auto found = std::find_if(allSaliencyMethods.begin(), allSaliencyMethods.end(), [&](SaliencyMethod method) { return nameOf(method).key == key; });
    return found == allSaliencyMethods.end() ? std::nullopt : std::optional(*found);
}

std::string saliencyMethodKeys(const std::vector<SaliencyMethod>& methods) {
    std::string keys;
    for (const SaliencyMethod method : methods)
        keys += (keys.empty() ? "" : ", ") + std::string(nameOf(method).key);
    return keys;
}

} // namespace locascope
