#pragma once

#include "core/files/readfile.h"

#include <torch/script.h>

#include <filesystem>
#include <string>
#include <vector>

namespace locascope {

struct StepSize {
    double learningRate = 0;
    double weightDecay = 0;
};

/// All that training changes: a module, its moving average, the optimiser's moments, where it is, and the best average so far. Written and read as one.
class TrainingProcess {
public:
    /// Takes the module over; its parameters get gradients. `fingerprint`: what a checkpoint must have been made for.
    TrainingProcess(torch::jit::Module module, std::string fingerprint);

    torch::jit::Module& learner() { return m_learner; }
    /// The exponential moving average of the weights (Polyak and Juditsky 1992), in evaluation mode.
    torch::jit::Module& average() { return m_average; }

    /// One step of AdamW (Loshchilov and Hutter 2019; decay on weights with two or more dimensions), then of the average.
    void step(const torch::Tensor& loss, const StepSize& size);
    std::int64_t steps() const { return m_steps; }

    /// Remembers the average as it is now.
    void keepAsBest(double score);
    bool hasBest() const { return !m_best.empty(); }
    double bestScore() const { return m_bestScore; }
    /// The best average as TorchScript; the present average where none was kept.
    Bytes bestWeights();

    int epochsDone = 0;
    double secondsSpent = 0;

    /// Errors of writeFile; the earlier checkpoint stays.
    void save(const std::filesystem::path& directory) const;
    /// False where there is none. Error Mismatch where it was made for something else, Damaged where it cannot be read.
    bool restore(const std::filesystem::path& directory);

private:
    using Tensors = std::vector<torch::Tensor>;
    void updateAverage();

    torch::jit::Module m_learner;
    torch::jit::Module m_average;
    std::string m_fingerprint;
    Tensors m_parameters;
    Tensors m_first;  ///< moments, in the order of the parameters
    Tensors m_second;
    Tensors m_best;
    double m_bestScore = -1;
    std::int64_t m_steps = 0;
};

} // namespace locascope
