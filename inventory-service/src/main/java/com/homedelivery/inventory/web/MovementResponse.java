package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.StockMovements.RecordedMovement;
import com.homedelivery.inventory.domain.MovementKind;
import com.homedelivery.inventory.domain.StockMovement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A movement of a product's stock. */
record MovementResponse(
        long id,
        MovementKind kind,
        int quantityChange,
        int reservedChange,
        @Nullable UUID orderId,
        String actor,
        String reason,
        Instant at) {

    static List<MovementResponse> of(List<RecordedMovement> recorded) {
        return recorded.stream().map(MovementResponse::of).toList();
    }

    private static MovementResponse of(RecordedMovement recorded) {
        StockMovement movement = recorded.movement();
        return new MovementResponse(
                recorded.id(),
                movement.kind(),
                movement.quantityChange(),
                movement.reservedChange(),
                movement.orderId(),
                recorded.cause().actor(),
                recorded.cause().reason(),
                recorded.at());
    }
}
