#include "core/model/rdfvalue.h"

#include "core/files/error.h"
#include "core/files/utf8.h"
#include "core/model/bioimage.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

constexpr std::size_t longestList = 10'000;
constexpr std::size_t longestText = 100'000;

} // namespace

RdfValue::RdfValue(YAML::Node node, std::string where, const std::filesystem::path& file)
    : m_node(std::move(node))
    , m_where(std::move(where))
    , m_file(&file) {}

std::string RdfValue::place() const {
    const int line = m_node.Mark().line;
    return (line < 0 ? "" : "line " + std::to_string(line + 1) + ": ") + m_where + (m_where.empty() ? "" : " ");
}

void RdfValue::fail(const std::string& cause) const { throw Error(ErrorKind::Invalid, *m_file, place() + cause); }
void RdfValue::refuse(const std::string& cause) const { throw Error(ErrorKind::Unsupported, *m_file, place() + cause); }

bool RdfValue::has(const std::string& key) const {
    const YAML::Node& map = m_node;
    return map.IsMap() && map[key] && !map[key].IsNull();
}

RdfValue RdfValue::at(const std::string& key) const {
    if (!m_node.IsMap())
        fail("must be a map");
    if (!has(key))
        fail("lacks " + key);
    const YAML::Node& map = m_node;
    return {map[key], m_where.empty() ? key : m_where + "." + key, *m_file};
}

std::vector<RdfValue> RdfValue::list() const {
    if (!m_node.IsSequence() || m_node.size() > longestList)
        fail("must be a list");
    std::vector<RdfValue> values;
    for (const auto& item : m_node)
        values.emplace_back(item, m_where + "[" + std::to_string(values.size()) + "]", *m_file);
    return values;
}

std::vector<std::pair<std::string, RdfValue>> RdfValue::entries() const {
    if (!m_node.IsMap())
        fail("must be a map");
    std::vector<std::pair<std::string, RdfValue>> values;
    for (const auto& entry : m_node)
        if (entry.first.IsScalar() && isUtf8Text(entry.first.Scalar()))
            values.emplace_back(entry.first.Scalar(), RdfValue(entry.second, m_where.empty() ? entry.first.Scalar() : m_where + "." + entry.first.Scalar(), *m_file));
    return values;
}

std::string RdfValue::text() const {
    if (!m_node.IsScalar() || m_node.Scalar().size() > longestText || !isUtf8Text(m_node.Scalar()))
        fail("must be a text");
    return m_node.Scalar();
}

double RdfValue::number() const {
    double value = 0;
    if (!m_node.IsScalar() || !YAML::convert<double>::decode(m_node, value) || std::isnan(value))
        fail("must be a number");
    return value;
}

std::int64_t RdfValue::whole() const {
    const double value = number();
    constexpr double largest = 1e9;
    if (value != std::floor(value) || std::abs(value) > largest)
        fail("must be a whole number");
    return static_cast<std::int64_t>(value);
}

std::string RdfValue::textOr(const std::string& key, const std::string& otherwise) const { return has(key) ? at(key).text() : otherwise; }
double RdfValue::numberOr(const std::string& key, double otherwise) const { return has(key) ? at(key).number() : otherwise; }

std::vector<double> RdfValue::numbers() const {
    if (!isList())
        return {number()};
    std::vector<double> values;
    for (const RdfValue& value : list())
        values.push_back(value.number());
    return values;
}

RdfValue parseRdf(std::string_view yaml, const std::filesystem::path& file) {
    if (yaml.size() > maxDescriptionBytes)
        throw Error(ErrorKind::TooLarge, file, "is larger than 1 MB, which no model description is");
    const bool isPlain = isUtf8Text(yaml) && std::none_of(yaml.begin(), yaml.end(), [](char letter) {
        return static_cast<unsigned char>(letter) < ' ' && letter != '\t' && letter != '\n' && letter != '\r';
    });
    if (!isPlain)
        throw Error(ErrorKind::Invalid, file, "is no plain UTF-8 text");
    YAML::Node root;
    try {
        root = YAML::Load(std::string(yaml));
    } catch (const YAML::Exception& error) {
        throw Error(ErrorKind::Invalid, file, "line " + std::to_string(error.mark.line + 1) + ": is not valid YAML: " + error.msg);
    }
    if (!root.IsMap())
        throw Error(ErrorKind::Invalid, file, "is not a model description (a map of keys)");
    return {root, {}, file};
}

} // namespace locascope
