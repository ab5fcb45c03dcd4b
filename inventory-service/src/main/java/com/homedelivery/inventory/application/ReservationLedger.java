package com.homedelivery.inventory.application;

import com.homedelivery.inventory.application.HoldResult.Held;
import com.homedelivery.inventory.domain.InsufficientStockException;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import org.springframework.dao.DataAccessException;

/** Writes reservations down, those of many orders at once when many wait. */
public interface ReservationLedger {

    /**
     * Holds all that an order wants, or nothing.
     *
     * @throws InsufficientStockException naming all lines that are short
     * @throws ConflictException when the order has reserved something else, or its reservation has ended
     * @throws ServiceUnavailableException when too many others wait; nothing is written
     * @throws DataAccessException when it is not known whether it is written
     */
    Held hold(HoldRequest request, Cause cause);
}
