#include "core/model/tensortest.h"

#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/model/confinedchild.h"
#include "core/model/engine.h"
#include "core/model/npy.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace locascope {

namespace {

constexpr std::int64_t mostImages = 64;

std::string textOf(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const std::int64_t size : shape)
        text += (text.empty() ? "" : " × ") + std::to_string(size);
    return text.empty() ? "one number" : text;
}

std::string exactText(double number) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

// What crosses from the child is the cause alone.
std::string nameOf(const std::filesystem::path& file) {
    return "its test tensor " + file.filename().string();
}

NumberArray arrayOf(const std::filesystem::path& file) {
    try {
        return parseNpy(readFile(file), file);
    } catch (const Error& error) {
        throw Error(error.kind(), file, nameOf(file) + " " + error.detail());
    }
}

std::vector<InputTensor> imagesOf(const TensorTest& test, const ModelCard& card) {
    NumberArray array = arrayOf(test.input);
    const std::vector<std::int64_t> each{static_cast<std::int64_t>(card.input.stains.size()), card.input.height, card.input.width};
    if (array.shape.size() != 4 || array.shape[0] < 1 || array.shape[0] > mostImages || !std::equal(each.begin(), each.end(), array.shape.begin() + 1))
        throw Error(ErrorKind::Mismatch, test.input, nameOf(test.input) + " is " + textOf(array.shape) + ", where the model takes images of " + textOf(each));
    std::vector<InputTensor> images;
    const std::size_t values = array.values.size() / static_cast<std::size_t>(array.shape[0]);
    for (auto from = array.values.begin(); from != array.values.end(); from += static_cast<std::ptrdiff_t>(values)) {
        images.push_back({static_cast<int>(each[0]), card.input.height, card.input.width, {from, from + static_cast<std::ptrdiff_t>(values)}});
        applyInputSteps(images.back().values, card.input.stains.size(), card.input.steps);
    }
    return images;
}

std::vector<float> expectedOf(const TensorTest& test, std::size_t images, std::size_t classes) {
    NumberArray array = arrayOf(test.expected);
    while (array.shape.size() > 2 && array.shape.back() == 1)
        array.shape.pop_back();
    if (array.shape != std::vector<std::int64_t>{static_cast<std::int64_t>(images), static_cast<std::int64_t>(classes)})
        throw Error(ErrorKind::Mismatch, test.expected, nameOf(test.expected) + " is " + textOf(array.shape) + ", where the model gives " + std::to_string(images) + " × " + std::to_string(classes));
    return std::move(array.values);
}

double finished(float value, const TensorTest& test) {
    double result = static_cast<double>(value);
    if (test.sigmoid)
        result = 1 / (1 + std::exp(-result));
    return test.above < 0 ? result : result > test.above ? 1 : 0;
}

} // namespace

double largestDifference(Learning& learning, const TensorTest& test, const std::filesystem::path& weights, const ModelCard& card) {
    const std::vector<InputTensor> images = imagesOf(test, card);
    const std::vector<float> expected = expectedOf(test, images.size(), card.classes.size());
    const auto rows = learning.rawOutputs(weights, card, images);
    double largest = 0;
    for (std::size_t image = 0; image < images.size(); ++image)
        for (std::size_t index = 0; index < card.classes.size(); ++index) {
            const auto wanted = static_cast<double>(expected[image * card.classes.size() + index]);
            const double difference = std::abs(finished(rows.at(image).at(index), test) - wanted) / std::max(1.0, std::abs(wanted));
            if (!std::isfinite(difference))
                throw Error(ErrorKind::ModelFailed, weights, "the model gives no finite numbers for its own test image");
            largest = std::max(largest, difference);
        }
    return largest;
}

double testTensorsConfined(const std::filesystem::path& program, const TensorTest& test, const std::filesystem::path& weights, const ModelCard& card, const TrialLimits& limits,
                           std::stop_token stop) {
    std::vector<std::string> arguments{"--tensor=" + std::filesystem::absolute(test.input).string(), "--expected=" + std::filesystem::absolute(test.expected).string(),
                                       "--above=" + exactText(test.above)};
    if (test.sigmoid)
        arguments.emplace_back("--sigmoid");
    const std::string answer = askConfinedChild(program, std::move(arguments), weights, card, limits, std::move(stop));
    double difference = 0;
    const auto [end, failure] = std::from_chars(answer.data(), answer.data() + answer.size(), difference);
    if (failure != std::errc() || end != answer.data() + answer.size())
        throw Error(ErrorKind::ModelFailed, weights, "the test of the model's own tensors ended without a result");
    return difference;
}

} // namespace locascope
