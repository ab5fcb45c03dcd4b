package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The loaded, linked classes of the libraries that all services of a profile have, kept for the next start. The JVM takes
 * such a cache when its class path is the beginning of the process's own. The file is named after everything the cache
 * depends on, so one that does not fit any more is simply not found, and goes with the next training.
 *
 * @param classPath the beginning of the class path of every service of the profile
 */
record AotCache(AotProfile profile, Path file, List<Path> classPath) {

    /** The caches, made or not, of the profiles whose services are all built. */
    static Map<AotProfile, AotCache> ofProfiles(Workspace workspace, Topology topology) {
        Map<AotProfile, AotCache> caches = new EnumMap<>(AotProfile.class);
        for (AotProfile profile : AotProfile.values()) {
            List<BuiltModule> members = topology.services().stream()
                    .filter(service -> service.profile() == profile)
                    .map(service -> new BuiltModule(workspace, service.name()))
                    .toList();
            if (!members.isEmpty()
                    && members.stream().allMatch(member -> member.builtAt().isPresent())) {
                caches.put(profile, of(workspace, profile, members));
            }
        }
        return caches;
    }

    private static AotCache of(Workspace workspace, AotProfile profile, List<BuiltModule> members) {
        try {
            List<Path> classPath = new ArrayList<>(members.getFirst().libraries());
            members.forEach(member -> classPath.retainAll(member.libraries()));
            classPath.add(trainingLauncher(workspace));
            StringBuilder key = new StringBuilder(System.getProperty("java.vm.version"));
            key.append(JavaLauncher.jvm(profile));
            for (Path jar : classPath) {
                // What the JVM itself looks at.
                key.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
            }
            UUID id = UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8));
            return new AotCache(profile, workspace.aotCaches().resolve(profile + "-" + id + ".aot"), classPath);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for the AOT cache of " + profile, e);
        }
    }

    /** A copy: the cache is void once a jar is younger, and the build may write it anew any time. */
    private static Path trainingLauncher(Workspace workspace) throws IOException {
        Path jar = workspace.root().resolve("local-stack/target/local-stack-training.jar");
        Path copy = workspace.aotCaches().resolve("training-launcher.jar");
        return Files.exists(copy) && Files.size(copy) == Files.size(jar)
                ? copy
                : Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * What makes a JVM start from the cache; nothing while there is none. Mapped where it was made for, the pages of the
     * file are shared by all; the default moves it, and so writes to every page, for the sake of an attacker who is not
     * expected here.
     */
    List<String> useFlags() {
        return exists()
                ? List.of(
                        "-XX:AOTCache=" + file,
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:ArchiveRelocationMode=0",
                        "-Xlog:aot*=error")
                : List.of();
    }
}
