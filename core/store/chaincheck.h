#pragma once

#include "core/store/eventchain.h"

#include <string>
#include <vector>

namespace locascope {

/// What is wrong with a review: one line each. More than a hundred would say no more.
class Findings final {
public:
    void add(std::string line);
    const std::vector<std::string>& lines() const { return m_lines; }

private:
    std::vector<std::string> m_lines;
};

/// Follows the events of a review row by row: numbers without a gap, hashes that follow from each other, and content that can be read.
class ChainCheck final {
public:
    /// `beginning`: the review's id.
    explicit ChainCheck(std::string beginning);
    void follow(const EventRow& row, Findings& findings);
    std::int64_t newest() const { return m_expected - 1; }
    const std::string& newestHash() const { return m_previous; }

private:
    std::int64_t m_expected = 1;
    std::string m_previous;
};

} // namespace locascope
