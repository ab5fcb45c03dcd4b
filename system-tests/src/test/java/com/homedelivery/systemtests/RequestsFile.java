package com.homedelivery.systemtests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code docs/requests.http}, as far as it makes use of what httpyac understands.
 *
 * @param variables of the file, as they are written
 * @param requests in their order
 */
record RequestsFile(Map<String, String> variables, List<Request> requests) {

    static final Path PATH = ProjectFiles.ROOT.resolve("docs/requests.http");

    private static final Pattern SCRIPT = Pattern.compile("(?ms)^\\{\\{\\+?\\R.*?^}}$");
    private static final Pattern BEGINNING = Pattern.compile("(?m)^###");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^@(\\w+) = (.*)$");
    private static final Pattern NAME = Pattern.compile("(?m)^# @name (\\w+)$");
    private static final Pattern LOOP = Pattern.compile("(?m)^# @loop while (.+)$");
    private static final Pattern STATUS = Pattern.compile("(?m)^\\?\\? status matches \\^\\(([\\d|]+)\\)\\$$");
    private static final Pattern REQUEST =
            Pattern.compile("(?ms)^(?<method>GET|POST|PUT|PATCH|DELETE) (?<url>\\S+)\\R?(?<headers>(?:^[\\w-]+:"
                    + " .*?$\\R?)*)\\R?(?<body>.*)");

    /**
     * One request.
     *
     * @param title that it has in the file
     * @param name under which its answer is remembered
     * @param whileTrue the condition under which it is sent, again and again
     * @param statuses one of which the answer has; empty for any that says success
     * @param body as it is written, or a file after {@code <}
     */
    record Request(
            String title,
            @Nullable String name,
            @Nullable String whileTrue,
            List<Integer> statuses,
            String method,
            String url,
            Map<String, String> headers,
            String body) {

        boolean expects(int status) {
            return statuses.isEmpty() ? status / 100 == 2 : statuses.contains(status);
        }
    }

    static RequestsFile read() {
        String text = SCRIPT.matcher(ProjectFiles.read(PATH)).replaceAll("");
        Map<String, String> variables = new LinkedHashMap<>();
        VARIABLE.matcher(text).results().forEach(each -> variables.put(each.group(1), each.group(2)));
        List<Request> requests = new ArrayList<>();
        for (String section : BEGINNING.split(text)) {
            Matcher request = REQUEST.matcher(section);
            if (request.find()) {
                requests.add(toRequest(section, request));
            }
        }
        return new RequestsFile(variables, requests);
    }

    private static Request toRequest(String section, Matcher request) {
        String directives = section.substring(0, request.start());
        return new Request(
                section.lines().findFirst().orElse("").strip(),
                first(NAME, directives),
                first(LOOP, directives),
                STATUS.matcher(directives)
                        .results()
                        .flatMap(statuses -> Pattern.compile("\\|").splitAsStream(statuses.group(1)))
                        .map(Integer::valueOf)
                        .toList(),
                request.group("method"),
                request.group("url"),
                request.group("headers")
                        .lines()
                        .map(line -> line.split(": ", 2))
                        .collect(Collectors.toMap(header -> header[0], header -> header[1])),
                request.group("body").strip());
    }

    private static @Nullable String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .findFirst()
                .orElse(null);
    }
}
