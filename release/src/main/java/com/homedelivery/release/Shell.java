package com.homedelivery.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that are called in a folder. */
record Shell(Path folder) {

    /**
     * What a program prints.
     *
     * @throws ReleaseException when it fails, with what it said
     */
    String output(String... words) {
        Result result = call(ProcessBuilder.Redirect.PIPE, words);
        if (result.code() != 0) {
            throw new ReleaseException(String.join(" ", words) + " failed:\n" + result.output());
        }
        return result.output();
    }

    /** Whether a program is there and ends well. */
    boolean succeeds(String... words) {
        try {
            return call(ProcessBuilder.Redirect.PIPE, words).code() == 0;
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
        int code = call(ProcessBuilder.Redirect.appendTo(log.toFile()), words).code();
        if (code != 0) {
            throw new ReleaseException(String.join(" ", words) + " ended with " + code + ". What it printed: " + log);
        }
    }

    private Result call(ProcessBuilder.Redirect output, String... words) {
        try {
            Process process = new ProcessBuilder(List.of(words))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void createFolder(Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Result(int code, String output) {}
}
