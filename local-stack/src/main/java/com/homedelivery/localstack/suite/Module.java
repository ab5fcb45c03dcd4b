package com.homedelivery.localstack.suite;

import java.nio.file.Path;
import java.util.List;

/**
 * A Maven module that {@code ./dev} runs something of.
 *
 * @param name also its folder
 * @param outputs the files that are needed of what its build leaves
 */
record Module(String name, List<Path> outputs) {}
