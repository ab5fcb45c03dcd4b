package com.homedelivery.inventory.application;

import com.homedelivery.inventory.application.ReserveResult.Granted;
import com.homedelivery.inventory.domain.InsufficientStockException;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import org.springframework.dao.DataAccessException;

/** Saves reservations in the database, those of many orders in one transaction when many wait. */
public interface ReservationLedger {

    /**
     * Reserves all that an order wants, or nothing.
     *
     * @throws InsufficientStockException naming all lines that are short
     * @throws ConflictException when the order has reserved something else, or its reservation has ended
     * @throws ServiceUnavailableException when too many orders are waiting; nothing is saved
     * @throws DataAccessException when it is unknown whether it is saved
     */
    Granted reserve(ReserveCommand command, ChangeCause cause);
}
