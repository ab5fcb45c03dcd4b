package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Which day it is where the store is. */
@Component
class StoreCalendar {

    private final Clock clock;
    private final ZoneId zone;

    StoreCalendar(Clock clock, InventoryProperties properties) {
        this.clock = clock;
        this.zone = properties.timeZone();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
