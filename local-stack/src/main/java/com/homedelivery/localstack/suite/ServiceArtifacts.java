package com.homedelivery.localstack.suite;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What the build of a service has left in its {@code target/}. */
final class ServiceArtifacts {

    private static final String VERSION = "1.0.0-SNAPSHOT";
    private static final String SHARED = "shared-lib-" + VERSION + ".jar";

    private final Workspace workspace;
    private final Service service;

    ServiceArtifacts(Workspace workspace, Service service) {
        this.workspace = workspace;
        this.service = service;
    }

    boolean exist() {
        return module().outputs().stream().allMatch(Files::exists);
    }

    /** The module that leaves them. */
    Module module() {
        return new Module(service.name(), List.of(plainJar(), runnableJar(), classPath(), sharedLibrary()));
    }

    /** The classes of the service alone. */
    Path plainJar() {
        return target().resolve(service.name() + "-" + VERSION + ".jar.original");
    }

    /** The shared library as this checkout has it. */
    Path sharedLibrary() {
        return workspace.root().resolve("shared-lib/target").resolve(SHARED);
    }

    /** The libraries from elsewhere, in the order of their file names. */
    List<Path> libraries() {
        try {
            return Stream.of(Files.readString(classPath()).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .filter(jar -> !jar.endsWith(SHARED))
                    .sorted(Comparator.comparing(jar -> jar.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class that Spring Boot's plugin has found to have the main method. */
    String mainClass() {
        try (JarFile jar = new JarFile(runnableJar().toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Start-Class");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + runnableJar(), e);
        }
    }

    private Path runnableJar() {
        return target().resolve(service.name() + "-" + VERSION + ".jar");
    }

    private Path classPath() {
        return target().resolve("runtime-classpath");
    }

    private Path target() {
        return workspace.root().resolve(service.name()).resolve("target");
    }
}
