#include "core/files/error.h"
#include "core/plate/companion.h"
#include "core/plate/xmldocument.h"

namespace locascope {

namespace {

void requireRoot(const pugi::xml_node& root, std::string_view expected, const std::filesystem::path& file) {
    if (localName(root.name()) != expected)
        throw Error(ErrorKind::Invalid, file, "begins with <" + std::string(root.name()) + "> where <" + std::string(expected) + "> is expected");
}

} // namespace

Companion parseYokogawaMeasurement(std::string_view text, const std::filesystem::path& file, const YokogawaDetail& detail) {
    const XmlDocument document(text, file, maxCompanionBytes);
    requireRoot(document.root(), "MeasurementData", file);
    Companion companion;
    LineCounter lines(text);
    for (const pugi::xml_node& record : document.root().children()) {
        if (localName(record.name()) != "MeasurementRecord" || attributeOf(record, "Type") != "IMG")
            continue; // an ERR record tells of an image that was not taken
        const auto channel = wholeNumber(attributeOf(record, "Ch"));
        const auto size = channel ? detail.pixelSizesUm.find(*channel) : detail.pixelSizesUm.end();
        companion.images.push_back({std::string(trimmed(record.child_value())), lines.lineOf(record), wellOfNumbers(attributeOf(record, "Row"), attributeOf(record, "Column")),
                                    wholeNumber(attributeOf(record, "FieldIndex")), size == detail.pixelSizesUm.end() ? std::nullopt : std::optional(size->second)});
    }
    return companion;
}

YokogawaDetail parseYokogawaDetail(std::string_view text, const std::filesystem::path& file) {
    const XmlDocument document(text, file, maxCompanionBytes);
    requireRoot(document.root(), "MeasurementDetail", file);
    YokogawaDetail detail;
    detail.settingFile = attributeOf(document.root(), "MeasurementSettingFileName");
    for (const pugi::xml_node& channel : document.root().children())
        if (const auto number = wholeNumber(attributeOf(channel, "Ch")))
            if (const auto size = micrometres(attributeOf(channel, "HorizontalPixelDimension"), {}))
                detail.pixelSizesUm[*number] = *size;
    return detail;
}

std::map<int, std::string> parseYokogawaSetting(std::string_view text, const std::filesystem::path& file) {
    const XmlDocument document(text, file, maxCompanionBytes);
    requireRoot(document.root(), "MeasurementSetting", file);
    std::map<int, std::string> names;
    for (const pugi::xml_node& channel : childOf(document.root(), "ChannelList").children()) {
        const auto number = wholeNumber(attributeOf(channel, "Ch"));
        if (!number)
            continue;
        std::string name(attributeOf(channel, "Fluorophore"));
        for (const std::string_view part : {textOf(channel, "LightSourceName"), attributeOf(channel, "Acquisition")})
            name += (name.empty() || part.empty() ? "" : ", ") + std::string(part);
        names[*number] = name;
    }
    return names;
}

} // namespace locascope
