package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.StockMovements.RecordedMovement;
import com.homedelivery.inventory.domain.MovementKind;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.domain.StockMovement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A movement of a product's stock.
 *
 * @param actor an admin's id, or a service's name
 * @param reasonCode why, for programs
 * @param reason why, in words
 * @param reference number of the delivery note, or id of the stock take
 */
record MovementResponse(
        long id,
        UUID productId,
        MovementKind kind,
        int quantityChange,
        int reservedChange,
        @Nullable UUID orderId,
        String actor,
        MovementReason reasonCode,
        String reason,
        @Nullable String reference,
        Instant at) {

    static List<MovementResponse> of(List<RecordedMovement> recorded) {
        return recorded.stream().map(MovementResponse::of).toList();
    }

    private static MovementResponse of(RecordedMovement recorded) {
        StockMovement movement = recorded.movement();
        return new MovementResponse(
                recorded.id(),
                movement.productId(),
                movement.kind(),
                movement.quantityChange(),
                movement.reservedChange(),
                movement.orderId(),
                recorded.cause().actor(),
                recorded.cause().code(),
                recorded.cause().reason(),
                recorded.cause().reference(),
                recorded.at());
    }
}
