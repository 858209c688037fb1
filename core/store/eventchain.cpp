#include "core/store/eventchain.h"

#include "core/files/digest.h"

#include <limits>

namespace locascope {

namespace {

std::string littleEndian(std::uint64_t value) {
    std::string bytes;
    for (unsigned shift = 0; shift < 64; shift += 8)
        bytes.push_back(static_cast<char>(value >> shift & 0xffU));
    return bytes;
}

void addField(std::string& text, const std::optional<std::string>& value) {
    text += littleEndian(value ? value->size() : std::numeric_limits<std::uint64_t>::max());
    if (value)
        text += *value;
}

} // namespace

std::string chainedHash(const std::string& previous, const EventRow& row) {
    std::string text;
    addField(text, previous);
    addField(text, littleEndian(static_cast<std::uint64_t>(row.sequence)));
    addField(text, row.uuid);
    addField(text, row.sample);
    addField(text, row.reviewer);
    addField(text, littleEndian(static_cast<std::uint64_t>(row.timeMs)));
    addField(text, row.cause);
    addField(text, row.before);
    addField(text, row.after);
    addField(text, row.model);
    addField(text, row.vocabulary);
    if (row.act || row.undoes) {
        addField(text, row.act);
        addField(text, row.undoes);
    }
    return sha256(text);
}

} // namespace locascope
