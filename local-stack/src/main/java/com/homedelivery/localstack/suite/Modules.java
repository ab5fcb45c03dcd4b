package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Knows of each service whether its jar is what its sources say. */
final class Modules {

    private static final String SHARED = "shared-lib";

    private final Workspace workspace;

    Modules(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What the jar of a service is made of: its sources and POM, the shared library's, and the parent POM. */
    String fingerprint(Service service) {
        Path root = workspace.root();
        return new Fingerprint()
                .addContent(root.resolve("pom.xml"))
                .addContent(root.resolve(SHARED).resolve("pom.xml"))
                .addContent(root.resolve(SHARED).resolve("src/main"))
                .addContent(root.resolve(service.name()).resolve("pom.xml"))
                .addContent(root.resolve(service.name()).resolve("src/main"))
                .toString();
    }

    /** Services that have changed since they were last {@linkplain #built(Service, String) built}. */
    List<Service> stale(List<Service> services) {
        return services.stream().filter(this::isStale).toList();
    }

    /** Notes that a service has been built from this fingerprint. */
    void built(Service service, String fingerprint) {
        try {
            Files.writeString(note(service), fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isStale(Service service) {
        ServiceArtifacts artifacts = new ServiceArtifacts(workspace, service);
        try {
            return !artifacts.exist()
                    || !Files.exists(note(service))
                    || !Files.readString(note(service)).equals(fingerprint(service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path note(Service service) {
        return workspace.builds().resolve(service.name());
    }
}
