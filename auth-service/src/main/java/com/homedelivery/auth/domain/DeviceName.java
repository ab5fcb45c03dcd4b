package com.homedelivery.auth.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person calls the device that a {@code User-Agent} names: "Firefox on Linux". Anybody can write that header: it
 * describes, and proves nothing. None of its own words are in the name, which is mailed to the owners of accounts.
 */
final class DeviceName {

    static final String UNKNOWN = "Unknown device";

    /** Browsers name those before them as well: the first that is found is the one. */
    private static final SequencedMap<String, String> PROGRAMS = inOrder(
            "Edg",
            "Edge",
            "OPR",
            "Opera",
            "SamsungBrowser",
            "Samsung Internet",
            "FxiOS",
            "Firefox",
            "Firefox",
            "Firefox",
            "CriOS",
            "Chrome",
            "Chrome",
            "Chrome",
            "Safari",
            "Safari",
            "okhttp",
            "okhttp",
            "PostmanRuntime",
            "Postman",
            "curl",
            "curl");

    private static final SequencedMap<String, String> SYSTEMS = inOrder(
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "Mac OS X",
            "macOS",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    private DeviceName() {}

    static String of(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return UNKNOWN;
        }
        String known = Stream.of(firstIn(userAgent, PROGRAMS), firstIn(userAgent, SYSTEMS))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" on "));
        return known.isEmpty() ? UNKNOWN : known;
    }

    private static Optional<String> firstIn(String userAgent, Map<String, String> names) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static SequencedMap<String, String> inOrder(String... pairs) {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        List<String> all = List.of(pairs);
        for (int i = 0; i < all.size(); i += 2) {
            map.put(all.get(i), all.get(i + 1));
        }
        return map;
    }
}
