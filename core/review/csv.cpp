#include "core/review/csv.h"

#include "core/files/error.h"

#include <algorithm>
#include <charconv>

namespace locascope {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view formulaStarts = "=+-@\t\r\n";
constexpr std::string_view encodedGuard = "'%";

bool startsFormula(std::string_view value) {
    return !value.empty() && formulaStarts.find(value.front()) != std::string_view::npos;
}

bool isGuarded(std::string_view value) {
    return value.starts_with('\'') && (startsFormula(value.substr(1)) || value.substr(1).starts_with('\''));
}

bool isPlainNumber(std::string_view value) {
    if (value.starts_with('+'))
        value.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return !value.empty() && error == std::errc{} && end == value.data() + value.size() &&
           value.find_first_not_of("0123456789.-+eE") == std::string_view::npos;
}

/// NUL and the percent sign only.
std::string encodedNuls(std::string_view value) {
    std::string text(encodedGuard);
    for (const char letter : value) {
        if (letter == '\0')
            text += "%00";
        else if (letter == '%')
            text += "%25";
        else
            text += letter;
    }
    return text;
}

std::string decodedNuls(std::string_view text) {
    std::string value;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = text.substr(i, 3);
        if (rest == "%00" || rest == "%25") {
            value += rest == "%00" ? '\0' : '%';
            i += 2;
        } else {
            value += text[i];
        }
    }
    return value;
}

std::string guarded(std::string_view value) {
    if (value.find('\0') != std::string_view::npos || value.starts_with(encodedGuard))
        return encodedNuls(value);
    if ((startsFormula(value) && !isPlainNumber(value)) || isGuarded(value))
        return "'" + std::string(value);
    return std::string(value);
}

void removeGuard(std::string& field) {
    if (field.starts_with(encodedGuard))
        field = decodedNuls(std::string_view(field).substr(encodedGuard.size()));
    else if (isGuarded(field))
        field.erase(0, 1);
}

bool needsQuotes(std::string_view value) {
    return value.find_first_of(",;\"\r\n\t") != std::string_view::npos || value.starts_with(' ') || value.ends_with(' ') ||
           value.starts_with(byteOrderMark);
}

/// ',' unless the first line has none outside quotes but has a ';'. A quote opens at the start of a field, and once more after one that closed.
char delimiterOf(std::string_view text) {
    bool quoted = false, mayQuote = true, semicolon = false;
    for (const char letter : text) {
        if (letter == '"' && (quoted || mayQuote))
            quoted = !quoted;
        else if (!quoted && letter == ',')
            return ',';
        else if (!quoted && (letter == '\n' || letter == '\r'))
            break;
        semicolon = semicolon || (!quoted && letter == ';');
        mayQuote = !quoted && (letter == ';' || letter == '"');
    }
    return semicolon ? ';' : ',';
}

} // namespace

CsvFault::CsvFault(std::filesystem::path path, std::size_t line, std::string cause, std::string unknownId)
    : Error(ErrorKind::Invalid, std::move(path), "line " + std::to_string(line) + ": " + cause)
    , m_line(line)
    , m_cause(std::move(cause))
    , m_unknownId(std::move(unknownId)) {}

CsvReader::CsvReader(std::string_view text, std::filesystem::path path)
    : m_text(text)
    , m_path(std::move(path)) {
    if (text.size() > maxCsvBytes)
        throw Error(ErrorKind::TooLarge, m_path, "is larger than 1 GB; split it");
    if (m_text.starts_with(byteOrderMark))
        m_text.remove_prefix(byteOrderMark.size());
    while (passBlankLine()) {
    }
    m_delimiter = delimiterOf(m_text.substr(m_at));
}

bool CsvReader::next(CsvRecord& record) {
    while (passBlankLine()) {
    }
    if (m_at >= m_text.size())
        return false;
    record.line = m_line;
    readRecord(record);
    if (m_columns == 0)
        m_columns = record.fields.size();
    if (record.fields.size() != m_columns)
        refuse(record.line, std::to_string(record.fields.size()) + (record.fields.size() == 1 ? " field" : " fields") + " where the header has " + std::to_string(m_columns));
    return true;
}

