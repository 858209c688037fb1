#include "core/onnx/onnxgraph.h"

#include <onnx/onnx_pb.h>

#include <map>
#include <set>

namespace locascope {

std::string withoutIdentities(std::span<const std::byte> bytes) {
    onnx::ModelProto model;
    if (bytes.size() > maxOnnxBytes || !model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return {};
    auto& nodes = *model.mutable_graph()->mutable_node();
    std::set<std::string> kept; // outputs of the model keep their names
    for (const auto& output : model.graph().output())
        kept.insert(output.name());
    std::map<std::string, std::string> sources;
    int next = 0;
    for (int at = 0; at < nodes.size(); ++at) {
        onnx::NodeProto& node = *nodes.Mutable(at);
        for (std::string& input : *node.mutable_input())
            if (const auto source = sources.find(input); source != sources.end())
                input = source->second;
        if (node.op_type() == "Identity" && node.input_size() == 1 && node.output_size() == 1 && !kept.contains(node.output(0)))
            sources[node.output(0)] = node.input(0);
        else
            nodes.SwapElements(next++, at);
    }
    nodes.DeleteSubrange(next, nodes.size() - next);
    return model.SerializeAsString();
}

} // namespace locascope
