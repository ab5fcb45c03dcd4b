package com.homedelivery.localstack.client;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lets a process outlive the terminal it was started from, and keeps the terminal's Ctrl-C away from it. */
public final class OwnSession {

    private OwnSession() {}

    /**
     * The command, made to run in a session of its own where the system has {@code setsid}, else deaf to the closing of
     * the terminal. The process id stays that of the command itself.
     */
    public static List<String> of(List<String> command) {
        return Stream.of("setsid", "nohup")
                .filter(OwnSession::isOnPath)
                .findFirst()
                .map(wrapper ->
                        Stream.concat(Stream.of(wrapper), command.stream()).toList())
                .orElse(command);
    }

    private static boolean isOnPath(String executable) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, executable)));
    }
}
