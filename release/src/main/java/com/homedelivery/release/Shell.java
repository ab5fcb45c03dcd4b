package com.homedelivery.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Programs that are called in a folder. */
record Shell(Path folder) {

    /**
     * What a program prints, without what it remarks on standard error.
     *
     * @throws ReleaseException when it fails, with all that it said
     */
    String output(String... words) {
        Result result = call(words);
        if (result.code() != 0) {
            throw new ReleaseException(String.join(" ", words) + " failed:\n" + result.output() + result.remarks());
        }
        return result.output();
    }

    /** Whether a program is there and ends well. */
    boolean succeeds(String... words) {
        try {
            return call(words).code() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /**
     * Runs a program that has much to say.
     *
     * @param log gets what it prints
     * @throws ReleaseException when it fails, with where that stands
     */
    void run(Path log, String... words) {
        createFolder(log);
        Process process = start(program(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        int code = end(process);
        if (code != 0) {
            throw new ReleaseException(String.join(" ", words) + " ended with " + code + ". What it printed: " + log);
        }
    }

    private Result call(String... words) {
        Process process = start(program(words));
        CompletableFuture<String> remarks = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
        String output = read(process.getInputStream());
        return new Result(end(process), output, remarks.join());
    }

    private ProcessBuilder program(String... words) {
        return new ProcessBuilder(List.of(words)).directory(folder.toFile());
    }

    private static Process start(ProcessBuilder program) {
        try {
            Process process = program.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int end(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(InputStream printed) {
        try {
            return new String(printed.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createFolder(Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Result(int code, String output, String remarks) {}
}
