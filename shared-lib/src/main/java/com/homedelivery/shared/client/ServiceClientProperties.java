package com.homedelivery.shared.client;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How an instance calls each of the other services.
 *
 * @param concurrentCalls most calls of one other service that an instance makes at a time; further ones wait for their turn.
 *     To be raised with what the called service can take, when calls are rejected because of the {@code bulkhead}
 */
@ConfigurationProperties("homedelivery.client")
@Validated
record ServiceClientProperties(@DefaultValue("200") @Min(1) int concurrentCalls) {}
