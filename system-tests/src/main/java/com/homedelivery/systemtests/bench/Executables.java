package com.homedelivery.systemtests.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that may be installed on the machine. */
final class Executables {

    private Executables() {}

    /** Where a program is, by the search path. */
    static Optional<Path> find(String name) {
        String searchPath = System.getenv().getOrDefault("PATH", "");
        return Stream.of(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
