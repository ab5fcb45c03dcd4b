package com.homedelivery.localstack.suite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Follows one log: each call gives the lines written since the last, also when the log has begun anew. */
final class LogStream {

    private static final int CHUNK = 64 * 1024;

    private final Path log;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long position;
    private Object file = "none yet";

    private LogStream(Path log) {
        this.log = log;
    }

    /** All lines from the first. */
    static LogStream fromStart(Path log) {
        return new LogStream(log);
    }

    /** Only lines that are still to come. */
    static LogStream fromEnd(Path log) {
        LogStream stream = new LogStream(log);
        stream.skip();
        return stream;
    }

    /** The finished lines that are new; at most some thousand at a time. */
    List<String> next() {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (RandomAccessFile reader = new RandomAccessFile(log.toFile(), "r")) {
            startOverIfReplaced();
            reader.seek(position);
            byte[] chunk = new byte[CHUNK];
            int count = reader.read(chunk);
            if (count <= 0) {
                return List.of();
            }
            position += count;
            return split(chunk, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> split(byte[] chunk, int count) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n') {
                unfinished.write(chunk, start, i - start);
                lines.add(unfinished.toString(StandardCharsets.UTF_8));
                unfinished.reset();
                start = i + 1;
            }
        }
        unfinished.write(chunk, start, count - start);
        return lines;
    }

    private void startOverIfReplaced() throws IOException {
        Object now = identity();
        if (!now.equals(file) || Files.size(log) < position) {
            file = now;
            position = 0;
            unfinished.reset();
        }
    }

    private void skip() {
        try {
            if (Files.exists(log)) {
                file = identity();
                position = Files.size(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object identity() throws IOException {
        Object key = Files.readAttributes(log, BasicFileAttributes.class).fileKey();
        return key == null ? log : key;
    }
}
