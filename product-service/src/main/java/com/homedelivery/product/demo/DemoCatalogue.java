package com.homedelivery.product.demo;

import com.homedelivery.product.domain.ProductDetails;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fills the catalogue with a grocery store's products from {@code demo/catalogue.csv}: {@code id;category;slug;price;name;
 * description} a line, ids fixed, the same as in the inventory's demo stock. A product that is already there stays as it
 * is.
 */
@Component
@ConditionalOnBooleanProperty("homedelivery.demo-data")
class DemoCatalogue implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoCatalogue.class);
    private static final String IMAGES = "https://images.homedelivery.test/";

    private final JdbcClient jdbc;
    private final Clock clock;

    DemoCatalogue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) throws IOException {
        int added = new ClassPathResource("demo/catalogue.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .mapToInt(this::addIfAbsent)
                .sum();
        log.info("Demo catalogue: {} products added", added);
    }

    private int addIfAbsent(String line) {
        String[] field = line.split(";", 6);
        ProductDetails product =
                new ProductDetails(field[4], field[5], field[1], new BigDecimal(field[3]), IMAGES + field[2] + ".jpg");
        return jdbc.sql("""
                        insert into products
                            (id, name, description, category, price, image_url, active, created_at, updated_at, version)
                        values (:id, :name, :description, :category, :price, :image, true, :now, :now, 0)
                        on conflict (id) do nothing
                        """)
                .param("id", UUID.fromString(field[0]))
                .param("name", product.name())
                .param("description", product.description())
                .param("category", product.category())
                .param("price", product.price())
                .param("image", product.imageUrl())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
