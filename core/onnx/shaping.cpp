#include "core/onnx/folding.h"
#include "core/onnx/joinedimages.h"
#include "core/onnx/operators.h"

#include <algorithm>

namespace locascope {

namespace {

void requireSizes(const ScriptWriter& writer, const OnnxShape& shape) {
    for (const Extent size : shape)
        if (size.fixed < 0 || size.perImage < 0)
            writer.refuse("makes a tensor of " + shapeText(shape) + " values", true);
}

// The same values in another shape: beforehand where they are constant.
void putShaped(ScriptWriter& writer, const OnnxShape& shape) {
    const OnnxValue& from = writer.in(0);
    requireSizes(writer, shape);
    if (writer.require(productOf(shape)) != writer.require(productOf(from.shape)))
        writer.refuse("makes " + shapeText(shape) + " values of " + shapeText(from.shape), true);
    if (from.constant && from.constant->count() <= mostFolded) {
        OnnxTensor tensor = *from.constant;
        tensor.shape.clear();
        for (const Extent size : shape)
            tensor.shape.push_back(size.fixed);
        return writer.putConstant(std::move(tensor));
    }
    writer.put("torch.reshape(" + writer.code(0) + ", " + codeOf(shape) + ")", shape, from.kind);
}

// A model that was exported for one image says numbers in which their number is left out. In memory an image lies behind `before` values and has
// its place where the axes of the new shape hold as many. What this does not tell is refused for its sizes.
void freeImages(const ScriptWriter& writer, OnnxShape& wanted) {
    const OnnxShape& from = writer.in(0).shape;
    const auto images = std::find_if(from.begin(), from.end(), [](Extent size) { return !size.isFixed(); });
    if (images == from.end() || images->fixed != 0 || !std::all_of(wanted.begin(), wanted.end(), [](Extent size) { return size.isFixed(); }))
        return;
    const bool isOpen = std::find(wanted.begin(), wanted.end(), Extent{-1, 0}) != wanted.end();
    if (isOpen && !(images == from.begin() && !wanted.empty() && wanted.front() == Extent{1, 0}))
        return;
    if (wanted.size() < from.size() && images != from.begin())
        return; // joined with the axis before or after: that is not told
    const auto before = productOf({from.begin(), images});
    Extent reached{1, 0};
    for (Extent& size : wanted) {
        if (reached == before) {
            size = writer.require(product(size, imagesExtent));
            return;
        }
        reached = writer.require(product(reached, size));
    }
}

void reshape(ScriptWriter& writer) {
    const OnnxShape& from = writer.in(0).shape;
    OnnxShape wanted = writer.extents(1);
    std::optional<std::size_t> open;
    for (std::size_t axis = 0; axis < wanted.size(); ++axis) {
        if (wanted[axis] == Extent{0, 0} && writer.whole("allowzero", 0) == 0) {
            if (axis >= from.size())
                writer.refuse("keeps an axis that its input does not have", true);
            wanted[axis] = from[axis];
        }
        if (wanted[axis] == Extent{-1, 0}) {
            if (open)
                writer.refuse("leaves two axes open", true);
            open = axis;
        }
    }
    if (reshapeJoinedImages(writer, wanted))
        return;
    freeImages(writer, wanted);
    if (open) {
        wanted[*open] = {1, 0};
        const auto rest = quotient(writer.require(productOf(from)), writer.require(productOf(wanted)));
        if (!rest)
            writer.refuse("makes " + shapeText(wanted) + " values of " + shapeText(from), true);
        wanted[*open] = *rest;
    }
    putShaped(writer, wanted);
}

void flatten(ScriptWriter& writer) {
    const OnnxShape& from = writer.in(0).shape;
    const std::int64_t said = writer.whole("axis", 1);
    const std::size_t axis = said == static_cast<std::int64_t>(from.size()) ? from.size() : writer.axis(said, from.size());
    const auto middle = from.begin() + static_cast<std::ptrdiff_t>(axis);
    putShaped(writer, {writer.require(productOf({from.begin(), middle})), writer.require(productOf({middle, from.end()}))});
}

void squeeze(ScriptWriter& writer) {
    const OnnxShape& from = writer.in(0).shape;
    std::set<std::size_t> axes;
    for (const std::int64_t said : writer.axesSaid(1))
        axes.insert(writer.axis(said, from.size()));
    const bool takesAll = axes.empty();
    OnnxShape shape;
    for (std::size_t axis = 0; axis < from.size(); ++axis) {
        const bool isOne = from[axis] == Extent{1, 0};
        if (axes.contains(axis) && !isOne)
            writer.refuse("drops an axis of " + codeOf(from[axis]) + " values", true);
        if (!(takesAll ? isOne : axes.contains(axis)))
            shape.push_back(from[axis]);
    }
    putShaped(writer, shape);
}

void unsqueeze(ScriptWriter& writer) {
    const OnnxShape& from = writer.in(0).shape;
    const auto said = writer.axesSaid(1);
    const std::size_t rank = from.size() + said.size();
    std::set<std::size_t> axes;
    for (const std::int64_t number : said)
        axes.insert(writer.axis(number, rank));
    if (axes.size() != said.size())
        writer.refuse("adds one axis twice", true);
    OnnxShape shape;
    for (std::size_t axis = 0, next = 0; axis < rank; ++axis)
        shape.push_back(axes.contains(axis) ? Extent{1, 0} : from[next++]);
    putShaped(writer, shape);
}

void transpose(ScriptWriter& writer) {
    const OnnxShape& from = writer.in(0).shape;
    std::vector<std::int64_t> order;
    for (std::size_t axis = from.size(); axis-- > 0;)
        order.push_back(static_cast<std::int64_t>(axis));
    order = writer.list("perm", order);
    OnnxShape shape;
    std::set<std::size_t> axes;
    for (std::int64_t& number : order) {
        const std::size_t axis = writer.axis(number, from.size());
        axes.insert(axis);
        number = static_cast<std::int64_t>(axis);
        shape.push_back(from[axis]);
    }
    if (axes.size() != from.size() || order.size() != from.size())
        writer.refuse("names not every axis once", true);
    writer.put("torch.permute(" + writer.code(0) + ", " + codeOf(order) + ")", shape, writer.in(0).kind);
}

void expand(ScriptWriter& writer) {
    const OnnxShape shape = writer.joined(writer.in(0).shape, writer.extents(1));
    writer.put("torch.expand(" + writer.code(0) + ", " + codeOf(shape) + ")", shape, writer.in(0).kind);
}

void shapeOf(ScriptWriter& writer) {
    const OnnxShape& from = writer.in(0).shape;
    const auto rank = static_cast<std::int64_t>(from.size());
    const auto bounded = [&](std::int64_t at) { return std::clamp<std::int64_t>(at < 0 ? at + rank : at, 0, rank); };
    const std::int64_t start = bounded(writer.whole("start", 0));
    const std::int64_t end = std::max(start, bounded(writer.whole("end", rank)));
    writer.putConstant({OnnxKind::Whole, {end - start}, {}, {from.begin() + start, from.begin() + end}});
}

void constant(ScriptWriter& writer) {
    if (const SharedTensor tensor = writer.tensor("value"))
        return writer.putConstant(*tensor);
    if (writer.hasAttribute("value_float"))
        return writer.putConstant({OnnxKind::Real, {}, {static_cast<float>(writer.real("value_float", 0))}, {}});
    if (writer.hasAttribute("value_int"))
        return writer.putConstant({OnnxKind::Whole, {}, {}, {{writer.whole("value_int", 0), 0}}});
    if (!writer.hasAttribute("value_ints"))
        writer.refuse("holds a constant of a type that is not supported");
    const OnnxShape values = fixedShape(writer.list("value_ints", {}));
    writer.putConstant({OnnxKind::Whole, {static_cast<std::int64_t>(values.size())}, {}, values});
}

void constantOfShape(ScriptWriter& writer) {
    const OnnxShape shape = writer.extents(0);
    const SharedTensor said = writer.tensor("value");
    if (said && said->count() != 1)
        writer.refuse("repeats something that is not one number", true);
    const OnnxTensor value = said ? *said : OnnxTensor{OnnxKind::Real, {1}, {0}, {}};
    requireSizes(writer, shape);
    const Extent all = writer.require(productOf(shape));
    if (all.isFixed() && all.fixed <= static_cast<std::int64_t>(mostFolded)) {
        OnnxTensor tensor{value.kind, {}, {}, {}};
        for (const Extent size : shape)
            tensor.shape.push_back(size.fixed);
        value.kind == OnnxKind::Real ? tensor.reals.assign(static_cast<std::size_t>(all.fixed), value.reals.front())
                                     : tensor.wholes.assign(static_cast<std::size_t>(all.fixed), value.wholes.front());
        return writer.putConstant(std::move(tensor));
    }
    if (value.kind != OnnxKind::Real)
        writer.refuse("makes whole numbers for each image, which is not supported");
    writer.put("torch.full(" + codeOf(shape) + ", " + codeOf(static_cast<double>(value.reals.front())) + ")", shape);
}

} // namespace

const OperatorTable& shapingOperators() {
    static const OperatorTable table{{"Reshape", reshape}, {"Flatten", flatten}, {"Squeeze", squeeze}, {"Unsqueeze", unsqueeze}, {"Transpose", transpose},
                                     {"Expand", expand}, {"Shape", shapeOf}, {"Constant", constant}, {"ConstantOfShape", constantOfShape}};
    return table;
}

} // namespace locascope
