#pragma once

#include "core/review/csv.h"
#include "core/review/labelcsv.h"

#include <map>

namespace locascope {

/// Names of a header in lower case and their positions. Error Invalid where a name occurs twice.
using CsvColumns = std::map<std::string, std::size_t, std::less<>>;
CsvColumns columnsOf(const CsvReader& reader, const CsvRecord& header);

/// Accepts or refuses the Ids of a table. Keeps views of the known ids, which must outlive it.
class IdCheck final {
public:
    IdCheck(const CsvReader& reader, const LabelReadOptions& options);
    /// The Id as the table shall have it. Error Invalid where it is empty or unknown.
    std::string checked(const std::string& id, std::size_t line) const;

private:
    const CsvReader& m_reader;
    bool m_anyIsKnown;
    std::map<std::string_view, bool> m_known;
};

/// The rest of a long table, whose header was just read.
std::vector<LabelRow> readLongRows(CsvReader& reader, const CsvColumns& columns, const Vocabulary& vocabulary, const IdCheck& ids);

std::string longHeader(const std::vector<std::string>& sheetColumns);
std::string longLines(const LabelRow& row, const Vocabulary& vocabulary);

} // namespace locascope
