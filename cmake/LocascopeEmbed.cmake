# locascope_embed(target file symbol): compiles a text file into `target` as
#   namespace locascope::embedded { std::string_view symbol(); }
function(locascope_embed target file symbol)
    set(out "${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp")
    add_custom_command(OUTPUT "${out}"
        COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DOUTPUT=${out} -DSYMBOL=${symbol}
                -P "${PROJECT_SOURCE_DIR}/cmake/EmbedText.cmake"
        DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/cmake/EmbedText.cmake" VERBATIM)
    target_sources(${target} PRIVATE "${out}")
endfunction()
