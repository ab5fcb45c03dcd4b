package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Which processes run, kept as one small file each, so that the next call knows what an earlier one has started. A
 * process is known by its id together with the time it was started: ids are used again.
 */
final class ProcessTable {

    /** The system tells start times in steps of 10 ms, counted from its boot; a corrected clock moves them all. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private final Path folder;

    ProcessTable(Path folder) {
        this.folder = folder;
    }

    /**
     * A process that is running.
     *
     * @param build what it was started from
     */
    record Entry(ProcessHandle handle, Instant started, String build) {}

    void put(String name, ProcessHandle process, String build) {
        Properties note = new Properties();
        note.setProperty("pid", Long.toString(process.pid()));
        note.setProperty("started", startOf(process).toString());
        note.setProperty("build", build);
        try (Writer writer = Files.newBufferedWriter(file(name))) {
            note.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of this name, when it is still running. */
    Optional<Entry> find(String name) {
        Properties note = new Properties();
        try (Reader reader = Files.newBufferedReader(file(name))) {
            note.load(reader);
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Instant started = Instant.parse(note.getProperty("started"));
        return ProcessHandle.of(Long.parseLong(note.getProperty("pid")))
                .filter(ProcessTermination::isAlive)
                .filter(process ->
                        Duration.between(started, startOf(process)).abs().compareTo(SAME_START) <= 0)
                .map(process -> new Entry(process, started, note.getProperty("build")));
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private Path file(String name) {
        return folder.resolve(name + ".properties");
    }
}
