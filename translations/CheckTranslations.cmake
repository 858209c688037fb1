# cmake -DLUPDATE=… -DROOT=… -DTRANSLATION=… -DSCRATCH=… -P CheckTranslations.cmake
# Fails where lupdate would change TRANSLATION, or where an entry of it is unfinished. Writes SCRATCH only.
configure_file("${TRANSLATION}" "${SCRATCH}" COPYONLY)
execute_process(COMMAND "${LUPDATE}" -silent -locations none -no-obsolete -I "${ROOT}" "${ROOT}/ui" "${ROOT}/app" -ts "${SCRATCH}"
    RESULT_VARIABLE status ERROR_VARIABLE complaints)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "lupdate failed: ${complaints}")
endif()
file(READ "${TRANSLATION}" committed)
file(READ "${SCRATCH}" updated)
if(NOT committed STREQUAL updated)
    message(FATAL_ERROR "${TRANSLATION} is not up to date with the sources. Run the target lupdate and translate what is new.")
endif()
foreach(mark "type=\"unfinished\"" "type=\"vanished\"" "type=\"obsolete\"")
    string(FIND "${committed}" "${mark}" position)
    if(NOT position EQUAL -1)
        message(FATAL_ERROR "${TRANSLATION} holds an entry with ${mark}. Translate it.")
    endif()
endforeach()
