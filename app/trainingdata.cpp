#include "app/trainingdata.h"

#include "core/files/error.h"
#include "core/imaging/decode.h"
#include "core/imaging/loadsample.h"
#include "core/model/preprocess.h"
#include "core/model/resample.h"
#include "core/model/views.h"
#include "core/review/csv.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace locascope {

namespace {

std::uint8_t byteOf(float share) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0F, 1.0F) * 255.0F));
}

struct Wanted {
    const Sample* sample = nullptr;
    std::string csvId;
    const Decision* decision = nullptr;
};

class FieldReader {
public:
    FieldReader(const Plate& plate, const std::vector<Wanted>& wanted, const InputRecipe& input, const TrainingSources& sources, TrainingSet& set)
        : m_plate(plate)
        , m_wanted(wanted)
        , m_recipe(uprightRecipe(input))
        , m_sources(sources)
        , m_set(set)
        , m_problems(wanted.size())
        , m_digests(wanted.size()) {
        m_recipe.mean.clear();
        m_recipe.deviation.clear();
        m_set.fields.resize(wanted.size());
        m_set.pixels.resize(wanted.size() * m_set.bytesPerField());
    }

    void readAll(const Progress& progress, const std::stop_token& stop) {
        {
            std::vector<std::jthread> helpers;
            for (int thread = 1; thread < m_sources.threads; ++thread) {
                helpers.emplace_back([&] { work(progress, stop); });
            }
            work(progress, stop);
        }
        if (m_failure) {
            std::rethrow_exception(m_failure);
        }
    }

    /// Empty: read. Else why not.
    const std::vector<std::optional<std::string>>& problems() const { return m_problems; }
    const std::vector<std::string>& digests() const { return m_digests; }

private:
    void work(const Progress& progress, const std::stop_token& stop) {
        try {
            for (std::size_t place = m_next++; place < m_wanted.size() && !m_failed; place = m_next++) {
                if (stop.stop_requested()) {
                    m_problems[place] = "not read";
                    continue;
                }
                m_problems[place] = read(place);
                const std::lock_guard lock(m_mutex);
                if (progress) {
                    progress(++m_done, m_wanted.size());
                }
            }
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            m_failed = true;
            m_failure = m_failure ? m_failure : std::current_exception();
        }
    }

    std::optional<std::string> read(std::size_t place) {
        const Wanted& wanted = m_wanted[place];
        const LoadedSample image = loadSample(m_plate, *wanted.sample, {.digest = true});
        if (!image.complete && (m_recipe.absentStain == AbsentStain::Refuse || image.stack.isEmpty())) {
            return image.problems.empty() ? "incomplete" : image.problems.front().file + ": " + image.problems.front().cause;
        }
        try {
            const InputTensor input = viewOf(preprocess(image.stack, m_recipe), m_recipe, 0);
            std::transform(input.values.begin(), input.values.end(), m_set.pixels.begin() + static_cast<std::ptrdiff_t>(place * m_set.bytesPerField()), byteOf);
        } catch (const Error& error) {
            return error.detail();
        }
        m_digests[place] = image.contentDigest;
        describe(wanted, m_set.fields[place]);
        return {};
    }

    void describe(const Wanted& wanted, TrainingField& field) const {
        field.id = wanted.csvId;
        field.group = groupOf(wanted);
        field.labels = wanted.decision->present;
        field.notJudged = wanted.decision->notJudged;
        if (m_sources.masks.empty()) {
            return;
        }
        field.masks.emplace();
        for (const ClassIndex index : wanted.decision->present.classes()) {
            if (const auto mask = maskOf(wanted, index)) {
                field.masks->push_back({index, *mask});
            } else {
                field.labels.erase(index);
            }
        }
    }

    std::string groupOf(const Wanted& wanted) const {
        if (const auto found = m_sources.groups.find(wanted.csvId); found != m_sources.groups.end() && !found->second.empty()) {
            return found->second;
        }
        return wanted.sample->well.empty() ? wanted.csvId : wanted.sample->plateName + "/" + wanted.sample->well;
    }

    std::optional<std::vector<std::uint8_t>> maskOf(const Wanted& wanted, ClassIndex index) const {
        const std::filesystem::path file = m_sources.masks / (wanted.csvId + "_" + std::to_string(toIndex(index)) + ".png");
        std::error_code failure;
        if (!std::filesystem::exists(file, failure)) {
            return {};
        }
        std::vector<float> cells(static_cast<std::size_t>(maskSide) * maskSide);
        resamplePlane(decodePlane(readFile(file), file), maskSide, maskSide, cells.data());
        std::vector<std::uint8_t> coverage(cells.size());
        std::transform(cells.begin(), cells.end(), coverage.begin(), byteOf);
        return coverage;
    }

