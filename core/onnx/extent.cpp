#include "core/onnx/extent.h"

#include <algorithm>
#include <limits>

namespace locascope {

namespace {

std::optional<std::int64_t> plus(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(result);
}

std::optional<std::int64_t> minus(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional(result);
}

std::optional<std::int64_t> times(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
}

std::optional<Extent> both(std::optional<std::int64_t> fixed, std::optional<std::int64_t> perImage) {
    if (!fixed || !perImage)
        return {};
    return Extent{*fixed, *perImage};
}

bool overflowsDivided(std::int64_t a, std::int64_t b) {
    return a == std::numeric_limits<std::int64_t>::min() && b == -1;
}

} // namespace

std::optional<Extent> sum(Extent a, Extent b) {
    return both(plus(a.fixed, b.fixed), plus(a.perImage, b.perImage));
}

std::optional<Extent> difference(Extent a, Extent b) {
    return both(minus(a.fixed, b.fixed), minus(a.perImage, b.perImage));
}

std::optional<Extent> product(Extent a, Extent b) {
    if (!a.isFixed() && !b.isFixed())
        return {};
    const Extent factor = a.isFixed() ? a : b;
    const Extent other = a.isFixed() ? b : a;
    return both(times(factor.fixed, other.fixed), times(factor.fixed, other.perImage));
}

std::optional<Extent> quotient(Extent a, Extent b) {
    if (!b.isFixed()) {
        if (b.fixed != 0 || a.fixed != 0 || overflowsDivided(a.perImage, b.perImage) || a.perImage % b.perImage != 0)
            return {};
        return Extent{a.perImage / b.perImage, 0};
    }
    if (b.fixed == 0 || overflowsDivided(a.fixed, b.fixed) || overflowsDivided(a.perImage, b.fixed))
        return {};
    if (!a.isFixed() && (a.fixed % b.fixed != 0 || a.perImage % b.fixed != 0))
        return {};
    return Extent{a.fixed / b.fixed, a.perImage / b.fixed};
}

std::optional<Extent> productOf(const OnnxShape& shape) {
    std::optional<Extent> all = Extent{1, 0};
    for (const Extent size : shape)
        if (all)
            all = product(*all, size);
    return all;
}

std::string shapeText(const OnnxShape& shape) {
    std::string text;
    for (const Extent size : shape) {
        text += text.empty() ? "" : " × ";
        if (size.isFixed())
            text += std::to_string(size.fixed);
        else
            text += (size.perImage == 1 ? "" : std::to_string(size.perImage)) + "n" + (size.fixed == 0 ? "" : " + " + std::to_string(size.fixed));
    }
    return text.empty() ? "a single number" : text;
}

OnnxShape fixedShape(const std::vector<std::int64_t>& sizes) {
    OnnxShape shape;
    for (const std::int64_t size : sizes)
        shape.push_back({size, 0});
    return shape;
}

std::optional<OnnxShape> broadcast(const OnnxShape& a, const OnnxShape& b) {
    constexpr Extent one{1, 0};
    OnnxShape shape(std::max(a.size(), b.size()), one);
    for (std::size_t back = 1; back <= shape.size(); ++back) {
        const Extent left = back <= a.size() ? a[a.size() - back] : one;
        const Extent right = back <= b.size() ? b[b.size() - back] : one;
        if (left != right && left != one && right != one)
            return {};
        shape[shape.size() - back] = left == one ? right : left;
    }
    return shape;
}

} // namespace locascope
