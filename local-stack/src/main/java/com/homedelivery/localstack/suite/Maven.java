package com.homedelivery.localstack.suite;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The machine's Maven, run on the Java that runs this code. */
final class Maven {

    private Maven() {}

    /**
     * Runs Maven in the checkout and returns its exit code.
     *
     * @param log gets every line
     * @param eachLine gets every line too
     * @throws SuiteException when there is no Maven
     */
    static int run(Path root, List<String> arguments, Path log, Consumer<String> eachLine) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven;
        try {
            maven = builder.start();
        } catch (IOException e) {
            throw new SuiteException("Cannot run mvn; is Maven 3.8 or newer on the PATH? " + e.getMessage(), e);
        }
        try (BufferedReader lines = maven.inputReader(StandardCharsets.UTF_8);
                PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.println(line);
                eachLine.accept(line);
            }
            return maven.waitFor();
        } catch (IOException e) {
            throw new SuiteException("Cannot write " + log + ": " + e.getMessage(), e);
        } finally {
            ProcessTermination.kill(maven.toHandle());
        }
    }
}
