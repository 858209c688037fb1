#pragma once

#include "core/plate/naming.h"

#include <string>
#include <string_view>

namespace locascope {

/// A file of a plate on its way through a scheme: views, so that a hundred thousand cost no allocation.
struct NameToRead {
    std::string_view folder; ///< relative to the root, with a final '/', or empty
    ImageName name;
};

/// Reads names by one scheme, one after another; keeps scratch space. One thread.
class NameReader final {
public:
    /// `scheme` is copied; `rootName` as in NamingScheme::parse.
    NameReader(NamingScheme scheme, std::string_view rootName);

    ParsedName::Outcome read(const NameToRead& file);
    /// The same outcome, but nothing is kept of the name.
    ParsedName::Outcome taste(const NameToRead& file);

    // Of the last name, where it was an image; views until the next call or until its text goes.
    const std::string& id() const { return m_id; }
    std::string_view channel() const { return m_channel; }
    std::optional<Stain> stain() const { return m_stain; }
    std::optional<int> z() const { return m_z; }
    std::optional<int> time() const { return m_time; }
    const std::string& well() const { return m_well; }
    std::optional<int> site() const { return m_site; }
    std::string_view plateName() const;

private:
    enum class Purpose { Read, Taste };
    ParsedName::Outcome outcomeOf(const NameToRead& file, Purpose purpose);
    std::string_view textFor(const NamePattern& pattern, const NameToRead& file);
    bool takesExtension(std::string_view extension) const;
    bool take(const NameToRead& file, const NamePattern& pattern, std::string_view text, Purpose purpose);
    bool takePosition();
    bool takeStain();
    void makeId(const NameToRead& file, bool fromFolders, std::string_view text);

    NamingScheme m_scheme;
    std::string m_root; ///< with a final '/'
    NameMatch m_match;
    std::string m_path;
    bool m_hasPath = false;
    std::string m_id;
    std::string m_channel;
    std::optional<Stain> m_stain;
    std::optional<int> m_z, m_time, m_site;
    std::string m_well;
};

} // namespace locascope
