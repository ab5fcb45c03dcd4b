package com.homedelivery.localstack.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the JVMs of services are run on a developer's machine: for a quick start and little memory, not for throughput. */
final class Jvm {

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmn16m",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private Jvm() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static List<String> flags(Family family) {
        return Stream.concat(FLAGS.stream(), Stream.of(family.heapFlag())).toList();
    }

    /** Keeps the C library from setting up an arena for every few threads, which are never given back. */
    static Map<String, String> environment() {
        return Map.of("MALLOC_ARENA_MAX", "2");
    }

    /** What an AOT cache depends on beside its jars. */
    static String identity(Family family) {
        return System.getProperty("java.vm.version") + " " + executable() + " " + flags(family);
    }
}
