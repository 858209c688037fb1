#include "core/learning/architecture.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <cmath>
#include <sstream>

namespace locascope {

namespace {

constexpr double evidencePrior = -4;   // logit: evidence is rare
constexpr double ownEvidenceWeight = 1.5;
constexpr double absentBias = -1;

struct Convolution {
    int from;
    int to;
    int kernel;
    int stride;
};

// Writes the network line by line and registers what the lines need.
class NetworkText {
public:
    NetworkText(torch::jit::Module& module, std::uint64_t seed)
        : m_module(module)
        , m_random(at::detail::createCPUGenerator(seed)) {
        m_module.register_attribute("training", c10::BoolType::get(), true);
    }

    /// Convolution, batch norm, then `added` where named, then ReLU. Returns the name of the result.
    std::string convolution(const std::string& input, const Convolution& shape, const std::string& added = {}) {
        const std::string name = "c" + std::to_string(m_count++);
        const double deviation = std::sqrt(2.0 / (shape.from * shape.kernel * shape.kernel));
        parameter(name + "_weight", normal({shape.to, shape.from, shape.kernel, shape.kernel}, deviation));
        parameter(name + "_gain", torch::ones({shape.to}));
        parameter(name + "_shift", torch::zeros({shape.to}));
        m_module.register_buffer(name + "_mean", torch::zeros({shape.to}));
        m_module.register_buffer(name + "_variance", torch::ones({shape.to}));
        const int padding = (shape.kernel - 1) / 2;
        m_text << "    " << name << " = torch.conv2d(" << input << ", self." << name << "_weight@, None, [" << shape.stride << ", "
               << shape.stride << "], [" << padding << ", " << padding << "])\n"
               << "    " << name << " = torch.batch_norm(" << name << ", self." << name << "_gain, self." << name << "_shift, self."
               << name << "_mean, self." << name << "_variance, self.training, 0.05, 1e-5, False)\n"
               << "    " << name << " = torch.relu(" << name << (added.empty() ? "" : " + " + added) << ")\n";
        return name;
    }

    std::string residual(const std::string& input, int channels) {
        const std::string inner = convolution(input, {channels, channels, 3, 1});
        return convolution(inner, {channels, channels, 3, 1}, input);
    }

    void line(const std::string& text) { m_text << "    " << text << "\n"; }
    void parameter(const std::string& name, const torch::Tensor& value) { m_module.register_parameter(name, value, false); }
    torch::Tensor normal(at::IntArrayRef shape, double deviation) { return torch::empty(shape).normal_(0, deviation, m_random); }

    /// The lines, with `@` after a weight replaced by `cast`.
    std::string text(const std::string& cast) const {
        std::string result;
        for (const char letter : m_text.str())
            result += letter == '@' ? cast : std::string(1, letter);
        return result;
    }

private:
    torch::jit::Module& m_module;
    at::Generator m_random;
    std::ostringstream m_text;
    int m_count = 0;
};

void addEvidence(NetworkText& net, int channels, int classes) {
    auto fine = net.convolution("x", {channels, 32, 6, 4});
    fine = net.residual(fine, 32);
    auto middle = net.convolution(fine, {32, 64, 3, 2});
    middle = net.residual(middle, 64);
    auto coarse = net.convolution(middle, {64, 128, 3, 2});
    coarse = net.residual(coarse, 128);
    coarse = net.residual(coarse, 128);
    auto wide = net.convolution(coarse, {128, 192, 3, 2});
    wide = net.residual(wide, 192);
    wide = net.convolution(wide, {192, 128, 1, 1});
    net.line("wide = torch.upsample_nearest2d(" + wide + ", [" + coarse + ".size(2), " + coarse + ".size(3)])");
    const auto seen = net.convolution("wide + " + coarse, {128, 128, 3, 1});
    net.parameter("evidence_weight", net.normal({classes, 128, 1, 1}, 0.05));
    net.parameter("evidence_bias", torch::full({classes}, evidencePrior));
    net.line("return torch.conv2d(" + seen + ".to(6), self.evidence_weight, self.evidence_bias)");
}

void addJudgement(torch::jit::Module& module, int classes) {
    const auto own = torch::eye(classes) * ownEvidenceWeight;
    module.register_parameter("judge_weight", torch::cat({own, own}, 1), false);
    module.register_parameter("judge_bias", torch::full({classes}, absentBias), false);
    // `verdict` has the value of `judge`. Its last pooling, from which explanations start, reads only what was seen of the class itself: what the
    // judgement takes from other classes would drown the map, since the logarithm of nearly nothing is steep.
    module.define(R"(
def traits(self, evidence):
    seen = torch.sigmoid(evidence)
    sure = torch.pow(seen, 6)
    share = torch.mean(torch.cat([seen, sure], 1), [2, 3])
    half = share.size(1) // 2
    much = (torch.log(share[:, :half] + 1e-4) + 5.0) * 0.4
    surely = (torch.log(share[:, half:] + 1e-6) + 8.0) * 0.25
    return torch.cat([much, surely], 1)
def judge(self, evidence):
    return torch.linear(self.traits(evidence), self.judge_weight, self.judge_bias)
def verdict(self, evidence):
    traits = self.traits(evidence)
    looked = torch.relu(torch.sigmoid(evidence))
    half = looked.size(1)
    much = (torch.log(torch.mean(looked, [2, 3]) + 1e-4) + 5.0) * 0.4
    own = torch.diagonal(self.judge_weight[:, :half])
    return torch.linear(traits, self.judge_weight, self.judge_bias) + (much - traits[:, :half]) * own
)");
}

} // namespace

torch::jit::Module makeClassifier(int channels, int classes, std::uint64_t seed) {
    torch::jit::Module module("OrganelleEvidence");
    NetworkText net(module, seed);
    addEvidence(net, channels, classes);
    addJudgement(module, classes);
    constexpr const char* bfloat16 = ".to(15)"; // c10::ScalarType::BFloat16; float is 6
    module.define("def evidence(self, x):\n" + net.text(""));
    module.define("def evidence_bf16(self, x):\n    x = x.to(15)\n" + net.text(bfloat16));
    module.define("def forward(self, x):\n    return self.verdict(self.evidence(x))\n");
    module.define("def teach(self, x):\n    evidence = self.evidence(x)\n    return self.judge(evidence), evidence\n");
    module.define("def teach_bf16(self, x):\n    evidence = self.evidence_bf16(x)\n    return self.judge(evidence), evidence\n");
    return module;
}

} // namespace locascope
