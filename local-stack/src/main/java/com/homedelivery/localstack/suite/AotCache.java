package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.Folders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The loaded, linked classes of the libraries that all services of a family have, kept for the next start. The JVM takes
 * such a cache when its class path is the beginning of the process's own; the jar of the trainer, the application that
 * was run to make it, is part of that. The folder is named after everything the cache depends on, so one that does not
 * fit any more is simply not found, and goes with the next training.
 */
final class AotCache {

    private static final String TRAINER_JAR = "local-stack/target/local-stack-1.0.0-SNAPSHOT-trainer.jar";

    private final Family family;
    private final Path folder;
    private final List<Path> libraries;

    private AotCache(Family family, Path folder, List<Path> libraries) {
        this.family = family;
        this.folder = folder;
        this.libraries = libraries;
    }

    /** The caches of the families whose services are all built. */
    static Map<Family, AotCache> ofFamilies(Workspace workspace, Topology topology) {
        Map<Family, AotCache> caches = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            List<ServiceArtifacts> members = topology.services().stream()
                    .filter(service -> service.family() == family)
                    .map(service -> new ServiceArtifacts(workspace, service))
                    .toList();
            if (!members.isEmpty() && members.stream().allMatch(ServiceArtifacts::exist)) {
                caches.put(family, of(workspace, family, members));
            }
        }
        return caches;
    }

    private static AotCache of(Workspace workspace, Family family, List<ServiceArtifacts> members) {
        Set<Path> common = new LinkedHashSet<>(members.getFirst().libraries());
        members.forEach(member -> common.retainAll(member.libraries()));
        Path trainer = workspace.root().resolve(TRAINER_JAR);
        Fingerprint fingerprint = new Fingerprint().add(Jvm.identity(family)).addContent(trainer);
        common.forEach(fingerprint::addIdentity);
        Path folder = workspace.caches().resolve(family.name().toLowerCase(Locale.ROOT) + "-" + fingerprint);
        AotCache cache = new AotCache(family, folder, List.copyOf(common));
        cache.keepTrainer(trainer);
        return cache;
    }

    Family family() {
        return family;
    }

    boolean exists() {
        return Files.exists(file());
    }

    /** The beginning of the class path of every service of the family. */
    List<Path> classPath() {
        List<Path> classPath = new ArrayList<>(libraries);
        classPath.add(trainerJar());
        return classPath;
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

    /** Runs the trainer and writes the cache when it ends. */
    List<String> trainingCommand(Path output) {
        List<String> command =
                new ArrayList<>(List.of(Jvm.executable(), "-XX:AOTCacheOutput=" + output, "-Xlog:aot*=error"));
        command.addAll(Jvm.flags(family));
        command.add("-cp");
        command.add(classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(family.trainerClass());
        return command;
    }

    /** The cache itself. */
    Path file() {
        return folder.resolve("classes.aot");
    }

    /** Deletes the caches of the same family that nothing fits any more. */
    void deleteOutdated() throws IOException {
        String prefix = family.name().toLowerCase(Locale.ROOT) + "-";
        try (Stream<Path> folders = Files.list(folder.getParent())) {
            for (Path outdated : folders.filter(
                            other -> other.getFileName().toString().startsWith(prefix))
                    .filter(other -> !other.equals(folder))
                    .toList()) {
                Folders.delete(outdated);
            }
        }
    }

    private Path trainerJar() {
        return folder.resolve("trainer.jar");
    }

    /** A copy of its own: the cache is void once a jar is younger, and the build may write it anew any time. */
    private void keepTrainer(Path trainer) {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(trainerJar())) {
                Files.copy(trainer, trainerJar());
            }
        } catch (FileAlreadyExistsException keptBySomebodyElse) {
            // Just as good.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep " + trainer, e);
        }
    }
}
