#include "core/plate/namingsurvey.h"

#include "core/plate/channelfiles.h"
#include "core/plate/namereader.h"
#include "core/plate/platelisting.h"
#include "core/plate/recognise.h"
#include "core/plate/scanplate.h"

namespace locascope {

namespace {

NamingSurvey::Fit fitOf(const NamingScheme& scheme, const PlateListing& listing, const std::stop_token& stop) {
    NameReader reader(scheme, listing.root.filename().native());
    NamingSurvey::Fit fit;
    for (const ListedFile& file : listing.images) {
        if (stop.stop_requested())
            break;
        const ParsedName::Outcome outcome = reader.taste({listing.folderOf(file), splitImageName(listing.nameOf(file))});
        fit.images += outcome == ParsedName::Outcome::Image;
        fit.ignored += outcome == ParsedName::Outcome::Ignored;
    }
    return fit;
}

} // namespace

NamingSurvey surveyNaming(const std::filesystem::path& root, const std::vector<NamingScheme>& schemes, std::size_t mostPaths, const Progress& progress,
                          std::stop_token stop) {
    std::vector<std::string> companions;
    for (const NamingScheme& scheme : schemes)
        companions.insert(companions.end(), scheme.rules().companions.begin(), scheme.rules().companions.end());
    const PlateListing listing = listPlate(usableRoot(root), ScanOptions{}.maxDepth, companions, {}, stop);
    NamingSurvey survey;
    survey.images = countImages(listing);
    survey.rootName = listing.root.filename().native();
    survey.firstPaths = firstImagePaths(listing, mostPaths);
    for (const NamingScheme& scheme : schemes) {
        survey.fits.push_back(fitOf(scheme, listing, stop));
        if (progress)
            progress(survey.fits.size(), schemes.size());
    }
    PlateTiffs tiffs(listing.root, {});
    if (const NamingScheme* recognised = recognisedScheme(listing, schemes, stop, [&] { return channelsAreInside(listing, tiffs, stop); }))
        survey.recognised = recognised->key();
    return survey;
}

} // namespace locascope
