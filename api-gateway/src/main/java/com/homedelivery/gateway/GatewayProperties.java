package com.homedelivery.gateway;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What differs from place to place.
 *
 * @param services base address of each service by its name: {@code auth → http://auth-service:3001}
 * @param rateLimit how much one caller may ask for
 * @param trustedProxies addresses or networks ({@code 10.0.0.0/8}) whose {@code X-Forwarded-For} is believed
 * @param corsAllowedOrigins origins of web clients; {@code [*]} stands for any port, {@code *} for anything
 */
@ConfigurationProperties("homedelivery.gateway")
public record GatewayProperties(
        Map<String, URI> services, RateLimit rateLimit, List<String> trustedProxies, List<String> corsAllowedOrigins) {

    /**
     * How much one caller may ask of one route.
     *
     * @param perMinute requests in a minute, at least 1
     * @param burst how many of them in one second, at least 1; more than {@code perMinute} means no limit of its own
     */
    public record RateLimit(int perMinute, int burst) {

        public RateLimit {
            if (perMinute < 1 || burst < 1) {
                throw new IllegalArgumentException("RATE_LIMIT_PER_MINUTE and RATE_LIMIT_BURST must be at least 1");
            }
        }
    }

    /** @throws IllegalStateException when no usable address is configured for the service */
    public URI addressOf(String service) {
        URI address = services.get(service);
        if (address == null
                || address.getHost() == null
                || !List.of("http", "https").contains(address.getScheme())) {
            throw new IllegalStateException("No http address for " + service + "-service: " + address);
        }
        return address;
    }
}
