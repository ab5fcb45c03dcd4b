package com.homedelivery.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.gateway.application.OpsRoutes;
import com.homedelivery.gateway.application.PublicRoutes;
import com.homedelivery.gateway.application.ServiceRoute;
import com.homedelivery.shared.testing.openapi.CheckedIn;
import com.homedelivery.shared.testing.openapi.RestContract;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds {@code docs/api/openapi.json} against the services' documents, the gateway's routes and {@code docs/rest-api.md}. */
class ApiDocumentTests {

    private static final Set<String> SERVICES_ONLY = Set.of("service");

    @Test
    void isTheServicesDocumentsAsOne() {
        CheckedIn.assertIs("openapi.json", GatewayDocument.merged());
    }

    @Test
    void hasEachRouteThatClientsArePromisedAndNoOther() {
        Set<String> promised = new TreeSet<>();
        Stream.concat(OpsRoutes.services().stream().map(service -> service + "-service"), Stream.of("Every service"))
                .flatMap(section -> RestContract.routesIn(section).values().stream())
                .filter(row -> !row.callers().equals(SERVICES_ONLY))
                .map(row -> row.route().replace(" /ops/", " /ops/{service}/").replace(" /", " /api/"))
                .map(route -> route.replace("/api/health", "/health"))
                .forEach(promised::add);
        Set<String> documented = new TreeSet<>();
        forEachOperation((route, operation) -> documented.add(route));
        assertThat(documented).isEqualTo(promised);
    }

    @Test
    void leadsWhereTheGatewayLeads() {
        forEachOperation((route, operation) -> {
            RequestPath path = pathOf(route);
            assertThat(ServiceRoute.of(path).isPresent()
                            || OpsRoutes.cover(path)
                            || path.value().equals("/health"))
                    .as("the gateway has a route for %s", route)
                    .isTrue();
        });
    }

    /** A token that the gateway does not ask for may still be asked for by the service. */
    @Test
    void asksForNoTokenOnlyWhereTheGatewayDoesNot() {
        forEachOperation((route, operation) -> {
            if (operation.get("security").isEmpty() && !route.endsWith(" /health")) {
                assertThat(PublicRoutes.contain(
                                HttpMethod.valueOf(route.substring(0, route.indexOf(' '))), pathOf(route)))
                        .as("%s is public at the gateway", route)
                        .isTrue();
            }
        });
    }

    private static RequestPath pathOf(String route) {
        return RequestPath.parse(route.substring(route.indexOf(' ') + 1).replaceAll("\\{\\w+}", "1"), "");
    }

    private static void forEachOperation(BiConsumer<String, JsonNode> action) {
        ObjectNode document = CheckedIn.read("openapi.json");
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> action.accept(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    }
}
