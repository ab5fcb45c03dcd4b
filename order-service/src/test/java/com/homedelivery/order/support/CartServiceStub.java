package com.homedelivery.order.support;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The cart service's {@code GET /cart}. A cart is only found with the token of its customer. */
public final class CartServiceStub {

    private record Line(UUID productId, String name, int quantity, BigDecimal price) {}

    private final Map<String, List<Line>> lines = new ConcurrentHashMap<>();
    private final Map<String, Integer> revisions = new ConcurrentHashMap<>();
    private final Set<String> withoutRevision = ConcurrentHashMap.newKeySet();
    private final StubService service = StubService.start(this::cart);

    public StubService service() {
        return service;
    }

    /** Adds a line, which makes it another cart. */
    public void add(ApiClient customer, UUID productId, String name, int quantity, String price) {
        renew(customer);
        lines.merge(
                customer.token(),
                List.of(new Line(productId, name, quantity, new BigDecimal(price))),
                (old, added) -> Stream.of(old, added).flatMap(List::stream).toList());
    }

    /** The customer has another cart now, with the same in it. */
    public void renew(ApiClient customer) {
        revisions.merge(customer.token(), 1, Integer::sum);
    }

    /** The customer's cart does not say any more which one it is. */
    public void hideRevision(ApiClient customer) {
        withoutRevision.add(customer.token());
    }

    private Response cart(Request request) {
        Map<String, Object> cart = new HashMap<>(Map.of(
                "userId", UUID.randomUUID(), "items", lines.getOrDefault(request.token(), List.of()), "total", 0));
        if (!withoutRevision.contains(request.token())) {
            cart.put("revision", revisions.getOrDefault(request.token(), 0));
        }
        return Response.ok(cart);
    }
}
