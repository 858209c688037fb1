#include "core/imaging/rawimage.h"

#include "core/plate/platelayout.h"

#include "core/files/error.h"
#include "core/files/utf8.h"
#include "core/plate/plate.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string_view>

namespace locascope {

namespace {

/// What XML can hold: control characters and bytes that are no UTF-8 are percent-encoded, and with them the whole text.
std::string escaped(std::string_view text) {
    const bool plain = isUtf8Text(text) && std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; });
    const std::string kept = plain ? std::string(text) : percentEncoded(text);
    std::string out;
    for (const char c : kept) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

std::string attribute(std::string_view name, int value) { return attribute(name, std::to_string(value)); }

std::string number(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.12g", value);
    return text;
}

/// Red in the highest byte, opaque, as a signed number.
int packed(const Colour& colour) {
    const std::uint32_t rgba = std::uint32_t{colour.red} << 24U | std::uint32_t{colour.green} << 16U | std::uint32_t{colour.blue} << 8U | 0xffU;
    return static_cast<int>(rgba);
}

std::string plateElement(const RawImage& image) {
    const std::string well = normalisedWell(image.well);
    if (well.empty())
        return {};
    const WellPosition position = positionOfWell(well).value();
    return "<Plate ID=\"Plate:0\"" + (image.plateName.empty() ? std::string() : attribute("Name", image.plateName)) + "><Well ID=\"Well:0\"" +
           attribute("Column", position.column) + attribute("Row", position.row) + "><WellSample ID=\"WellSample:0\" Index=\"0\"><ImageRef ID=\"Image:0\"/></WellSample></Well></Plate>\n";
}

std::string pixelsElement(const RawImage& image) {
    const Plane& first = image.pages.front().plane;
    std::string text = "<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\"" + attribute("Type", first.bits() == 16 ? "uint16" : "uint8") +
                       " BigEndian=\"false\"" + attribute("SizeX", first.width()) + attribute("SizeY", first.height()) +
                       attribute("SizeC", static_cast<int>(image.pages.size())) + " SizeZ=\"1\" SizeT=\"1\"";
    if (image.pixelSizeUm)
        for (const char axis : {'X', 'Y'})
            text += attribute(std::string("PhysicalSize") + axis, number(*image.pixelSizeUm)) + attribute(std::string("PhysicalSize") + axis + "Unit", "µm");
    text += ">\n";
    for (std::size_t i = 0; i < image.pages.size(); ++i)
        text += "<Channel ID=\"Channel:0:" + std::to_string(i) + "\"" + attribute("Name", image.pages[i].name) + " SamplesPerPixel=\"1\"" +
                attribute("Color", packed(image.pages[i].colour)) + "/>\n";
    for (std::size_t i = 0; i < image.pages.size(); ++i)
        text += "<TiffData" + attribute("IFD", static_cast<int>(i)) + attribute("FirstC", static_cast<int>(i)) + " FirstZ=\"0\" FirstT=\"0\" PlaneCount=\"1\"/>\n";
    return text + "</Pixels>\n";
}

std::string annotationElement(const RawImage& image) {
    std::string text = "<StructuredAnnotations><MapAnnotation ID=\"Annotation:0\" Namespace=\"locascope\"><Value>\n";
    for (const auto& [name, value] : image.annotations)
        text += "<M" + attribute("K", name) + ">" + escaped(value) + "</M>\n";
    return text + "</Value></MapAnnotation></StructuredAnnotations>\n";
}

} // namespace

std::string omeXml(const RawImage& image) {
    if (image.pages.empty() || image.pages.front().plane.isEmpty())
        throw Error(ErrorKind::Invalid, {}, "a TIFF cannot be made of an empty image");
    const bool annotated = !image.annotations.empty();
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
           "xsi:schemaLocation=\"http://www.openmicroscopy.org/Schemas/OME/2016-06 http://www.openmicroscopy.org/Schemas/OME/2016-06/ome.xsd\"" +
           attribute("Creator", image.software) + ">\n" + plateElement(image) + "<Image ID=\"Image:0\"" + attribute("Name", image.name) + ">\n" +
           pixelsElement(image) + (annotated ? "<AnnotationRef ID=\"Annotation:0\"/>\n" : "") + "</Image>\n" +
           (annotated ? annotationElement(image) : "") + "</OME>\n";
}

} // namespace locascope
