#include "core/learning/onnxreference.h"

#include "core/files/error.h"
#include "core/onnx/onnxgraph.h"

#include <opencv2/dnn.hpp>

#include <algorithm>

namespace locascope {

namespace {

// Of several outputs the one of that name; OpenCV puts its own words before it.
cv::Mat resultOf(cv::dnn::Net& net, const std::string& output, std::size_t classes) {
    std::vector<std::string> names = net.getUnconnectedOutLayersNames();
    std::stable_partition(names.begin(), names.end(), [&](const std::string& name) { return name == output || name.ends_with("!" + output); });
    std::vector<cv::Mat> results;
    net.forward(results, names);
    const auto found = std::find_if(results.begin(), results.end(), [&](const cv::Mat& result) { return result.total() == classes && result.depth() == CV_32F; });
    if (found == results.end())
        CV_Error(cv::Error::StsUnmatchedSizes, "no output has as many values as there are classes");
    return found->isContinuous() ? *found : found->clone();
}

void setInputs(cv::dnn::Net& net, const std::vector<std::string>& inputs, const InputTensor& image) {
    const int channels = inputs.size() == 1 ? image.channels : 1;
    const int sizes[] = {1, channels, image.height, image.width};
    const std::size_t each = static_cast<std::size_t>(channels) * static_cast<std::size_t>(image.height) * static_cast<std::size_t>(image.width);
    for (std::size_t index = 0; index < inputs.size(); ++index)
        net.setInput(cv::Mat(4, sizes, CV_32F, const_cast<float*>(image.values.data() + index * each)).clone(), inputs[index]);
}

} // namespace

std::vector<float> onnxReference(const Bytes& model, const std::vector<std::string>& inputs, const InputTensor& image, const std::string& output, std::size_t classes,
                                 const std::filesystem::path& file) {
    try {
        const std::string plain = withoutIdentities(model);
        cv::dnn::Net net = cv::dnn::readNetFromONNX(plain.data(), plain.size());
        net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        setInputs(net, inputs, image);
        const cv::Mat result = resultOf(net, output, classes);
        return {result.ptr<float>(), result.ptr<float>() + result.total()};
    } catch (const cv::Exception& error) {
        throw Error(ErrorKind::Unsupported, file, "OpenCV " CV_VERSION " cannot read or run it: " + error.err.substr(0, error.err.find('\n')));
    }
}

} // namespace locascope
