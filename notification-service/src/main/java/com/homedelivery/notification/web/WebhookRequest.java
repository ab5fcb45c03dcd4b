package com.homedelivery.notification.web;

import com.homedelivery.notification.application.WebhookEvents;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST} and {@code PUT /notifications/webhooks}.
 *
 * @param url where messages are posted: public, beginning with {@code https://}
 * @param eventTypes what it is told of, of {@code GET /notifications/webhooks/event-types}
 * @param enabled whether it is switched on, as it is unless that says otherwise
 */
record WebhookRequest(
        @NotBlank @Size(max = 1000) @Nullable String url,
        @Size(max = 200) @Nullable String description,
        @NotEmpty @Size(max = 60) @Nullable List<String> eventTypes,
        @Nullable Boolean enabled) {

    Set<String> toEventTypes() {
        Set<String> types = new TreeSet<>(Objects.requireNonNull(eventTypes));
        types.stream()
                .filter(type -> !WebhookEvents.all().contains(type))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new ValidationException("eventTypes", "must be types of events that webhooks are told of");
                });
        return types;
    }

    boolean isEnabled() {
        return !Boolean.FALSE.equals(enabled);
    }
}
