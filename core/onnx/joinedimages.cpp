#include "core/onnx/joinedimages.h"

#include <algorithm>

namespace locascope {

namespace {

bool allFixed(OnnxShape::const_iterator from, OnnxShape::const_iterator to) {
    return std::all_of(from, to, [](Extent size) { return size.isFixed() && size.fixed > 0; });
}

std::int64_t countOf(const ScriptWriter& writer, OnnxShape::const_iterator from, OnnxShape::const_iterator to) {
    return writer.require(productOf({from, to})).fixed;
}

// rows × (images · each) × rest, wanted as rows × (each · rest): images × rows × (each · rest), the first two as one axis.
bool join(ScriptWriter& writer, const OnnxShape& from, OnnxShape wanted) {
    const auto images = std::find_if(from.begin(), from.end(), [](Extent size) { return !size.isFixed(); });
    if (images == from.begin() || images == from.end() || images->fixed != 0 || wanted.size() >= from.size())
        return false;
    if (!allFixed(from.begin(), images) || !allFixed(images + 1, from.end()))
        return false;
    const std::int64_t rows = countOf(writer, from.begin(), images);
    const std::int64_t rest = writer.require(product({images->perImage, 0}, {countOf(writer, images + 1, from.end()), 0})).fixed;
    auto split = wanted.begin();
    while (split != wanted.end() && countOf(writer, wanted.begin(), split) < rows)
        ++split;
    if (split == wanted.begin() || countOf(writer, wanted.begin(), split) != rows || countOf(writer, split, wanted.end()) != rest)
        return false;
    wanted.front() = writer.require(product(wanted.front(), imagesExtent));
    const std::string apart = "torch.reshape(" + writer.code(0) + ", " + codeOf(OnnxShape{{rows, 0}, imagesExtent, {rest, 0}}) + ")";
    writer.put("torch.reshape(torch.transpose(" + apart + ", 0, 1), " + codeOf(wanted) + ")", wanted, writer.in(0).kind);
    return true;
}

// (images · rows) × …, wanted as rows × 1 × …: rows × images × ….
bool part(ScriptWriter& writer, const OnnxShape& from, OnnxShape wanted) {
    const bool isJoined = from.front().fixed == 0 && from.front().perImage > 1 && allFixed(from.begin() + 1, from.end());
    if (!isJoined || wanted.size() < 3 || wanted[0] != Extent{from.front().perImage, 0} || wanted[1] != Extent{1, 0})
        return false;
    if (countOf(writer, wanted.begin() + 2, wanted.end()) != countOf(writer, from.begin() + 1, from.end()))
        return false;
    std::swap(wanted[0], wanted[1]);
    wanted[0] = imagesExtent;
    const std::string apart = "torch.reshape(" + writer.code(0) + ", " + codeOf(wanted) + ")";
    std::swap(wanted[0], wanted[1]);
    writer.put("torch.transpose(" + apart + ", 0, 1)", wanted, writer.in(0).kind);
    return true;
}

} // namespace

bool reshapeJoinedImages(ScriptWriter& writer, const OnnxShape& wanted) {
    const OnnxShape from = writer.in(0).shape;
    if (from.empty() || wanted.empty() || !allFixed(wanted.begin(), wanted.end()))
        return false;
    return join(writer, from, wanted) || part(writer, from, wanted);
}

} // namespace locascope
