package com.homedelivery.shared.testing.openapi;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An AsyncAPI document: messages by name, and where they flow. */
public final class AsyncDocument {

    private final ObjectNode document = JsonMapper.shared().createObjectNode();
    private final ObjectNode messages = JsonMapper.shared().createObjectNode();
    private final Schemas schemas = new Schemas();
    private final Map<String, String> payloads = new HashMap<>();

    public AsyncDocument(String title, String description) {
        document.put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info");
        info.put("title", title).put("version", "1.0.0").put("description", description);
        info.putObject("license").put("name", "Apache-2.0");
        document.put("defaultContentType", "application/json");
    }

    /** @param host as one reaches it when everything runs on this machine */
    public AsyncDocument server(String name, String host, String protocol, String description) {
        document.withObject("servers")
                .putObject(name)
                .put("host", host)
                .put("protocol", protocol)
                .put("description", description);
        return this;
    }

    /** @param examples as they are on the wire */
    public AsyncDocument message(String name, Class<?> payload, Collection<JsonNode> examples) {
        ObjectNode message = messages.putObject(name);
        message.put("name", name).put("title", payload.getSimpleName());
        payloads.put(name, schemas.add(payload));
        message.putObject("payload").put("$ref", "#/components/schemas/" + payloads.get(name));
        examples.forEach(example -> message.withArray("examples").addObject().set("payload", example));
        return this;
    }

    /**
     * @param id the channel's name in the document
     * @param address where it is
     */
    public Channel channel(String id, String address, String server, String description, List<String> messages) {
        ObjectNode channel = document.withObject("channels").putObject(id);
        channel.put("address", address).put("description", description);
        channel.putArray("servers").addObject().put("$ref", "#/servers/" + server);
        ObjectNode named = channel.putObject("messages");
        messages.forEach(message -> named.putObject(message).put("$ref", "#/components/messages/" + message));
        return new Channel(id, channel);
    }

    public ObjectNode make() {
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        ObjectNode described = schemas.described();
        payloads.forEach((message, schema) -> nameType(message, described.at("/" + schema + "/properties/type")));
        components.set("schemas", described);
        return document;
    }

    /** A payload that says its type says the message's name. */
    private static void nameType(String message, JsonNode type) {
        if (type instanceof ObjectNode property) {
            property.put("const", message);
        }
    }

    /** A channel that has been added. */
    public final class Channel {

        private final String id;
        private final ObjectNode channel;

        private Channel(String id, ObjectNode channel) {
            this.id = id;
            this.channel = channel;
        }

        /** A part of the address that stands in braces. */
        public Channel parameter(String name, String description) {
            channel.withObject("parameters").putObject(name).put("description", description);
            return this;
        }

        /** @param action {@code send} or {@code receive}, as the suite sees it */
        public Channel operation(String name, String action, String summary) {
            ObjectNode operation = document.withObject("operations").putObject(name);
            operation.put("action", action).put("summary", summary);
            operation.putObject("channel").put("$ref", "#/channels/" + id);
            return this;
        }
    }
}
