package com.homedelivery.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.EventType;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;

/** The events that a service acts on, held against {@code docs/events.md} and {@link EventStream}. */
public final class Subscriptions {

    private Subscriptions() {}

    /**
     * Fails unless the row of the group names each event whose class the service's subscriptions name, and none besides.
     *
     * @param messagingPackage where the subscriptions are
     * @param group name of the service
     */
    public static void assertDocumented(String messagingPackage, String group) {
        assertThat(documentedOf(group))
                .as("types in docs/events.md, section \"Who reads what\", group %s", group)
                .isEqualTo(namedIn(messagingPackage));
    }

    /**
     * Fails unless the streams that are made with this consumer group are those of which the service's subscriptions name an
     * event: a stream without the group would be trimmed before the service has read it, and one with a group that
     * nobody reads for would never be.
     *
     * @param messagingPackage where the subscriptions are
     * @param group name of the service
     */
    public static void assertGroupsMade(String messagingPackage, String group) {
        Set<JavaClass> events = eventsNamedIn(messagingPackage);
        assertThat(EventStream.ALL.stream().filter(stream -> stream.groups().contains(group)))
                .as("streams of EventStream with the group %s", group)
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

    private static Set<String> namedIn(String messagingPackage) {
        return eventsNamedIn(messagingPackage).stream()
                .map(event -> event.getAnnotationOfType(EventType.class).value())
                .collect(Collectors.toSet());
    }

    private static Set<JavaClass> eventsNamedIn(String messagingPackage) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(messagingPackage).stream()
                        .flatMap(type -> type.getReferencedClassObjects().stream())
                        .map(ReferencedClassObject::getRawType)
                        .filter(type -> type.isAssignableTo(DomainEvent.class) && type.isAnnotatedWith(EventType.class))
                        .collect(Collectors.toSet());
    }
}
