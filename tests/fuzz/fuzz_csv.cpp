#include "core/files/error.h"
#include "core/review/csv.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

// Whatever is read is written and read back without loss.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<CsvRecord> records;
    try {
        records = parseCsv({reinterpret_cast<const char*>(data), size}, "fuzzed.csv");
    } catch (const Error& error) {
        require(!error.detail().empty());
        return 0;
    }
    std::string text;
    for (const CsvRecord& record : records)
        text += formatCsvLine(record.fields);
    const std::vector<CsvRecord> again = parseCsv(text, "written.csv");
    require(again.size() == records.size());
    for (std::size_t i = 0; i < again.size(); ++i)
        require(again[i].fields == records[i].fields);
    return 0;
}