void CsvReader::refuse(std::size_t line, const std::string& cause) const {
    throw CsvFault(m_path, line, cause);
}

void CsvReader::passRestOfLine() {
    while (m_at < m_text.size() && !atLineEnd())
        ++m_at;
    passLineEnd();
}

void CsvReader::readRecord(CsvRecord& record) {
    const std::size_t limit = m_columns > 0 ? m_columns : maxCsvFields;
    std::size_t count = 0;
    for (;;) {
        if (count == limit) {
            passRestOfLine();
            refuse(record.line, "more than " + std::to_string(limit) + " fields");
        }
        if (count == record.fields.size())
            record.fields.emplace_back();
        readField(record.fields[count++]);
        if (m_at >= m_text.size() || m_text[m_at] != m_delimiter)
            break;
        ++m_at;
    }
    record.fields.resize(count);
    passLineEnd();
}

void CsvReader::readField(std::string& field) {
    field.clear();
    if (m_at < m_text.size() && m_text[m_at] == '"') {
        readQuoted(field);
    } else {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != m_delimiter && !atLineEnd())
            ++m_at;
        field.assign(m_text.substr(start, m_at - start));
    }
    if (field.find('\0') != std::string::npos) {
        const std::size_t line = m_line;
        passRestOfLine();
        refuse(line, "a NUL byte, so it is no text; save it as CSV in UTF-8");
    }
    removeGuard(field);
}

void CsvReader::readQuoted(std::string& field) {
    const std::size_t line = m_line;
    for (++m_at;;) {
        const std::size_t end = m_text.find('"', m_at);
        if (end == std::string_view::npos) {
            m_at = m_text.size();
            refuse(line, "a quote is opened and never closed");
        }
        const std::string_view part = m_text.substr(m_at, end - m_at);
        field.append(part);
        m_line += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
        m_at = end + 1;
        if (m_at >= m_text.size() || m_text[m_at] != '"')
            break;
        field += '"';
        ++m_at;
    }
    if (m_at < m_text.size() && m_text[m_at] != m_delimiter && !atLineEnd()) {
        const std::size_t last = m_line;
        passRestOfLine();
        refuse(last, "text after a closing quote");
    }
}

bool CsvReader::atLineEnd() const { return m_text[m_at] == '\n' || m_text[m_at] == '\r'; }

void CsvReader::passLineEnd() {
    if (m_at >= m_text.size())
        return;
    if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n')
        ++m_at;
    ++m_at;
    ++m_line;
}

bool CsvReader::passBlankLine() {
    const std::size_t end = std::min(m_text.find_first_not_of(" \t", m_at), m_text.size());
    if (end < m_text.size() && m_text[end] != '\n' && m_text[end] != '\r')
        return false;
    const bool moved = m_at < m_text.size();
    m_at = end;
    passLineEnd();
    return moved;
}

std::vector<CsvRecord> parseCsv(std::string_view text, const std::filesystem::path& path) {
    CsvReader reader(text, path);
    std::vector<CsvRecord> records;
    for (CsvRecord record; reader.next(record);)
        records.push_back(record);
    return records;
}

std::string formatCsvField(std::string_view value) {
    const std::string text = guarded(value);
    if (!needsQuotes(text))
        return text;
    std::string quoted = "\"";
    for (const char letter : text)
        quoted.append(letter == '"' ? 2 : 1, letter);
    return quoted + '"';
}

std::string formatCsvLine(const std::vector<std::string>& fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i)
        line += (i > 0 ? "," : "") + formatCsvField(fields[i]);
    const bool wouldBeBlank = line.empty();
    return wouldBeBlank ? "\"\"\r\n" : line + "\r\n";
}

} // namespace locascope
