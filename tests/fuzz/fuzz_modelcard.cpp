#include "core/files/error.h"
#include "core/model/ensemblecard.h"
#include "core/model/modelcard.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

// Whatever is taken for a card is written and read back without loss.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const ModelCard card = parseModelCard({reinterpret_cast<const char*>(data), size}, "fuzzed.yaml");
        require(parseModelCard(formatModelCard(card), "fuzzed.yaml") == card);
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    try {
        const EnsembleCard ensemble = parseEnsembleCard({reinterpret_cast<const char*>(data), size}, "fuzzed.yaml");
        require(ensemble.members.size() >= 2 && ensemble.members.size() <= mostMembers);
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    return 0;
}
