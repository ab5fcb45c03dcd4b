package com.homedelivery.localstack.suite;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

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
        Optional<Instant> builtAt = builtAt();
        return builtAt.isEmpty()
                || Stream.of(
                                "pom.xml",
                                "service-parent/pom.xml",
                                "shared-lib/pom.xml",
                                "shared-lib/src/main",
                                name + "/pom.xml",
                                name + "/src/main")
                        .map(workspace.root()::resolve)
                        .filter(Files::exists)
                        .anyMatch(source -> hasChangedSince(builtAt.get(), source));
    }

    void noteBuilt(Instant begun) throws IOException {
        Files.setLastModifiedTime(Files.write(note().toPath(), new byte[0]), FileTime.from(begun));
    }

    /** What it runs on, jars of this checkout included, its own classes not. */
    List<Path> classPath() {
        try {
            Path list = target().resolve("runtime-classpath");
            return Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The libraries from elsewhere, in the order of their file names. */
    List<Path> libraries() {
        return classPath().stream()
                .filter(jar -> !jar.startsWith(workspace.root()))
                .sorted(Comparator.comparing(Path::getFileName))
                .toList();
    }

    /** The jars that this checkout's sources make: the shared library's, and that of the service's classes alone. */
    List<Path> ownJars() {
        List<Path> jars = new ArrayList<>(classPath());
        jars.removeIf(jar -> !jar.startsWith(workspace.root()));
        // As it was before Spring Boot's plugin put the libraries into it.
        jars.add(target().resolve(name + ".jar.original"));
        return jars;
    }

    /** The class that Spring Boot's plugin has found to have the main method. */
    String mainClass() {
        Path runnable = target().resolve(name + ".jar");
        try (JarFile jar = new JarFile(runnable.toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Start-Class");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + runnable, e);
        }
    }

    Path target() {
        return workspace.root().resolve(name).resolve("target");
    }

    private File note() {
        return target().resolve("built").toFile();
    }

    private static boolean hasChangedSince(Instant time, Path path) {
        // Folders too: they change when a file is deleted.
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.anyMatch(file -> FileUtils.isFileNewer(file.toFile(), time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
