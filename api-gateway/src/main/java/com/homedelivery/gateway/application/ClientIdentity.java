package com.homedelivery.gateway.application;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.security.CurrentUser;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Whom a request comes from, as far as the gateway believes it. Either a person is known, or there is a reason why not.
 *
 * @param address where the request comes from
 * @param person who a valid token speaks for
 * @param refusal what to say to a visitor without a valid token where one is needed
 */
public record ClientIdentity(
        InetAddress address,
        @Nullable CurrentUser person,
        @Nullable DomainException refusal) {

    private static final String ATTRIBUTE = ClientIdentity.class.getName();

    /** The visitor of a request that has come through the door. */
    public static ClientIdentity of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    public void enter(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** By what requests are counted: the person, or else the network that the request comes from. */
    public String limitKey() {
        return person == null ? "address:" + ClientAddresses.networkOf(address) : "user:" + person.id();
    }
}
