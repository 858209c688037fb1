#pragma once

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace locascope {

/// A value of a bioimage.io description and where it stands, as "inputs[0].axes". Each reading is an Error Invalid with the line where the value is of another type.
class RdfValue {
public:
    RdfValue(YAML::Node node, std::string where, const std::filesystem::path& file);

    [[noreturn]] void fail(const std::string& cause) const;   ///< Invalid
    [[noreturn]] void refuse(const std::string& cause) const; ///< Unsupported

    bool isMap() const { return m_node.IsMap(); }
    bool isList() const { return m_node.IsSequence(); }
    bool isNull() const { return m_node.IsNull(); }
    bool has(const std::string& key) const; ///< and it is not null
    RdfValue at(const std::string& key) const;
    std::vector<RdfValue> list() const;
    std::vector<std::pair<std::string, RdfValue>> entries() const; ///< of a map; keys that are no words are passed over

    std::string text() const;
    double number() const; ///< finite or infinite, never NaN
    std::int64_t whole() const;
    std::string textOr(const std::string& key, const std::string& otherwise) const;
    double numberOr(const std::string& key, double otherwise) const;
    /// One number, or a list of them.
    std::vector<double> numbers() const;

private:
    std::string place() const;

    YAML::Node m_node;
    std::string m_where;
    const std::filesystem::path* m_file;
};

/// The map that a description is. Errors Invalid, TooLarge.
RdfValue parseRdf(std::string_view yaml, const std::filesystem::path& file);

} // namespace locascope
