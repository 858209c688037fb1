#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace locascope {

/// What a named group of an expression may tell.
enum class NameGroup : std::uint8_t { Sample, Plate, Well, Row, Column, Site, Stain, Channel, Z, Time };

inline constexpr std::size_t nameGroupCount = 10;

/// The word by which expressions name a group: sample, plate, well, row, column, site, stain, channel, z, time.
std::string_view nameGroupWord(NameGroup group);

/// Why an expression cannot be used.
struct PatternFault {
    std::size_t position = 0; ///< bytes from the start of the expression
    std::string cause;        ///< English clause
};

/// What the groups of an expression caught: views into the text that was matched.
struct NameMatch {
    static constexpr std::size_t maxSampleParts = 8;

    std::array<std::optional<std::string_view>, nameGroupCount> groups; ///< of a name given several times the first that took part; of Sample see below
    std::array<std::string_view, maxSampleParts> sample; ///< the groups named sample that took part, in order: joined they are the sample's id in its directory
    std::size_t sampleParts = 0;
    std::size_t start = 0; ///< where the expression began to match: what lies before are directories

    const std::optional<std::string_view>& operator[](NameGroup group) const { return groups[static_cast<std::size_t>(group)]; }
};

/// One regular expression for the names of files (Perl's syntax, PCRE2; on bytes, `.` is any byte). It matches a whole name without its extension or,
/// where it has a '/' in it, the end of a path, as many folders as it asks for. A group name may be given several times. Cheap to copy, any thread.
class NamePattern {
public:
    enum class Outcome : std::uint8_t { No, Yes, TooCostly };

    /// Throws Error Invalid ("position 12: missing closing parenthesis") for what patternFault finds.
    explicit NamePattern(std::string expression);

    const std::string& expression() const;
    bool matchesFolders() const; ///< match it against a path
    bool has(NameGroup group) const;

    /// Bounded: an expression that would try for ever gives TooCostly after some 20,000 steps.
    Outcome match(std::string_view text, NameMatch& found) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> m_compiled;
};

/// The first thing that is wrong with an expression: its syntax, a group name that means nothing, its size. Nothing where it can be used.
std::optional<PatternFault> patternFault(const std::string& expression);

} // namespace locascope
