package com.homedelivery.localstack.client;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the checkout that the current process runs in. */
public final class RepositoryRoot {

    private RepositoryRoot() {}

    /**
     * Walks up from the working directory to the folder that holds {@code pom.xml} and {@code local-stack/}.
     *
     * @throws LocalStackException when there is no such folder
     */
    public static Path find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("local-stack"))) {
                return folder;
            }
        }
        throw new LocalStackException("No folder above " + start + " holds pom.xml and local-stack/");
    }
}
