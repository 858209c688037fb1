#include "core/files/error.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/namingyaml.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

// The first line is a path for every shipped scheme and for an expression, which is the second line; all together are a file of schemes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(text.find('\n'), size);
    const std::string path = text.substr(0, end);
    for (const NamingScheme& scheme : shippedNamingSchemes()) {
        const ParsedName parsed = scheme.parse(path, "root");
        require((parsed.outcome == ParsedName::Outcome::Image) == !parsed.id.empty());
    }
    NamingRules rules;
    rules.key = "fuzzed";
    rules.files = {text.substr(std::min(end + 1, size))};
    rules.stains = {{"a", Stain::Protein}};
    try {
        NamingScheme(rules).parse(path, "root");
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    try {
        for (const NamingScheme& scheme : parseNamingSchemes(text, "fuzzed.yaml"))
            require(parseNamingSchemes(formatNamingRules(scheme.rules()), "again.yaml").at(0).rules() == scheme.rules());
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    return 0;
}
