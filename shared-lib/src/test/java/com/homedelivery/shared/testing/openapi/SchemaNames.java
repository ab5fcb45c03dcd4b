package com.homedelivery.shared.testing.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names for clients: {@code OrderResponse} is an {@code Order}, and its {@code Item} an {@code OrderItem}. Remembers which
 * record it has named how.
 */
final class SchemaNames extends TypeNameResolver {

    private final Map<String, Class<?>> named = new TreeMap<>();

    @Override
    protected String getNameOfClass(Class<?> type) {
        String name = nameOf(type);
        if (!type.isRecord()) {
            return name;
        }
        Class<?> other = named.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException("Both " + other + " and " + type + " would be named " + name);
        }
        return name;
    }

    /** The records by their names. */
    Map<String, Class<?>> named() {
        return named;
    }

    private static String nameOf(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer != null && outer.isRecord()
                ? nameOf(outer) + type.getSimpleName().replaceFirst("(Request|Response|View)$", "")
                : type.getSimpleName().replaceFirst("(?<=.)(Response|View)$", "");
    }
}
