package com.homedelivery.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.homedelivery.gateway.GatewayProperties;
import com.homedelivery.shared.security.ClientNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTests {

    private static final String PROXY = "10.1.2.3";
    private static final String OTHER_PROXY = "10.9.9.9";
    private static final String CUSTOMER = "203.0.113.7";

    private final ClientAddresses addresses = trusting("10.0.0.0/8", "fd00::/8");

    @Test
    void aStrangersOwnWordIsNotTaken() {
        assertThat(clientOf(CUSTOMER, "198.51.100.1")).isEqualTo(CUSTOMER);
    }

    @Test
    void aTrustedProxySaysWhomItServes() {
        assertThat(clientOf(PROXY, CUSTOMER)).isEqualTo(CUSTOMER);
    }

    @Test
    void whatStoodThereBeforeTheFirstTrustedProxyDoesNotCount() {
        assertThat(clientOf(PROXY, "198.51.100.1, " + CUSTOMER + ", " + OTHER_PROXY))
                .isEqualTo(CUSTOMER);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(clientOf(PROXY, "198.51.100.1", CUSTOMER)).isEqualTo(CUSTOMER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "customer.example.org", "1.2.3.4.5"})
    void whatIsNoAddressLeavesTheProxyItself(String nonsense) {
        assertThat(clientOf(PROXY, nonsense)).isEqualTo(PROXY);
    }

    @Test
    void withoutTrustedProxiesOnlyTheConnectionCounts() {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral(PROXY), 1);

        assertThat(trusting().of(peer, List.of(CUSTOMER)).getHostAddress()).isEqualTo(PROXY);
    }

    @Test
    void aNetworkEndsAtItsLastBit() {
        AddressRange range = AddressRange.parse("192.0.2.128/25");

        assertThat(range.contains(InetAddress.ofLiteral("192.0.2.128"))).isTrue();
        assertThat(range.contains(InetAddress.ofLiteral("192.0.2.255"))).isTrue();
        assertThat(range.contains(InetAddress.ofLiteral("192.0.2.127"))).isFalse();
        assertThat(range.contains(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "proxy.internal", ""})
    void aMistakeInTheConfigurationIsNotOverlooked(String mistake) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(mistake));
    }

    @Test
    void anIpv6CustomerIsCountedByTheNetworkTheyOwn() {
        assertThat(ClientNetwork.of(InetAddress.ofLiteral("2001:db8:1:2:aaaa::1")))
                .isEqualTo(ClientNetwork.of(InetAddress.ofLiteral("2001:db8:1:2:bbbb::2")))
                .isNotEqualTo(ClientNetwork.of(InetAddress.ofLiteral("2001:db8:1:3::1")));
    }

    private String clientOf(String peer, String... forwardedFor) {
        return addresses
                .of(new InetSocketAddress(InetAddress.ofLiteral(peer), 40_000), List.of(forwardedFor))
                .getHostAddress();
    }

    private static ClientAddresses trusting(String... proxies) {
        return new ClientAddresses(new GatewayProperties(
                Map.of(), new GatewayProperties.RateLimit(100, 100), List.of(proxies), List.of()));
    }
}
