#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace locascope {

/// One row of the table `events` as it is stored; `before` and `after` encoded.
struct EventRow {
    std::int64_t sequence = 0;
    std::string uuid;
    std::string sample;
    std::string reviewer;
    std::int64_t timeMs = 0;
    std::string cause;
    std::optional<std::string> before;
    std::optional<std::string> after;
    std::string model;
    std::string vocabulary;
    std::string hash;
    std::optional<std::string> act = {};
    std::optional<std::string> undoes = {};
};

/// SHA-256 in hexadecimal over `previous` (the hash of the row before, or the review's id for the first) and every field of `row` but its hash, each
/// preceded by its length as 64 bits, little-endian; a length of 2⁶⁴ − 1 stands for no value. Numbers are 64 bits, little-endian. `act` and `undoes`
/// come last, and only where one of them is there: rows of version 1 have the hashes they had.
std::string chainedHash(const std::string& previous, const EventRow& row);

} // namespace locascope
