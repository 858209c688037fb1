#pragma once

#include "core/files/error.h"
#include "core/files/readfile.h"

#include <torch/script.h>

#include <filesystem>
#include <memory>
#include <string>

namespace locascope {

/// Turns off what LibTorch does by itself and this program has no use for (fusion at run time). Call before the first load.
void settleTorch();

/// LibTorch's version as this module was built against.
std::string torchVersionText();

/// The exception of LibTorch as an Error of this program: TooLarge for exhausted memory, else `otherwise`, with the first line of its message.
Error translated(const std::exception& error, const std::filesystem::path& path, ErrorKind otherwise, const std::string& clause);

/// Reads a TorchScript file through readFile and from memory. `digest`: its SHA-256, or empty for any. Errors Mismatch, Invalid, readFile's.
torch::jit::Module loadScript(const std::filesystem::path& file, const std::string& digest);

/// A method with everything it calls written out, as a copy.
std::shared_ptr<torch::jit::Graph> inlinedMethod(const torch::jit::Module& module, const std::string& method);

/// The graph's outputs for these inputs, op by op, without the optimising executors: the same answer from the first run on.
std::vector<torch::jit::IValue> runGraph(const torch::jit::Code& code, std::vector<torch::jit::IValue> inputs);

} // namespace locascope
