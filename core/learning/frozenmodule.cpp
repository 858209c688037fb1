#include "core/learning/frozenmodule.h"

#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/csrc/jit/passes/frozen_conv_folding.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace locascope {

namespace {

using namespace std::string_view_literals;
using torch::jit::Block;
using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

// What an answer that follows from the number of axes alone is made of.
constexpr std::array axisAskers{"aten::ne"sv, "aten::eq"sv, "aten::__not__"sv, "aten::__is__"sv, "aten::__or__"sv, "aten::__and__"sv};

bool followsFromAxes(const Value& value) {
    const Node& node = *value.node();
    if (node.kind() == c10::prim::Constant || node.kind() == c10::aten::dim)
        return true;
    return std::find(axisAskers.begin(), axisAskers.end(), std::string_view(node.kind().toQualString())) != axisAskers.end() &&
           std::all_of(node.inputs().begin(), node.inputs().end(), [](const Value* input) { return followsFromAxes(*input); });
}

bool isEmpty(const Block& block) { return block.nodes().begin() == block.nodes().end(); }

bool endsInError(const Block& block) {
    return std::any_of(block.nodes().begin(), block.nodes().end(), [](const Node* node) { return node->kind() == c10::prim::RaiseException; });
}

/// Whoever loads a model sends it through its first pass as it came, where such a question has been answered for all inputs of this shape.
bool isQuestionOfAxes(const Node& node) {
    if (node.kind() != c10::prim::If || !node.outputs().empty() || !followsFromAxes(*node.input(0)))
        return false;
    const auto blocks = node.blocks();
    return (isEmpty(*blocks[0]) && endsInError(*blocks[1])) || (isEmpty(*blocks[1]) && endsInError(*blocks[0]));
}

void takeOutQuestionsOfAxes(Block& block) {
    std::vector<Node*> found;
    for (Node* node : block.nodes()) {
        if (isQuestionOfAxes(*node))
            found.push_back(node);
        else
            for (Block* inner : node->blocks())
                takeOutQuestionsOfAxes(*inner);
    }
    for (Node* node : found)
        node->destroy();
}

bool isAppend(const Node& node) { return node.kind() == c10::aten::append && node.outputs().size() == 1 && node.output()->uses().empty(); }

/// Made, appended to and joined in this block alone, and nothing else is done with it.
bool isGrowingList(const Node& list) {
    if (list.kind() != c10::prim::ListConstruct || list.inputs().empty() || list.output()->type()->cast<c10::ListType>() == nullptr)
        return false;
    bool grows = false;
    for (const torch::jit::Use& use : list.output()->uses()) {
        const bool isAppended = isAppend(*use.user) && use.offset == 0;
        if (use.user->owningBlock() != list.owningBlock() || (!isAppended && use.user->kind() != c10::aten::cat))
            return false;
        grows = grows || isAppended;
    }
    return grows;
}

void writeOutGrowingList(Graph& graph, Node& list) {
    std::vector<Node*> users;
    for (const torch::jit::Use& use : list.output()->uses())
        users.push_back(use.user);
    std::sort(users.begin(), users.end(), [](const Node* a, const Node* b) { return a->isBefore(b); });
    std::vector<Value*> items(list.inputs().begin(), list.inputs().end());
    const auto type = list.output()->type()->expect<c10::ListType>()->getElementType();
    for (Node* user : users) {
        if (isAppend(*user)) {
            items.push_back(user->input(1));
            user->destroy();
            continue;
        }
        Node* now = graph.createList(type, items)->insertBefore(user);
        user->replaceInput(0, now->output());
    }
    list.destroy();
}

void writeOutGrowingLists(Graph& graph) {
    std::vector<Node*> lists;
    for (Node* node : graph.nodes())
        if (isGrowingList(*node))
            lists.push_back(node);
    for (Node* list : lists)
        writeOutGrowingList(graph, *list);
}

} // namespace

torch::jit::Module frozenModule(const torch::jit::Module& module) {
    torch::jit::Module frozen = torch::jit::freeze(module);
    auto graph = frozen.get_method("forward").graph();
    takeOutQuestionsOfAxes(*graph->block());
    torch::jit::EliminateDeadCode(graph);
    writeOutGrowingLists(*graph);
    torch::jit::FoldFrozenConvBatchnorm(graph);
    torch::jit::EliminateDeadCode(graph);
    return frozen;
}

} // namespace locascope
