package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.ReservationLedger;
import com.homedelivery.inventory.application.ReserveCommand;
import com.homedelivery.inventory.application.ReserveInLedger;
import com.homedelivery.inventory.application.ReserveResult.Granted;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Group commit: saves the reservations of many orders in one transaction. Each of some {@linkplain LedgerLane lanes} has a
 * queue and a thread. Orders for one product share a lane, for they would wait for its row anyway; a product in great demand
 * delays its own lane only.
 */
@Component
class GroupCommitLedger implements ReservationLedger, SmartLifecycle {

    private static final int PHASE = 10;

    private final List<LedgerLane> lanes;
    private volatile boolean running;

    GroupCommitLedger(ReserveInLedger reserveInLedger, InventoryProperties properties) {
        lanes = IntStream.range(0, properties.ledger().lanes())
                .mapToObj(number -> new LedgerLane("ledger-lane-" + number, reserveInLedger, properties.ledger()))
                .toList();
    }

    @Override
    public Granted reserve(ReserveCommand command, ChangeCause cause) {
        int product = Collections.min(command.productIds()).hashCode();
        return lanes.get(Math.floorMod(product, lanes.size())).reserve(command, cause);
    }

    @Override
    public void start() {
        lanes.forEach(LedgerLane::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        lanes.forEach(LedgerLane::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Long before the web server starts, and after it has answered its last request. */
    @Override
    public int getPhase() {
        return PHASE;
    }
}
