#include "core/review/longcsv.h"

#include "core/review/csvcell.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace locascope {

namespace {

enum Column { Id, PlateName, Well, Site, Class, Go, DecisionWord, Reviewer, Time, Cause, Model, Probability, NoteText, Touched, Seconds, Inherited };
constexpr std::array<std::string_view, 16> names = {"Id",    "plate", "well",  "site",        "class", "go",      "decision", "reviewer",
                                                    "time",  "cause", "model", "probability", "note",  "touched", "seconds",  "inherited"};
constexpr std::string_view sheetPrefix = "sheet:";
constexpr std::string_view presentWord = "present", absentWord = "absent", notJudgedWord = "not judged", otherWord = "other";

/// The columns that are the same on every line of one sample and reviewer.
constexpr std::array<Column, 9> sampleColumns = {PlateName, Well, Site, Time, Cause, Model, NoteText, Seconds, Inherited};

std::string flagText(bool flag) { return flag ? "1" : "0"; }

class LongReader final {
public:
    LongReader(CsvReader& reader, const CsvColumns& columns, const Vocabulary& vocabulary, const IdCheck& ids, LineTrial& trial)
        : m_reader(reader)
        , m_vocabulary(vocabulary)
        , m_ids(ids)
        , m_trial(trial) {
        for (const auto& [name, place] : columns)
            takeColumn(name, place);
        for (const Column column : {Class, DecisionWord})
            if (!m_places[column])
                m_reader.refuse(1, "no column " + std::string(names[column]));
    }

    std::vector<LabelRow> read() {
        for (bool isMore = true; isMore;) {
            Group* group = nullptr;
            const bool passed = m_trial.passes([&] {
                isMore = m_reader.next(m_record);
                if (!isMore)
                    return;
                const std::string id = m_ids.checked(cell(Id), m_record.line);
                group = knownGroup(id);
                group = &groupOfLine(id);
                if (m_rows[group->row].decision) // else a line before it was faulty
                    takeLine(*group);
            });
            if (!passed && group)
                m_rows[group->row].decision.reset();
        }
        std::erase_if(m_rows, [](const LabelRow& row) { return !row.decision; });
        return std::move(m_rows);
    }

private:
    /// What is kept of a row while its lines come in.
    struct Group {
        std::size_t row;
        std::array<std::string, names.size()> cells; ///< of the first line
        LabelSet seen;                               ///< classes with a line
        bool hasOutcome = false;
    };

    void takeColumn(const std::string& name, std::size_t place) {
        const auto known = std::find_if(names.begin(), names.end(), [&](std::string_view one) { return lowered(one) == name; });
        if (name.starts_with(sheetPrefix))
            return;
        if (known == names.end())
            m_reader.refuse(1, "unknown column " + name);
        m_places[static_cast<std::size_t>(known - names.begin())] = place;
    }

    const std::string& cell(Column column) const {
        static const std::string nothing;
        return m_places[column] ? m_record.fields[*m_places[column]] : nothing;
    }

    Group* knownGroup(const std::string& id) {
        const auto place = m_groups.find({id, cell(Reviewer)});
        return place == m_groups.end() ? nullptr : &place->second;
    }

    Group& groupOfLine(const std::string& id) {
        if (!knownGroup(id)) {
            m_rows.push_back(newRow(id));
            Group& made = m_groups[{id, cell(Reviewer)}];
            made.row = m_rows.size() - 1;
            for (const Column column : sampleColumns)
                made.cells[column] = cell(column);
        }
        Group& group = *knownGroup(id);
        for (const Column column : sampleColumns)
            if (group.cells[column] != cell(column))
                refuse(std::string(names[column]) + " differs from line " + std::to_string(m_rows[group.row].line) +
                       " of the same sample");
        return group;
    }

    LabelRow newRow(const std::string& id) const {
        LabelRow row;
        row.id = id;
        row.line = m_record.line;
        row.decision.emplace();
        row.plateName = cell(PlateName);
        row.well = cell(Well);
        row.reviewer = cell(Reviewer);
        row.cause = cell(Cause);
        row.modelDigest = cell(Model);
        row.decision->note = cell(NoteText);
        row.decision->inherited = flag(Inherited);
        row.site = site();
        if (!cell(Time).empty() && !(row.timeMs = timeOf(cell(Time))))
            refuse("\"" + cell(Time) + "\" is no time like 2024-02-29T23:59:59Z");
        if (!cell(Seconds).empty())
            row.decision->secondsOnScreen = seconds();
        return row;
    }

    std::optional<int> site() const {
        if (cell(Site).empty())
            return {};
        const auto number = wholeNumberOf(cell(Site));
        if (!number || *number > static_cast<std::uint64_t>(std::numeric_limits<int>::max()))
            refuse("site \"" + cell(Site) + "\" is no number");
        return static_cast<int>(*number);
    }

    double seconds() const {
        const auto number = numberOf(cell(Seconds), m_reader.delimiter());
        if (!number || *number < 0)
            refuse("seconds \"" + cell(Seconds) + "\" is no number");
        return *number;
    }

    bool flag(Column column) const {
        if (cell(column) != "1" && cell(column) != "0" && !cell(column).empty())
            refuse(std::string(names[column]) + " is \"" + cell(column) + "\", not 0 or 1");
        return cell(column) == "1";
    }

