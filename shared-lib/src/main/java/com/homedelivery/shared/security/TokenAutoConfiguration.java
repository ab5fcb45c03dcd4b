package com.homedelivery.shared.security;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(JwtProperties.class)
class TokenAutoConfiguration {

    /** As fine as PostgreSQL's timestamps, so that a time which was kept is the one that was answered. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }

    @Bean
    AccessTokens accessTokens(JwtProperties properties, Clock clock) {
        return new AccessTokens(properties, clock);
    }
}
