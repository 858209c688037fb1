#include "core/plate/namingyaml.h"

#include "core/files/error.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <set>

namespace locascope {

namespace {

constexpr std::size_t maxBytes = 256 * 1024; // a scheme is a page of text
constexpr std::size_t maxSchemes = 100;
constexpr std::size_t maxEntries = 200;

constexpr std::array<std::string_view, 10> keys = {"key",    "name",       "example",   "files",    "ignored",
                                                   "stains", "extensions", "companion", "contents", "fallback"};
constexpr std::array<std::string_view, 2> formats = {"opera-index", "yokogawa-measurement"};

/// Reads one scheme and says the line where it cannot.
class SchemeReader final {
public:
    SchemeReader(YAML::Node map, const std::filesystem::path& file) : m_map(std::move(map)), m_file(file) {}

    NamingScheme read() const {
        if (!m_map.IsMap())
            fail(m_map, "a naming scheme is a map with key, name and files");
        for (const auto& entry : m_map)
            if (!entry.first.IsScalar() || std::find(keys.begin(), keys.end(), entry.first.Scalar()) == keys.end())
                fail(entry.first, "unknown key " + (entry.first.IsScalar() ? entry.first.Scalar() : "(not a word)"));
        NamingRules rules;
        rules.key = text("key");
        rules.name = text("name");
        rules.example = m_map["example"] ? text("example") : std::string();
        rules.files = list(m_map["files"], "files");
        rules.ignored = list(m_map["ignored"], "ignored");
        rules.extensions = list(m_map["extensions"], "extensions");
        rules.stains = stains();
        readCompanion(rules);
        rules.contents = contents();
        rules.isFallback = isFallback();
        try {
            return NamingScheme(std::move(rules));
        } catch (const Error& error) {
            const std::string field = error.detail().substr(0, error.detail().find_first_of(":,"));
            const YAML::Node where = m_map[field] ? m_map[field] : m_map;
            fail(where, error.detail());
        }
    }

private:
    [[noreturn]] void fail(const YAML::Node& where, const std::string& cause) const {
        const int line = where.Mark().line;
        throw Error(ErrorKind::Invalid, m_file, (line < 0 ? "" : "line " + std::to_string(line + 1) + ": ") + cause);
    }

    std::string scalar(const YAML::Node& node, const std::string& what) const {
        if (!node.IsScalar())
            fail(node, what + " must be a text");
        return node.Scalar();
    }

    std::string text(const std::string& key) const {
        if (!m_map[key])
            fail(m_map, "the key " + key + " is missing");
        return scalar(m_map[key], key);
    }

    std::vector<std::string> list(const YAML::Node& node, const std::string& key) const {
        std::vector<std::string> texts;
        if (!node)
            return texts;
        if (!node.IsSequence() || node.size() > maxEntries)
            fail(node, key + " must be a list of at most " + std::to_string(maxEntries));
        for (const auto& item : node)
            texts.push_back(scalar(item, key));
        return texts;
    }

    std::map<std::string, Stain> stains() const {
        std::map<std::string, Stain> table;
        const YAML::Node node = m_map["stains"];
        if (!node)
            return table;
        if (!node.IsMap() || node.size() > maxEntries)
            fail(node, "stains must be a map from words to stains, of at most " + std::to_string(maxEntries));
        for (const auto& entry : node) {
            const auto stain = stainOfKey(scalar(entry.second, "stains"));
            if (!stain)
                fail(entry.second, "\"" + entry.second.Scalar() + "\" is none of nucleus, protein, microtubules, reticulum");
            table[scalar(entry.first, "stains")] = *stain;
        }
        return table;
    }

    void readCompanion(NamingRules& rules) const {
        const YAML::Node node = m_map["companion"];
        if (!node)
            return;
        if (!node.IsMap() || node.size() != 2 || !node["files"] || !node["format"])
            fail(node, "companion must be a map of files and format");
        rules.companions = list(node["files"], "companion files");
        const std::string format = scalar(node["format"], "companion format");
        const auto known = std::find(formats.begin(), formats.end(), format);
        if (known == formats.end())
            fail(node["format"], "companion format \"" + format + "\" is neither opera-index nor yokogawa-measurement");
        rules.companionFormat = known == formats.begin() ? CompanionFormat::OperaIndex : CompanionFormat::YokogawaMeasurement;
    }

    FileContents contents() const {
        const YAML::Node node = m_map["contents"];
        if (node && scalar(node, "contents") != "channels")
            fail(node, "contents can only be channels; leave it out where a file is one plane");
        return node ? FileContents::Channels : FileContents::Plane;
    }

    bool isFallback() const {
        const YAML::Node node = m_map["fallback"];
        if (node && scalar(node, "fallback") != "true")
            fail(node, "fallback can only be true; leave it out otherwise");
        return static_cast<bool>(node);
    }