    void takeLine(Group& group) {
        LabelRow& row = m_rows[group.row];
        if (cell(Class).empty())
            takeOutcome(group, *row.decision);
        else
            takeClass(group, row);
        const bool excludes = row.decision->outcome == Outcome::Negative || row.decision->outcome == Outcome::Unusable;
        if (group.hasOutcome && excludes && !row.decision->present.isEmpty())
            refuse("a class is present in a sample that is " + std::string(outcomeKey(row.decision->outcome)));
    }

    void takeOutcome(Group& group, Decision& decision) {
        if (cell(DecisionWord) == otherWord) {
            decision.other = true;
            return;
        }
        const auto outcome = outcomeOfKey(cell(DecisionWord));
        if (!outcome)
            refuse("decision \"" + cell(DecisionWord) + "\" without a class is none of labelled, negative, unusable, unsure, other");
        if (group.hasOutcome)
            refuse("a second outcome for the same sample");
        group.hasOutcome = true;
        decision.outcome = *outcome;
    }

    void takeClass(Group& group, LabelRow& row) {
        const auto index = m_vocabulary.find(cell(Class));
        if (!index)
            refuse("unknown class \"" + cell(Class) + "\"");
        if (group.seen.contains(*index))
            refuse("a second line for " + cell(Class) + " of the same sample");
        group.seen.insert(*index);
        if (cell(DecisionWord) == presentWord)
            row.decision->present.insert(*index);
        else if (cell(DecisionWord) == notJudgedWord)
            row.decision->notJudged.insert(*index);
        else if (cell(DecisionWord) != absentWord)
            refuse("decision \"" + cell(DecisionWord) + "\" of a class is none of present, absent, not judged");
        if (flag(Touched))
            row.decision->touched.insert(*index);
        takeProbability(row, *index);
    }

    void takeProbability(LabelRow& row, ClassIndex index) {
        if (cell(Probability).empty())
            return;
        const auto value = probabilityOf(cell(Probability), m_reader.delimiter());
        if (!value)
            refuse("probability \"" + cell(Probability) + "\" is no number from 0 to 1");
        row.probabilities.resize(m_vocabulary.size(), std::numeric_limits<float>::quiet_NaN());
        row.probabilities[toIndex(index)] = *value;
    }

    [[noreturn]] void refuse(const std::string& cause) const { m_reader.refuse(m_record.line, cause); }

    CsvReader& m_reader;
    const Vocabulary& m_vocabulary;
    const IdCheck& m_ids;
    LineTrial& m_trial;
    CsvRecord m_record;
    std::array<std::optional<std::size_t>, names.size()> m_places;
    std::map<std::pair<std::string, std::string>, Group> m_groups;
    std::vector<LabelRow> m_rows;
};

/// The cells that every line of a sample has in common.
std::vector<std::string> commonCells(const LabelRow& row) {
    std::vector<std::string> cells(names.size());
    cells[Id] = row.id;
    cells[PlateName] = row.plateName;
    cells[Well] = row.well;
    cells[Site] = row.site ? std::to_string(*row.site) : "";
    cells[Reviewer] = row.reviewer;
    cells[Time] = row.timeMs ? timeText(*row.timeMs) : "";
    cells[Cause] = row.cause;
    cells[Model] = row.modelDigest;
    cells[NoteText] = row.decision->note;
    cells[Seconds] = numberText(row.decision->secondsOnScreen);
    cells[Inherited] = flagText(row.decision->inherited);
    cells.insert(cells.end(), row.sheetCells.begin(), row.sheetCells.end());
    return cells;
}

std::string wordLine(std::vector<std::string> cells, std::string_view word) {
    cells[DecisionWord] = word;
    return formatCsvLine(cells);
}

std::string classLine(std::vector<std::string> cells, const LabelRow& row, const LabelClass& labelClass) {
    const ClassIndex index = labelClass.index;
    cells[Class] = labelClass.name;
    cells[Go] = labelClass.goAccession;
    cells[DecisionWord] = row.decision->present.contains(index)     ? presentWord
                          : row.decision->notJudged.contains(index) ? notJudgedWord
                                                                    : absentWord;
    cells[Touched] = flagText(row.decision->touched.contains(index));
    if (toIndex(index) < row.probabilities.size() && !std::isnan(row.probabilities[toIndex(index)]))
        cells[Probability] = numberText(row.probabilities[toIndex(index)]);
    return formatCsvLine(cells);
}

} // namespace

std::vector<LabelRow> readLongRows(CsvReader& reader, const CsvColumns& columns, const Vocabulary& vocabulary, const IdCheck& ids, LineTrial& trial) {
    return LongReader(reader, columns, vocabulary, ids, trial).read();
}

std::string longHeader(const std::vector<std::string>& sheetColumns) {
    std::vector<std::string> columns(names.begin(), names.end());
    for (const std::string& column : sheetColumns)
        columns.push_back(std::string(sheetPrefix) + column);
    return formatCsvLine(columns);
}

std::string longLines(const LabelRow& row, const Vocabulary& vocabulary) {
    const Decision& decision = *row.decision;
    const std::vector<std::string> cells = commonCells(row);
    const LabelSet named = decision.present.united(decision.notJudged).united(decision.touched);
    std::string lines;
    if (decision.outcome != Outcome::Labelled || (named.isEmpty() && !decision.other))
        lines += wordLine(cells, outcomeKey(decision.outcome));
    for (const ClassIndex index : named.classes())
        if (toIndex(index) < vocabulary.size())
            lines += classLine(cells, row, vocabulary.at(index));
    if (decision.other)
        lines += wordLine(cells, otherWord);
    return lines;
}

} // namespace locascope
