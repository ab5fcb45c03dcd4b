package com.homedelivery.order.support;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The user service's {@code GET /users/addresses/{id}}. An address is only found with the token of its customer. */
public final class UserServiceStub {

    private final Map<UUID, Map<String, Object>> addresses = new ConcurrentHashMap<>();
    private final Map<UUID, String> owners = new ConcurrentHashMap<>();
    private final StubService service = StubService.start(this::find);

    public StubService service() {
        return service;
    }

    /** @return id of the address */
    public UUID add(ApiClient customer, Map<String, Object> address) {
        UUID id = UUID.randomUUID();
        addresses.put(id, address);
        owners.put(id, customer.token());
        return id;
    }

    private Response find(Request request) {
        UUID id = UUID.fromString(request.pathSegment(2));
        return owners.getOrDefault(id, "").equals(request.token())
                ? Response.ok(addresses.get(id))
                : Response.error(404, "NOT_FOUND");
    }
}
