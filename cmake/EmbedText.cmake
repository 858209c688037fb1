# Writes OUTPUT, a C++ file whose function SYMBOL returns the text of INPUT. Split in pieces: compilers limit one literal.
file(READ "${INPUT}" hex HEX)
string(LENGTH "${hex}" length)
math(EXPR bytes "${length} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," body "${hex}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" body "${body}")
file(WRITE "${OUTPUT}" "#include <string_view>
namespace locascope::embedded {
namespace { const unsigned char bytes[] = {
${body}0x00}; }
std::string_view ${SYMBOL}();
std::string_view ${SYMBOL}() { return {reinterpret_cast<const char*>(bytes), ${bytes}}; }
}
")
