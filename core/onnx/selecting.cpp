#include "core/onnx/folding.h"
#include "core/onnx/operators.h"

#include <algorithm>
#include <limits>

namespace locascope {

namespace {

bool foldConcat(ScriptWriter& writer) {
    OnnxTensor all{OnnxKind::Whole, {0}, {}, {}};
    for (std::size_t input = 0; input < writer.inputs(); ++input) {
        const SharedTensor& part = writer.in(input).constant;
        if (!part || part->kind != OnnxKind::Whole || part->shape.size() != 1 || all.wholes.size() + part->count() > mostFolded)
            return false;
        all.wholes.insert(all.wholes.end(), part->wholes.begin(), part->wholes.end());
    }
    all.shape = {static_cast<std::int64_t>(all.wholes.size())};
    writer.putConstant(std::move(all));
    return true;
}

// In a model that was exported for one image, what is the same for all images has one row.
std::string forAllImages(ScriptWriter& writer, std::size_t input, std::size_t axis, OnnxShape& shape, const OnnxShape& first) {
    const bool isOnce = axis != 0 && !shape.empty() && shape.front() == Extent{1, 0} && first.front() == imagesExtent;
    if (!isOnce)
        return writer.code(input);
    shape.front() = imagesExtent;
    return "torch.expand(" + writer.code(input) + ", " + codeOf(shape) + ")";
}

void concat(ScriptWriter& writer) {
    if (foldConcat(writer))
        return;
    OnnxShape shape = writer.in(0).shape;
    const std::size_t axis = writer.axis(writer.whole("axis", writer.opset() < 4 ? 1 : 0), shape.size());
    for (std::size_t input = 1; input < writer.inputs() && axis != 0; ++input)
        if (writer.in(input).rank() > 0 && writer.in(input).shape.front() == imagesExtent)
            shape.front() = imagesExtent;
    const OnnxShape first = shape;
    std::string parts;
    shape[axis] = {0, 0};
    for (std::size_t input = 0; input < writer.inputs(); ++input) {
        OnnxShape part = writer.in(input).shape;
        if (writer.in(input).kind != writer.in(0).kind)
            writer.refuse("joins fractions with whole numbers", true);
        parts += (input == 0 ? "" : ", ") + forAllImages(writer, input, axis, part, first);
        OnnxShape other = part;
        if (other.size() == first.size())
            other[axis] = first[axis];
        if (other != first)
            writer.refuse("joins tensors of " + shapeText(first) + " and " + shapeText(part) + " values", true);
        shape[axis] = writer.require(sum(shape[axis], part[axis]));
    }
    writer.put("torch.cat([" + parts + "], " + std::to_string(axis) + ")", shape, writer.in(0).kind);
}

std::string sliceCode(const std::string& x, std::size_t axis, std::int64_t from, std::int64_t to, std::int64_t step = 1) {
    return "torch.slice(" + x + ", " + std::to_string(axis) + ", " + std::to_string(from) + ", " + std::to_string(to) + ", " + std::to_string(step) + ")";
}

std::vector<std::int64_t> partsOf(const ScriptWriter& writer, std::int64_t length) {
    std::vector<std::int64_t> parts = writer.has(1) ? writer.numbers(1) : writer.list("split", {});
    const auto count = static_cast<std::int64_t>(writer.node().outputs.size());
    if (parts.empty()) {
        const std::int64_t each = (length + count - 1) / count;
        for (std::int64_t at = 0; at < count; ++at)
            parts.push_back(std::clamp<std::int64_t>(length - at * each, 0, each));
    }
    std::int64_t all = 0;
    for (const std::int64_t part : parts)
        if (part < 1 || part > length || (all += part) > length)
            all = length + 1;
    if (all != length || static_cast<std::int64_t>(parts.size()) != count)
        writer.refuse("splits " + std::to_string(length) + " values into parts that do not make them up", true);
    return parts;
}

void split(ScriptWriter& writer) {
    const OnnxShape from = writer.in(0).shape;
    const OnnxKind kind = writer.in(0).kind;
    const std::size_t axis = writer.axis(writer.whole("axis", 0), from.size());
    if (!from[axis].isFixed())
        writer.refuse("splits the images that are classified together", true);
    const std::string x = writer.code(0);
    std::int64_t at = 0;
    const auto parts = partsOf(writer, from[axis].fixed);
    for (std::size_t output = 0; output < parts.size(); ++output) {
        OnnxShape shape = from;
        shape[axis] = {parts[output], 0};
        writer.put(sliceCode(x, axis, at, at + parts[output]), shape, kind, output);
        at += parts[output];
    }
}

struct Cut {
    std::vector<std::int64_t> starts, ends, axes, steps;
};

// Attributes before opset 10, then inputs. A negative number counts from the end.
Cut cutOf(const ScriptWriter& writer) {
    Cut cut;
    if (writer.opset() < 10) {
        cut = {writer.list("starts", {}), writer.list("ends", {}), writer.list("axes", {}), {}};
    } else {
        cut.starts = writer.numbers(1);
        for (const Extent end : writer.extents(2)) // as many as there are images: all
            cut.ends.push_back(end == imagesExtent ? std::numeric_limits<std::int64_t>::max() : writer.require(end.isFixed() ? std::optional(end) : std::nullopt).fixed);
        cut.axes = writer.has(3) ? writer.numbers(3) : std::vector<std::int64_t>();
        cut.steps = writer.has(4) ? writer.numbers(4) : std::vector<std::int64_t>();
    }
    if (cut.axes.empty())
        for (std::size_t axis = 0; axis < cut.starts.size(); ++axis)
            cut.axes.push_back(static_cast<std::int64_t>(axis));
    if (cut.steps.empty())
        cut.steps.assign(cut.starts.size(), 1);
    if (cut.ends.size() != cut.starts.size() || cut.axes.size() != cut.starts.size() || cut.steps.size() != cut.starts.size())
        writer.refuse("has not as many starts as ends", true);
    return cut;
}

std::int64_t within(std::int64_t at, std::int64_t length) {
    return std::clamp<std::int64_t>(at < 0 ? std::max<std::int64_t>(at, -length) + length : at, 0, length);
}

bool foldSlice(ScriptWriter& writer, const Cut& cut) {
    const SharedTensor from = writer.in(0).constant;
    if (!from || from->kind != OnnxKind::Whole || from->shape.size() != 1 || from->count() > mostFolded || cut.starts.size() != 1)
        return false;
    const auto length = static_cast<std::int64_t>(from->count());
    const std::int64_t step = cut.steps[0];
    OnnxTensor part{OnnxKind::Whole, {}, {}, {}};
    if (step > 0)
        for (std::int64_t at = within(cut.starts[0], length), end = within(cut.ends[0], length); at < end; at += std::min(step, length))
            part.wholes.push_back(from->wholes[static_cast<std::size_t>(at)]);
    else if (step == -1 && cut.starts[0] == -1 && cut.ends[0] < -length)
        part.wholes.assign(from->wholes.rbegin(), from->wholes.rend());
    else
        writer.refuse("goes backwards, which is not supported");
    part.shape = {static_cast<std::int64_t>(part.wholes.size())};
    writer.putConstant(std::move(part));
    return true;
}

void slice(ScriptWriter& writer) {
    const Cut cut = cutOf(writer);
    if (foldSlice(writer, cut))
        return;
    OnnxShape shape = writer.in(0).shape;
    std::string code = writer.code(0);
    for (std::size_t index = 0; index < cut.starts.size(); ++index) {
        const std::size_t axis = writer.axis(cut.axes[index], shape.size());
        const std::int64_t step = cut.steps[index];
        if (!shape[axis].isFixed()) {
            if (cut.starts[index] != 0 || step != 1 || cut.ends[index] < std::numeric_limits<std::int32_t>::max())
                writer.refuse("takes some of the images that are classified together", true);
            continue;
        }
        const std::int64_t length = shape[axis].fixed;
        if (step < 1 || step > length)
            writer.refuse("goes backwards or in steps larger than its input, which is not supported");
        const std::int64_t start = within(cut.starts[index], length);
        const std::int64_t end = within(cut.ends[index], length);
        shape[axis] = {end > start ? (end - start + step - 1) / step : 0, 0};
        code = sliceCode(code, axis, start, end, step);
    }
    writer.put(code, shape, writer.in(0).kind);
}

std::vector<std::int64_t> indicesOf(const ScriptWriter& writer, Extent length) {
    if (!length.isFixed())
        writer.refuse("takes some of the images that are classified together", true);
    std::vector<std::int64_t> indices = writer.numbers(1);
    for (std::int64_t& index : indices) {
        if (index < -length.fixed || index >= length.fixed)
            writer.refuse("takes the value " + std::to_string(index) + " of " + std::to_string(length.fixed), true);
        index += index < 0 ? length.fixed : 0;
    }
    return indices;
}

void gather(ScriptWriter& writer) {
    const OnnxValue from = writer.in(0);
    const std::size_t axis = writer.axis(writer.whole("axis", 0), from.rank());
    const auto indices = indicesOf(writer, from.shape[axis]);
    const SharedTensor said = writer.constant(1);
    if (from.constant && from.kind == OnnxKind::Whole && from.rank() == 1) {
        OnnxTensor taken{OnnxKind::Whole, said->shape, {}, {}};
        for (const std::int64_t index : indices)
            taken.wholes.push_back(from.constant->wholes[static_cast<std::size_t>(index)]);
        return writer.putConstant(std::move(taken));
    }
    OnnxShape shape = from.shape;
    const auto place = shape.begin() + static_cast<std::ptrdiff_t>(axis);
    if (said->shape.empty()) {
        shape.erase(place);
        return writer.put("torch.select(" + writer.code(0) + ", " + std::to_string(axis) + ", " + std::to_string(indices.front()) + ")", shape, from.kind);
    }
    if (said->shape.size() != 1 || indices.size() > mostFolded)
        writer.refuse("takes a table of values, which is not supported");
    *place = {static_cast<std::int64_t>(indices.size()), 0};
    writer.put("torch.index_select(" + writer.code(0) + ", " + std::to_string(axis) + ", torch.tensor(" + codeOf(indices) + "))", shape, from.kind);
}

} // namespace

const OperatorTable& selectingOperators() {
    static const OperatorTable table{{"Concat", concat}, {"Split", split}, {"Slice", slice}, {"Gather", gather}};
    return table;
}

} // namespace locascope
