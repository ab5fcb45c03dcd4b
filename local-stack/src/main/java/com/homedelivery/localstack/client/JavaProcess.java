package com.homedelivery.localstack.client;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JVM that outlives the terminal it was started from, and that its Ctrl-C does not reach. Its arguments are in a file,
 * {@code <name>.args}, so its command line is short and like no other; whoever comes later finds it by its id in
 * {@code <name>.pid} and knows by the command line that the id has not been used again.
 *
 * @param folder where the two files are
 */
public record JavaProcess(Path folder, String name) {

    /** The Java that runs this code. */
    public static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** In a session of its own where the system has setsid, else deaf to the closing of the terminal. */
    private static final String DETACHED = "exec $(command -v setsid || command -v nohup) \"$@\"";

    /**
     * Starts it.
     *
     * @param arguments flags, main class and what the class is told
     * @param log gets all output, from its beginning
     * @param environment variables on top of the caller's own
     */
    public ProcessHandle start(List<String> arguments, Path directory, Path log, Map<String, String> environment)
            throws IOException {
        Files.write(
                argumentFile(),
                arguments.stream()
                        .map(argument -> "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .toList());
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", DETACHED, "sh", JAVA.toString(), "@" + argumentFile());
        builder.environment().putAll(environment);
        Process process = builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
        Path draft = Files.writeString(folder.resolve(name + ".pid.draft"), Long.toString(process.pid()));
        Files.move(draft, pidFile(), StandardCopyOption.ATOMIC_MOVE);
        return process.toHandle();
    }

    /** The process, when it is still running. */
    public Optional<ProcessHandle> find() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile())))
                    .filter(process -> process.info()
                            .commandLine()
                            .map(line -> line.endsWith("@" + argumentFile()))
                            // While one program takes the place of another in it, a process has no command line.
                            .orElseGet(() -> Processes.isAlive(process)));
        } catch (NoSuchFileException neverStarted) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path argumentFile() {
        return folder.resolve(name + ".args");
    }

    private Path pidFile() {
        return folder.resolve(name + ".pid");
    }
}
