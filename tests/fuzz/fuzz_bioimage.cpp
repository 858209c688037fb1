#include "core/files/error.h"
#include "core/model/bioimage.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

// Whatever is taken for a description makes a recipe that a card keeps, and whose steps give as many values as they take.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const BioimageModel model = parseBioimage({reinterpret_cast<const char*>(data), size}, "fuzzed.yaml");
        require(model.channels > 0 && model.classes > 0 && model.width.least > 0 && model.height.least > 0);
        ModelCard card;
        card.name = "fuzzed";
        card.modelDigest = std::string(64, 'a');
        card.vocabularyId = "one";
        card.classes = {"One"};
        card.thresholds = {0.5};
        card.input.stains.assign(model.channels, Stain::Protein);
        setSteps(card.input, 255, model.steps);
        std::vector<float> values(model.channels * 4, 0.5F);
        applyInputSteps(values, model.channels, card.input.steps);
        require(values.size() == model.channels * 4);
        try {
            require(parseModelCard(formatModelCard(card), "card.yaml") == card);
        } catch (const Error&) { // a mean beyond all numbers, say: the import is refused
        }
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    return 0;
}
