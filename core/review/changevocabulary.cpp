// What a change makes of the classes of a review, and what it may not do to them.

#include "core/review/vocabularystate.h"

#include "core/files/error.h"
#include "core/files/utf8.h"

#include <algorithm>
#include <set>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t maxNameBytes = 200;
constexpr std::size_t maxTextBytes = 10'000;
constexpr std::size_t maxExemplars = 24;

[[noreturn]] void refuse(const std::string& cause) { throw Error(ErrorKind::Invalid, {}, cause); }

std::string quoted(const std::string& name) { return "\"" + name + "\""; }

std::string nameOf(const VocabularyState& state, ClassIndex index) { return quoted(state.vocabulary.at(index).name); }

void requireText(const std::string& text, std::size_t maxBytes, const std::string& what) {
    if (!isUtf8Text(text))
        refuse(what + " is no text in UTF-8");
    if (text.size() > maxBytes)
        refuse(what + " is longer than " + std::to_string(maxBytes) + " bytes");
}

void requireLine(const std::string& text, const std::string& what) {
    requireText(text, maxNameBytes, what);
    if (std::any_of(text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; }))
        refuse(what + " has a line break or another control character");
}

/// A change of one state, whose name and place in it are checked as it goes.
class Changing final {
public:
    Changing(const VocabularyState& state, const VocabularyChange& change)
        : m_state(state)
        , m_labels(state.vocabulary.classes())
        , m_change(change) {}

    VocabularyState changed() {
        requireText(m_change.reason, maxTextBytes, "the reason");
        requireClasses();
        switch (m_change.kind) {
        case ChangeKind::Rename: rename(); break;
        case ChangeKind::Merge: merge(); break;
        case ChangeKind::Split: split(); break;
        case ChangeKind::Add: add(); break;
        case ChangeKind::Retire: retire(); break;
        case ChangeKind::Restore: restore(); break;
        case ChangeKind::Describe: describe(); break;
        }
        m_state.vocabulary = Vocabulary(m_state.vocabulary.id(), m_labels);
        requireChoice();
        return m_state;
    }

private:
    void requireClasses() const {
        std::set<ClassIndex> seen;
        for (const ClassIndex index : m_change.classes) {
            if (toIndex(index) >= m_labels.size())
                refuse("there is no class " + std::to_string(toIndex(index)));
            if (!seen.insert(index).second)
                refuse(nameOf(m_state, index) + " is named twice");
        }
        if (m_change.classes.empty() && m_change.kind != ChangeKind::Add)
            refuse("no class is named");
    }

    /// The one class that a change of this kind is about.
    ClassIndex only() const {
        if (m_change.classes.size() != 1)
            refuse("one class at a time can be changed so");
        return m_change.classes.front();
    }

    void requireChoice() const {
        for (const LabelClass& one : m_labels)
            if (isChoosable(m_state, one.index))
                return;
        refuse("no class would be left to choose");
    }

    /// `own`: the class that may have the name already.
    void requireFreeName(const std::string& name, std::optional<ClassIndex> own) const {
        if (name.find_first_not_of(' ') == std::string::npos)
            refuse("a class needs a name");
        requireLine(name, "the name");
        if (name.front() == ' ' || name.back() == ' ')
            refuse("the name begins or ends with a space");
        const auto taken = Vocabulary({}, m_labels).find(name);
        if (taken && taken != own)
            refuse(quoted(name) + " is the name of a class already" + (isChoosable(m_state, *taken) ? "" : ", which is not in use and can be restored"));
    }

    void requireNotMerged(ClassIndex index) const {
        if (const auto into = m_state.classes[toIndex(index)].mergedInto)
            refuse(nameOf(m_state, index) + " was merged into " + nameOf(m_state, *into) + " before; restore it first");
    }

    void rename() {
        const ClassIndex index = only();
        if (m_change.names.size() != 1)
            refuse("one new name is needed");
        requireFreeName(m_change.names.front(), index);
        if (m_labels[toIndex(index)].name == m_change.names.front())
            refuse(nameOf(m_state, index) + " is called so already");
        m_labels[toIndex(index)].name = m_change.names.front();
    }

    void merge() {
        if (!m_change.into || toIndex(*m_change.into) >= m_labels.size())
            refuse("it is not said into which class");
        if (!isChoosable(m_state, *m_change.into))
            refuse(nameOf(m_state, *m_change.into) + " is not in use, so that nothing can be merged into it");
        for (const ClassIndex index : m_change.classes) {
            if (index == *m_change.into)
                refuse(nameOf(m_state, index) + " cannot be merged into itself");
            requireNotMerged(index);
            takeOutOfUse(index).mergedInto = m_change.into;
        }
    }

