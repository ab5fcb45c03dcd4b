package com.homedelivery.inventory.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Units that came into a batch or left it. All of a batch's movements together add up to its quantity.
 *
 * @param quantityChange units that came, negative when they left
 * @param orderId the order that it was done for, or null when there is none
 */
public record BatchMovement(
        UUID batchId,
        MovementKind kind,
        int quantityChange,
        @Nullable UUID orderId) {}
