#include "core/files/error.h"
#include "core/model/training.h"

#include <algorithm>
#include <random>
#include <set>
#include <unordered_map>

namespace locascope {

namespace {

using Groups = std::vector<std::vector<std::size_t>>;

Groups groupsOf(const std::vector<TrainingField>& fields) {
    std::unordered_map<std::string, std::size_t> known;
    Groups groups;
    for (std::size_t field = 0; field < fields.size(); ++field) {
        const auto [entry, added] = known.try_emplace(fields[field].group, groups.size());
        if (added)
            groups.emplace_back();
        groups[entry->second].push_back(field);
    }
    return groups;
}

// Fisher and Yates with a fixed generator: std::shuffle differs between standard libraries.
void shuffle(Groups& groups, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (std::size_t last = groups.size(); last > 1; --last)
        std::swap(groups[last - 1], groups[random() % last]);
}

LabelSet labelsOf(const std::vector<TrainingField>& fields, const std::vector<std::size_t>& group) {
    LabelSet labels;
    for (const std::size_t field : group)
        labels = labels.united(fields[field].labels);
    return labels;
}

class Splitter {
public:
    Splitter(const std::vector<TrainingField>& fields, double share)
        : m_fields(fields)
        , m_wanted(std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(fields.size()))))
        , m_chosen(fields.size(), false) {}

    /// First the groups that bring a class the validation part lacks, while its share lasts; then any.
    std::vector<bool> choose(const Groups& groups) {
        takeWhere(groups, [this](const LabelSet& labels) { return !labels.without(m_covered).isEmpty(); });
        takeWhere(groups, [](const LabelSet&) { return true; });
        return m_chosen;
    }

private:
    template <class Wanted>
    void takeWhere(const Groups& groups, const Wanted& wanted) {
        for (const auto& group : groups) {
            const LabelSet labels = labelsOf(m_fields, group);
            const bool last = m_groupsTaken + 1 == groups.size();
            if (m_taken >= m_wanted || last || m_chosen[group.front()] || !wanted(labels))
                continue;
            for (const std::size_t field : group)
                m_chosen[field] = true;
            m_taken += group.size();
            m_covered = m_covered.united(labels);
            ++m_groupsTaken;
        }
    }

    const std::vector<TrainingField>& m_fields;
    std::size_t m_wanted;
    std::size_t m_taken = 0;
    std::size_t m_groupsTaken = 0;
    LabelSet m_covered;
    std::vector<bool> m_chosen;
};

std::size_t classesThatDiffer(const TrainingSet& set) {
    std::size_t count = 0;
    for (std::size_t index = 0; index < set.classes.size(); ++index) {
        const auto present = std::count_if(set.fields.begin(), set.fields.end(), [&](const TrainingField& field) {
            return field.labels.contains(toClass(index));
        });
        count += present > 0 && static_cast<std::size_t>(present) < set.fields.size();
    }
    return count;
}

std::vector<std::string> absentClasses(const TrainingSet& set) {
    std::vector<std::string> warnings;
    for (std::size_t index = 0; index < set.classes.size(); ++index)
        if (std::none_of(set.fields.begin(), set.fields.end(),
                         [&](const TrainingField& field) { return field.labels.contains(toClass(index)); }))
            warnings.push_back("no field shows " + set.classes[index] + "; the model cannot learn it");
    return warnings;
}

} // namespace

std::vector<bool> chooseValidation(const std::vector<TrainingField>& fields, double share, std::uint64_t seed) {
    Groups groups = groupsOf(fields);
    shuffle(groups, seed);
    return Splitter(fields, share).choose(groups);
}

std::vector<std::string> checkTrainingSet(const TrainingSet& set) {
    const auto refuse = [](const std::string& cause) -> void { throw Error(ErrorKind::Invalid, {}, "cannot train: " + cause); };
    if (set.fields.size() < 2)
        refuse(std::to_string(set.fields.size()) + " labelled field(s); at least two are needed");
    if (groupsOf(set.fields).size() < 2)
        refuse("all " + std::to_string(set.fields.size()) +
               " fields belong to one group (well or antibody), so nothing is left to validate on");
    if (classesThatDiffer(set) == 0)
        refuse("no class is present in some of the " + std::to_string(set.fields.size()) + " fields and absent in others");
    const auto [lowest, highest] = std::minmax_element(set.pixels.begin(), set.pixels.end());
    if (set.pixels.empty() || *lowest == *highest)
        refuse("all pixels of all fields are equal");
    return absentClasses(set);
}

} // namespace locascope
