package com.homedelivery.notification.domain;

import jakarta.persistence.AttributeConverter;
import java.util.Set;
import java.util.TreeSet;

/** Names in one column, separated by commas. */
class TypesConverter implements AttributeConverter<Set<String>, String> {

    @Override
    public String convertToDatabaseColumn(Set<String> types) {
        return String.join(",", new TreeSet<>(types));
    }

    @Override
    public Set<String> convertToEntityAttribute(String column) {
        return Set.of(column.split(","));
    }
}
