#pragma once

#include <filesystem>
#include <string>
#include <utility>

namespace locascope {

/// Where a review is: a file, or a database of a team's server. Value; made of a path without a word, so that a file is named as ever.
class ReviewPlace final {
public:
    ReviewPlace() = default;
    /// The path of a file, or postgresql://[USER[:PASSWORD]@][HOST[:PORT]]/DATABASE[?KEY=VALUE&…] as libpq reads it (postgres:// too).
    ReviewPlace(std::filesystem::path named); // NOLINT(google-explicit-constructor)
    ReviewPlace(std::string named) : ReviewPlace(std::filesystem::path(std::move(named))) {} // NOLINT(google-explicit-constructor)

    bool empty() const { return m_named.empty(); }
    bool isServer() const;
    const std::filesystem::path& file() const { return m_named; } ///< of a file
    std::string address() const { return m_named.native(); }      ///< of a server, with what is secret in it
    /// The address without what is secret in it, to be kept and compared: with another password it is the same server.
    std::string withoutPassword() const;
    /// What messages name: the file, or the address without user, password and options.
    std::filesystem::path shown() const;

    friend bool operator==(const ReviewPlace&, const ReviewPlace&) = default;

private:
    std::filesystem::path m_named;
};

} // namespace locascope
