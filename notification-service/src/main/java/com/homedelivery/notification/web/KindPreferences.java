package com.homedelivery.notification.web;

import com.homedelivery.notification.domain.NotificationKind;
import jakarta.validation.constraints.NotNull;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which kinds of notifications come on a channel. What concerns the account's safety always comes by e-mail. */
record KindPreferences(
        @NotNull @Nullable Boolean order,
        @NotNull @Nullable Boolean delivery,
        @NotNull @Nullable Boolean payment,
        @NotNull @Nullable Boolean stock) {

    static KindPreferences of(Set<NotificationKind> kinds) {
        return new KindPreferences(
                kinds.contains(NotificationKind.ORDER),
                kinds.contains(NotificationKind.DELIVERY),
                kinds.contains(NotificationKind.PAYMENT),
                kinds.contains(NotificationKind.STOCK));
    }

    Set<NotificationKind> toKinds() {
        Set<NotificationKind> kinds = EnumSet.noneOf(NotificationKind.class);
        addIf(order, NotificationKind.ORDER, kinds);
        addIf(delivery, NotificationKind.DELIVERY, kinds);
        addIf(payment, NotificationKind.PAYMENT, kinds);
        addIf(stock, NotificationKind.STOCK, kinds);
        return kinds;
    }

    private static void addIf(@Nullable Boolean chosen, NotificationKind kind, Set<NotificationKind> kinds) {
        if (Boolean.TRUE.equals(chosen)) {
            kinds.add(kind);
        }
    }
}
