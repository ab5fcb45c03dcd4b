package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/requests.http} against {@code docs/rest-api.md}: a request for each route that a client may call, and none else. */
class RequestsTests {

    /** Called by the payment provider and the SMS provider, with their own signatures. */
    private static final Pattern BY_PROVIDERS = Pattern.compile(".* /(payments/webhooks|notifications/callbacks)/.*");

    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| `(GET|POST|PUT|PATCH|DELETE) (/[^`]+)` \\| ([^|]*(?:public|bearer|rider|admin)[^|]*) \\|");
    private static final Pattern REQUEST =
            Pattern.compile("(?m)^(GET|POST|PUT|PATCH|DELETE) \\{\\{(?:api|host)}}(/[^?\\s]*)");
    private static final Pattern OPS = Pattern.compile("/ops/[a-z]+/");

    private final List<Route> routes = ROW.matcher(ProjectFiles.read(ProjectFiles.ROOT.resolve("docs/rest-api.md")))
            .results()
            .map(row -> new Route(row.group(1), row.group(2)))
            .filter(route -> !BY_PROVIDERS.matcher(route.toString()).matches())
            .toList();

    private final Set<Route> requests = REQUEST.matcher(
                    ProjectFiles.read(ProjectFiles.ROOT.resolve("docs/requests.http")))
            .results()
            .map(request ->
                    new Route(request.group(1), OPS.matcher(request.group(2)).replaceFirst("/ops/")))
            .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void everyRouteOfAClientHasARequest() {
        assertThat(routes)
                .filteredOn(route -> requests.stream().noneMatch(request -> request.isTo(route)))
                .isEmpty();
    }

    @Test
    void everyRequestIsToARoute() {
        assertThat(requests)
                .filteredOn(request -> routes.stream().noneMatch(request::isTo))
                .isEmpty();
    }

    private record Route(String method, String path) implements Comparable<Route> {

        /** Whether this request is to that route: what is literal there is literal here, so that no other route is meant. */
        boolean isTo(Route route) {
            String[] here = path.split("/");
            String[] there = route.path.split("/");
            if (!method.equals(route.method) || here.length != there.length) {
                return false;
            }
            for (int i = 0; i < here.length; i++) {
                boolean variable = there[i].startsWith("{");
                if (variable == isLiteral(here[i]) || (!variable && !here[i].equals(there[i]))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isLiteral(String segment) {
            return !segment.startsWith("{{");
        }

        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
