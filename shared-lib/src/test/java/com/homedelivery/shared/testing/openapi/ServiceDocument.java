package com.homedelivery.shared.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document of a service. Routes, parameters and schemas are what springdoc reads from the controllers, words are
 * their Javadoc, who may call is what the access rules say, and the codes of errors are those of {@code docs/rest-api.md}.
 */
public final class ServiceDocument {

    private static final Properties TAGS = tags();

    private final String basePackage;
    private final String section;
    private final Map<String, Type> answers = new HashMap<>();

    private ServiceDocument(String basePackage, String section) {
        this.basePackage = basePackage;
        this.section = section;
    }

    /**
     * @param basePackage where the controllers are
     * @param section the service's heading in {@code docs/rest-api.md}
     */
    public static ServiceDocument of(String basePackage, String section) {
        return new ServiceDocument(basePackage, section);
    }

    /**
     * For a method that does not say itself what it answers.
     *
     * @param operation controller and method: {@code product_list}
     * @param answer with the envelope
     */
    public ServiceDocument answering(String operation, Type answer) {
        answers.put(operation, answer);
        return this;
    }

    /** Fails unless the document stands in {@code docs/api}, and says what {@code docs/rest-api.md} says. */
    public void assertCheckedIn() {
        CheckedIn.assertIs(section.toLowerCase(Locale.ROOT).replace(' ', '-') + ".json", make());
    }

    private ObjectNode make() {
        ControllerReader.Reading reading = ControllerReader.read(basePackage, answers);
        ObjectNode read = (ObjectNode) JsonMapper.shared().readTree(reading.document());
        RecordSchemas.complete(read.withObject("/components/schemas"), reading.types());
        ObjectNode document = head();
        addOperations(document, read, reading.callers());
        document.set("components", read.get("components"));
        ObjectNode used = Components.referredTo(document);
        Examples.addTo(used.withObject("schemas"));
        used.set("securitySchemes", Security.schemes());
        document.set("components", used);
        return document;
    }

    private ObjectNode head() {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("openapi", "3.1.1");
        ObjectNode info = document.putObject("info");
        info.put("title", section);
        info.put("version", "1");
        info.put("description", "Made from the code. Clients call the gateway, whose document is `openapi.json`.");
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/").put("description", "The service itself");
        return document;
    }

    private void addOperations(ObjectNode document, ObjectNode read, Callers callers) {
        Map<String, RestContract.Row> rows = RestContract.routesIn(section);
        Operations operations = new Operations(rows, callers, read.withObject("components"));
        ArrayNode tags = document.putArray("tags");
        ObjectNode paths = document.putObject("paths");
        JsonTrees.sorted(read.get("paths"))
                .forEach((path, methods) -> paths.set(path, operations.at(path, (ObjectNode) methods)));
        assertThat(operations.routes())
                .as("routes of docs/rest-api.md, section %s", section)
                .isEqualTo(rows.keySet());
        operations
                .tags()
                .forEach(tag -> tags.addObject()
                        .put("name", tag)
                        .put("description", Objects.requireNonNull(TAGS.getProperty(tag), tag)));
    }

    private static Properties tags() {
        try (InputStream file = ServiceDocument.class.getResourceAsStream("/openapi/tags.properties")) {
            Properties tags = new Properties();
            tags.load(file);
            return tags;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
