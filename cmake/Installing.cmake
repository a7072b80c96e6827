# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where: library, header, program, data, and how others find them.
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/congsinh)

install(TARGETS congsinh EXPORT congsinh
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY engine/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
if(TARGET congsinh_program)
    install(TARGETS congsinh_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
# No command of its own: congsinh starts it.
if(TARGET congsinh_tables)
    install(TARGETS congsinh_tables RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/congsinh)
endif()

# models/ holds the law and physics as data beside the few .c files that compute with them.
foreach(folder models datasets)
    if(EXISTS ${PROJECT_SOURCE_DIR}/${folder})
        install(DIRECTORY ${folder}/ DESTINATION ${CMAKE_INSTALL_DATADIR}/congsinh/${folder}
            PATTERN "*.c" EXCLUDE
            PATTERN "*.h" EXCLUDE
            PATTERN "*.def" EXCLUDE
            PATTERN "CMakeLists.txt" EXCLUDE)
    endif()
endforeach()

install(EXPORT congsinh FILE congsinhTargets.cmake NAMESPACE congsinh::
    DESTINATION ${package_folder})
configure_package_config_file(cmake/congsinhConfig.cmake.in ${PROJECT_BINARY_DIR}/congsinhConfig.cmake
    INSTALL_DESTINATION ${package_folder})
# Before 1.0 a new minor version may break what calls the library.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/congsinhConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES
    ${PROJECT_BINARY_DIR}/congsinhConfig.cmake ${PROJECT_BINARY_DIR}/congsinhConfigVersion.cmake
    DESTINATION ${package_folder})

# The pkg-config file finds its own prefix, so that an installed tree may be moved.
file(RELATIVE_PATH pkgconfig_to_prefix
    ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/congsinh.pc.in ${PROJECT_BINARY_DIR}/congsinh.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/congsinh.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
