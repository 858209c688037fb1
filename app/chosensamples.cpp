#include "app/chosensamples.h"

#include "app/jsontext.h"
#include "core/files/readfile.h"
#include "core/review/csv.h"
#include "core/review/csvcell.h"

#include <map>

namespace locascope {

namespace {

class KnownIds final {
public:
    explicit KnownIds(const Plate& plate) {
        const std::vector<std::string> ids = csvIds(plate);
        for (std::size_t i = 0; i < ids.size(); ++i)
            m_places.emplace(ids[i], i);
    }
    std::optional<std::size_t> find(const std::string& id) const {
        const auto found = m_places.contains(id) ? m_places.find(id) : m_places.find(percentEncoded(id));
        return found == m_places.end() ? std::nullopt : std::optional(found->second);
    }

private:
    std::map<std::string, std::size_t> m_places;
};

std::size_t columnOfId(const CsvRecord& header) {
    for (std::size_t column = 0; column < header.fields.size(); ++column)
        if (lowered(header.fields[column]) == "id")
            return column;
    return header.fields.size();
}

/// A header says which column names samples; without one the first does.
void takeFile(const std::filesystem::path& file, const KnownIds& known, std::set<std::size_t>& samples) {
    const Bytes bytes = readFile(file, {.maxBytes = maxCsvBytes, .inside = {}, .prefixBytes = {}});
    CsvReader reader({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file);
    CsvRecord record;
    std::size_t column = 0;
    for (bool isFirst = true; reader.next(record); isFirst = false) {
        const std::size_t named = isFirst ? columnOfId(record) : record.fields.size();
        if (named < record.fields.size()) {
            column = named;
            continue;
        }
        const auto place = known.find(record.fields[column]);
        if (!place)
            reader.refuse(record.line, "Id " + record.fields[column] + " is not in this plate; take the line out, or name the plate that has it");
        samples.insert(*place);
    }
    if (samples.empty())
        throw Error(ErrorKind::Empty, file, "names no sample");
}

} // namespace

void addSampleChoice(CLI::App& command, SampleChoice& choice) {
    command.add_option("--samples", choice.file, "only the samples of this file: a CSV with a column Id, or one Id a line");
    command.add_option("--ids", choice.ids, "only these samples, by Id, separated by commas")->delimiter(',');
}

std::optional<std::set<std::size_t>> chosenSamples(const SampleChoice& choice, const Plate& plate) {
    if (choice.file.empty() && choice.ids.empty())
        return {};
    const KnownIds known(plate);
    std::set<std::size_t> samples;
    if (!choice.file.empty())
        takeFile(choice.file, known, samples);
    for (const std::string& id : choice.ids) {
        const auto place = known.find(id);
        if (!place)
            throw Error(ErrorKind::NotFound, plate.root, "has no sample " + jsonText(id));
        samples.insert(*place);
    }
    return samples;
}

} // namespace locascope
