#pragma once

#include "core/model/modelcard.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace locascope {

struct TrialLimits {
    double seconds = 60;
    std::size_t memoryBytes = std::size_t{4} << 30; ///< address space the child may add to what it has once LibTorch is loaded
};

/// Runs a model in a child process with limits (`locascope model verify --in-child`): operators against an allow-list, shape, finiteness, time, memory, no file writes.
/// Error ModelFailed / Invalid / TimedOut / TooLarge says what it did. Blocks; `stop` kills the child within 2 s (Error TimedOut: cancelled).
/// `program` is the locascope executable. The process must ignore SIGPIPE: a child may end before it has read its card.
void putOnTrial(const std::filesystem::path& program, const std::filesystem::path& weights, const ModelCard& card,
                const TrialLimits& limits = {}, std::stop_token stop = {});

/// The child's side: reads the card as YAML from standard input, loads the learning module, gives up what a model has no need of (files, memory, processor
/// time, processes, network), examines the weights, and writes one line, "ok" or "<kind> <cause>", to standard output. The exit status.
int runTrialInChild(const std::filesystem::path& weights, const TrialLimits& limits);

/// What a model is run with; another LibTorch or another device is another trial.
struct TrialSurroundings {
    std::string torchVersion;
    std::string device; ///< "cpu", "cuda:0"
};

/// The record of models that passed, by weights digest, what the card says of input and output, and surroundings, in the user's data directory.
bool hasPassedTrial(const std::filesystem::path& dataDirectory, const ModelCard& card, const TrialSurroundings& surroundings);
void recordPassedTrial(const std::filesystem::path& dataDirectory, const ModelCard& card, const TrialSurroundings& surroundings);

struct TrialPlace {
    std::filesystem::path program;       ///< the locascope executable
    std::filesystem::path dataDirectory; ///< of the record
};

/// putOnTrial, unless the model is recorded to have passed; then records it, where the data directory can be written to. Errors of putOnTrial.
void requirePassedTrial(const TrialPlace& place, const std::filesystem::path& weights, const ModelCard& card,
                        const TrialSurroundings& surroundings, std::stop_token stop = {});

} // namespace locascope
