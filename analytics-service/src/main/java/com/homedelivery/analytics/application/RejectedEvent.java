package com.homedelivery.analytics.application;

/** An event that could not be read or saved, and why. */
public record RejectedEvent(ReceivedEvent event, String reason) {}
