#pragma once

#include "core/store/labelevent.h"
#include "core/store/postgresdatabase.h"

#include <QVariant>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

namespace locascope {

/// Of letters alone.
struct ArrayWord {
    std::string text;
    bool operator==(const ArrayWord&) const = default;
};

/// One column of append_events: one value where all are the same.
template <class Value>
class ArrayColumn final {
public:
    void add(Value value) {
        if (m_count == 0)
            m_first = value;
        if (!m_isMixed && value != m_first) {
            m_isMixed = true;
            for (std::size_t i = 0; i < m_count; ++i)
                put(m_all, m_first);
        }
        if (m_isMixed)
            put(m_all, value);
        ++m_count;
    }
    qsizetype size() const { return m_all.size(); }
    QVariant value() const {
        if (m_isMixed || m_count == 0)
            return m_all.value();
        ArrayText one;
        put(one, m_first);
        return one.value();
    }

private:
    static void put(ArrayText& text, const Value& value) {
        if constexpr (std::is_same_v<Value, ArrayWord>)
            text.addWord(value.text);
        else
            text.add(value);
    }

    Value m_first{};
    std::size_t m_count = 0;
    bool m_isMixed = false;
    ArrayText m_all;
};

/// Label events as the columns of append_events (resources/schemas).
class EventArrays final {
public:
    void add(const LabelEvent& event);
    qsizetype size() const; ///< roughly, in bytes
    QVariantList values(int review) const; ///< in the order of its parameters

private:
    ArrayText m_uuids, m_samples, m_befores, m_afters;
    ArrayColumn<std::string> m_reviewers, m_models, m_vocabularies;
    ArrayColumn<ArrayWord> m_causes;
    ArrayColumn<std::int64_t> m_times;
    ArrayColumn<std::optional<std::string>> m_acts, m_undone;
};

} // namespace locascope
