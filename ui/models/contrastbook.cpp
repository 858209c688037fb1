#include "ui/models/contrastbook.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace locascope {

namespace {

QString keyOf(Stain stain) {
    const std::string_view key = stainKey(stain);
    return QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size()));
}

std::optional<ContrastWindow> parseWindow(const QJsonValue& value) {
    const QJsonArray numbers = value.toArray();
    if (numbers.size() != 3)
        return std::nullopt;
    const ContrastWindow window{numbers[0].toDouble(), numbers[1].toDouble(), numbers[2].toDouble()};
    if (!(window.minimum < window.maximum) || !(window.gamma > 0))
        return std::nullopt;
    return window;
}

} // namespace

std::string formatWindows(const DepthWindows& windows) {
    QJsonObject depths;
    for (const auto& [bits, stains] : windows) {
        QJsonObject object;
        for (Stain stain : allStains)
            object[keyOf(stain)] = QJsonArray{stains[stain].minimum, stains[stain].maximum, stains[stain].gamma};
        depths[QString::number(bits)] = object;
    }
    return QJsonDocument(depths).toJson(QJsonDocument::Compact).toStdString();
}

std::optional<DepthWindows> parseWindows(std::string_view json) {
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())));
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject depths = document.object();
    DepthWindows windows;
    for (auto depth = depths.begin(); depth != depths.end(); ++depth) {
        PerStain<ContrastWindow> stains;
        for (Stain stain : allStains) {
            const auto window = parseWindow(depth.value().toObject().value(keyOf(stain)));
            if (!window)
                return std::nullopt;
            stains[stain] = *window;
        }
        windows[depth.key().toInt()] = stains;
    }
    return windows;
}

void PooledHistograms::add(int bits, const PerStain<Histogram>& field) {
    auto& pooled = m_histograms[bits];
    for (Stain stain : allStains)
        pooled[stain].add(field[stain]);
    ++m_fields;
}

DepthWindows PooledHistograms::windows() const {
    DepthWindows windows;
    for (const auto& [bits, histograms] : m_histograms)
        windows[bits] = windowsOf(histograms, bits);
    return windows;
}

PerStain<Histogram> histogramsOf(const ChannelStack& stack) {
    PerStain<Histogram> histograms;
    for (Stain stain : allStains) {
        if (!stack.planes[stain].isEmpty())
            histograms[stain].add(stack.planes[stain]);
    }
    return histograms;
}

PerStain<ContrastWindow> windowsOf(const PerStain<Histogram>& histograms, int bits) {
    const PerStain<double> clip = defaultClip();
    PerStain<ContrastWindow> windows;
    for (Stain stain : allStains) {
        if (histograms[stain].total() > 0)
            windows[stain] = plateWindow(histograms[stain], clip[stain]);
        else
            windows[stain].maximum = bits == 16 ? 65535 : 255;
    }
    return windows;
}

PerStain<ContrastWindow> ContrastBook::windows(int bits) const {
    for (const DepthWindows* source : {&m_manual, &m_plate, &m_provisional}) {
        const auto found = source->find(bits);
        if (found != source->end())
            return found->second;
    }
    PerStain<ContrastWindow> full;
    for (ContrastWindow& window : full.values)
        window.maximum = bits == 16 ? 65535 : 255;
    return full;
}

} // namespace locascope
