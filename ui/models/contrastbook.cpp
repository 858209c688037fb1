#include "ui/models/contrastbook.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

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

const QLatin1String sampleKey("sample");
const QLatin1String fieldsKey("fields");
const QLatin1String wellsKey("wells");
const QLatin1String clipKey("clip");

QJsonObject toObject(const DepthWindows& windows) {
    QJsonObject depths;
    for (const auto& [bits, stains] : windows) {
        QJsonObject object;
        for (Stain stain : allStains)
            object[keyOf(stain)] = QJsonArray{stains[stain].minimum, stains[stain].maximum, stains[stain].gamma};
        depths[QString::number(bits)] = object;
    }
    return depths;
}

QJsonObject toObject(const ContrastSample& sample) {
    QJsonObject clip;
    for (Stain stain : allStains)
        clip[keyOf(stain)] = sample.clip[stain];
    return {{fieldsKey, qint64(sample.fields)}, {wellsKey, qint64(sample.wells)}, {clipKey, clip}};
}

std::size_t countOf(const QJsonValue& value) { return static_cast<std::size_t>(std::max<qint64>(value.toInteger(), 0)); }

ContrastSample parseSample(const QJsonObject& object) {
    ContrastSample sample{countOf(object[fieldsKey]), countOf(object[wellsKey]), defaultClip()};
    const QJsonObject clip = object[clipKey].toObject();
    for (Stain stain : allStains)
        if (const double share = clip[keyOf(stain)].toDouble(); share > 0 && share <= 1)
            sample.clip[stain] = share;
    return sample;
}

std::string compact(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString(); }

std::optional<QJsonObject> parseObject(std::string_view json) {
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())));
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

std::optional<DepthWindows> windowsIn(QJsonObject depths) {
    depths.remove(sampleKey);
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

} // namespace

std::string formatWindows(const DepthWindows& windows) { return compact(toObject(windows)); }

std::optional<DepthWindows> parseWindows(std::string_view json) {
    const auto object = parseObject(json);
    return object ? windowsIn(*object) : std::nullopt;
}

std::string formatPlateContrast(const PlateContrast& contrast) {
    QJsonObject object = toObject(contrast.windows);
    object[sampleKey] = toObject(contrast.sample);
    return compact(object);
}

std::optional<PlateContrast> parsePlateContrast(std::string_view json) {
    const auto object = parseObject(json);
    const auto windows = object ? windowsIn(*object) : std::nullopt;
    if (!windows)
        return std::nullopt;
    return PlateContrast{*windows, parseSample((*object)[sampleKey].toObject())};
}

void PooledHistograms::add(int bits, const PerStain<Histogram>& field) {
    auto& pooled = m_histograms[bits];
    for (Stain stain : allStains)
        pooled[stain].add(field[stain]);
    ++m_fields;
}

DepthWindows PooledHistograms::windows(const PerStain<double>& clip) const {
    DepthWindows windows;
    for (const auto& [bits, histograms] : m_histograms)
        windows[bits] = windowsOf(histograms, bits, clip);
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

PerStain<ContrastWindow> windowsOf(const PerStain<Histogram>& histograms, int bits, const PerStain<double>& clip) {
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
    for (const DepthWindows* source : {&m_manual, &m_plate.windows, &m_provisional}) {
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
