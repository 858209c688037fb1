// What a review keeps as text beside its labels, and what other programs may have written there.
#include "core/files/error.h"
#include "core/plate/vocabularies.h"
#include "core/review/auditdraw.h"
#include "core/review/blinding.h"
#include "core/review/vocabularystate.h"
#include "core/store/decisioncodec.h"
#include "core/store/historycsv.h"
#include "core/store/pack.h"
#include "core/store/refusedrun.h"
#include "core/store/reviewvocabulary.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <string>

using namespace locascope;

namespace {

template <class Act>
void saying(const Act& act) {
    try {
        act();
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
}

/// Whatever is read is written so that it is read again, and is applied or refused.
void change(std::string_view text) {
    const VocabularyChange read = parseVocabularyChange(text);
    require(parseVocabularyChange(formatVocabularyChange(read)) == read);
    VocabularyState state = unchangedState(humanProteinAtlasVocabulary());
    for (int again = 0; again < 2; ++again) {
        state = changed(state, read);
        require(state.classes.size() == state.vocabulary.size() && state.firstClasses == 28);
        Decision decision;
        decision.present = {toClass(3), toClass(27)};
        decision.notJudged = {toClass(5)};
        const Decision today = readAs(state, decision);
        require(readAs(state, today) == today);
        static_cast<void>(classesBlurredIn(state, decision));
    }
}

void decision(std::string_view bytes) {
    const Decision read = decodeDecision(bytes);
    require(encodeDecision(decodeDecision(encodeDecision(read))) == encodeDecision(read)); // not a number is not itself
}

void refusal(std::string_view text) {
    const std::size_t end = std::min(text.find('='), text.size());
    const auto run = parseRefusedRun(text.substr(0, end), text.substr(std::min(end + 1, text.size())));
    require(!run || (run->first <= run->last && parseRefusedRun(refusedKey(*run), refusedValue(*run)) == run));
}

void drawn(std::string_view text) {
    if (const auto read = parseDrawnSamples(text))
        require(parseDrawnSamples(formatDrawnSamples(*read)) == read);
}

void blinding(std::string_view text) {
    const Blinding read = parseBlinding(text), again = parseBlinding(formatBlinding(read));
    for (const Hidden what : allHidden)
        require(read.hides(what) == again.hides(what));
}

void packNote(std::string_view text) {
    if (const auto read = parsePackNote(std::string(text)))
        require(parsePackNote(formatPackNote(*read)) == read);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    saying([&] { change(text); });
    saying([&] { decision(text); });
    saying([&] { refusal(text); });
    saying([&] { drawn(text); });
    saying([&] { packNote(text); });
    saying([&] { static_cast<void>(parseStoredVocabulary(std::string(text))); });
    saying([&] { static_cast<void>(parseHistoryCsv(text, "fuzzed.csv")); });
    blinding(text);
    return 0;
}
