package com.homedelivery.shared.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What operations are called, which generated clients make their methods' names of. They stand in a file, for a method of a
 * controller may get a better name, and a client's may not.
 */
final class OperationIds {

    private static final Map<String, String> KNOWN = read();

    private OperationIds() {}

    /** @param route as the service has it: {@code POST /orders} */
    static String of(String route) {
        return Objects.requireNonNull(
                KNOWN.get(route), () -> "There is no name for " + route + " in openapi/operations.json");
    }

    private static Map<String, String> read() {
        try (InputStream file = OperationIds.class.getResourceAsStream("/openapi/operations.json")) {
            Map<String, String> ids = JsonMapper.shared().readTree(file).properties().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, id -> id.getValue().asString()));
            assertThat(ids.values()).as("names of operations").doesNotHaveDuplicates();
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
