#include "core/plate/platerecord.h"

#include "core/files/packvalues.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

enum PlateFlag : std::uint64_t { SchemeChosen = 1, ReadsPages = 2, Simulated = 4 };
enum SampleFlag : std::uint64_t { SamePlateName = 1, HasPlanes = 2 };

std::uint64_t flagIf(bool holds, std::uint64_t flag) { return holds ? flag : 0; }

/// Most files are named as their sample and a little more.
void putBeside(BytePacker& to, std::string_view file, std::string_view id) {
    const auto end = std::mismatch(file.begin(), file.end(), id.begin(), id.end()).first;
    const auto shared = static_cast<std::size_t>(end - file.begin());
    to.number(shared);
    to.text(file.substr(shared));
}

std::string takeBeside(ByteUnpacker& from, std::string_view id) {
    const std::string_view shared = id.substr(0, from.number());
    const std::string_view rest = from.view();
    std::string file;
    file.reserve(shared.size() + rest.size());
    return file.append(shared).append(rest);
}

void putChannel(BytePacker& to, const Channel& channel) {
    to.text(channel.key);
    to.text(channel.name);
    to.number(channel.stain ? static_cast<std::uint64_t>(*channel.stain) + 1 : 0);
    to.number(static_cast<std::uint64_t>(channel.source));
}

Channel takeChannel(ByteUnpacker& from) {
    Channel channel;
    channel.key = from.text();
    channel.name = from.text();
    if (const std::uint64_t stain = from.number(); stain > 0 && stain <= stainCount)
        channel.stain = static_cast<Stain>(stain - 1);
    channel.source = takeEnum(from, Channel::Source::User);
    return channel;
}

void putProblem(BytePacker& to, const Problem& problem) {
    to.text(problem.file);
    to.text(problem.sampleId);
    to.number(static_cast<std::uint64_t>(problem.kind));
    to.text(problem.cause);
}

Problem takeProblem(ByteUnpacker& from) {
    Problem problem;
    problem.file = from.text();
    problem.sampleId = from.text();
    problem.kind = takeEnum(from, ErrorKind::ModelFailed);
    problem.cause = from.text();
    return problem;
}

void putNote(BytePacker& to, const Note& note) {
    to.number(static_cast<std::uint64_t>(note.kind));
    to.text(note.subject);
    to.number(note.count);
}

Note takeNote(ByteUnpacker& from) {
    Note note;
    note.kind = takeEnum(from, Note::Kind::ChannelsWithoutStain);
    note.subject = from.text();
    note.count = from.number();
    return note;
}

void putPlanes(BytePacker& to, const SamplePlanes& planes, std::string_view id) {
    for (const Stain stain : allStains)
        putList(to, planes.stains[stain], [id](BytePacker& one, const PlaneSource& source) {
            putBeside(one, source.file, id);
            one.number(static_cast<std::uint64_t>(source.page));
            putMaybe(one, source.channel < 0 ? std::nullopt : std::optional(source.channel));
        });
    putList(to, planes.otherFiles, [id](BytePacker& one, const std::string& file) { putBeside(one, file, id); });
}

std::shared_ptr<const SamplePlanes> takePlanes(ByteUnpacker& from, std::string_view id) {
    auto planes = std::make_shared<SamplePlanes>();
    for (const Stain stain : allStains)
        planes->stains[stain] = takeList(from, [id](ByteUnpacker& one) {
            PlaneSource source;
            source.file = takeBeside(one, id);
            source.page = takeInt(one);
            source.channel = takeMaybeInt(one).value_or(-1);
            return source;
        });
    planes->otherFiles = takeList(from, [id](ByteUnpacker& one) { return takeBeside(one, id); });
    return planes;
}

