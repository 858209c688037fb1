#pragma once

#include "core/files/readfile.h"

#include <onnx/onnx_pb.h>

#include <cstdint>
#include <string>
#include <vector>

namespace locascope::testing {

/// One node's attributes, said in a row.
class OnnxNodeBuilder {
public:
    explicit OnnxNodeBuilder(onnx::NodeProto& node) : m_node(node) {}
    OnnxNodeBuilder& whole(const std::string& name, std::int64_t value) {
        add(name, onnx::AttributeProto::INT).set_i(value);
        return *this;
    }
    OnnxNodeBuilder& real(const std::string& name, float value) {
        add(name, onnx::AttributeProto::FLOAT).set_f(value);
        return *this;
    }
    OnnxNodeBuilder& word(const std::string& name, const std::string& value) {
        add(name, onnx::AttributeProto::STRING).set_s(value);
        return *this;
    }
    OnnxNodeBuilder& list(const std::string& name, const std::vector<std::int64_t>& values) {
        auto& attribute = add(name, onnx::AttributeProto::INTS);
        for (const std::int64_t value : values)
            attribute.add_ints(value);
        return *this;
    }

private:
    onnx::AttributeProto& add(const std::string& name, onnx::AttributeProto::AttributeType type) {
        auto& attribute = *m_node.add_attribute();
        attribute.set_name(name);
        attribute.set_type(type);
        return attribute;
    }
    onnx::NodeProto& m_node;
};

/// An ONNX model, written piece by piece. Nothing is checked: broken ones are wanted too.
class OnnxBuilder {
public:
    explicit OnnxBuilder(std::int64_t opset = 13) {
        m_model.set_ir_version(7);
        m_model.set_producer_name("test");
        m_model.add_opset_import()->set_version(opset);
        m_model.mutable_graph()->set_name("g");
    }
    /// 0: left open.
    OnnxBuilder& input(const std::string& name, const std::vector<std::int64_t>& shape) {
        describe(*graph().add_input(), name, shape);
        return *this;
    }
    OnnxBuilder& output(const std::string& name) {
        describe(*graph().add_output(), name, {});
        return *this;
    }
    onnx::TensorProto& reals(const std::string& name, const std::vector<std::int64_t>& shape, const std::vector<float>& values) {
        auto& tensor = weight(name, shape, onnx::TensorProto::FLOAT);
        for (const float value : values)
            tensor.add_float_data(value);
        return tensor;
    }
    onnx::TensorProto& wholes(const std::string& name, const std::vector<std::int64_t>& values) {
        auto& tensor = weight(name, {static_cast<std::int64_t>(values.size())}, onnx::TensorProto::INT64);
        for (const std::int64_t value : values)
            tensor.add_int64_data(value);
        return tensor;
    }
    onnx::TensorProto& weight(const std::string& name, const std::vector<std::int64_t>& shape, onnx::TensorProto::DataType type) {
        auto& tensor = *graph().add_initializer();
        tensor.set_name(name);
        tensor.set_data_type(type);
        for (const std::int64_t size : shape)
            tensor.add_dims(size);
        return tensor;
    }
    OnnxNodeBuilder node(const std::string& op, const std::vector<std::string>& inputs, const std::vector<std::string>& outputs) {
        auto& node = *graph().add_node();
        node.set_op_type(op);
        node.set_name("the " + op);
        for (const std::string& name : inputs)
            node.add_input(name);
        for (const std::string& name : outputs)
            node.add_output(name);
        return OnnxNodeBuilder(node);
    }
    onnx::ModelProto& model() { return m_model; }
    onnx::GraphProto& graph() { return *m_model.mutable_graph(); }
    Bytes bytes() const {
        const std::string text = m_model.SerializeAsString();
        const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
        return {bytes, bytes + text.size()};
    }

private:
    static void describe(onnx::ValueInfoProto& info, const std::string& name, const std::vector<std::int64_t>& shape) {
        info.set_name(name);
        auto& type = *info.mutable_type()->mutable_tensor_type();
        type.set_elem_type(onnx::TensorProto::FLOAT);
        type.mutable_shape(); // OpenCV wants one, if only of no axes
        for (const std::int64_t size : shape) {
            auto& dimension = *type.mutable_shape()->add_dim();
            size > 0 ? dimension.set_dim_value(size) : dimension.set_dim_param("n");
        }
    }
    onnx::ModelProto m_model;
};

} // namespace locascope::testing
