package com.homedelivery.systemtests.suite;

import com.homedelivery.localstack.client.JavaProcess;
import com.homedelivery.localstack.client.LocalStackException;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Brings a service's database to the version of a checkout, as the chart's job does before an upgrade.
 *
 * @param checkout is built
 */
record MigrationJob(Path checkout) {

    /** So much of what a job prints is kept; why it failed stands at the end. */
    static final int CHARACTERS_KEPT = 20_000;

    private static final String MAIN_CLASS = "com.homedelivery.shared.migration.MigrateDatabase";

    /**
     * Returns when the database is migrated.
     *
     * @param environment what the service is started with
     * @throws LocalStackException when a migration fails, with the end of what it has printed
     */
    void run(String service, Map<String, String> environment) {
        Path target = checkout.resolve(service).resolve("target");
        try {
            String libraries =
                    Files.readString(target.resolve("runtime-classpath")).strip();
            String classPath = libraries + File.pathSeparator + target.resolve(service + ".jar.original");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            JavaProcess.JAVA.toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath,
                            MAIN_CLASS))
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                String output = tail(process.inputReader(StandardCharsets.UTF_8));
                if (process.onExit().join().exitValue() != 0) {
                    throw new LocalStackException("The migration of " + service + " has failed:\n" + output);
                }
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new LocalStackException("Cannot migrate the database of " + service, e);
        }
    }

    /** Reads everything, so that whoever prints it is never held up, and keeps the last {@link #CHARACTERS_KEPT} of it. */
    static String tail(Reader output) throws IOException {
        StringBuilder tail = new StringBuilder();
        char[] part = new char[1_024];
        for (int read = output.read(part); read >= 0; read = output.read(part)) {
            tail.append(part, 0, read);
            tail.delete(0, Math.max(0, tail.length() - CHARACTERS_KEPT));
        }
        return tail.toString();
    }
}
