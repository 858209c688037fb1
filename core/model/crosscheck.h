#pragma once

#include "core/model/trial.h"

namespace locascope {

/// Learning::crossCheckOnnx in a child process with a trial's limits, because OpenCV's reader was not written for strangers' files. Errors of both (a crash is ModelFailed).
double crossCheckConfined(const std::filesystem::path& program, const std::filesystem::path& onnx, const std::filesystem::path& weights, const ModelCard& card,
                          const std::string& output, const TrialLimits& limits = {}, std::stop_token stop = {});

/// The child's side, as runTrialInChild; the line is "ok <difference>".
int runCrossCheckInChild(const std::filesystem::path& weights, const std::filesystem::path& onnx, const std::string& output, const TrialLimits& limits);

} // namespace locascope
