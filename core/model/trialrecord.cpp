#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/model/trial.h"

namespace locascope {

namespace {

// What was tried: the weights, and of the card all that decides what goes in and what must come out.
std::string subjectOf(const ModelCard& card, const TrialSurroundings& surroundings) {
    return answeringPart(card) + "torch: " + surroundings.torchVersion + "\ndevice: " + surroundings.device + "\n";
}

std::filesystem::path recordFile(const std::filesystem::path& dataDirectory, const std::string& subject) {
    return dataDirectory / "trials" / (sha256(std::string_view(subject)) + ".yaml");
}

} // namespace

bool hasPassedTrial(const std::filesystem::path& dataDirectory, const ModelCard& card, const TrialSurroundings& surroundings) {
    std::error_code ignored;
    return std::filesystem::exists(recordFile(dataDirectory, subjectOf(card, surroundings)), ignored);
}

void recordPassedTrial(const std::filesystem::path& dataDirectory, const ModelCard& card, const TrialSurroundings& surroundings) {
    const std::string subject = subjectOf(card, surroundings);
    makeDirectory(dataDirectory / "trials");
    writeFile(recordFile(dataDirectory, subject), subject);
}

void requirePassedTrial(const TrialPlace& place, const std::filesystem::path& weights, const ModelCard& card,
                        const TrialSurroundings& surroundings, std::stop_token stop) {
    if (hasPassedTrial(place.dataDirectory, card, surroundings))
        return;
    putOnTrial(place.program, weights, card, {}, stop);
    if (stop.stop_requested())
        return;
    try {
        recordPassedTrial(place.dataDirectory, card, surroundings);
    } catch (const Error&) {
        // Where nothing can be written the model is tried again next time.
    }
}

} // namespace locascope
