package com.homedelivery.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient this service is.
 *
 * @param paymentWindow how long an order may stay unpaid
 */
@ConfigurationProperties("homedelivery.order")
public record OrderProperties(@DefaultValue("15m") Duration paymentWindow) {}
