#include "core/files/error.h"
#include "core/review/csvcell.h"
#include "core/review/labelcsv.h"
#include "core/review/longcsv.h"

namespace locascope {

namespace {

ClassIndex classOf(const CsvReader& reader, const std::string& text, std::size_t line, const Vocabulary& vocabulary) {
    if (const auto number = wholeNumberOf(text)) {
        if (*number >= vocabulary.size())
            reader.refuse(line, "class " + text + ", but the last one is " + std::to_string(vocabulary.size() - 1));
        return toClass(static_cast<std::size_t>(*number));
    }
    const auto named = vocabulary.find(text);
    if (!named)
        reader.refuse(line, "unknown class \"" + text + "\"");
    return *named;
}

} // namespace

std::vector<double> parseThresholds(std::string_view csv, const Vocabulary& vocabulary, const std::filesystem::path& path) {
    CsvReader reader(csv, path);
    CsvRecord record;
    if (!reader.next(record))
        throw Error(ErrorKind::Empty, path, "has no header; is it a CSV file?");
    const CsvColumns columns = columnsOf(reader, record);
    const auto classes = columns.find("class"), thresholds = columns.find("threshold");
    if (classes == columns.end() || thresholds == columns.end())
        reader.refuse(record.line, "the columns must be class,threshold");
    std::vector<std::optional<double>> found(vocabulary.size());
    while (reader.next(record)) {
        const std::string& name = record.fields[classes->second];
        std::optional<double>& threshold = found[toIndex(classOf(reader, name, record.line, vocabulary))];
        if (threshold)
            reader.refuse(record.line, "a second threshold for class " + name);
        threshold = numberOf(record.fields[thresholds->second], reader.delimiter());
        if (!threshold || *threshold < 0 || *threshold > 1)
            reader.refuse(record.line, "\"" + record.fields[thresholds->second] + "\" is no number from 0 to 1");
    }
    std::vector<double> values;
    for (std::size_t index = 0; index < found.size(); ++index) {
        if (!found[index])
            throw Error(ErrorKind::Invalid, path, "no threshold for class " + std::to_string(index));
        values.push_back(*found[index]);
    }
    return values;
}

std::string formatThresholds(std::span<const double> thresholds) {
    std::string text = formatCsvLine({"class", "threshold"});
    for (std::size_t index = 0; index < thresholds.size(); ++index)
        text += formatCsvLine({std::to_string(index), numberText(thresholds[index])});
    return text;
}

} // namespace locascope
