package com.homedelivery.release;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;

/** A part of the tree that somebody is interested in. A file belongs to the first whose pattern finds it. */
enum Part {
    DOCUMENTS("Documents", "^docs/(?!api/|runbooks/)|^[^/]+\\.md$|^LICENSE$"),
    TESTS("Tests", "/src/test/"),
    GATEWAY("Gateway", "^api-gateway/"),
    SERVICES("Services", "^[a-z]+-service/"),
    CORE("Events and what all services share", "^(shared-lib|service-parent)/"),
    CLIENTS("API documents and clients", "^(sdk|docs/api)/"),
    KUBERNETES("Kubernetes", "^deploy/helm/"),
    OBSERVABILITY("Observability", "^(deploy/observability|docs/runbooks)/"),
    CONTAINERS("Containers", "^(docker/|Dockerfile|docker-compose|\\.dockerignore|\\.env)"),
    TOOLS("Local suite and tools", "^(local-stack/|system-tests/|release/|dev$)"),
    BUILD("Build and repository", "");

    private final String title;
    private final Pattern files;

    Part(String title, String files) {
        this.title = title;
        this.files = Pattern.compile(files);
    }

    String title() {
        return title;
    }

    /** Whether it mostly follows a change of something else. */
    boolean goesWithOthers() {
        return this == DOCUMENTS || this == TESTS || this == BUILD;
    }

    /** Where most of its lines are; what goes with others counts where there is nothing else. */
    static Part of(Commit commit) {
        Map<Part, Integer> lines = commit.lines().entrySet().stream()
                .collect(groupingBy(file -> of(file.getKey()), summingInt(Map.Entry::getValue)));
        return lines.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<Part, Integer> part) ->
                                !part.getKey().goesWithOthers())
                        .thenComparing(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(BUILD);
    }

    private static Part of(String file) {
        return Arrays.stream(values())
                .filter(part -> part.files.matcher(file).find())
                .findFirst()
                .orElseThrow();
    }
}
