# locascope_test(name SOURCES ... LINK ... [LABELS ...] [TIMEOUT seconds]): one Qt Test executable, run offscreen.
# Every test finds real images in LOCASCOPE_SHARED, when they are there, and has its own HOME.
set(LOCASCOPE_SHARED "${PROJECT_SOURCE_DIR}/../shared" CACHE PATH "Real images and reference figures, optional")

function(locascope_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINK;LABELS;ARGS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE ${arg_LINK} Qt6::Test)
    locascope_test_moc(${name} ${arg_SOURCES})
    locascope_unoptimised(${name})
    # The room of LibTorch has options of its own, with which no other's precompiled headers go together.
    if(NOT "locascope_learning_objects" IN_LIST arg_LINK)
        target_precompile_headers(${name} REUSE_FROM locascope_test_headers)
    endif()
    target_compile_definitions(${name} PRIVATE LOCASCOPE_SHARED_DIR="${LOCASCOPE_SHARED}")
    add_test(NAME ${name} COMMAND ${name} ${arg_ARGS})
    locascope_test_environment(${name})
    if(arg_LABELS)
        set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}")
    endif()
    if(arg_TIMEOUT)
        locascope_test_limit(${name} ${arg_TIMEOUT})
    else()
        locascope_test_limit(${name} 300)
    endif()
endfunction()

# moc of the sources that include its output, as `#include "name.moc"`: AUTOMOC would make two targets and one more file to compile of each test.
function(locascope_test_moc name)
    foreach(source IN LISTS ARGN)
        cmake_path(GET source STEM stem)
        file(STRINGS "${CMAKE_CURRENT_SOURCE_DIR}/${source}" includes REGEX "^#include \"${stem}\\.moc\"")
        if(includes)
            set(output "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc/${stem}.moc")
            qt6_generate_moc("${source}" "${output}" TARGET ${name})
            target_sources(${name} PRIVATE "${output}")
            target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc")
        endif()
    endforeach()
endfunction()

# detect_leaks=0: fontconfig and the platform plug-ins keep memory, and LeakSanitizer crashes beside LibTorch.
function(locascope_test_environment name)
    set(home "${CMAKE_BINARY_DIR}/home/${name}")
    file(MAKE_DIRECTORY "${home}")
    set_tests_properties(${name} PROPERTIES ENVIRONMENT
        "HOME=${home};XDG_DATA_HOME=${home}/data;XDG_CACHE_HOME=${home}/cache;XDG_CONFIG_HOME=${home}/config;QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;QT_LOGGING_RULES=qt.qpa.*=false;ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1;TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/tsan.supp;LOCASCOPE_PROGRAM=${CMAKE_BINARY_DIR}/app/locascope")
endfunction()

# Qt Test stops every function after five minutes of its own, so both are told: the test's limit holds, on slow machines too.
function(locascope_test_limit name seconds)
    set_tests_properties(${name} PROPERTIES TIMEOUT ${seconds})
    set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT QTEST_FUNCTION_TIMEOUT=${seconds}000)
endfunction()