    const Plate& m_plate;
    const std::vector<Wanted>& m_wanted;
    InputRecipe m_recipe;
    const TrainingSources& m_sources;
    TrainingSet& m_set;
    std::vector<std::optional<std::string>> m_problems;
    std::vector<std::string> m_digests;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<bool> m_failed = false;
    std::mutex m_mutex;
    std::size_t m_done = 0;
    std::exception_ptr m_failure;
};

std::vector<Wanted> chooseSamples(const Plate& plate, std::span<const LabelRow> rows, TrainingData& data) {
    std::map<std::string, const LabelRow*> labels;
    for (const LabelRow& row : rows) {
        if (row.decision) {
            labels[row.id] = &row;
        }
    }
    std::vector<Wanted> wanted;
    const std::vector<std::string> ids = csvIds(plate);
    std::size_t found = 0;
    for (std::size_t place = 0; place < ids.size(); ++place) {
        const auto label = labels.find(ids[place]);
        if (label == labels.end()) {
            ++data.withoutLabel;
            continue;
        }
        ++found;
        const Decision& decision = *label->second->decision;
        if (decision.outcome == Outcome::Labelled || decision.outcome == Outcome::Negative) {
            wanted.push_back({&plate.samples[place], ids[place], &decision});
        } else {
            ++data.withoutVerdict;
        }
    }
    data.withoutImage = labels.size() - found;
    return wanted;
}

// Moves the fields that were read to the front, in order, and drops the others.
void keepRead(const FieldReader& reader, const std::vector<Wanted>& wanted, TrainingData& data) {
    const std::size_t bytes = data.set.bytesPerField();
    std::map<std::string, std::string> groupOfDigest;
    std::size_t kept = 0;
    for (std::size_t place = 0; place < wanted.size(); ++place) {
        if (const auto& problem = reader.problems()[place]) {
            data.unusable.push_back(wanted[place].csvId + ": " + *problem);
            continue;
        }
        TrainingField field = std::move(data.set.fields[place]);
        if (const auto [same, isNew] = groupOfDigest.try_emplace(reader.digests()[place], field.group); !isNew) {
            ++data.duplicates;
            field.group = same->second;
        }
        if (kept != place) {
            const auto from = data.set.pixels.begin() + static_cast<std::ptrdiff_t>(place * bytes);
            std::copy(from, from + static_cast<std::ptrdiff_t>(bytes), data.set.pixels.begin() + static_cast<std::ptrdiff_t>(kept * bytes));
        }
        data.set.fields[kept++] = std::move(field);
    }
    data.set.fields.resize(kept);
    data.set.pixels.resize(kept * bytes);
}

} // namespace

TrainingData readTrainingData(const Plate& plate, std::span<const LabelRow> rows, const InputRecipe& input, const Vocabulary& vocabulary,
                              const TrainingSources& sources, const Progress& progress, std::stop_token stop) {
    TrainingData data;
    data.set.input = uprightRecipe(input);
    for (const LabelClass& one : vocabulary.classes()) {
        data.set.classes.push_back(one.name);
    }
    const std::vector<Wanted> wanted = chooseSamples(plate, rows, data);
    FieldReader reader(plate, wanted, input, sources, data.set);
    reader.readAll(progress, stop);
    keepRead(reader, wanted, data);
    return data;
}

std::map<std::string, std::string> readGroups(const std::filesystem::path& file, const std::string& column) {
    const Bytes bytes = readFile(file, {.maxBytes = maxCsvBytes, .inside = {}, .prefixBytes = {}});
    const auto records = parseCsv({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file);
    const auto place = [&](const std::string& name) {
        const auto& header = records.empty() ? std::vector<std::string>() : records.front().fields;
        const auto found = std::find(header.begin(), header.end(), name);
        if (found == header.end()) {
            throw Error(ErrorKind::Invalid, file, "line 1: has no column " + name);
        }
        return static_cast<std::size_t>(found - header.begin());
    };
    const std::size_t id = place("Id");
    const std::size_t group = place(column);
    std::map<std::string, std::string> groups;
    for (std::size_t line = 1; line < records.size(); ++line) {
        groups[records[line].fields[id]] = records[line].fields[group];
    }
    return groups;
}

} // namespace locascope
