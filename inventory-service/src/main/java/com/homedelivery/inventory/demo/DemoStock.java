package com.homedelivery.inventory.demo;

import com.homedelivery.inventory.application.AdjustStock;
import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.domain.MovementReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stocks the demo catalogue's products from {@code demo/stock.csv}: {@code productId;quantity;lowStockThreshold} a line.
 * A product that has stock already keeps it as it is.
 */
@Component
@ConditionalOnBooleanProperty("homedelivery.demo-data")
class DemoStock implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoStock.class);

    private static final ChangeCause CAUSE = ChangeCause.byThisService(MovementReason.RECEIVED, "demo stock");

    private final AdjustStock adjustStock;

    DemoStock(AdjustStock adjustStock) {
        this.adjustStock = adjustStock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) throws IOException {
        long filled = new ClassPathResource("demo/stock.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .filter(this::recordIfNew)
                .count();
        log.info("Demo stock: {} products filled", filled);
    }

    private boolean recordIfNew(String line) {
        String[] field = line.split(";");
        return adjustStock.recordIfNew(
                UUID.fromString(field[0]), Integer.parseInt(field[1]), Integer.parseInt(field[2]), CAUSE);
    }
}
