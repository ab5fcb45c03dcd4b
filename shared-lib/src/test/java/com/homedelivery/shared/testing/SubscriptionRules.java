package com.homedelivery.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.EventType;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The events that a service acts on, held against {@code docs/events.md} and {@link EventStream}. A service applies the rules
 * by a test in its root package:
 *
 * <pre>{@code
 * class SubscriptionsTests extends SubscriptionRules {}
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SubscriptionRules {

    private final String rootPackage = getClass().getPackageName();
    private final String service = rootPackage.substring(rootPackage.lastIndexOf('.') + 1) + "-service";
    private final Set<JavaClass> events = eventsNamedIn(ModuleClasses.in(rootPackage + ".messaging", getClass()));

    @Test
    void everyEventActedOnIsDocumentedAndNothingElse() {
        assertThat(documentedOf(service))
                .as("types in docs/events.md, section \"Who reads what\", group %s", service)
                .isEqualTo(events.stream()
                        .map(event -> event.getAnnotationOfType(EventType.class).value())
                        .collect(Collectors.toSet()));
    }

    /**
     * A stream without the group would be trimmed before the service has read it, and one with a group that nobody reads for
     * would never be.
     */
    @Test
    void everyStreamItReadsIsMadeWithItsGroupAndNoOther() {
        assertThat(EventStream.ALL.stream().filter(stream -> stream.groups().contains(service)))
                .as("streams of EventStream with the group %s", service)
                .containsExactlyInAnyOrderElementsOf(EventStream.ALL.stream()
                        .filter(stream -> events.stream().anyMatch(event -> event.isAssignableTo(stream.family())))
                        .toList());
    }

    private static Set<String> documentedOf(String group) {
        return Documentation.of("events.md").rowsIn("Who reads what").stream()
                .filter(row -> row.getFirst().equals(group))
                .flatMap(row -> Documentation.codeIn(row.get(1)).stream())
                .collect(Collectors.toSet());
    }

    private static Set<JavaClass> eventsNamedIn(Location messaging) {
        return new ClassFileImporter()
                .importLocations(Set.of(messaging)).stream()
                        .flatMap(type -> type.getReferencedClassObjects().stream())
                        .map(ReferencedClassObject::getRawType)
                        .filter(type -> type.isAssignableTo(DomainEvent.class) && type.isAnnotatedWith(EventType.class))
                        .collect(Collectors.toSet());
    }
}
