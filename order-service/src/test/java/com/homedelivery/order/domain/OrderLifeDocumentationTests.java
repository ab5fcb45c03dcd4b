package com.homedelivery.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.Documentation;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the diagram of an order's life in {@code docs/architecture.md} against {@link OrderStatus}. */
class OrderLifeDocumentationTests {

    @Test
    void theDiagramShowsEachTransitionAndNoOther() {
        String diagram = diagram();
        assertThat(Documentation.of("architecture.md").between("order-status"))
                .as(
                        "between <!-- order-status --> and <!-- /order-status --> of docs/architecture.md belongs%n%s",
                        diagram)
                .isEqualTo(diagram);
    }

    private static String diagram() {
        return Stream.of(
                        Stream.of("```mermaid", "stateDiagram-v2", "    [*] --> " + OrderStatus.PENDING),
                        Arrays.stream(OrderStatus.values()).flatMap(OrderLifeDocumentationTests::transitions),
                        Stream.of("```"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> transitions(OrderStatus from) {
        return from.isFinal()
                ? Stream.of("    " + from + " --> [*]")
                : Arrays.stream(OrderStatus.values())
                        .filter(from::canTransitionTo)
                        .map(to -> "    " + from + " --> " + to);
    }
}