    YAML::Node m_map;
    const std::filesystem::path& m_file;
};

/// Well-formed as far as its lead and continuation bytes go (RFC 3629, section 3), and without control characters (YAML 1.2, section 5.1).
bool isPlainText(std::string_view text) {
    std::size_t due = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (due > 0) {
            if ((byte & 0xC0U) != 0x80U)
                return false;
            --due;
        } else if (byte < 0x20U && byte != '\t' && byte != '\n' && byte != '\r') {
            return false;
        } else if (byte >= 0x80U) {
            if (byte < 0xC2U || byte > 0xF4U)
                return false;
            due = byte >= 0xF0U ? 3 : byte >= 0xE0U ? 2 : 1;
        }
    }
    return due == 0;
}

YAML::Node load(std::string_view yaml, const std::filesystem::path& file) {
    if (yaml.size() > maxBytes)
        throw Error(ErrorKind::TooLarge, file, "is larger than " + std::to_string(maxBytes / 1024) + " KB; a naming scheme is a page of text");
    if (!isPlainText(yaml))
        throw Error(ErrorKind::Invalid, file, "is no plain UTF-8 text; write other bytes of names as \\xFF in an expression");
    try {
        return YAML::Load(std::string(yaml));
    } catch (const YAML::Exception& error) {
        throw Error(ErrorKind::Invalid, file, "line " + std::to_string(error.mark.line + 1) + ": " + error.msg);
    }
}

void emitList(YAML::Emitter& out, const char* key, const std::vector<std::string>& texts) {
    if (texts.empty())
        return;
    out << YAML::Key << key << YAML::Value << YAML::BeginSeq;
    for (const std::string& text : texts) {
        const bool isPrintable = std::all_of(text.begin(), text.end(), [](char letter) { return letter >= ' ' && letter <= '~'; });
        out << (isPrintable ? YAML::SingleQuoted : YAML::DoubleQuoted) << text;
    }
    out << YAML::EndSeq;
}

void emitRules(YAML::Emitter& out, const NamingRules& rules) {
    out << YAML::BeginMap << YAML::Key << "key" << YAML::Value << YAML::SingleQuoted << rules.key;
    out << YAML::Key << "name" << YAML::Value << YAML::DoubleQuoted << rules.name;
    if (!rules.example.empty())
        out << YAML::Key << "example" << YAML::Value << YAML::DoubleQuoted << rules.example;
    emitList(out, "files", rules.files);
    emitList(out, "ignored", rules.ignored);
    emitList(out, "extensions", rules.extensions);
    if (!rules.stains.empty()) {
        out << YAML::Key << "stains" << YAML::Value << YAML::BeginMap;
        for (const auto& [word, stain] : rules.stains)
            out << YAML::Key << YAML::DoubleQuoted << word << YAML::Value << std::string(stainKey(stain));
        out << YAML::EndMap;
    }
    if (rules.companionFormat != CompanionFormat::None) {
        out << YAML::Key << "companion" << YAML::Value << YAML::BeginMap;
        emitList(out, "files", rules.companions);
        out << YAML::Key << "format" << YAML::Value << std::string(formats[rules.companionFormat == CompanionFormat::OperaIndex ? 0 : 1]);
        out << YAML::EndMap;
    }
    if (rules.contents == FileContents::Channels)
        out << YAML::Key << "contents" << YAML::Value << "channels";
    if (rules.isFallback)
        out << YAML::Key << "fallback" << YAML::Value << true;
    out << YAML::EndMap;
}

} // namespace

std::vector<NamingScheme> parseNamingSchemes(std::string_view yaml, const std::filesystem::path& file) {
    const YAML::Node root = load(yaml, file);
    std::vector<NamingScheme> schemes;
    try {
        if (!root.IsSequence())
            return {SchemeReader(root, file).read()};
        if (root.size() > maxSchemes)
            throw Error(ErrorKind::TooLarge, file, "holds more than " + std::to_string(maxSchemes) + " naming schemes");
        for (const auto& node : root)
            schemes.push_back(SchemeReader(node, file).read());
    } catch (const YAML::Exception& error) {
        throw Error(ErrorKind::Invalid, file, "line " + std::to_string(error.mark.line + 1) + ": " + error.msg);
    }
    std::set<std::string> known;
    for (const NamingScheme& scheme : schemes)
        if (!known.insert(scheme.key()).second)
            throw Error(ErrorKind::Invalid, file, "two schemes have the key " + scheme.key());
    return schemes;
}

std::string formatNamingRules(const NamingRules& rules) {
    YAML::Emitter out;
    emitRules(out, rules);
    return std::string(out.c_str()) + "\n";
}

std::string formatNamingRules(const std::vector<NamingRules>& rules) {
    if (rules.size() == 1)
        return formatNamingRules(rules.front());
    YAML::Emitter out;
    out << YAML::BeginSeq;
    for (const NamingRules& one : rules)
        emitRules(out, one);
    out << YAML::EndSeq;
    return std::string(out.c_str()) + "\n";
}

} // namespace locascope
