#include "core/learning/plainscript.h"

#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/jit.h>

#include <set>
#include <vector>

namespace locascope {

namespace {

using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

// Vaswani et al. 2017, of images × places × numbers, with the arguments of aten::_native_multi_head_attention in LibTorch 1.13 and 2.x.
constexpr const char* attentionSource = R"(
def attention(query, key, value, size: int, heads: int, weights, biases, last_weights, last_biases, mask: Optional[Tensor], need_weights: bool, average: bool, mask_type: Optional[int]):
    n = query.size(0)
    each = size // heads
    q = torch.linear(query, weights[0:size], biases[0:size]).reshape([n, -1, heads, each]).transpose(1, 2)
    k = torch.linear(key, weights[size:2 * size], biases[size:2 * size]).reshape([n, -1, heads, each]).transpose(1, 2)
    v = torch.linear(value, weights[2 * size:3 * size], biases[2 * size:3 * size]).reshape([n, -1, heads, each]).transpose(1, 2)
    scores = torch.matmul(q * float(each) ** -0.5, k.transpose(2, 3))
    if mask is not None:
        covered = mask != 0
        if mask_type is not None and mask_type == 1:
            covered = covered.reshape([n, 1, 1, -1])
        scores = scores.masked_fill(covered, -1e30)
    shares = torch.softmax(scores, -1)
    result = torch.linear(torch.matmul(shares, v).transpose(1, 2).reshape([n, -1, size]), last_weights, last_biases)
    if average:
        shares = shares.mean(1)
    return result, shares
)";

void collect(torch::jit::Block& block, c10::Symbol kind, std::vector<Node*>& found) {
    for (Node* node : block.nodes()) {
        if (node->kind() == kind)
            found.push_back(node);
        for (torch::jit::Block* inner : node->blocks())
            collect(*inner, kind, found);
    }
}

std::vector<Node*> nodesOf(Graph& graph, const char* name) {
    std::vector<Node*> found;
    collect(*graph.block(), c10::Symbol::fromQualString(name), found);
    return found;
}

Graph& attentionGraph() {
    static const auto unit = torch::jit::compile(attentionSource);
    return *torch::jit::toGraphFunction(unit->get_function("attention")).graph();
}

void writeOutAttention(Graph& graph) {
    for (Node* node : nodesOf(graph, "aten::_native_multi_head_attention")) {
        const torch::jit::WithInsertPoint place(node);
        const std::vector<Value*> results = torch::jit::insertGraph(graph, attentionGraph(), node->inputs());
        Node* parts = graph.insertNode(graph.createTupleUnpack(results.at(0)));
        for (std::size_t output = 0; output < node->outputs().size(); ++output)
            node->output(output)->replaceAllUsesWith(parts->output(output));
        node->destroy();
    }
}

void takeOutWarnings(Graph& graph) {
    for (Node* node : nodesOf(graph, "aten::warn"))
        node->destroy();
}

// What torch.jit.trace writes down of each convolution: whether a graphics processor may round what it convolves to ten bits of mantissa. Written down, it counts more than what settleTorch says.
void keepFullPrecision(Graph& graph) {
    constexpr std::size_t allowsRounding = 12;
    for (Node* node : nodesOf(graph, "aten::_convolution"))
        if (node->inputs().size() > allowsRounding) {
            const torch::jit::WithInsertPoint place(node);
            node->replaceInput(allowsRounding, graph.insertConstant(false));
        }
}

using Done = std::set<const Graph*>;

// A method may call functions, which are no part of any module.
void makePlainGraph(Graph& graph, Done& done) {
    if (!done.insert(&graph).second)
        return;
    writeOutAttention(graph);
    takeOutWarnings(graph);
    keepFullPrecision(graph);
    for (const Node* call : nodesOf(graph, "prim::CallFunction"))
        if (const auto type = call->input(0)->type()->cast<c10::FunctionType>())
            if (auto* function = torch::jit::tryToGraphFunction(*type->function()))
                makePlainGraph(*function->graph(), done);
}

void giveFirstOfTuple(torch::jit::Function& forward, Graph& graph) {
    Value* given = graph.outputs().size() == 1 ? graph.outputs()[0] : nullptr;
    const auto tuple = given != nullptr ? given->type()->cast<c10::TupleType>() : nullptr;
    if (!tuple || tuple->elements().empty() || !tuple->elements()[0]->isSubtypeOf(*c10::TensorType::get()))
        return;
    const torch::jit::WithInsertPoint place(graph.return_node());
    Node* parts = graph.insertNode(graph.createTupleUnpack(given));
    graph.return_node()->replaceInput(0, parts->output(0));
    torch::jit::EliminateDeadCode(graph.block());
    const c10::FunctionSchema& schema = forward.getSchema();
    forward.setSchema({schema.name(), schema.overload_name(), schema.arguments(), {c10::Argument("", c10::TensorType::get())}});
}

} // namespace

void makePlain(torch::jit::Module& module) {
    Done done;
    for (const torch::jit::Module& part : module.modules())
        for (const torch::jit::Method& method : part.get_methods())
            makePlainGraph(*method.graph(), done);
    const torch::jit::Method forward = module.get_method("forward");
    giveFirstOfTuple(forward.function(), *forward.graph());
}

} // namespace locascope
