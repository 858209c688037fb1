#pragma once

#include "core/files/error.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// Largest CSV text that is taken apart, and most fields of a record: far beyond a million rows of 28 probabilities, but an end.
inline constexpr std::size_t maxCsvBytes = std::size_t{1} << 30;
inline constexpr std::size_t maxCsvFields = 4096;

/// One record of a CSV file with the line it starts on (from 1).
struct CsvRecord {
    std::size_t line = 0;
    std::vector<std::string> fields;
};

/// What is wrong with one line. Error Invalid whose detail is "line N: cause".
class CsvFault final : public Error {
public:
    /// `unknownId`: the line is whole, but its Id is none of those that are known; else empty.
    CsvFault(std::filesystem::path path, std::size_t line, std::string cause, std::string unknownId = {});
    std::size_t line() const noexcept { return m_line; } ///< from 1
    const std::string& cause() const noexcept { return m_cause; }
    const std::string& unknownId() const noexcept { return m_unknownId; }

private:
    std::size_t m_line;
    std::string m_cause;
    std::string m_unknownId;
};

/// Reads one record after the other. RFC 4180 with the leniency people need: a UTF-8 byte order mark, CRLF, LF or CR, ',' or ';' (the
/// header decides: ',' where it has one outside quotes), blank lines skipped, quotes inside an unquoted field taken as they are.
/// Formula guards written by formatCsvField are removed.
/// A CsvFault names the line: an open quote at the end, text after a closing quote, another number of fields than the
/// header, more than maxCsvFields, NUL. Error TooLarge beyond maxCsvBytes.
class CsvReader final {
public:
    /// `text` must outlive the reader. `path` is for errors only.
    CsvReader(std::string_view text, std::filesystem::path path);

    /// False at the end. `record` is used again, so that a long file costs few allocations. After a CsvFault the next call goes on with the line behind it, but at
    /// the end where a quote was left open.
    bool next(CsvRecord& record);
    /// ';' files come from places that write a comma inside numbers.
    char delimiter() const { return m_delimiter; }
    [[noreturn]] void refuse(std::size_t line, const std::string& cause) const;

private:
    void readRecord(CsvRecord& record);
    void readField(std::string& field);
    void passRestOfLine();
    void readQuoted(std::string& field);
    bool atLineEnd() const;
    void passLineEnd();
    bool passBlankLine();

    std::string_view m_text;
    std::filesystem::path m_path;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_columns = 0; ///< of the header; 0 before it was read
    char m_delimiter = ',';
};

/// All records of a text, the header first. Rules and errors as CsvReader.
std::vector<CsvRecord> parseCsv(std::string_view text, const std::filesystem::path& path);

/// Quotes where RFC 4180 needs it, and neutralises what a spreadsheet would run (leading = + - @ TAB CR, or the guard before one of them) by a leading apostrophe; plain numbers
/// stay as they are. A field with NUL, which no CSV can hold, is percent-encoded behind the guard '%. CsvReader restores all of it exactly.
std::string formatCsvField(std::string_view value);
/// With CRLF at its end, as RFC 4180 has it.
std::string formatCsvLine(const std::vector<std::string>& fields);

} // namespace locascope
