#include "core/model/bioimage.h"

#include "core/files/error.h"
#include "core/model/bioimageaxes.h"
#include "core/model/bioimagesteps.h"
#include "core/model/rdfvalue.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace locascope {

namespace {

constexpr std::int64_t mostChannels = 64;

class ModelReader {
public:
    ModelReader(const RdfValue& root, const std::filesystem::path& file)
        : m_root(root)
        , m_file(file) {}

    BioimageModel read() {
        readVersion();
        readWords();
        readInput(onlyOf("inputs"));
        readOutput(onlyOf("outputs"));
        readWeights();
        readTestTensors();
        collectDigests(m_root, 0);
        return std::move(m_model);
    }

private:
    void readVersion() {
        const RdfValue version = m_root.at("format_version");
        m_model.formatVersion = version.text();
        m_isOld = m_model.formatVersion == "0.4" || m_model.formatVersion.starts_with("0.4.");
        if (!m_isOld && m_model.formatVersion != "0.5" && !m_model.formatVersion.starts_with("0.5."))
            version.refuse("is " + m_model.formatVersion.substr(0, 20) + "; known are 0.4 and 0.5");
        if (const std::string type = m_root.textOr("type", "model"); type != "model")
            m_root.at("type").refuse("is " + type.substr(0, 20) + ", not a model");
    }

    void readWords() {
        m_model.name = m_root.textOr("name", "");
        m_model.description = m_root.textOr("description", "");
        m_model.licence = m_root.textOr("license", "");
        if (m_root.has("authors"))
            for (const RdfValue& author : m_root.at("authors").list())
                m_model.authors.push_back(author.isMap() ? author.at("name").text() : author.text());
    }

    RdfValue onlyOf(const std::string& key) const {
        const auto tensors = m_root.at(key).list();
        if (tensors.size() != 1)
            m_root.at(key).refuse("has " + std::to_string(tensors.size()) + " tensors; a model of one is understood");
        return tensors.front();
    }

    std::vector<BioimageAxis> axesOf(const RdfValue& tensor, const std::string& which) const {
        if (m_isOld)
            return axesOfFour(tensor);
        return axesOfFive(tensor, which == "output");
    }

    ProcessedTensor processed(const RdfValue& tensor, std::size_t channels) const { return {tensor.textOr(m_isOld ? "name" : "id", ""), channels, m_isOld}; }

    void readInput(const RdfValue& tensor) {
        const std::vector<BioimageAxis> axes = axesOf(tensor, "input");
        if (axesText(axes) != "batch × channel × y × x")
            tensor.at("axes").refuse("is " + axesText(axes) + "; a model of batch × channel × y × x is understood");
        if (!axes[1].isSaid || !axes[2].isSaid || !axes[3].isSaid)
            tensor.refuse("does not say its size");
        if (axes[1].side.step != 0 || axes[1].side.least < 1 || axes[1].side.least > mostChannels)
            tensor.at("axes").fail("has no number of channels from 1 to " + std::to_string(mostChannels));
        m_model.channels = static_cast<std::size_t>(axes[1].side.least);
        m_model.channelNames = axes[1].names;
        m_model.height = checked(axes[2].side, tensor);
        m_model.width = checked(axes[3].side, tensor);
        if (tensor.has("preprocessing"))
            m_model.steps = readBioimageSteps(tensor.at("preprocessing"), processed(tensor, m_model.channels));
        m_model.fullScale = fullScaleOf(tensor);
    }

    static StatedSide checked(const StatedSide& side, const RdfValue& tensor) {
        if (side.least < 1 || side.step < 0)
            tensor.fail("has a size that is less than 1");
        return side;
    }

    // Where the type is one of images, its largest value; else the end of the range that values are said to have.
    std::optional<double> fullScaleOf(const RdfValue& tensor) const {
        const bool hasData = !m_isOld && tensor.has("data") && tensor.at("data").isMap();
        const std::string type = m_isOld ? tensor.textOr("data_type", "") : hasData ? tensor.at("data").textOr("type", "") : "";
        if (type == "uint8")
            return 255;
        if (type == "uint16")
            return 65535;
        const auto range = rangeOf(tensor);
        constexpr std::array<double, 3> known{1, 255, 65535};
        if (range && range->first == 0 && std::find(known.begin(), known.end(), range->second) != known.end())
            return range->second;
        return {};
    }

    std::optional<std::pair<double, double>> rangeOf(const RdfValue& tensor) const {
        const bool hasData = !m_isOld && tensor.has("data") && tensor.at("data").isMap();
        const RdfValue holder = hasData ? tensor.at("data") : tensor;
        const std::string key = m_isOld ? "data_range" : "range";
        if ((!m_isOld && !hasData) || !holder.has(key))
            return {};
        const auto ends = holder.at(key).list();
        if (ends.size() != 2)
            holder.at(key).fail("must be two numbers");
        for (const RdfValue& end : ends)
            if (end.isNull())
                return {};
        return std::pair{ends[0].number(), ends[1].number()};
    }

