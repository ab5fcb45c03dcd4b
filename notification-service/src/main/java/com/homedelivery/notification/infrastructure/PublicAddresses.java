package com.homedelivery.notification.infrastructure;

import com.homedelivery.notification.NotificationProperties;
import jakarta.annotation.PreDestroy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Resolves the hosts that others have us call, and refuses those that are not out on the internet. A connection goes to
 * the very addresses that were checked: a name that points elsewhere a moment later (DNS rebinding) gains nothing.
 */
@Component
class PublicAddresses implements DnsResolver {

    static final int CHECKED_AT_ONCE = 8;
    private static final int CALLED_AT_ONCE = 32;

    /** For hosts that somebody names: slow ones hold up nobody's messages. */
    private final HostLookup checks;

    private final HostLookup calls;
    private final Set<String> allowedHosts;

    @Autowired
    PublicAddresses(NotificationProperties properties) {
        this(SystemDefaultDnsResolver.INSTANCE, properties);
    }

    PublicAddresses(DnsResolver resolver, NotificationProperties properties) {
        this.checks = new HostLookup("host-check", resolver, CHECKED_AT_ONCE);
        this.calls = new HostLookup("host-call", resolver, CALLED_AT_ONCE);
        this.allowedHosts = properties.outgoingAllowedHosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an operator has allowed the host, whatever its address, and without TLS. */
    boolean isAllowed(String host) {
        return allowedHosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether the host may be called, as far as its addresses are known now.
     *
     * @throws UnknownHostException when the host has no address, or one that is not public
     */
    void check(String host) throws UnknownHostException {
        publicOnly(host, checks.resolve(host));
    }

    /**
     * The addresses of a host that is about to be called.
     *
     * @throws UnknownHostException when the host has no address, or one that is not public
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return publicOnly(host, calls.resolve(host));
    }

    private InetAddress[] publicOnly(String host, InetAddress @Nullable [] addresses) throws UnknownHostException {
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException("The host has no address");
        }
        if (!isAllowed(host)) {
            for (InetAddress address : addresses) {
                if (!isPublic(address)) {
                    throw new UnknownHostException("The host's address is not public");
                }
            }
        }
        return addresses;
    }

    @PreDestroy
    void close() {
        checks.close();
        calls.close();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /**
     * Whether an address is of the public internet, by the registries of special-purpose addresses (RFC 6890); 168.63.129.16 is the
     * platform below virtual machines of Azure. Of IPv6
     * only what is handed out as global unicast, without the ranges by which an IPv4 address is reached. IPv6 addresses
     * that are mapped to IPv4 are IPv4 addresses in Java.
     */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    private static boolean isPublicV4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        boolean special = a == 0
                || a == 10
                || a == 127
                || a >= 224
                || a == 168 && b == 63 && c == 129
                || a == 100 && b >= 64 && b < 128
                || a == 169 && b == 254
                || a == 172 && b >= 16 && b < 32
                || a == 192 && b == 168
                || a == 192 && b == 0 && (c == 0 || c == 2)
                || a == 192 && b == 88 && c == 99
                || a == 198 && (b == 18 || b == 19)
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113;
        return !special;
    }

    private static boolean isPublicV6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        boolean globalUnicast = (first & 0xe000) == 0x2000;
        boolean special = first == 0x2002
                || first == 0x2001 && second < 0x0200
                || first == 0x2001 && second == 0x0db8
                || first == 0x3fff && second < 0x1000;
        return globalUnicast && !special;
    }
}
