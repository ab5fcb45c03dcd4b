package com.homedelivery.gateway.application;

import com.homedelivery.gateway.GatewayProperties;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the address a request comes from. Anybody can write {@code X-Forwarded-For}: only what trusted proxies have
 * appended to it counts, read from the right.
 */
@Component
public class ClientAddresses {

    private final List<AddressRange> trusted;

    ClientAddresses(GatewayProperties properties) {
        this.trusted =
                properties.trustedProxies().stream().map(AddressRange::parse).toList();
    }

    /**
     * @param peer the other end of the connection
     * @param forwardedFor values of {@code X-Forwarded-For} in their order
     */
    public InetAddress of(@Nullable InetSocketAddress peer, List<String> forwardedFor) {
        InetAddress nearest =
                peer == null || peer.getAddress() == null ? InetAddress.getLoopbackAddress() : peer.getAddress();
        List<String> hops = forwardedFor.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .toList();
        for (String hop : hops.reversed()) {
            if (!isTrusted(nearest)) {
                return nearest;
            }
            try {
                nearest = InetAddress.ofLiteral(hop);
            } catch (IllegalArgumentException e) {
                return nearest;
            }
        }
        return nearest;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
