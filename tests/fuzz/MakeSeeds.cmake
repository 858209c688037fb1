# Makes the seeds in DIRECTORY anew with MAKER: what an earlier run found would make the next another one.
file(REMOVE_RECURSE "${DIRECTORY}" "${FINDINGS}")
file(MAKE_DIRECTORY "${FINDINGS}")
execute_process(COMMAND "${MAKER}" "${DIRECTORY}" RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "the seeds of the fuzzers could not be made in ${DIRECTORY}")
endif()
