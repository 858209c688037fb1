#pragma once

#include "core/plate/naming.h"
#include "core/plate/namingtrial.h"

#include <QString>

#include <map>
#include <string>
#include <vector>

namespace locascope {

// Rules of a naming scheme as they are written into text fields.

/// One expression a line; lines that are empty or blanks are none.
struct ExpressionLines {
    std::vector<std::string> expressions;
    std::vector<int> lines; ///< of each, from 1
};
ExpressionLines expressionsIn(const QString& text);
QString expressionText(const std::vector<std::string>& expressions);

/// Words of one stain: "dapi, hoechst 33342".
QString stainWords(const NamingRules& rules, Stain stain);

/// The table from the words of each stain, in lower case; a word of two stains is `twice`.
struct StainTable {
    std::map<std::string, Stain> stains;
    std::string twice; ///< empty: none
};
StainTable stainTable(const PerStain<QString>& words);

/// Whether the fields can hold these rules: no expression with a line break or bytes that are no UTF-8, no word of a stain with a comma or blanks at its ends.
bool isWritable(const NamingRules& rules);

/// "our-widefield-microscope": a key from a name; empty where the name has nothing for one.
std::string suggestedKey(const QString& name);

/// "Line 2, position 7: missing closing parenthesis", for an expression of a field with these lines; else the cause alone.
QString faultText(const NamingFault& fault, const std::vector<int>& lines);

} // namespace locascope
