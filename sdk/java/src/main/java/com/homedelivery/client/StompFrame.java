package com.homedelivery.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A frame of <a href="https://stomp.github.io/stomp-specification-1.2.html">STOMP 1.2</a>, as it travels in a WebSocket message.
 *
 * @param headers of those that come twice the first counts
 */
record StompFrame(String command, Map<String, String> headers, String body) {

    private static final String END = "\0";

    static StompFrame of(String command, Map<String, String> headers) {
        return new StompFrame(command, headers, "");
    }

    /** What a message holds; nothing when it is a heart-beat. */
    static Optional<StompFrame> read(String message) {
        String text = message.replaceFirst("^[\r\n]+", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.split("\r?\n\r?\n", 2);
        String[] lines = parts[0].split("\r?\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(":", 2);
            headers.putIfAbsent(unescape(header[0]), header.length == 2 ? unescape(header[1]) : "");
        }
        String body = parts.length == 2 ? parts[1] : "";
        int end = body.lastIndexOf(END);
        return Optional.of(new StompFrame(lines[0], headers, end < 0 ? body : body.substring(0, end)));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String write() {
        String lines = headers.entrySet().stream()
                .map(header -> escape(header.getKey()) + ":" + escape(header.getValue()) + "\n")
                .collect(Collectors.joining());
        return command + "\n" + lines + "\n" + body + END;
    }

    /** CONNECT is as it was in STOMP 1.0, where nothing is escaped. */
    private String escape(String text) {
        return command.equals("CONNECT")
                ? text
                : text.replace("\\", "\\\\")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                        .replace(":", "\\c");
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                plain.append(
                        switch (text.charAt(i)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 'c' -> ':';
                            default -> text.charAt(i);
                        });
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
