#include "core/store/decisioncodec.h"

#include "core/files/error.h"
#include "core/store/cbor.h"

#include <bit>
#include <cstdint>

namespace locascope {

namespace {

static_assert(sizeof(float) == 4);

[[noreturn]] void refuse(const std::string& cause) { throw Error(ErrorKind::Damaged, {}, cause); }

void putClasses(CborWriter& out, const LabelSet& set) {
    const std::vector<ClassIndex> classes = set.classes();
    out.beginArray(classes.size());
    for (const ClassIndex index : classes)
        out.number(toIndex(index));
}

LabelSet takenClasses(CborReader& in) {
    LabelSet set;
    for (std::uint64_t left = in.beginArray(); left > 0; --left) {
        const std::uint64_t index = in.number();
        if (index >= maxClasses)
            refuse("a stored decision names class " + std::to_string(index));
        set.insert(toClass(index));
    }
    return set;
}

std::uint16_t takenNumberOfClasses(CborReader& in) {
    const std::uint64_t classes = in.number();
    if (classes > maxClasses)
        refuse("a stored decision is of " + std::to_string(classes) + " classes");
    return static_cast<std::uint16_t>(classes);
}

Outcome takenOutcome(CborReader& in) {
    const auto outcome = outcomeOfKey(in.text());
    if (!outcome)
        refuse("a stored decision has an outcome that is not known");
    return *outcome;
}

// One entry of the map: its key, whether it is written, how it is written and how it is read.
struct Entry {
    std::string_view key;
    bool (*isWritten)(const Decision&);
    void (*write)(CborWriter&, const Decision&);
    void (*read)(CborReader&, Decision&);
};

constexpr Entry entries[] = {
    {"outcome", [](const Decision&) { return true; },
     [](CborWriter& out, const Decision& d) { out.text(outcomeKey(d.outcome)); },
     [](CborReader& in, Decision& d) { d.outcome = takenOutcome(in); }},
    {"present", [](const Decision& d) { return !d.present.isEmpty(); },
     [](CborWriter& out, const Decision& d) { putClasses(out, d.present); },
     [](CborReader& in, Decision& d) { d.present = takenClasses(in); }},
    {"not_judged", [](const Decision& d) { return !d.notJudged.isEmpty(); },
     [](CborWriter& out, const Decision& d) { putClasses(out, d.notJudged); },
     [](CborReader& in, Decision& d) { d.notJudged = takenClasses(in); }},
    {"touched", [](const Decision& d) { return !d.touched.isEmpty(); },
     [](CborWriter& out, const Decision& d) { putClasses(out, d.touched); },
     [](CborReader& in, Decision& d) { d.touched = takenClasses(in); }},
    {"other", [](const Decision& d) { return d.other; }, [](CborWriter& out, const Decision& d) { out.truth(d.other); },
     [](CborReader& in, Decision& d) { d.other = in.truth(); }},
    {"inherited", [](const Decision& d) { return d.inherited; },
     [](CborWriter& out, const Decision& d) { out.truth(d.inherited); },
     [](CborReader& in, Decision& d) { d.inherited = in.truth(); }},
    {"seconds", [](const Decision& d) { return d.secondsOnScreen != 0; },
     [](CborWriter& out, const Decision& d) { out.real(d.secondsOnScreen); },
     [](CborReader& in, Decision& d) { d.secondsOnScreen = in.real(); }},
    {"note", [](const Decision& d) { return !d.note.empty(); },
     [](CborWriter& out, const Decision& d) { out.text(d.note); },
     [](CborReader& in, Decision& d) { d.note = in.text(); }},
    {"classes", [](const Decision& d) { return d.classes != 0; }, [](CborWriter& out, const Decision& d) { out.number(d.classes); },
     [](CborReader& in, Decision& d) { d.classes = takenNumberOfClasses(in); }},
    {"model", [](const Decision& d) { return !d.proposal.modelDigest.empty(); },
     [](CborWriter& out, const Decision& d) { out.text(d.proposal.modelDigest); },
     [](CborReader& in, Decision& d) { d.proposal.modelDigest = in.text(); }},
    {"probabilities", [](const Decision& d) { return !d.proposal.probabilities.empty(); },
     [](CborWriter& out, const Decision& d) { out.bytes(packFloats(d.proposal.probabilities)); },
     [](CborReader& in, Decision& d) { d.proposal.probabilities = unpackFloats(in.bytes()); }},
    {"thresholds", [](const Decision& d) { return !d.proposal.thresholds.empty(); },
     [](CborWriter& out, const Decision& d) { out.bytes(packFloats(d.proposal.thresholds)); },
     [](CborReader& in, Decision& d) { d.proposal.thresholds = unpackFloats(in.bytes()); }},
};

const Entry& entryOfKey(std::string_view key) {
    for (const Entry& entry : entries)
        if (entry.key == key)
            return entry;
    refuse("a stored decision has an entry that is not known");
}

} // namespace

std::string encodeDecision(const Decision& decision) {
    std::uint64_t pairs = 0;
    for (const Entry& entry : entries)
        pairs += entry.isWritten(decision) ? 1 : 0;
    CborWriter out;
    out.beginMap(pairs);
    for (const Entry& entry : entries)
        if (entry.isWritten(decision)) {
            out.text(entry.key);
            entry.write(out, decision);
        }
    return out.written();
}

Decision decodeDecision(std::string_view bytes) {
    CborReader in(bytes);
    Decision decision;
    for (std::uint64_t left = in.beginMap(); left > 0; --left)
        entryOfKey(in.text()).read(in, decision);
    if (!in.atEnd())
        refuse("a stored decision is followed by other bytes");
    return decision;
}

std::string packFloats(std::span<const float> values) {
    std::string bytes;
    bytes.reserve(values.size() * sizeof(float));
    for (const float value : values) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<char>(bits >> shift & 0xffU));
    }
    return bytes;
}

std::vector<float> unpackFloats(std::string_view bytes) {
    if (bytes.size() % sizeof(float) != 0)
        refuse("a stored list of numbers is cut short");
    std::vector<float> values(bytes.size() / sizeof(float));
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::uint32_t bits = 0;
        for (std::size_t byte = 0; byte < sizeof(float); ++byte)
            bits |= std::uint32_t{static_cast<unsigned char>(bytes[i * sizeof(float) + byte])} << (8 * byte);
        values[i] = std::bit_cast<float>(bits);
    }
    return values;
}

} // namespace locascope
