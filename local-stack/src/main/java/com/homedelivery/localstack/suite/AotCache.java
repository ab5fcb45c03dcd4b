package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The loaded, linked classes of the libraries that all services of a profile have, kept for the next start. The JVM takes
 * such a cache when its class path is the beginning of the process's own. The folder is named after everything the cache
 * depends on, so one that does not fit any more is simply not found, and goes with the next training.
 *
 * @param classPath the beginning of the class path of every service of the profile
 */
record AotCache(AotProfile profile, Path folder, List<Path> classPath) {

    private static final String LAUNCHER_JAR = "local-stack/target/local-stack-1.0.0-SNAPSHOT-training.jar";

    /** The caches, made or not, of the profiles whose services are all built. */
    static Map<AotProfile, AotCache> ofProfiles(Workspace workspace, Topology topology) {
        Map<AotProfile, AotCache> caches = new EnumMap<>(AotProfile.class);
        for (AotProfile profile : AotProfile.values()) {
            List<ServiceArtifacts> members = topology.services().stream()
                    .filter(service -> service.profile() == profile)
                    .map(service -> ServiceArtifacts.of(workspace, service.name()))
                    .toList();
            if (!members.isEmpty()
                    && members.stream()
                            .flatMap(member -> member.files().stream())
                            .allMatch(Files::exists)) {
                caches.put(profile, of(workspace, profile, members));
            }
        }
        return caches;
    }

    private static AotCache of(Workspace workspace, AotProfile profile, List<ServiceArtifacts> members) {
        Set<Path> common = new LinkedHashSet<>(members.getFirst().libraries());
        members.forEach(member -> common.retainAll(member.libraries()));
        try {
            Path launcher = workspace.root().resolve(LAUNCHER_JAR);
            StringBuilder key = new StringBuilder(System.getProperty("java.vm.version"))
                    .append(JavaLauncher.jvm(profile))
                    .append(Files.size(launcher));
            for (Path jar : common) {
                // What the JVM itself looks at.
                key.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
            }
            Path folder = Files.createDirectories(workspace
                    .aotCaches()
                    .resolve(profile + "-"
                            + UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8))));
            // A copy of its own: the cache is void once a jar is younger, and the build may write it anew any time.
            Path copy = folder.resolve("training-launcher.jar");
            if (!Files.exists(copy)) {
                Files.copy(launcher, copy);
            }
            List<Path> classPath = new ArrayList<>(common);
            classPath.add(copy);
            return new AotCache(profile, folder, classPath);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for the AOT cache of " + profile, e);
        }
    }

    /** The cache itself. */
    Path file() {
        return folder.resolve("classes.aot");
    }

    boolean exists() {
        return Files.exists(file());
    }

    /**
     * What makes a JVM start from the cache; nothing while there is none. Mapped where it was made for, the pages of the
     * file are shared by all; the default moves it, and so writes to every page, for the sake of an attacker who is not
     * expected here.
     */
    List<String> useFlags() {
        return exists()
                ? List.of(
                        "-XX:AOTCache=" + file(),
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:ArchiveRelocationMode=0",
                        "-Xlog:aot*=error")
                : List.of();
    }

    /** Deletes the caches of the same profile that nothing fits any more. */
    void deleteOutdated() throws IOException {
        try (Stream<Path> folders = Files.list(folder.getParent())) {
            for (Path other : folders.toList()) {
                if (other.getFileName().toString().startsWith(profile + "-") && !other.equals(folder)) {
                    Folders.delete(other);
                }
            }
        }
    }
}
