package com.homedelivery.shared.fault;

/**
 * Something that can be broken on purpose. A bean of the service that breaks it; several services may share one.
 *
 * @param name what operators switch it on by: {@code kafka-paused}
 * @param effect what then happens, in a sentence for operators
 */
public record Fault(String name, String effect) {}
