#pragma once

#include <pugixml.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace locascope {

/// Companion files have two or three kilobytes an image: 55,000 images of one plate. Parsed they take three times as much memory.
inline constexpr std::size_t maxCompanionBytes = std::size_t{128} << 20;
/// A description inside an image: OME-XML of a whole 1,536-well plate has some megabytes.
inline constexpr std::size_t maxDescriptionBytes = std::size_t{16} << 20;
/// What a plate of 55,000 images has at most; bounds the memory that a file made of tags alone could take.
inline constexpr std::size_t maxXmlTags = 8'000'000;

/// A parsed XML text. Nothing outside the text is ever read: a document type is refused, and with it every entity but the five of XML itself.
class XmlDocument final {
public:
    /// `text` must outlive this. Throws for `file`: TooLarge above `maxBytes` or maxXmlTags, Invalid with the line for what is not well-formed or has a document type.
    XmlDocument(std::string_view text, const std::filesystem::path& file, std::size_t maxBytes);

    pugi::xml_node root() const { return m_document.document_element(); }
    /// From 1.
    std::size_t lineOf(const pugi::xml_node& node) const;

private:
    std::size_t lineAt(std::ptrdiff_t offset) const;

    std::string_view m_text;
    pugi::xml_document m_document;
};

/// Counts lines onwards, so that a hundred thousand nodes in the order of their text cost one pass over it.
class LineCounter final {
public:
    explicit LineCounter(std::string_view text) : m_text(text) {}
    /// The line, from 1, of a node that lies behind the one before.
    std::size_t lineOf(const pugi::xml_node& node);

private:
    std::string_view m_text;
    std::size_t m_counted = 0;
    std::size_t m_line = 1;
};

/// The name of an element or attribute without the prefix of its namespace.
std::string_view localName(std::string_view name);

/// The first child element of that name, whatever its namespace; null where there is none.
pugi::xml_node childOf(const pugi::xml_node& node, std::string_view name);

/// The value of an attribute of that name, whatever its namespace; empty where there is none.
std::string_view attributeOf(const pugi::xml_node& node, std::string_view name);

/// The text of a child element without white space around it; empty where there is none.
std::string_view textOf(const pugi::xml_node& node, std::string_view child);
std::string_view trimmed(std::string_view text);

/// A whole number from 0 up that is all of `text`.
std::optional<int> wholeNumber(std::string_view text);

/// `text` as micrometres, where `unit` is one of m, mm, µm (also um, and empty), nm, pm, Å. Nothing for any other unit and for what is no size of a pixel (0.1 nm to 1 mm).
std::optional<double> micrometres(std::string_view text, std::string_view unit);

} // namespace locascope
