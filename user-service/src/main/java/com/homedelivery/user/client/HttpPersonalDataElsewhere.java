package com.homedelivery.user.client;

import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.user.application.PersonalDataElsewhere;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;

/** Asks the services side by side, each within what is left of the request, less the time to answer it. */
@Component
class HttpPersonalDataElsewhere implements PersonalDataElsewhere {

    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration TO_ANSWER = Duration.ofMillis(500);

    private static final Logger log = LoggerFactory.getLogger(HttpPersonalDataElsewhere.class);

    private final Map<String, PersonalDataClient> services;
    private final Executor threads;

    HttpPersonalDataElsewhere(
            HttpServiceProxyRegistry clients,
            @Qualifier("applicationTaskExecutor") Executor threads,
            TracePropagation traces) {
        this.services = new TreeMap<>();
        clients.getGroupNames()
                .forEach(service -> services.put(service, clients.getClient(service, PersonalDataClient.class)));
        this.threads = call -> threads.execute(traces.wrap(call));
    }

    @Override
    public Answers about(UUID userId) {
        RequestDeadline deadline =
                RequestDeadline.in(RequestDeadline.atMost(LONGEST).minus(TO_ANSWER));
        Map<String, CompletableFuture<Optional<Map<String, Object>>>> calls = new TreeMap<>();
        services.forEach((service, client) -> calls.put(
                service, CompletableFuture.supplyAsync(() -> ask(service, client, userId, deadline), threads)));
        Map<String, Map<String, Object>> data = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        calls.forEach((service, call) ->
                call.join().ifPresentOrElse(kept -> data.put(service, kept), () -> missing.add(service)));
        return new Answers(data, missing);
    }

    private static Optional<Map<String, Object>> ask(
            String service, PersonalDataClient client, UUID userId, RequestDeadline deadline) {
        try (var _ = deadline.bind()) {
            return Optional.ofNullable(client.about(userId).data());
        } catch (RestClientException e) {
            log.warn("{}-service does not say what it keeps about a person: {}", service, e.getMessage());
            return Optional.empty();
        }
    }
}
