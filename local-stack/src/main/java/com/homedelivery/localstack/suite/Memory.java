package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How much memory processes take. */
final class Memory {

    private Memory() {}

    /** Resident memory by process id, in KiB, as {@code ps} tells it; without those that it does not know. */
    static Map<Long, Long> residentKilobytes(List<Long> pids) {
        if (pids.isEmpty()) {
            return Map.of();
        }
        String list = pids.stream().map(String::valueOf).collect(Collectors.joining(","));
        try {
            Process ps = new ProcessBuilder("ps", "-o", "pid=,rss=", "-p", list)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Map<Long, Long> memory = new HashMap<>();
            new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .forEach(columns -> memory.put(Long.valueOf(columns[0]), Long.valueOf(columns[1])));
            return memory;
        } catch (IOException noPs) {
            return Map.of();
        }
    }
}
