#include "core/plate/xmldocument.h"

#include "core/files/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace locascope {

namespace {

std::string megabytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

constexpr double smallestPixelUm = 1e-4;
constexpr double largestPixelUm = 1e3;

} // namespace

XmlDocument::XmlDocument(std::string_view text, const std::filesystem::path& file, std::size_t maxBytes) : m_text(text) {
    if (text.size() > maxBytes)
        throw Error(ErrorKind::TooLarge, file, "its XML is " + megabytes(text.size()) + " long, more than the " + megabytes(maxBytes) + " that are read");
    if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '<')) > maxXmlTags)
        throw Error(ErrorKind::TooLarge, file, "its XML has more than " + std::to_string(maxXmlTags) + " tags");
    const pugi::xml_parse_result result = m_document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_doctype);
    // An open <!DOCTYPE is what a text that ends inside one leaves.
    for (const pugi::xml_node& node : m_document.children())
        if (node.type() == pugi::node_doctype)
            throw Error(ErrorKind::Invalid, file, "line " + std::to_string(lineOf(node)) + ": has a document type (DOCTYPE), which is not read; remove it");
    if (!result)
        throw Error(ErrorKind::Invalid, file, "line " + std::to_string(lineAt(result.offset)) + ": not well-formed XML (" + result.description() + ")");
}

std::size_t XmlDocument::lineAt(std::ptrdiff_t offset) const {
    const std::size_t end = std::min(m_text.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
    return 1 + static_cast<std::size_t>(std::count(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
}

std::size_t XmlDocument::lineOf(const pugi::xml_node& node) const { return lineAt(node.offset_debug()); }

std::size_t LineCounter::lineOf(const pugi::xml_node& node) {
    const std::size_t offset = std::min(m_text.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0)));
    for (; m_counted < offset; ++m_counted)
        m_line += m_text[m_counted] == '\n';
    return m_line;
}

std::string_view localName(std::string_view name) { return name.substr(name.find(':') + 1); }

pugi::xml_node childOf(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_node& child : node.children())
        if (localName(child.name()) == name)
            return child;
    return {};
}

std::string_view attributeOf(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_attribute& attribute : node.attributes())
        if (localName(attribute.name()) == name)
            return attribute.value();
    return {};
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white = " \t\r\n";
    const std::size_t first = text.find_first_not_of(white);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(white) - first + 1);
}

std::string_view textOf(const pugi::xml_node& node, std::string_view child) { return trimmed(childOf(node, child).child_value()); }

std::optional<int> wholeNumber(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || value < 0 || text.front() == '-' || error != std::errc{} || end != text.data() + text.size())
        return {};
    return value;
}

std::optional<double> micrometres(std::string_view text, std::string_view unit) {
    constexpr std::array<std::pair<std::string_view, double>, 10> units = {{{"", 1},
                                                                            {"\xc2\xb5m", 1}, // micro sign
                                                                            {"\xce\xbcm", 1}, // Greek mu
                                                                            {"um", 1},
                                                                            {"micron", 1},
                                                                            {"m", 1e6},
                                                                            {"mm", 1e3},
                                                                            {"nm", 1e-3},
                                                                            {"pm", 1e-6},
                                                                            {"\xc3\x85", 1e-4}}};
    const auto known = std::find_if(units.begin(), units.end(), [unit](const auto& one) { return one.first == unit; });
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (known == units.end() || error != std::errc{} || end != text.data() + text.size())
        return {};
    value *= known->second;
    return value >= smallestPixelUm && value <= largestPixelUm ? std::optional(value) : std::nullopt;
}

} // namespace locascope
