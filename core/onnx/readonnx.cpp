#include "core/files/error.h"
#include "core/files/utf8.h"
#include "core/onnx/onnxtensor.h"
#include "core/onnx/onnxwire.h"

#include <google/protobuf/stubs/logging.h>

#include <set>

namespace locascope {

namespace {

// DenseNet-201 has 700 nodes; more than these are no classifier but a way to use up memory.
constexpr int mostNodes = 20'000;
constexpr int mostValuesOfANode = 4'096;
// Operators changed their meaning before 7 (broadcasting), and after the last one this was written by.
constexpr std::int64_t oldestOpset = 7;
constexpr std::int64_t newestOpset = 21;
constexpr std::size_t longestName = 200;

std::string said(const std::string& name) {
    return "'" + (isUtf8Text(name) ? name.substr(0, longestName) : std::string("(not text)")) + "'";
}

class GraphReader {
public:
    GraphReader(const onnx::ModelProto& model, const std::filesystem::path& file)
        : m_model(model)
        , m_proto(model.graph())
        , m_file(file) {}

    OnnxGraph read() {
        readModel();
        readWeights();
        readInputs();
        for (const auto& output : m_proto.output())
            m_graph.outputs.push_back(output.name());
        if (m_graph.outputs.empty())
            fail(ErrorKind::Invalid, "has no output");
        readNodes();
        return std::move(m_graph);
    }

private:
    [[noreturn]] void fail(ErrorKind kind, const std::string& why) const { throw Error(kind, m_file, why); }

    void readModel() {
        if (!m_model.has_graph() || m_model.opset_import_size() == 0)
            fail(ErrorKind::Invalid, "is not an ONNX model (it has no graph)");
        for (const auto& opset : m_model.opset_import())
            if (opset.domain().empty() || opset.domain() == "ai.onnx")
                m_graph.opset = opset.version();
        if (m_graph.opset < oldestOpset || m_graph.opset > newestOpset)
            fail(ErrorKind::Unsupported, "uses the operators of opset " + std::to_string(m_graph.opset) + "; known are " + std::to_string(oldestOpset) +
                                             " to " + std::to_string(newestOpset) + ", so export it anew");
        if (m_model.functions_size() > 0 || m_proto.sparse_initializer_size() > 0)
            fail(ErrorKind::Unsupported, "defines operators of its own or sparse weights, which are not read");
        const std::string producer = m_model.producer_name() + (m_model.producer_version().empty() ? "" : " " + m_model.producer_version());
        m_graph.producer = isUtf8Text(producer) ? producer.substr(0, longestName) : "";
    }

    void claim(const std::string& name) {
        if (name.empty() || !m_made.insert(name).second)
            fail(ErrorKind::Invalid, "makes the value " + said(name) + " twice");
    }

    void readWeights() {
        for (const auto& tensor : m_proto.initializer()) {
            claim(tensor.name());
            m_graph.weights[tensor.name()] = std::make_shared<OnnxTensor>(tensorOf(tensor, said(tensor.name()), m_file));
        }
    }

    void readInputs() {
        for (const auto& input : m_proto.input()) {
            if (m_graph.weights.contains(input.name()))
                continue;
            claim(input.name());
            const auto& type = input.type().tensor_type();
            OnnxInput read{input.name(), {}};
            for (const auto& size : type.shape().dim())
                read.shape.push_back(size.has_dim_value() && size.dim_value() > 0 ? std::optional(size.dim_value()) : std::nullopt);
            m_graph.inputs.push_back(std::move(read));
        }
    }

    OnnxAttribute attributeOf(const onnx::AttributeProto& proto, const std::string& what) const {
        using onnx::AttributeProto;
        switch (proto.type()) {
        case AttributeProto::INT: return proto.i();
        case AttributeProto::FLOAT: return static_cast<double>(proto.f());
        case AttributeProto::STRING: return proto.s();
        case AttributeProto::INTS: return std::vector<std::int64_t>(proto.ints().begin(), proto.ints().end());
        case AttributeProto::FLOATS: return std::vector<double>(proto.floats().begin(), proto.floats().end());
        case AttributeProto::TENSOR: return std::make_shared<const OnnxTensor>(tensorOf(proto.t(), what, m_file));
        default: return {};
        }
    }

    void readNodes() {
        if (m_proto.node_size() > mostNodes)
            fail(ErrorKind::TooLarge, "has " + std::to_string(m_proto.node_size()) + " nodes; a classifier has no more than " + std::to_string(mostNodes));
        for (const auto& proto : m_proto.node())
            m_graph.nodes.push_back(nodeOf(proto));
    }

    OnnxNode nodeOf(const onnx::NodeProto& proto) {
        const bool own = proto.domain().empty() || proto.domain() == "ai.onnx";
        OnnxNode node{own ? proto.op_type() : proto.domain() + "." + proto.op_type(), proto.name(), {}, {}, {}};
        if (proto.input_size() > mostValuesOfANode || proto.output_size() > mostValuesOfANode)
            fail(ErrorKind::TooLarge, "has a node of more than " + std::to_string(mostValuesOfANode) + " values");
        node.inputs.assign(proto.input().begin(), proto.input().end());
        node.outputs.assign(proto.output().begin(), proto.output().end());
        if (node.outputs.empty())
            fail(ErrorKind::Invalid, "has a node " + said(node.name) + " without an output");
        for (const std::string& output : node.outputs)
            if (!output.empty())
                claim(output);
        if (node.name.empty())
            node.name = node.outputs.front();
        node.op = isUtf8Text(node.op) ? node.op.substr(0, longestName) : "(not text)";
        for (const auto& attribute : proto.attribute())
            node.attributes[attribute.name()] = attributeOf(attribute, "the attribute " + said(attribute.name()) + " of node " + said(node.name));
        return node;
    }

    const onnx::ModelProto& m_model;
    const onnx::GraphProto& m_proto;
    const std::filesystem::path& m_file;
    OnnxGraph m_graph;
    std::set<std::string> m_made;
};

} // namespace

OnnxGraph readOnnx(std::span<const std::byte> bytes, const std::filesystem::path& file) {
    if (bytes.size() > maxOnnxBytes)
        throw Error(ErrorKind::TooLarge, file, "is larger than 2 GB, which no ONNX file of one piece is");
    requireModestOnnx(bytes, file);
    google::protobuf::LogSilencer quiet; // what is wrong is said by the Error
    onnx::ModelProto model;
    if (!model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        throw Error(ErrorKind::Invalid, file, "is not an ONNX model, or a damaged one; fetch it again");
    return GraphReader(model, file).read();
}

} // namespace locascope
