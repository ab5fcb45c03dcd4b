package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.ServersSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Where things are: the checkout, and in it {@code .local/} with everything that running leaves behind.
 *
 * @param root the folder of the parent POM
 * @param local the folder that is never checked in
 */
public record Workspace(Path root, Path local) {

    private static final int SECRET_BYTES = 48;

    /** The usual place in a checkout. */
    public static Workspace of(Path root) {
        return new Workspace(root, root.resolve(".local"));
    }

    /** The log of a service, or of a build. */
    Path log(String name) {
        return folder("logs").resolve(name + ".log");
    }

    /** Notes on running processes. */
    Path runs() {
        return folder("run");
    }

    /** Copies of the jars that running services use, so that a build does not pull them away. */
    Path apps(String service) {
        return folder("apps/" + service);
    }

    /** AOT caches: one place for the checkout, whoever runs services from it. */
    Path caches() {
        return of(root).folder("aot");
    }

    /** What was last built. */
    Path builds() {
        return folder("build");
    }

    /** The servers of a topology, with their data under {@code .local/servers}. */
    ServersSpec servers(Topology topology) {
        return ServersSpec.forDevelopment(local.resolve("servers"), topology.servers(), topology.databases());
    }

    /** Drawn once per checkout, readable by its owner only. */
    String jwtSecret() {
        Path file = local.resolve("jwt-secret");
        try {
            if (!Files.exists(file)) {
                byte[] secret = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(secret);
                Files.createDirectories(local);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the secret in " + file, e);
        }
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(local.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + local.resolve(name), e);
        }
    }
}
