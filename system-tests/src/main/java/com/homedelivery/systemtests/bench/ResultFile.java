package com.homedelivery.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps everything that a run has seen, as JSON, under the time of its beginning. */
final class ResultFile {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final Path file;
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final Map<String, Object> benchmarks = new LinkedHashMap<>();

    /**
     * @param folder is made when it is not there
     * @param conditions under which everything was measured
     */
    ResultFile(Path folder, Instant begun, Map<String, Object> conditions) throws IOException {
        this.file = Files.createDirectories(folder).resolve(NAME.format(begun) + ".json");
        content.put("begun", begun.toString());
        content.put("conditions", conditions);
        content.put("benchmarks", benchmarks);
    }

    /** Adds what a benchmark has found, and writes the file: what is measured is not lost with the rest of the run. */
    void add(String benchmark, Findings findings) throws IOException {
        benchmarks.put(benchmark, findings);
        Files.writeString(file, json.writeValueAsString(content));
    }

    Path path() {
        return file;
    }
}
