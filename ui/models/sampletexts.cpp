#include "ui/models/sampletexts.h"

#include <cstring>
#include <string_view>

namespace locascope {

namespace {

constexpr char separator = '\0'; // no file name has it
constexpr std::size_t stopAskedEvery = 4096;

bool isAscii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
    return true;
}

void appendFolded(std::string& to, const std::string& text) {
    if (isAscii(text)) {
        for (const char c : text)
            to += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else {
        to += QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toCaseFolded().toStdString();
    }
    to += separator;
}

} // namespace

SampleTexts::SampleTexts(const std::vector<Sample>& samples) {
    m_starts.reserve(samples.size());
    std::size_t bytes = 0;
    for (const Sample& sample : samples)
        bytes += sample.id.size() + sample.well.size() + 2;
    m_folded.reserve(bytes);
    for (const Sample& sample : samples) {
        m_starts.push_back(m_folded.size());
        appendFolded(m_folded, sample.id);
        appendFolded(m_folded, sample.well);
    }
}

std::vector<char> SampleTexts::containing(const QString& part, const std::stop_token& stop) const {
    const std::string wanted = part.toCaseFolded().toStdString();
    std::vector<char> found(m_starts.size(), wanted.empty() ? 1 : 0);
    if (wanted.empty() || wanted.find(separator) != std::string::npos)
        return found;
    const char* const end = m_folded.data() + m_folded.size();
    std::size_t sample = 0;
    std::size_t hits = 0;
    while (sample < m_starts.size()) {
        const char* from = m_folded.data() + m_starts[sample];
        const void* hit = memmem(from, static_cast<std::size_t>(end - from), wanted.data(), wanted.size());
        if (!hit || (++hits % stopAskedEvery == 0 && stop.stop_requested()))
            return found;
        const auto place = static_cast<std::size_t>(static_cast<const char*>(hit) - m_folded.data());
        while (sample + 1 < m_starts.size() && m_starts[sample + 1] <= place)
            ++sample;
        found[sample++] = 1;
    }
    return found;
}

} // namespace locascope
