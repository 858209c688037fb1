#include "core/plate/companionuse.h"

#include "core/files/error.h"

#include <algorithm>

namespace locascope {

namespace {

std::string atLine(const CompanionImage& image) { return "line " + std::to_string(image.line) + ": "; }

std::string others(std::size_t count) { return count > 1 ? " (and " + std::to_string(count - 1) + " more)" : ""; }

} // namespace

void CompanionUse::add(const std::string& path, const Companion& companion, std::vector<Problem>& problems) {
    if (plateName.empty())
        plateName = companion.plateName;
    channels.insert(companion.channels.begin(), companion.channels.end());
    const std::string_view folder = std::string_view(path).substr(0, path.rfind('/') + 1);
    const CompanionImage* firstOutside = nullptr;
    std::size_t outside = 0;
    for (const CompanionImage& image : companion.images) {
        if (image.file.empty())
            continue;
        if (auto inPlate = pathInPlate(folder, image.file)) {
            m_images.try_emplace(std::move(*inPlate), Told{image, path});
        } else if (++outside == 1) {
            firstOutside = &image;
        }
    }
    if (outside > 0)
        problems.push_back({path, {}, ErrorKind::OutsidePlate, atLine(*firstOutside) + "names " + firstOutside->file + others(outside) + ", which lies outside the plate and is not opened"});
}

const CompanionImage* CompanionUse::take(const std::string& path) {
    const auto known = m_images.find(path);
    if (known == m_images.end())
        return nullptr;
    known->second.isFound = true;
    return &known->second.image;
}

void CompanionUse::reportMissing(std::vector<Problem>& problems) const {
    struct Missing {
        const CompanionImage* first = nullptr;
        std::size_t count = 0;
    };
    std::map<std::string, Missing> missing;
    for (const auto& [path, told] : m_images) {
        if (told.isFound)
            continue;
        Missing& of = missing[told.companion];
        ++of.count;
        if (!of.first || told.image.line < of.first->line)
            of.first = &told.image;
    }
    for (const auto& [companion, of] : missing)
        problems.push_back({companion, {}, ErrorKind::NotFound, atLine(*of.first) + "names " + of.first->file + others(of.count) + ", which is not there; copy it from the instrument"});
}

CompanionUse readCompanions(const PlateListing& listing, const NamingRules& rules, std::vector<Problem>& problems) {
    CompanionUse use;
    for (const ListedFile& file : listing.companions) {
        if (std::find(rules.companions.begin(), rules.companions.end(), listing.nameOf(file)) == rules.companions.end())
            continue;
        const std::string path = listing.pathOf(file);
        try {
            use.add(path, readCompanion(listing.root, path, rules.companionFormat, problems), problems);
        } catch (const Error& error) {
            problems.push_back({path, {}, error.kind(), error.detail() + "; the images are known by their names alone"});
        }
    }
    return use;
}

} // namespace locascope