void putSample(BytePacker& to, const Sample& sample, std::string_view plateNameBefore) {
    const bool isNameTheSame = sample.plateName == plateNameBefore;
    to.number(flagIf(isNameTheSame, SamePlateName) | flagIf(sample.planes != nullptr, HasPlanes));
    to.text(sample.id);
    to.number(sample.shortId.size());
    if (!isNameTheSame)
        to.text(sample.plateName);
    to.text(sample.well);
    putMaybe(to, sample.site);
    for (const Stain stain : allStains) {
        const std::optional<std::string>& file = sample.files[stain];
        to.number(file ? 1 : 0);
        if (file)
            putBeside(to, *file, sample.id);
    }
    if (sample.planes)
        putPlanes(to, *sample.planes, sample.id);
    putMaybe(to, sample.pixelSizeUm);
}

Sample takeSample(ByteUnpacker& from, std::string_view plateNameBefore) {
    Sample sample;
    const std::uint64_t flags = from.number();
    sample.id = from.text();
    sample.shortId = sample.id.substr(sample.id.size() - std::min<std::size_t>(from.number(), sample.id.size()));
    sample.plateName = (flags & SamePlateName) != 0 ? std::string(plateNameBefore) : from.text();
    sample.well = from.text();
    sample.site = takeMaybeInt(from);
    for (const Stain stain : allStains)
        if (from.number() != 0)
            sample.files[stain] = takeBeside(from, sample.id);
    if ((flags & HasPlanes) != 0)
        sample.planes = takePlanes(from, sample.id);
    sample.pixelSizeUm = takeMaybeReal(from);
    return sample;
}

void putSamples(BytePacker& to, const std::vector<Sample>& samples) {
    to.number(samples.size());
    std::string_view before;
    for (const Sample& sample : samples) {
        putSample(to, sample, before);
        before = sample.plateName;
    }
}

std::vector<Sample> takeSamples(ByteUnpacker& from) {
    constexpr std::size_t atOnce = std::size_t{1} << 16U; // room that is made before so many are there
    const std::size_t count = from.count();
    std::vector<Sample> samples;
    samples.reserve(std::min(count, atOnce));
    while (samples.size() < count && !from.isShort())
        samples.push_back(takeSample(from, samples.empty() ? std::string_view() : std::string_view(samples.back().plateName)));
    return samples;
}

} // namespace

std::string packedPlate(const Plate& plate) {
    BytePacker to;
    to.number(flagIf(plate.isSchemeChosen, SchemeChosen) | flagIf(plate.readsPages, ReadsPages) | flagIf(plate.simulated, Simulated));
    to.text(plate.scheme);
    to.text(plate.schemeName);
    putList(to, plate.channels, putChannel);
    to.number(static_cast<std::uint64_t>(plate.depth));
    putMaybe(to, plate.chosenPlane);
    putMaybe(to, plate.enteredPixelSizeUm);
    putSamples(to, plate.samples);
    putList(to, plate.problems, putProblem);
    putList(to, plate.notes, putNote);
    for (const Stain stain : allStains)
        to.number(plate.absentStains[stain] ? 1 : 0);
    return to.bytes();
}

std::optional<Plate> unpackedPlate(std::string_view bytes) {
    ByteUnpacker from(bytes);
    Plate plate;
    const std::uint64_t flags = from.number();
    plate.isSchemeChosen = (flags & SchemeChosen) != 0;
    plate.readsPages = (flags & ReadsPages) != 0;
    plate.simulated = (flags & Simulated) != 0;
    plate.scheme = from.text();
    plate.schemeName = from.text();
    plate.channels = takeList(from, takeChannel);
    plate.depth = takeInt(from);
    plate.chosenPlane = takeMaybeInt(from);
    plate.enteredPixelSizeUm = takeMaybeReal(from);
    plate.samples = takeSamples(from);
    plate.problems = takeList(from, takeProblem);
    plate.notes = takeList(from, takeNote);
    for (const Stain stain : allStains)
        plate.absentStains[stain] = from.number() != 0;
    return from.isWhole() && !plate.samples.empty() ? std::optional(std::move(plate)) : std::nullopt;
}

bool isSamePlate(const Plate& one, const Plate& other) { return one.root == other.root && packedPlate(one) == packedPlate(other); }

} // namespace locascope
