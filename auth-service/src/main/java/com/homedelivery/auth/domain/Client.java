package com.homedelivery.auth.domain;

import com.homedelivery.shared.security.ClientNetwork;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param address the client's address as text
 * @param network what failures and requests are counted by: the address, or the /64 of an IPv6 address
 * @param device the client's program and system in words of this service
 */
public record Client(String address, String network, String device) {

    public static Client of(InetAddress address, @Nullable String userAgent) {
        return new Client(address.getHostAddress(), ClientNetwork.of(address), DeviceName.of(userAgent));
    }
}
