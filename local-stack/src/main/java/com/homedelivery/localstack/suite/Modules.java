package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Knows of each module whether what its build has left is what its sources say. */
final class Modules {

    private static final String SHARED = "shared-lib";

    private final Workspace workspace;

    Modules(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What a module is made of: its sources and POM, the shared library's, and the parent POM. */
    String fingerprint(String module) {
        Path root = workspace.root();
        return new Fingerprint()
                .addContent(root.resolve("pom.xml"))
                .addContent(root.resolve(SHARED).resolve("pom.xml"))
                .addContent(root.resolve(SHARED).resolve("src/main"))
                .addContent(root.resolve(module).resolve("pom.xml"))
                .addContent(root.resolve(module).resolve("src/main"))
                .toString();
    }

    /** Modules that have changed since they were last {@linkplain #built(String, String) built}. */
    List<Module> stale(List<Module> modules) {
        return modules.stream().filter(this::isStale).toList();
    }

    /** Notes that a module has been built from this fingerprint. */
    void built(String module, String fingerprint) {
        try {
            Files.writeString(note(module), fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isStale(Module module) {
        Path note = note(module.name());
        try {
            return !module.outputs().stream().allMatch(Files::exists)
                    || !Files.exists(note)
                    || !Files.readString(note).equals(fingerprint(module.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path note(String module) {
        return workspace.builds().resolve(module);
    }
}
