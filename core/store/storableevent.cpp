#include "core/store/storableevent.h"

#include "core/files/error.h"

namespace locascope {

namespace {

constexpr std::size_t maxEventBytes = std::size_t{32} << 20;

} // namespace

void requireStorable(const LabelEvent& event, const std::filesystem::path& place) {
    if (event.uuid.empty() || event.sampleId.empty())
        throw Error(ErrorKind::Invalid, place, "not saved: an event without an identifier or a sample");
    std::size_t bytes = event.uuid.size() + event.sampleId.size() + event.reviewer.size();
    for (const auto* const decision : {&event.before, &event.after})
        if (*decision)
            bytes += (*decision)->note.size();
    if (bytes > maxEventBytes)
        throw Error(ErrorKind::TooLarge, place, "not saved: larger than 32 MiB; shorten the note");
}

} // namespace locascope
