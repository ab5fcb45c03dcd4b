package com.homedelivery.localstack.client;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts processes that outlive the terminal they were started from, and that its Ctrl-C does not reach. */
public final class DetachedProcess {

    private DetachedProcess() {}

    /**
     * Starts the command in a session of its own where the system has {@code setsid}, else deaf to the closing of the
     * terminal. The process id is that of the command itself.
     *
     * @param log gets all output, from its beginning
     * @param environment variables on top of the caller's own
     */
    public static Process start(List<String> command, Path directory, Path log, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        Stream.of("setsid", "nohup")
                                .filter(DetachedProcess::isOnPath)
                                .limit(1),
                        command.stream())
                .toList());
        builder.environment().putAll(environment);
        return builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
    }

    private static boolean isOnPath(String executable) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, executable)));
    }
}
