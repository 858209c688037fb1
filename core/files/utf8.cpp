#include "core/files/utf8.h"

#include <cstddef>
#include <cstdint>

namespace locascope {

namespace {

std::size_t lengthOfSequence(unsigned char lead) {
    if (lead < 0x80)
        return 1;
    if (lead < 0xC0 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

bool isCharacter(char32_t point, std::size_t length) {
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    const bool noncharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    return point >= smallest[length] && point <= 0x10FFFF && !surrogate && !noncharacter;
}

} // namespace

bool isUtf8Text(std::string_view text) {
    while (!text.empty()) {
        const auto lead = static_cast<unsigned char>(text.front());
        const std::size_t length = lengthOfSequence(lead);
        if (length == 0 || length > text.size())
            return false;
        char32_t point = length == 1 ? lead : lead & (0x7FU >> length);
        for (const char byte : text.substr(1, length - 1)) {
            if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80)
                return false;
            point = point << 6U | (static_cast<unsigned char>(byte) & 0x3FU);
        }
        if (!isCharacter(point, length))
            return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace locascope
