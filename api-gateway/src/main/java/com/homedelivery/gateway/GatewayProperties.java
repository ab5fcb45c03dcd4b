package com.homedelivery.gateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What differs from place to place.
 *
 * @param services base address of each service by its name: {@code auth → http://auth-service:3001}
 * @param rateLimit how much one caller may ask for
 * @param trustedProxies addresses or networks ({@code 10.0.0.0/8}) whose {@code X-Forwarded-For} is believed; without those of
 *     a proxy in front of the gateway all its clients share one limit
 * @param corsAllowedOrigins origins of web pages that may call; {@code [*]} stands for any port, {@code *} for anything
 */
@ConfigurationProperties("homedelivery.gateway")
@Validated
public record GatewayProperties(
        Map<String, URI> services,
        @DefaultValue @Valid RateLimit rateLimit,
        List<String> trustedProxies,
        List<String> corsAllowedOrigins) {

    /**
     * How much one caller may ask of one route.
     *
     * @param perMinute how many requests in a minute one caller may send to one route; further ones are refused with 429
     * @param burst how many requests in a second one caller may send to one route; not less than
     *     {@code homedelivery.gateway.rate-limit.per-minute} means no limit of its own
     */
    public record RateLimit(
            @DefaultValue("100") @Min(1) int perMinute,
            @DefaultValue("100") @Min(1) int burst) {}

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
