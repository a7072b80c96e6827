# SPDX-License-Identifier: GPL-3.0-or-later
# Where the tools that bundle the report's charts are; a build without them has tables and drawings only.

set(CONGSINH_CHARTS AUTO CACHE STRING
    "Charts in HTML reports, bundled by npm's packages: AUTO (where they can be had), ON (or fail) or OFF")
set_property(CACHE CONGSINH_CHARTS PROPERTY STRINGS AUTO ON OFF)

# A failed try costs as long as the network takes to fail: not at every build.
set(seconds_until_next_try 3600)

# dev, asan, release and the tests' own builds under build/ share one folder; others have their own.
cmake_path(SET shared_builds NORMALIZE "${PROJECT_SOURCE_DIR}/build")
cmake_path(IS_PREFIX shared_builds "${PROJECT_BINARY_DIR}" NORMALIZE inside)
set(web_folder ${PROJECT_BINARY_DIR}/web)
if(inside)
    set(web_folder ${shared_builds}/web)
endif()

# Leaves in `result` why there are no charts, or nothing.
function(refuse_charts result reason)
    if(CONGSINH_CHARTS STREQUAL "ON")
        message(FATAL_ERROR "charts: ${reason}")
    endif()
    message(STATUS "charts: none, reports carry tables and drawings only: ${reason}")
    set(${result} "" PARENT_SCOPE)
endfunction()

function(install_chart_tools folder reason)
    set(${reason} "" PARENT_SCOPE)
    set(partial ${folder}.partial)
    file(REMOVE_RECURSE ${partial})
    file(MAKE_DIRECTORY ${partial})
    file(COPY ${PROJECT_SOURCE_DIR}/engine/report/web/package.json
        ${PROJECT_SOURCE_DIR}/engine/report/web/package-lock.json DESTINATION ${partial})
    message(STATUS "charts: installing the packages of engine/report/web/package-lock.json")
    execute_process(WORKING_DIRECTORY ${partial} RESULT_VARIABLE status
        OUTPUT_FILE ${folder}.log ERROR_FILE ${folder}.log
        COMMAND ${CONGSINH_NPM} ci --ignore-scripts --no-audit --no-fund --no-update-notifier
            --include=optional --include=dev --fetch-retries=1 --fetch-retry-mintimeout=1000
            --fetch-timeout=60000)
    if(NOT status STREQUAL "0")
        set(${reason} "npm could not install them (offline?), see ${folder}.log" PARENT_SCOPE)
        return()
    endif()
    # Its binary is a package of its own that a setting of npm's may leave out.
    execute_process(COMMAND ${CONGSINH_NODE} ${partial}/node_modules/esbuild/bin/esbuild --version
        RESULT_VARIABLE status OUTPUT_QUIET ERROR_FILE ${folder}.log)
    if(NOT status STREQUAL "0")
        set(${reason} "esbuild does not run here (Node 18 or later?), see ${folder}.log" PARENT_SCOPE)
        return()
    endif()
    file(RENAME ${partial} ${folder})
endfunction()

# Whether a try failed less than `seconds_until_next_try` ago.
function(has_failed_lately folder result)
    set(${result} FALSE PARENT_SCOPE)
    if(EXISTS ${folder}.failed)
        file(TIMESTAMP ${folder}.failed then "%s" UTC)
        string(TIMESTAMP now "%s" UTC)
        math(EXPR age "${now} - ${then}")
        if(age LESS seconds_until_next_try)
            set(${result} TRUE PARENT_SCOPE)
        endif()
    endif()
endfunction()

# Sets `result` to the folder that holds node_modules, or to nothing.
function(congsinh_chart_tools result)
    set(${result} "" PARENT_SCOPE)
    if(CONGSINH_CHARTS STREQUAL "OFF")
        message(STATUS "charts: none (CONGSINH_CHARTS is OFF)")
        return()
    endif()
    find_program(CONGSINH_NODE NAMES node nodejs)
    find_program(CONGSINH_NPM npm)
    mark_as_advanced(CONGSINH_NODE CONGSINH_NPM)
    if(NOT CONGSINH_NODE OR NOT CONGSINH_NPM)
        refuse_charts(${result} "node or npm is not installed")
        return()
    endif()
    set(lock ${PROJECT_SOURCE_DIR}/engine/report/web/package-lock.json)
    set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lock})
    file(SHA256 ${lock} digest)
    string(SUBSTRING ${digest} 0 16 digest)
    set(folder ${web_folder}/${CMAKE_HOST_SYSTEM_PROCESSOR}-${digest})
    # Two builds at once: the second waits for the first one's packages.
    file(LOCK ${web_folder} DIRECTORY GUARD FUNCTION TIMEOUT 900)
    if(NOT EXISTS ${folder})
        has_failed_lately(${folder} failed)
        if(failed AND NOT CONGSINH_CHARTS STREQUAL "ON")
            refuse_charts(${result} "npm failed less than an hour ago; remove ${folder}.failed to try again")
            return()
        endif()
        install_chart_tools(${folder} reason)
        if(reason)
            file(TOUCH ${folder}.failed)
            refuse_charts(${result} "${reason}")
            return()
        endif()
        file(REMOVE ${folder}.failed)
    endif()
    message(STATUS "charts: bundled with ${folder}")
    set(${result} ${folder} PARENT_SCOPE)
endfunction()
