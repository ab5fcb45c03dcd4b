package com.homedelivery.delivery.domain;

import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery was given to a rider by an admin.
 *
 * @param formerRider who has lost it, or null
 */
public record Assignment(DeliveryAssigned event, @Nullable UUID formerRider) {}
