#pragma once

#include "core/onnx/onnxscript.h"
#include "core/onnx/scripttext.h"

#include <set>

namespace locascope {

/// What is known of a value of the graph while its script is being written.
struct OnnxValue {
    std::string code; ///< a variable or attribute of the script; empty: a constant that no line has needed yet
    OnnxShape shape;
    OnnxKind kind = OnnxKind::Real;
    SharedTensor constant; ///< null: known at run time only

    std::size_t rank() const { return shape.size(); }
};

/// Reads the arguments of one node after the other and writes a line for each. A broken argument is an Error that names operator and node.
class ScriptWriter {
public:
    ScriptWriter(const OnnxGraph& graph, const OnnxWish& wish, const std::filesystem::path& file);

    // The node that is being written.
    void begin(const OnnxNode& node) { m_node = &node; }
    const OnnxNode& node() const { return *m_node; }
    std::int64_t opset() const { return m_graph.opset; }
    [[noreturn]] void refuse(const std::string& why, bool isBroken = false) const; ///< Error Unsupported, or Invalid
    [[noreturn]] void refuseOperator() const;

    std::size_t inputs() const { return m_node->inputs.size(); }
    bool has(std::size_t input) const { return input < inputs() && !m_node->inputs[input].empty(); }
    const OnnxValue& in(std::size_t input) const; ///< refuses where nothing has made it
    /// Code of an input: a variable, or an attribute that is registered now.
    std::string code(std::size_t input);
    /// A tensor of its own for this line, whoever else reads that constant. Refuses where it is none.
    std::string ownCode(std::size_t input, bool isTrainable);
    SharedTensor constant(std::size_t input) const;        ///< refuses where it is known at run time only
    std::vector<Extent> extents(std::size_t input) const;  ///< of a constant of whole numbers
    std::vector<std::int64_t> numbers(std::size_t input) const; ///< the same, where none depends on the number of images
    std::vector<double> reals(std::size_t input) const;

    bool hasAttribute(const std::string& name) const { return m_node->attributes.contains(name); }
    std::int64_t whole(const std::string& name, std::int64_t otherwise) const;
    double real(const std::string& name, double otherwise) const; ///< finite
    std::string word(const std::string& name, const std::string& otherwise) const;
    std::vector<std::int64_t> list(const std::string& name, std::vector<std::int64_t> otherwise) const;
    SharedTensor tensor(const std::string& name) const; ///< null where there is none
    /// An axis of a tensor of `rank` axes; negative ones count from the end.
    std::size_t axis(std::int64_t number, std::size_t rank) const;
    /// Axes as newer operators say them (an input) or as older ones do (an attribute); empty: none are said.
    std::vector<std::int64_t> axesSaid(std::size_t input) const;

    /// The result is `expression`, computed at run time.
    void put(const std::string& expression, OnnxShape shape, OnnxKind kind = OnnxKind::Real, std::size_t output = 0);
    void putConstant(OnnxTensor tensor, std::size_t output = 0);
    /// The result is that input. A constant gets a tensor of its own where both are used.
    void putSame(std::size_t input);
    OnnxShape joined(const OnnxShape& a, const OnnxShape& b) const; ///< broadcast, or refuses
    Extent require(std::optional<Extent> extent) const;             ///< refuses what cannot be said

    // The whole.
    const OnnxValue* value(const std::string& name) const;
    std::string codeOfValue(const std::string& name);
    /// Writes the method `name`, which consists of the lines of `nodes` (in whichever order they are) and returns `result`.
    void addMethod(const std::string& name, const std::set<const OnnxNode*>& nodes, const std::string& result);
    OnnxScript finish() { return std::move(m_script); }

private:
    std::string registered(const SharedTensor& tensor, bool isTrainable);
    void makeInputs();
    void line(const std::string& variable, const std::string& expression);

    const OnnxGraph& m_graph;
    const OnnxWish& m_wish;
    const std::filesystem::path& m_file;
    const OnnxNode* m_node = nullptr;
    std::map<std::string, OnnxValue> m_values;
    OnnxScript m_script;
    std::vector<std::pair<const OnnxNode*, std::string>> m_lines; ///< null: of every method
    std::size_t m_variables = 0;
};

} // namespace locascope
