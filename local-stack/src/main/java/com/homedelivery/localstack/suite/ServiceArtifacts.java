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

/**
 * What the build of a service has left.
 *
 * @param plainJar the classes of the service alone
 * @param runnableJar as Spring Boot's plugin makes it
 * @param sharedLibrary as this checkout has it
 * @param classPath a file that lists the libraries
 */
record ServiceArtifacts(Path plainJar, Path runnableJar, Path sharedLibrary, Path classPath) {

    private static final String VERSION = "1.0.0-SNAPSHOT";

    static ServiceArtifacts of(Workspace workspace, String service) {
        Path target = workspace.root().resolve(service).resolve("target");
        String jar = service + "-" + VERSION + ".jar";
        return new ServiceArtifacts(
                target.resolve(jar + ".original"),
                target.resolve(jar),
                workspace.root().resolve("shared-lib/target/shared-lib-" + VERSION + ".jar"),
                target.resolve("runtime-classpath"));
    }

    List<Path> files() {
        return List.of(plainJar, runnableJar, sharedLibrary, classPath);
    }

    /** The libraries from elsewhere, in the order of their file names. */
    List<Path> libraries() {
        try {
            return Stream.of(Files.readString(classPath).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .filter(jar -> !jar.endsWith(sharedLibrary.getFileName()))
                    .sorted(Comparator.comparing(jar -> jar.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class that Spring Boot's plugin has found to have the main method. */
    String mainClass() {
        try (JarFile jar = new JarFile(runnableJar.toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Start-Class");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + runnableJar, e);
        }
    }
}
