#include "core/onnx/scriptwriter.h"

#include "core/files/error.h"
#include "core/files/utf8.h"

#include <cmath>

namespace locascope {

namespace {

constexpr std::size_t mostAxes = 8;
// A DenseNet's widest layer has 2^24 values at 512 x 512.
constexpr std::int64_t mostValues = std::int64_t{1} << 31;

std::string said(const std::string& name) {
    constexpr std::size_t longest = 200;
    return isUtf8Text(name) ? name.substr(0, longest) : "(not text)";
}

} // namespace

ScriptWriter::ScriptWriter(const OnnxGraph& graph, const OnnxWish& wish, const std::filesystem::path& file)
    : m_graph(graph)
    , m_wish(wish)
    , m_file(file) {
    for (const auto& [name, tensor] : graph.weights)
        m_values[name] = {{}, fixedShape(tensor->shape), tensor->kind, tensor};
    makeInputs();
}

void ScriptWriter::makeInputs() {
    const auto channels = static_cast<std::size_t>(m_wish.channels);
    const std::vector<OnnxInput>& inputs = m_graph.inputs;
    if (inputs.size() != 1 && inputs.size() != channels)
        throw Error(ErrorKind::Mismatch, m_file, "takes " + std::to_string(inputs.size()) + " inputs; expected one of " + std::to_string(channels) +
                                                     " channels, or " + std::to_string(channels) + " of one");
    const std::int64_t each = inputs.size() == 1 ? m_wish.channels : 1;
    std::int64_t width = m_wish.width;
    std::int64_t height = m_wish.height;
    for (const OnnxInput& input : inputs) {
        const std::string whose = "its input '" + said(input.name) + "' ";
        if (input.shape.size() != 4)
            throw Error(ErrorKind::Unsupported, m_file, whose + "has " + std::to_string(input.shape.size()) + " axes; expected images, channels, height, width");
        if (input.shape[1].value_or(each) != each)
            throw Error(ErrorKind::Mismatch, m_file, whose + "takes " + std::to_string(*input.shape[1]) + " channels, expected " + std::to_string(each));
        for (const auto& [said, chosen] : {std::pair{input.shape[2], &height}, std::pair{input.shape[3], &width}}) {
            if (said && *chosen != 0 && *said != *chosen)
                throw Error(ErrorKind::Mismatch, m_file, whose + "has a side of " + std::to_string(*said) + " pixels, not " + std::to_string(*chosen));
            *chosen = said.value_or(*chosen);
        }
    }
    constexpr std::int64_t longestSide = 4096;
    if (width == 0 || height == 0)
        throw Error(ErrorKind::Invalid, m_file, "does not say the size of its images; say width and height");
    if (width > longestSide || height > longestSide)
        throw Error(ErrorKind::TooLarge, m_file, "takes images of more than " + std::to_string(longestSide) + " pixels a side");
    m_script.width = static_cast<int>(width);
    m_script.height = static_cast<int>(height);
    line("n", "x.size(0)");
    const OnnxShape shape{imagesExtent, {each, 0}, {height, 0}, {width, 0}};
    for (std::size_t index = 0; index < inputs.size(); ++index) {
        OnnxValue& value = m_values[inputs[index].name] = {"x", shape, OnnxKind::Real, nullptr};
        if (inputs.size() == 1)
            continue;
        value.code = "x" + std::to_string(index);
        line(value.code, "torch.slice(x, 1, " + std::to_string(index) + ", " + std::to_string(index + 1) + ")");
    }
}

void ScriptWriter::line(const std::string& variable, const std::string& expression) {
    m_lines.emplace_back(m_node, "    " + variable + " = " + expression + "\n");
}

void ScriptWriter::refuse(const std::string& why, bool isBroken) const {
    throw Error(isBroken ? ErrorKind::Invalid : ErrorKind::Unsupported, m_file, "the operator " + said(m_node->op) + " of node '" + said(m_node->name) + "' " + why);
}

void ScriptWriter::refuseOperator() const {
    refuse("is not supported");
}

const OnnxValue* ScriptWriter::value(const std::string& name) const {
    const auto found = m_values.find(name);
    return found == m_values.end() ? nullptr : &found->second;
}

const OnnxValue& ScriptWriter::in(std::size_t input) const {
    if (!has(input))
        refuse("lacks its input " + std::to_string(input + 1), true);
    const OnnxValue* found = value(m_node->inputs[input]);
    if (found == nullptr)
        refuse("reads '" + said(m_node->inputs[input]) + "', which nothing before it makes (a missing weight, or a circle)", true);
    return *found;
}

std::string ScriptWriter::registered(const SharedTensor& tensor, bool isTrainable) {
    const std::string name = "p" + std::to_string(m_script.tensors.size());
    m_script.tensors.push_back({name, tensor, isTrainable});
    return "self." + name;
}

std::string ScriptWriter::codeOfValue(const std::string& name) {
    OnnxValue& value = m_values.at(name);
    if (!value.code.empty())
        return value.code;
    for (const Extent extent : value.constant->wholes)
        if (!extent.isFixed())
            refuse("computes with the number of images in a way that is not supported");
    // Single numbers are part of a formula, not of what was learnt.
    value.code = registered(value.constant, value.kind == OnnxKind::Real && value.constant->count() > 1);
    return value.code;
}

std::string ScriptWriter::code(std::size_t input) {
    in(input);
    return codeOfValue(m_node->inputs[input]);
}

std::string ScriptWriter::ownCode(std::size_t input, bool isTrainable) {
    return registered(constant(input), isTrainable);
}

SharedTensor ScriptWriter::constant(std::size_t input) const {
    const SharedTensor& tensor = in(input).constant;
    if (!tensor)
        refuse("computes its input " + std::to_string(input + 1) + ", which must be known beforehand here");
    return tensor;
}

std::vector<Extent> ScriptWriter::extents(std::size_t input) const {
    const SharedTensor tensor = constant(input);
    if (tensor->kind == OnnxKind::Real)
        refuse("has fractions as input " + std::to_string(input + 1) + ", expected whole numbers", true);
    return tensor->wholes;
}

std::vector<std::int64_t> ScriptWriter::numbers(std::size_t input) const {
    std::vector<std::int64_t> values;
    for (const Extent extent : extents(input)) {
        if (!extent.isFixed())
            refuse("depends on the number of images in a way that is not supported");
        values.push_back(extent.fixed);
    }
    return values;
}

std::vector<double> ScriptWriter::reals(std::size_t input) const {
    const SharedTensor tensor = constant(input);
    if (tensor->kind != OnnxKind::Real)
        refuse("has whole numbers as input " + std::to_string(input + 1) + ", expected fractions", true);
    return {tensor->reals.begin(), tensor->reals.end()};
}

namespace {

template <class T>
const T* attributeOf(const OnnxNode& node, const std::string& name, bool& isOther) {
    const auto found = node.attributes.find(name);
    if (found == node.attributes.end())
        return nullptr;
    isOther = !std::holds_alternative<T>(found->second);
    return isOther ? nullptr : &std::get<T>(found->second);
}

} // namespace

template <class T>
static T attributeOr(const ScriptWriter& writer, const std::string& name, T otherwise) {
    bool isOther = false;
    const T* found = attributeOf<T>(writer.node(), name, isOther);
    if (isOther)
        writer.refuse("has an attribute " + name + " of another type than ONNX says", true);
    return found == nullptr ? otherwise : *found;
}

std::int64_t ScriptWriter::whole(const std::string& name, std::int64_t otherwise) const { return attributeOr(*this, name, otherwise); }
std::string ScriptWriter::word(const std::string& name, const std::string& otherwise) const { return attributeOr(*this, name, otherwise); }
SharedTensor ScriptWriter::tensor(const std::string& name) const { return attributeOr(*this, name, SharedTensor()); }
std::vector<std::int64_t> ScriptWriter::list(const std::string& name, std::vector<std::int64_t> otherwise) const { return attributeOr(*this, name, std::move(otherwise)); }

double ScriptWriter::real(const std::string& name, double otherwise) const {
    const double value = attributeOr(*this, name, otherwise);
    if (!std::isfinite(value))
        refuse("has an attribute " + name + " that is not a finite number", true);
    return value;
}

std::size_t ScriptWriter::axis(std::int64_t number, std::size_t rank) const {
    const auto axes = static_cast<std::int64_t>(rank);
    if (number < -axes || number >= axes)
        refuse("names the axis " + std::to_string(number) + " of " + std::to_string(rank), true);
    return static_cast<std::size_t>(number < 0 ? number + axes : number);
}

std::vector<std::int64_t> ScriptWriter::axesSaid(std::size_t input) const {
    return has(input) ? numbers(input) : list("axes", {});
}

void ScriptWriter::put(const std::string& expression, OnnxShape shape, OnnxKind kind, std::size_t output) {
    if (shape.size() > mostAxes)
        refuse("makes a tensor of " + std::to_string(shape.size()) + " axes");
    for (const Extent size : shape)
        if (size.fixed < 0 || size.perImage < 0 || (size.fixed == 0 && size.perImage == 0))
            refuse("makes a tensor of " + shapeText(shape) + " values", true);
    const Extent all = require(productOf(shape));
    if (all.fixed > mostValues || all.perImage > mostValues)
        throw Error(ErrorKind::TooLarge, m_file, "the operator " + said(m_node->op) + " of node '" + said(m_node->name) + "' makes " + shapeText(shape) + " values");
    if (output >= m_node->outputs.size() || m_node->outputs[output].empty())
        return;
    const std::string variable = "v" + std::to_string(m_variables++);
    line(variable, expression);
    m_values[m_node->outputs[output]] = {variable, std::move(shape), kind, nullptr};
}

void ScriptWriter::putConstant(OnnxTensor tensor, std::size_t output) {
    if (output >= m_node->outputs.size() || m_node->outputs[output].empty())
        return;
    auto shared = std::make_shared<const OnnxTensor>(std::move(tensor));
    m_values[m_node->outputs[output]] = {{}, fixedShape(shared->shape), shared->kind, shared};
}

void ScriptWriter::putSame(std::size_t input) {
    OnnxValue same = in(input);
    if (same.constant)
        same.code.clear();
    m_values[m_node->outputs.front()] = std::move(same);
}

OnnxShape ScriptWriter::joined(const OnnxShape& a, const OnnxShape& b) const {
    const auto shape = broadcast(a, b);
    if (!shape)
        refuse("joins tensors of " + shapeText(a) + " and " + shapeText(b) + " values", true);
    return *shape;
}

Extent ScriptWriter::require(std::optional<Extent> extent) const {
    if (!extent)
        refuse("computes a size that is too large or depends on the number of images in a way that is not supported");
    return *extent;
}

void ScriptWriter::addMethod(const std::string& name, const std::set<const OnnxNode*>& nodes, const std::string& result) {
    m_script.source += "def " + name + "(self, x):\n";
    for (const auto& [node, text] : m_lines)
        if (node == nullptr || nodes.contains(node))
            m_script.source += text;
    m_script.source += "    return " + result + "\n";
}

} // namespace locascope
