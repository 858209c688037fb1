#include "core/files/error.h"
#include "core/onnx/onnxscript.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

// A file is read, or refused with a word, in memory that does not depend on what it says; and so is its script.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const OnnxGraph graph = readOnnx({reinterpret_cast<const std::byte*>(data), size}, "fuzzed.onnx");
        const OnnxScript script = onnxScript(graph, {.channels = 4, .width = 8, .height = 8, .classes = 4, .output = {}}, "fuzzed.onnx");
        require(script.source.starts_with("def forward(self, x):\n") && script.width > 0 && script.height > 0);
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    return 0;
}
