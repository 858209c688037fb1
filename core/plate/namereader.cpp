#include "core/plate/namereader.h"

#include "core/plate/plate.h"

#include <algorithm>
#include <charconv>

namespace locascope {

namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

bool equalIgnoringCase(std::string_view text, std::string_view lowerCase) {
    return std::equal(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(), [](char a, char b) { return lower(a) == b; });
}

/// A whole number without a sign; false for any other text that was caught.
bool takeNumber(const std::optional<std::string_view>& text, std::optional<int>& value) {
    value.reset();
    if (!text)
        return true;
    int number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (text->empty() || number < 0 || text->front() == '-' || error != std::errc{} || end != text->data() + text->size())
        return false;
    value = number;
    return true;
}

/// "1" and "A" are row A, "27" is AA.
std::string rowLetters(std::string_view row) {
    std::optional<int> number;
    if (!takeNumber(row, number))
        return std::string(row);
    if (*number < 1 || *number > 26 * 27)
        return {};
    const int index = *number - 1;
    std::string letters = index < 26 ? std::string() : std::string(1, static_cast<char>('A' + index / 26 - 1));
    return letters += static_cast<char>('A' + index % 26);
}

} // namespace

NameReader::NameReader(NamingScheme scheme, std::string_view rootName) : m_scheme(std::move(scheme)), m_root(std::string(rootName) + '/') {}

std::string_view NameReader::textFor(const NamePattern& pattern, const NameToRead& file) {
    if (!pattern.matchesFolders())
        return file.name.stem;
    if (!m_hasPath)
        m_path.assign(m_root).append(file.folder).append(file.name.stem);
    m_hasPath = true;
    return m_path;
}

bool NameReader::takesExtension(std::string_view extension) const {
    const auto& taken = m_scheme.rules().extensions;
    return taken.empty() || std::any_of(taken.begin(), taken.end(), [extension](const std::string& one) { return equalIgnoringCase(extension, one); });
}

ParsedName::Outcome NameReader::read(const NameToRead& file) { return outcomeOf(file, Purpose::Read); }
ParsedName::Outcome NameReader::taste(const NameToRead& file) { return outcomeOf(file, Purpose::Taste); }

ParsedName::Outcome NameReader::outcomeOf(const NameToRead& file, Purpose purpose) {
    m_hasPath = false;
    if (!file.name.isImage || !takesExtension(file.name.extension))
        return file.name.hasExtension ? ParsedName::Outcome::NotMatched : ParsedName::Outcome::NoImage;
    bool gaveUp = false;
    for (const NamePattern& pattern : m_scheme.m_ignored) {
        const NamePattern::Outcome outcome = pattern.match(textFor(pattern, file), m_match);
        if (outcome == NamePattern::Outcome::Yes)
            return ParsedName::Outcome::Ignored;
        gaveUp = gaveUp || outcome == NamePattern::Outcome::TooCostly;
    }
    for (const NamePattern& pattern : m_scheme.m_files) {
        const std::string_view text = textFor(pattern, file);
        const NamePattern::Outcome outcome = pattern.match(text, m_match);
        if (outcome == NamePattern::Outcome::Yes && take(file, pattern, text, purpose))
            return ParsedName::Outcome::Image;
        gaveUp = gaveUp || outcome == NamePattern::Outcome::TooCostly;
    }
    return gaveUp ? ParsedName::Outcome::TooCostly : ParsedName::Outcome::NotMatched;
}

bool NameReader::take(const NameToRead& file, const NamePattern& pattern, std::string_view text, Purpose purpose) {
    if (!takeStain() || !takePosition() || !takeNumber(m_match[NameGroup::Z], m_z) || !takeNumber(m_match[NameGroup::Time], m_time))
        return false;
    if (purpose == Purpose::Taste)
        return true;
    makeId(file, pattern.matchesFolders(), text);
    return !m_id.empty();
}

bool NameReader::takeStain() {
    m_stain.reset();
    m_channel.assign(m_match[NameGroup::Channel].value_or(std::string_view()));
    if (const auto& word = m_match[NameGroup::Stain]) {
        m_channel.assign(*word);
        std::transform(m_channel.begin(), m_channel.end(), m_channel.begin(), lower);
        const auto& table = m_scheme.rules().stains;
        const auto known = table.find(m_channel);
        if (known == table.end())
            return false;
        m_stain = known->second;
    }
    return true;
}

bool NameReader::takePosition() {
    m_well.clear();
    if (const auto& well = m_match[NameGroup::Well])
        m_well = normalisedWell(*well);
    else if (const auto& row = m_match[NameGroup::Row]; row && m_match[NameGroup::Column])
        m_well = normalisedWell(rowLetters(*row).append(*m_match[NameGroup::Column]));
    else
        return takeNumber(m_match[NameGroup::Site], m_site);
    return !m_well.empty() && takeNumber(m_match[NameGroup::Site], m_site);
}

/// Folders, the parts of the name that were called sample, and the time where it is not the first. Where no part is called so the folder is the sample.
void NameReader::makeId(const NameToRead& file, bool fromFolders, std::string_view text) {
    m_id.assign(fromFolders ? text.substr(0, m_match.start) : file.folder);
    const std::size_t folders = m_id.size();
    for (std::size_t i = 0; i < m_match.sampleParts; ++i)
        m_id.append(m_match.sample[i]);
    if (m_id.size() == folders && m_id.ends_with('/'))
        m_id.pop_back();
    if (m_id.empty())
        m_id.assign(m_root, 0, m_root.size() - 1);
    else if (fromFolders && m_id.starts_with(m_root))
        m_id.erase(0, m_root.size());
    if (m_time && *m_time != 1 && !m_id.empty())
        m_id.append("_t").append(std::to_string(*m_time));
}

std::string_view NameReader::plateName() const { return m_match[NameGroup::Plate].value_or(std::string_view()); }

} // namespace locascope
