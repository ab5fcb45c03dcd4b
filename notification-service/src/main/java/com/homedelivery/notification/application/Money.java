package com.homedelivery.notification.application;

import java.math.BigDecimal;

/** An amount of money in a message, in the shop's currency. */
public record Money(BigDecimal amount) {}
