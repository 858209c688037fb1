#include "core/model/loadengine.h"

#include "core/files/error.h"
#include "core/model/ensembleengine.h"

namespace locascope {

void eachModel(const std::filesystem::path& cardFile, const ModelCard& card, const std::function<void(const std::filesystem::path& weights, const ModelCard&)>& use) {
    if (card.members.empty())
        return use(weightsFileOf(cardFile), card);
    for (const EnsembleMember& member : card.members) {
        const ModelCard read = readModelCard(member.cardFile);
        if (predictionDigest(read) != member.digest)
            throw Error(ErrorKind::Mismatch, member.cardFile, "has changed since the ensemble was opened; open it again");
        use(weightsFileOf(member.cardFile), read);
    }
}

std::unique_ptr<Engine> loadEngine(Learning& learning, const std::filesystem::path& cardFile, const ModelCard& card, const EngineOptions& options) {
    std::vector<std::unique_ptr<Engine>> engines;
    eachModel(cardFile, card, [&](const std::filesystem::path& weights, const ModelCard& one) { engines.push_back(learning.load(weights, one, options)); });
    return card.members.empty() ? std::move(engines.front()) : makeEnsembleEngine(card, std::move(engines));
}

} // namespace locascope
