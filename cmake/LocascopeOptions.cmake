# Settings every target shares.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET default)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC_PATH_PREFIX ON)

option(BUILD_TESTING "Build the tests" ON)
option(LOCASCOPE_LEARNING "Build the LibTorch module" ON)
option(LOCASCOPE_UI "Build the window" ON)
option(LOCASCOPE_BENCH "Build the benchmarks" ON)
option(LOCASCOPE_FUZZ "Build the libFuzzer targets (clang only)" OFF)
option(LOCASCOPE_WERROR "Treat warnings as errors" OFF)
set(LOCASCOPE_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

# Options are structs named at the call: what a call leaves out has its default.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
add_compile_options(-Wno-missing-field-initializers)
# A byte string becomes a QString only where somebody says how.
add_compile_definitions(QT_NO_CAST_FROM_ASCII)
if(LOCASCOPE_WERROR)
    add_compile_options(-Werror)
endif()
if(LOCASCOPE_SANITIZE)
    # GCC says so of code it has instrumented itself.
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    add_compile_options(-fsanitize=${LOCASCOPE_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${LOCASCOPE_SANITIZE})
endif()
if(LOCASCOPE_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=fuzzer-no-link)
endif()
