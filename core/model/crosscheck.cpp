#include "core/model/crosscheck.h"

#include "core/files/error.h"
#include "core/model/confinedchild.h"

#include <charconv>

namespace locascope {

double crossCheckConfined(const std::filesystem::path& program, const std::filesystem::path& onnx, const std::filesystem::path& weights, const ModelCard& card,
                          const std::string& output, const TrialLimits& limits, std::stop_token stop) {
    const std::string answer =
        askConfinedChild(program, {"--against=" + std::filesystem::absolute(onnx).string(), "--output=" + output}, weights, card, limits, std::move(stop));
    double difference = 0;
    const auto [end, failure] = std::from_chars(answer.data(), answer.data() + answer.size(), difference);
    if (failure != std::errc() || end != answer.data() + answer.size())
        throw Error(ErrorKind::ModelFailed, onnx, "the comparison ended without a result");
    return difference;
}

} // namespace locascope
