#include "core/imaging/sampleproblems.h"

namespace locascope {

std::string firstPageClause(FileFormat format) {
    return format == FileFormat::Png ? "an animation; only its first frame is used"
                                     : "holds more than one page; only the first is used";
}

std::string shapeClause(const ImageHeader& header) {
    return std::to_string(header.width) + " x " + std::to_string(header.height) + " of " +
           std::to_string(header.bits) + " bits";
}

} // namespace locascope
