package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.LockFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.io.function.Uncheck;

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
    Path aotCaches() {
        return of(root).folder("aot");
    }

    /** The servers of a topology, with their data under {@code .local/servers}. */
    LocalServers servers(Topology topology) {
        return LocalServers.forDevelopment(local.resolve("servers"), topology.servers(), topology.databases());
    }

    /** Drawn once per checkout, readable by its owner only. */
    public synchronized String jwtSecret() {
        Path file = folder("").resolve("jwt-secret");
        return Uncheck.get(() -> {
            if (!Files.exists(file)) {
                byte[] secret = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(secret);
                writePrivately(file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
            }
            return Files.readString(file);
        });
    }

    /** Writes down the environment of a service, for who starts it in a debugger: {@code env/<service>.env}. */
    void writeEnvironment(String service, Map<String, String> environment) throws IOException {
        String lines = environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                .collect(Collectors.joining());
        writePrivately(folder("env").resolve(service + ".env"), lines);
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /**
     * Keeps two calls of {@code ./dev} from changing the suite at the same time, until it is closed.
     *
     * @throws LocalStackException when another call is at work
     */
    FileChannel lock() throws IOException {
        return LockFile.tryLock(folder("").resolve("dev.lock"), Duration.ZERO)
                .orElseThrow(() -> new LocalStackException("Another ./dev is starting or stopping services of this"
                        + " checkout. Wait for it, or end it with Ctrl-C."));
    }

    private Path folder(String name) {
        return Uncheck.get(() -> Files.createDirectories(local.resolve(name)));
    }
}
