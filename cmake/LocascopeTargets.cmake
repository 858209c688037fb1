# locascope_library(name [SHARED] SOURCES ... LINK ...): one room of the house.
# Includes are written from the project's root: #include "core/plate/stain.h".
function(locascope_library name)
    cmake_parse_arguments(arg "SHARED" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    if(arg_SHARED)
        add_library(${name} SHARED ${arg_SOURCES})
        install(TARGETS ${name} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/locascope)
        set_target_properties(${name} PROPERTIES INSTALL_RPATH "$ORIGIN")
        # A library calls its own copies of templates, not those of a program that was compiled without optimisation.
        target_link_options(${name} PRIVATE -Wl,-Bsymbolic-functions)
    else()
        add_library(${name} STATIC ${arg_SOURCES})
    endif()
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
    locascope_precompile(${name} <algorithm> <array> <cstdint> <filesystem> <functional> <map> <memory> <optional> <span> <stop_token> <string> <string_view> <utility> <vector>)
endfunction()

# Of the program where LOCASCOPE_PRECOMPILE is on, in the builds for sanitizers and fuzzers: the everyday one finds what a file forgets to include. Tests have theirs in both.
function(locascope_precompile name)
    if(LOCASCOPE_PRECOMPILE)
        target_precompile_headers(${name} PRIVATE ${ARGN})
    endif()
endfunction()

# Tests take longer to be optimised than they would gain.
function(locascope_unoptimised name)
    target_compile_options(${name} PRIVATE -O0)
endfunction()

# So does, in the sanitizers' build, what waits for people, texts or a disk: all but what loops over pixels and vectors.
function(locascope_unoptimised_when_sanitized name)
    if(LOCASCOPE_SANITIZE)
        locascope_unoptimised(${name})
    endif()
endfunction()