    void split() {
        const ClassIndex index = only();
        requireNotMerged(index);
        if (m_change.names.size() < 2)
            refuse("a class is split into two or more");
        if (!m_state.classes[toIndex(index)].splitInto.empty())
            refuse(nameOf(m_state, index) + " was split before");
        const std::size_t first = m_labels.size();
        add();
        ClassState& old = takeOutOfUse(index);
        old.isRetired = true;
        for (std::size_t i = first; i < m_labels.size(); ++i) {
            m_labels[i].group = m_labels[toIndex(index)].group;
            old.splitInto.push_back(toClass(i));
        }
    }

    void add() {
        if (m_change.names.empty())
            refuse("no name of a new class is given");
        for (const std::string& name : m_change.names) {
            requireFreeName(name, {});
            if (m_labels.size() >= maxClasses)
                refuse("a review has at most " + std::to_string(maxClasses) + " classes");
            LabelClass added;
            added.index = toClass(m_labels.size());
            added.name = name;
            m_labels.push_back(added);
            m_state.classes.emplace_back();
        }
    }

    void retire() {
        for (const ClassIndex index : m_change.classes) {
            if (!isChoosable(m_state, index))
                refuse(nameOf(m_state, index) + " is not in use already");
            takeOutOfUse(index).isRetired = true;
        }
    }

    void restore() {
        for (const ClassIndex index : m_change.classes) {
            if (isChoosable(m_state, index))
                refuse(nameOf(m_state, index) + " is in use; there is nothing to restore");
            ClassState& restored = m_state.classes[toIndex(index)];
            restored.isRetired = false;
            restored.mergedInto.reset();
            restored.splitInto.clear();
            const std::string key = std::exchange(restored.keyBefore, {});
            if (!key.empty() && !pressedBy(key))
                m_labels[toIndex(index)].key = key;
        }
    }

    void describe() {
        const ClassIndex index = only();
        const ClassDescription& given = m_change.description;
        if (given == ClassDescription{})
            refuse("nothing is said of " + nameOf(m_state, index));
        ClassState& described = m_state.classes[toIndex(index)];
        LabelClass& label = m_labels[toIndex(index)];
        if (given.colour) {
            if (!given.colour->empty() && (given.colour->size() != 7 || given.colour->front() != '#' || given.colour->find_first_not_of("0123456789abcdefABCDEF", 1) != std::string::npos))
                refuse("a colour is written as #rrggbb, not " + quoted(*given.colour));
            described.colour = *given.colour;
        }
        if (given.group) {
            requireLine(*given.group, "the group");
            label.group = *given.group;
        }
        if (given.text) {
            requireText(*given.text, maxTextBytes, "the description");
            described.text = *given.text;
        }
        if (given.key)
            label.key = freeKey(*given.key, index);
        if (given.exemplars)
            described.exemplars = usableExemplars(*given.exemplars);
    }

    const LabelClass* pressedBy(const std::string& key) const {
        const auto found = std::find_if(m_labels.begin(), m_labels.end(), [&](const LabelClass& one) { return one.key == key; });
        return found == m_labels.end() ? nullptr : &*found;
    }

    const std::string& freeKey(const std::string& key, ClassIndex index) const {
        if (key.empty())
            return key;
        if (!isChoosable(m_state, index))
            refuse(nameOf(m_state, index) + " is not in use and cannot have a key");
        const std::size_t digit = key.starts_with("Shift+") ? 6 : key.starts_with("Alt+") ? 4 : 0;
        if (key.size() != digit + 1 || key[digit] < '0' || key[digit] > '9')
            refuse("a key is a digit, alone or behind Shift+ or Alt+, not " + quoted(key));
        if (const LabelClass* other = pressedBy(key); other && other->index != index)
            refuse("the key " + key + " is that of " + quoted(other->name));
        return key;
    }

    static const std::vector<std::string>& usableExemplars(const std::vector<std::string>& exemplars) {
        if (exemplars.size() > maxExemplars)
            refuse("a class has at most " + std::to_string(maxExemplars) + " exemplars");
        std::set<std::string> seen;
        for (const std::string& sample : exemplars)
            if (sample.empty() || sample.size() > maxTextBytes || !seen.insert(sample).second)
                refuse("an exemplar has no name, or is named twice");
        return exemplars;
    }

    ClassState& takeOutOfUse(ClassIndex index) {
        ClassState& state = m_state.classes[toIndex(index)];
        std::string& key = m_labels[toIndex(index)].key;
        if (!key.empty())
            state.keyBefore = std::exchange(key, {});
        return state;
    }

    VocabularyState m_state;
    std::vector<LabelClass> m_labels;
    const VocabularyChange& m_change;
};

} // namespace

VocabularyState changed(const VocabularyState& state, const VocabularyChange& change) { return Changing(state, change).changed(); }

} // namespace locascope
