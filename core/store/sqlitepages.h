#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace locascope {

/// One column of a record; monostate for NULL. Text and BLOB are told apart.
struct SqliteText {
    std::string bytes;
};
struct SqliteBlob {
    std::string bytes;
};
using SqliteValue = std::variant<std::monostate, std::int64_t, double, SqliteText, SqliteBlob>;

struct SqliteRow {
    std::int64_t rowid = 0;
    std::vector<SqliteValue> values;
};

/// The pages of a database file by themselves (SQLite's "Database File Format"), for a file that SQLite refuses. Runs nothing that the
/// file says; follows no page twice; never reads outside the bytes it was given, which must outlive it.
class SqlitePages final {
public:
    /// The page size is the header's, where that is whole, else 4096. No file at all stands for a log by itself.
    explicit SqlitePages(std::string_view file);

    /// Puts the committed frames of a log with right checksums over the file's pages. False where there are none.
    bool layOver(std::string_view log);

    /// Every row of every page that looks like a leaf of a table, in no order; a row may come more than once. What makes no sense is passed over.
    void forEachRow(const std::function<void(const SqliteRow&)>& visit) const;

private:
    std::string_view page(std::size_t number) const; ///< from 1; empty where there is none
    std::size_t pageCount() const;
    void visitLeaf(std::size_t number, const std::function<void(const SqliteRow&)>& visit) const;
    std::optional<SqliteRow> rowAt(std::string_view page, std::size_t offset) const;
    std::optional<std::string> wholePayload(std::string_view page, std::size_t offset, std::uint64_t length) const;

    std::string_view m_file;
    std::size_t m_pageBytes = 4096;
    std::map<std::size_t, std::string_view> m_logged;
};

} // namespace locascope
