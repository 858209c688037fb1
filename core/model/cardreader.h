#pragma once

#include "core/files/error.h"
#include "core/files/utf8.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace locascope {

/// The text of a card file. Errors: readFile's; NotFound says that a model needs one.
std::string readCardText(const std::filesystem::path& cardFile);

/// Reads values out of one map of a card and says key and line where it cannot: Error Invalid. `prefix` goes before the keys in what is said.
class CardReader {
public:
    CardReader(YAML::Node map, std::filesystem::path file, std::string prefix = {})
        : m_map(std::move(map))
        , m_file(std::move(file))
        , m_prefix(std::move(prefix)) {
        if (!m_map.IsMap())
            fail(m_map, m_prefix.empty() ? "is not a model card (a map of keys)" : m_prefix + " must be a map");
    }

    [[noreturn]] void fail(const YAML::Node& where, const std::string& cause) const {
        const int line = where.Mark().line;
        throw Error(ErrorKind::Invalid, m_file, (line < 0 ? "" : "line " + std::to_string(line + 1) + ": ") + cause);
    }

    [[noreturn]] void failAt(const std::string& key, const std::string& cause) const {
        fail(m_map[key] ? m_map[key] : m_map, m_prefix + key + " " + cause);
    }

    void allowOnly(std::initializer_list<std::string_view> keys) const {
        for (const auto& entry : m_map)
            if (!entry.first.IsScalar() || std::find(keys.begin(), keys.end(), entry.first.Scalar()) == keys.end())
                fail(entry.first, "unknown key " + m_prefix + (entry.first.IsScalar() ? entry.first.Scalar() : "(not a word)"));
    }

    bool has(const std::string& key) const { return static_cast<bool>(m_map[key]); }
    YAML::Node at(const std::string& key) const {
        if (!has(key))
            fail(m_map, "the key " + m_prefix + key + " is missing");
        return m_map[key];
    }

    template <class T>
    T value(const std::string& key, const char* expected) const {
        return convert<T>(at(key), key, expected);
    }
    template <class T>
    T value(const std::string& key, const char* expected, T otherwise) const {
        return has(key) ? value<T>(key, expected) : otherwise;
    }

    template <class T>
    std::vector<T> list(const std::string& key, const char* expected) const {
        if (!has(key))
            return {};
        if (!m_map[key].IsSequence())
            failAt(key, "must be a list");
        std::vector<T> values;
        for (const auto& item : m_map[key])
            values.push_back(convert<T>(item, key, expected));
        return values;
    }

    template <class T>
    std::map<std::string, T> table(const std::string& key, const char* expected) const {
        std::map<std::string, T> values;
        if (!has(key))
            return values;
        if (!m_map[key].IsMap())
            failAt(key, "must be a map");
        for (const auto& entry : m_map[key])
            values[convert<std::string>(entry.first, key, "words")] = convert<T>(entry.second, key, expected);
        return values;
    }

    template <class Table>
    auto word(const std::string& key, const Table& words, typename Table::value_type::first_type otherwise) const {
        if (!has(key))
            return otherwise;
        const auto text = value<std::string>(key, "a word");
        std::string known;
        for (const auto& [entry, name] : words) {
            if (name == text)
                return entry;
            known += (known.empty() ? "" : ", ") + std::string(name);
        }
        failAt(key, "is '" + text + "'; known are " + known);
    }

private:
    template <class T>
    T convert(const YAML::Node& node, const std::string& key, const char* expected) const {
        T value;
        try {
            value = node.as<T>();
        } catch (const YAML::Exception&) {
            fail(node, m_prefix + key + " must be " + expected);
        }
        if constexpr (std::is_same_v<T, std::string>)
            if (!isUtf8Text(value))
                fail(node, m_prefix + key + " must be text in UTF-8; save the card as UTF-8");
        return value;
    }

    YAML::Node m_map;
    std::filesystem::path m_file;
    std::string m_prefix;
};

} // namespace locascope
