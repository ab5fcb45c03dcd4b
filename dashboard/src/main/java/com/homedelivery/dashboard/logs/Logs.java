package com.homedelivery.dashboard.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ends of the services' logs.
 *
 * @param folder has {@code <service>.log} of each
 */
public record Logs(Path folder, List<String> services) {

    private static final int READ_OF_EACH = 128 * 1024;

    /** What was complained about last, newest first; logs that cannot be read have none. */
    public List<LogLine> latestComplaints(int count) {
        return services.stream()
                .flatMap(this::complaints)
                .sorted(Comparator.comparing(LogLine::at).reversed())
                .limit(count)
                .toList();
    }

    private Stream<LogLine> complaints(String service) {
        Path log = folder.resolve(service + ".log");
        if (!Files.isReadable(log)) {
            return Stream.empty();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - READ_OF_EACH));
            byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(end);
            return new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(line -> LogLine.parse(service, line).stream());
        } catch (IOException movedAway) {
            return Stream.empty();
        }
    }
}
