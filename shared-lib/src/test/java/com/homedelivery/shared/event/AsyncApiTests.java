package com.homedelivery.shared.event;

import com.homedelivery.shared.testing.openapi.AsyncDocument;
import com.homedelivery.shared.testing.openapi.CheckedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds {@code docs/api/events.json}, an AsyncAPI document of streams and topics, against the events. */
class AsyncApiTests {

    private static final Path EXAMPLES = Path.of("src", "test", "resources", "events");
    private static final String DESCRIPTION = """
        What services tell each other, as CloudEvents 1.0. Redis Streams carry the workflow: an entry has the fields `id`, \
        `type`, `source`, `time`, `subject`, `traceparent` and `data`, which is the payload here. Kafka keeps the record: \
        the payload is the value, the rest the headers `ce_id`, `ce_type`, `ce_source`, `ce_time`, `ce_specversion` and \
        `traceparent`. Events come at least once, and in order for each key. Fields may be added; readers ignore what they \
        do not know.\
        """;

    @Test
    void theDocumentIsWhatTheCodeSays() {
        AsyncDocument document = new AsyncDocument("Home Delivery events", DESCRIPTION)
                .server("redis", "localhost:6379", "redis", "The workflow, on Redis Streams")
                .server("kafka", "localhost:9092", "kafka", "The record");
        EventStream.ALL.forEach(stream -> add(stream, document));
        CheckedIn.assertIs("events.json", document.make());
    }

    private static void add(EventStream<?> stream, AsyncDocument document) {
        List<String> types = stream.types();
        Arrays.stream(stream.family().getPermittedSubclasses())
                .forEach(event -> document.message(typeOf(event), event, examplesOf(typeOf(event))));
        if (stream.streamKey() != null) {
            document.channel(
                            stream.topic() + "Stream",
                            stream.streamKey(),
                            "redis",
                            "Read by " + String.join(", ", stream.groups()),
                            types)
                    .operation("write-" + stream.topic() + "-stream", "send", "The outbox writes what has happened");
        }
        document.channel(stream.topic() + "Topic", stream.topic(), "kafka", "Read by analytics-service", types)
                .operation("write-" + stream.topic() + "-topic", "send", "The same, to be kept");
    }

    private static String typeOf(Class<?> event) {
        return event.getAnnotation(EventType.class).value();
    }

    /** Each version that was ever published. */
    private static List<JsonNode> examplesOf(String type) {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.getFileName().toString().startsWith(type + ".v"))
                    .sorted()
                    .map(AsyncApiTests::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        return JsonMapper.shared().readTree(file);
    }
}
