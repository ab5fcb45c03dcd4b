package com.homedelivery.localstack.suite;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The machine's Maven, run on the Java that runs this code. */
final class Maven {

    private final Path root;

    Maven(Path root) {
        this.root = root;
    }

    /**
     * Runs Maven in the checkout and returns its exit code.
     *
     * @param log gets every line
     * @param eachLine hears every line
     * @throws SuiteException when there is no Maven
     */
    int run(List<String> arguments, Path log, Consumer<String> eachLine) {
        List<String> command = new ArrayList<>(List.of(executable().toString(), "-B", "-ntp"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process maven = builder.start();
            try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8));
                    PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    copy.println(line);
                    eachLine.accept(line);
                }
                return maven.waitFor();
            } finally {
                ProcessEnd.kill(maven.toHandle());
            }
        } catch (IOException e) {
            throw new SuiteException("Cannot run Maven: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("Maven was interrupted", e);
        }
    }

    private static Path executable() {
        Optional<String> home = Optional.ofNullable(System.getenv("MAVEN_HOME"));
        Stream<Path> folders = Stream.concat(
                home.map(folder -> Path.of(folder, "bin")).stream(),
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(Path::of));
        return folders.map(folder -> folder.resolve("mvn"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new SuiteException("There is no mvn on the PATH: install Maven 3.8 or newer"));
    }
}
