package com.homedelivery.localstack.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.function.Uncheck;

/** A module as its last build has left it. A note says when that began. */
record BuiltModule(Workspace workspace, String name) {

    /** When the last build began that has succeeded; empty when there was none, or it was cleaned away. */
    Optional<Instant> builtAt() {
        return note().exists() && classPath().stream().allMatch(Files::exists)
                ? Optional.of(Instant.ofEpochMilli(note().lastModified()))
                : Optional.empty();
    }

    /** Whether anything it is made of has changed since: its sources and POM, the shared library's, the parents' POMs. */
    boolean isStale() {
        Instant builtAt = builtAt().orElse(Instant.EPOCH);
        return Stream.of(
                        "pom.xml",
                        "service-parent/pom.xml",
                        "shared-lib/pom.xml",
                        "shared-lib/src/main",
                        name + "/pom.xml",
                        name + "/src/main")
                .map(workspace.root()::resolve)
                .filter(Files::exists)
                .anyMatch(source -> Uncheck.get(() -> hasChangedSince(builtAt, source)));
    }

    void noteBuilt(Instant begun) throws IOException {
        Files.setLastModifiedTime(Files.write(note().toPath(), new byte[0]), FileTime.from(begun));
    }

    /** What it runs on, jars of this checkout included, its own classes not. */
    List<Path> classPath() {
        String list = Uncheck.get(() -> Files.readString(target().resolve("runtime-classpath")));
        return Stream.of(list.strip().split(File.pathSeparator)).map(Path::of).toList();
    }

    /** The libraries from elsewhere, in the order of their file names. */
    List<Path> libraries() {
        return classPath().stream()
                .filter(jar -> !jar.startsWith(workspace.root()))
                .sorted(Comparator.comparing(Path::getFileName))
                .toList();
    }

    /**
     * What comes in the class path after a beginning that services share: the other libraries, and copies of the jars that
     * this checkout's sources make, so that a build can replace these.
     */
    List<Path> jarsAfter(List<Path> beginning) throws IOException {
        List<Path> jars = new ArrayList<>(libraries());
        jars.removeAll(beginning);
        List<Path> own = new ArrayList<>(classPath());
        own.removeIf(jar -> !jar.startsWith(workspace.root()));
        // As it was before Spring Boot's plugin put the libraries into it.
        own.add(target().resolve(name + ".jar.original"));
        for (Path jar : own) {
            Path copy = workspace.apps(name).resolve(jar.toFile().getName().replace(".original", ""));
            jars.add(Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING));
        }
        return jars;
    }

    /** The class that Spring Boot's plugin has found to have the main method. */
    String mainClass() throws IOException {
        try (JarFile jar = new JarFile(target().resolve(name + ".jar").toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Start-Class");
        }
    }

    Path target() {
        return workspace.root().resolve(name).resolve("target");
    }

    static String joined(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private File note() {
        return target().resolve("built").toFile();
    }

    private static boolean hasChangedSince(Instant time, Path path) throws IOException {
        // Folders too: they change when a file is deleted.
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.anyMatch(file -> FileUtils.isFileNewer(file.toFile(), time));
        }
    }
}