    // batch × classes; further axes of one pixel are none.
    void readOutput(const RdfValue& tensor) {
        std::vector<BioimageAxis> axes = axesOf(tensor, "output");
        const std::string words = axesText(axes);
        if (axes.size() == 4 && axes[2].isSaid && axes[2].side.least == 1 && axes[2].side.step == 0 && axes[3].isSaid && axes[3].side.least == 1 && axes[3].side.step == 0)
            axes.resize(2);
        if (axesText(axes) != "batch × channel" && axesText(axes) != "batch × index")
            tensor.at("axes").refuse("is " + words + ", which is no list of classes; a model that gives batch × channel is understood");
        if (!axes[1].isSaid || axes[1].side.step != 0)
            tensor.refuse("does not say how many classes it has");
        if (axes[1].side.least < 1 || axes[1].side.least > static_cast<std::int64_t>(maxClasses))
            tensor.fail("has no number of classes from 1 to " + std::to_string(maxClasses));
        m_model.classes = static_cast<std::size_t>(axes[1].side.least);
        m_model.classNames = axes[1].names;
        if (tensor.has("postprocessing")) {
            const BioimageEnding ending = readBioimageEnding(tensor.at("postprocessing"), processed(tensor, m_model.classes));
            m_model.endsInSigmoid = ending.sigmoid;
            m_model.above = ending.above;
        }
        if (const auto range = rangeOf(tensor); m_model.endsInSigmoid)
            m_model.gives = OutputKind::Logits;
        else if (m_model.above || (range && range->first == 0 && range->second == 1))
            m_model.gives = OutputKind::Probabilities;
    }

    static StatedFile fileOf(const RdfValue& entry) {
        StatedFile file{entry.at("source").text(), entry.textOr("sha256", "")};
        std::transform(file.sha256.begin(), file.sha256.end(), file.sha256.begin(), [](char letter) { return letter >= 'A' && letter <= 'F' ? static_cast<char>(letter - 'A' + 'a') : letter; });
        if (!file.sha256.empty() && (file.sha256.size() != 64 || file.sha256.find_first_not_of("0123456789abcdef") != std::string::npos))
            entry.at("sha256").fail("is no SHA-256 of 64 hexadecimal digits");
        return file;
    }

    void readWeights() {
        for (const auto& [kind, entry] : m_root.at("weights").entries()) {
            if (kind == "torchscript")
                m_model.torchScript = fileOf(entry);
            else if (kind == "onnx")
                m_model.onnx = fileOf(entry);
            else
                m_model.otherWeights.push_back(kind);
        }
    }

    void readTestTensors() {
        if (m_isOld) {
            for (const auto& [key, file] : {std::pair{"test_inputs", &m_model.testInput}, std::pair{"test_outputs", &m_model.testOutput}}) {
                if (!m_root.has(key))
                    continue;
                const auto sources = m_root.at(key).list();
                if (sources.size() != 1)
                    m_root.at(key).fail("must name one file, as there is one tensor");
                *file = StatedFile{sources.front().text(), {}};
            }
            return;
        }
        for (const auto& [key, file] : {std::pair{"inputs", &m_model.testInput}, std::pair{"outputs", &m_model.testOutput}})
            if (const RdfValue tensor = onlyOf(key); tensor.has("test_tensor"))
                *file = fileOf(tensor.at("test_tensor"));
    }

    // Aliases make one value stand in many places: how many are looked at is bounded.
    void collectDigests(const RdfValue& value, int depth) {
        constexpr int deepest = 32;
        constexpr std::size_t most = 50'000;
        if (depth > deepest || ++m_looked > most)
            throw Error(ErrorKind::TooLarge, m_file, "has more values, or deeper ones, than any model description (aliases that expand?)");
        if (value.isList()) {
            for (const RdfValue& item : value.list())
                collectDigests(item, depth + 1);
            return;
        }
        if (!value.isMap())
            return;
        if (value.has("source") && value.has("sha256"))
            m_model.digests.push_back(fileOf(value));
        for (const auto& [key, entry] : value.entries())
            collectDigests(entry, depth + 1);
    }

    RdfValue m_root;
    const std::filesystem::path& m_file;
    BioimageModel m_model;
    bool m_isOld = false;
    std::size_t m_looked = 0;
};

} // namespace

BioimageModel parseBioimage(std::string_view yaml, const std::filesystem::path& file) {
    return ModelReader(parseRdf(yaml, file), file).read();
}

} // namespace locascope
