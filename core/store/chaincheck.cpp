#include "core/store/chaincheck.h"

#include "core/files/error.h"
#include "core/review/assignment.h"
#include "core/review/vocabularychange.h"
#include "core/store/eventtable.h"

#include <utility>

namespace locascope {

namespace {

constexpr std::size_t maxFindings = 100;

void checkReadable(const EventRow& row, Findings& findings) {
    try {
        const LabelEvent event = eventOfRow(row);
        if (event.uuid.empty() || event.sampleId.empty())
            findings.add("event " + std::to_string(row.sequence) + " has no identifier or no sample");
        if (event.cause == EventCause::Vocabulary)
            static_cast<void>(parseVocabularyChange(event.vocabularyDigest));
        if (event.cause == EventCause::Assignment && !parseAssignment(event.vocabularyDigest))
            findings.add("event " + std::to_string(row.sequence) + " assigns nothing");
    } catch (const Error& error) {
        findings.add("event " + std::to_string(row.sequence) + ": " + error.detail());
    }
}

} // namespace

void Findings::add(std::string line) {
    if (m_lines.size() < maxFindings)
        m_lines.push_back(std::move(line));
}

ChainCheck::ChainCheck(std::string beginning)
    : m_previous(std::move(beginning)) {}

void ChainCheck::follow(const EventRow& row, Findings& findings) {
    if (row.sequence != m_expected)
        findings.add("events " + std::to_string(m_expected) + " to " + std::to_string(row.sequence - 1) + " are missing");
    else if (row.hash != chainedHash(m_previous, row))
        findings.add("event " + std::to_string(row.sequence) + " or the one before it was changed: the hash chain breaks here");
    checkReadable(row, findings);
    m_expected = row.sequence + 1;
    m_previous = row.hash;
}

} // namespace locascope
