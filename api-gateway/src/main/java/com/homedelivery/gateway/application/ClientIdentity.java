package com.homedelivery.gateway.application;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.security.ClientNetwork;
import com.homedelivery.shared.security.CurrentUser;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request comes from: either a user is authenticated, or there is an error that says why not.
 *
 * @param address the client's address, behind trusted proxies as well
 * @param user whose valid token came with the request
 * @param authenticationError the answer where authentication is required and {@code user} is missing
 */
public record ClientIdentity(
        InetAddress address,
        @Nullable CurrentUser user,
        @Nullable DomainException authenticationError) {

    private static final String ATTRIBUTE = ClientIdentity.class.getName();

    /** The identity that {@link #storeIn} left in the attributes of a request. */
    public static ClientIdentity in(Map<String, Object> attributes) {
        return (ClientIdentity) Objects.requireNonNull(attributes.get(ATTRIBUTE));
    }

    public void storeIn(Map<String, Object> attributes) {
        attributes.put(ATTRIBUTE, this);
    }

    /** What requests are counted by: the user, or else the network of the client's address. */
    public String limitKey() {
        return user == null ? "address:" + ClientNetwork.of(address) : "user:" + user.id();
    }
}
