#include "core/files/error.h"
#include "core/plate/classmapping.h"
#include "core/plate/vocabulary.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const Vocabulary vocabulary = parseVocabulary("fuzzed", {reinterpret_cast<const char*>(data), size});
        require(vocabulary.size() <= maxClasses);
        for (const LabelClass& known : vocabulary.classes())
            require(!known.name.empty() && vocabulary.find(known.name) == known.index);
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    try {
        const VocabularyMapping mapping = parseVocabularyMapping({reinterpret_cast<const char*>(data), size}, "fuzzed.csv");
        require(!mapping.from.empty() && !mapping.to.empty() && mapping.from != mapping.to);
        classMapping(mapping, {"One", "Two"}, Vocabulary("to", {{toClass(0), "Three", {}, {}, {}, {}, 0}}));
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    return 0;
}
