package com.homedelivery.notification.domain;

import jakarta.persistence.AttributeConverter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kinds in one column, separated by commas; null where a person has chosen none. */
class KindsConverter implements AttributeConverter<@Nullable Set<NotificationKind>, @Nullable String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Set<NotificationKind> kinds) {
        return kinds == null ? null : kinds.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    @Override
    public @Nullable Set<NotificationKind> convertToEntityAttribute(@Nullable String column) {
        if (column == null) {
            return null;
        }
        Set<NotificationKind> kinds = EnumSet.noneOf(NotificationKind.class);
        Arrays.stream(column.split(","))
                .filter(name -> !name.isEmpty())
                .map(NotificationKind::valueOf)
                .forEach(kinds::add);
        return kinds;
    }
}
