package com.homedelivery.shared.client;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How an instance calls each of the other services.
 *
 * @param concurrentCalls most calls of one service at a time; as many as the gateway sends to one
 * @param maxWait how long a call waits for its turn; a request waits until its deadline instead
 * @param openFor how long a service is left alone after too many calls have failed
 */
@ConfigurationProperties("homedelivery.client")
@Validated
record ServiceClientProperties(
        @DefaultValue("200") @Min(1) int concurrentCalls,
        @DefaultValue("3s") Duration maxWait,
        @DefaultValue("2s") Duration openFor) {}
