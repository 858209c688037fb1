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
    std::filesystem::path m_path;
    bool m_anyIsKnown;
    std::map<std::string_view, bool> m_known;
};

/// What becomes of a line that cannot be taken: it refuses the table, or is listed and passed over.
class LineTrial final {
public:
    explicit LineTrial(FaultyLines how)
        : m_how(how) {}
    /// Whether `act` came to its end. A CsvFault of it is thrown on, or listed.
    template <class Act>
    bool passes(const Act& act) {
        try {
            act();
            return true;
        } catch (const CsvFault& fault) {
            if (m_how == FaultyLines::Refused)
                throw;
            m_unread.push_back({fault.line(), fault.cause(), fault.unknownId()});
            return false;
        }
    }
    std::vector<UnreadLine> unread() && { return std::move(m_unread); }

private:
    FaultyLines m_how;
    std::vector<UnreadLine> m_unread;
};

/// The rest of a long table, whose header was just read.
std::vector<LabelRow> readLongRows(CsvReader& reader, const CsvColumns& columns, const Vocabulary& vocabulary, const IdCheck& ids, LineTrial& trial);

std::string longHeader(const std::vector<std::string>& sheetColumns);
std::string longLines(const LabelRow& row, const Vocabulary& vocabulary);

} // namespace locascope
