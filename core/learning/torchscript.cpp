#include "core/learning/torchscript.h"

#include "core/files/digest.h"
#include "core/learning/keptmemory.h"
#include "core/learning/plainscript.h"

#include <ATen/Context.h>
#include <torch/csrc/jit/passes/inliner.h>
#include <torch/csrc/jit/passes/tensorexpr_fuser.h>
#include <torch/csrc/jit/runtime/interpreter.h>
#include <torch/version.h>

#include <sstream>

namespace locascope {

namespace {

constexpr std::uintmax_t maxWeightsBytes = std::uintmax_t{4} << 30;

std::string firstLine(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

bool startsWith(const Bytes& bytes, std::string_view text) {
    return bytes.size() >= text.size() &&
           std::string_view(reinterpret_cast<const char*>(bytes.data()), text.size()) == text;
}

// A TorchScript file is a zip archive; anything else never reaches the unpickler.
void requireArchive(const Bytes& bytes, const std::filesystem::path& file) {
    if (startsWith(bytes, "PK\x03\x04"))
        return;
    const bool page = startsWith(bytes, "<") || startsWith(bytes, "\n<");
    throw Error(ErrorKind::Invalid, file,
                page ? "is a web page, not a TorchScript model; the download has failed, fetch it again"
                     : "is not a TorchScript model (no zip archive)");
}

} // namespace

void settleTorch() {
    keepTensorMemory();
    torch::jit::setTensorExprFuserEnabled(false);
    // Float32 means it: cuDNN rounds what it convolves to ten bits of mantissa unless told otherwise.
    at::globalContext().setAllowTF32CuDNN(false);
}

std::string torchVersionText() {
    return TORCH_VERSION;
}

Error translated(const std::exception& error, const std::filesystem::path& path, ErrorKind otherwise, const std::string& clause) {
    const auto* torchError = dynamic_cast<const c10::Error*>(&error);
    const std::string message = torchError != nullptr ? torchError->what_without_backtrace() : error.what();
    const bool memory = dynamic_cast<const std::bad_alloc*>(&error) != nullptr ||
                        message.find("allocate memory") != std::string::npos ||
                        message.find("out of memory") != std::string::npos ||
                        message.find("not enough memory") != std::string::npos;
    if (memory)
        return Error(ErrorKind::TooLarge, path, clause + ": it asks for more memory than there is");
    return Error(otherwise, path, clause + ": " + firstLine(message));
}

torch::jit::Module loadScript(const std::filesystem::path& file, const std::string& digest) {
    const Bytes bytes = readFile(file, {.maxBytes = maxWeightsBytes});
    if (!digest.empty() && sha256(bytes) != digest)
        throw Error(ErrorKind::Mismatch, file,
                    "is not the file its card describes (SHA-256 differs); fetch both again, or correct the card");
    requireArchive(bytes, file);
    try {
        std::istringstream stream(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
        torch::jit::Module module = torch::jit::load(stream, torch::kCPU);
        module.get_method("forward");
        makePlain(module);
        return module;
    } catch (const std::exception& error) {
        // Archives of TorchScript have it, those that torch.save writes have not.
        if (std::string_view(error.what()).find("constants.pkl") != std::string_view::npos)
            throw Error(ErrorKind::Unsupported, file,
                        "holds weights as torch.save writes them, without the network they belong to; where that is, export it by torch.jit.trace(model.eval(), image).save(…) or torch.onnx.export");
        throw translated(error, file, ErrorKind::Invalid, "is not a TorchScript model, or a damaged one");
    }
}

std::shared_ptr<torch::jit::Graph> inlinedMethod(const torch::jit::Module& module, const std::string& method) {
    auto graph = module.get_method(method).graph()->copy();
    torch::jit::Inline(*graph);
    return graph;
}

std::vector<torch::jit::IValue> runGraph(const torch::jit::Code& code, std::vector<torch::jit::IValue> inputs) {
    torch::jit::InterpreterState state(code);
    state.run(inputs);
    return inputs;
}

} // namespace locascope
