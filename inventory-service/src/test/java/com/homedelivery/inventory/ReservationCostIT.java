package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.inventory.application.ReserveCommand;
import com.homedelivery.inventory.application.ReserveInLedger;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.support.EventFixtures;
import com.homedelivery.inventory.support.Line;
import com.homedelivery.shared.testing.RealServers;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * What reservations cost the database, counted: every statement of an instance with a database of its own, whose workers do
 * not run. Safety stock, batches and what others are told add none to the reservation of what is plenty.
 */
class ReservationCostIT {

    private static final ChangeCause CAUSE =
            new ChangeCause("order-service", MovementReason.ORDER_PLACED, "order is placed", null);

    private static final List<String> STATEMENTS = Collections.synchronizedList(new ArrayList<>());
    private static ConfigurableApplicationContext service;

    private final ReserveInLedger reserve = service.getBean(ReserveInLedger.class);
    private final ReservationWorkflow workflow = service.getBean(ReservationWorkflow.class);
    private final JdbcClient jdbc = service.getBean(JdbcClient.class);

    @TestConfiguration
    static class Counting {

        /** Neither streams are read nor jobs run. */
        @Bean
        LifecycleProcessor lifecycleProcessor() {
            return new DefaultLifecycleProcessor() {
                @Override
                public void onRefresh() {}
            };
        }

        @Bean
        static BeanPostProcessor countingStatements() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source && name.equals("dataSource")
                            ? new CountingDataSource(source)
                            : bean;
                }
            };
        }
    }

    private static final class CountingDataSource extends DelegatingDataSource {

        CountingDataSource(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            STATEMENTS.add(arguments[0].toString().strip().toLowerCase(Locale.ROOT));
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    @BeforeAll
    static void start() {
        service = new SpringApplicationBuilder(InventoryServiceApplication.class, Counting.class)
                .initializers(new RealServers())
                .run("--server.port=0", "--spring.application.name=inventory-costs");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    UUID bananas;

    @BeforeEach
    void stock() {
        bananas = stocked(1000);
    }

    private UUID stocked(int units) {
        UUID productId = UUID.randomUUID();
        jdbc.sql("""
                        insert into stock
                            (product_id, quantity, reserved, put_aside, low_stock_threshold, updated_at, version, told_available)
                        values (:id, :units, 0, 0, 2, now(), 0, 10)
                        """).param("id", productId).param("units", units).update();
        return productId;
    }

    @Test
    void manyReservationsOfWhatIsPlentyCostEightStatements() {
        assertThat(statementsOf(() -> reserved(32, 1)))
                .as("insert the reservations, lock them, lock the stock; insert lines, update both; add the movements")
                .hasSizeLessThanOrEqualTo(8)
                .noneMatch(statement -> statement.contains("batch"))
                .noneMatch(statement -> statement.contains("outbox"));
    }

    @Test
    void manyReservationsOfWhatIsScarceCostOneEventMore() {
        jdbc.sql("update stock set quantity = 40 where product_id = ?")
                .param(bananas)
                .update();

        assertThat(statementsOf(() -> reserved(32, 1)))
                .hasSizeLessThanOrEqualTo(9)
                .filteredOn(statement -> statement.contains("outbox"))
                .hasSize(1);
    }

    /** Before there were batches, safety stock and what others are told, it was eight without any event. */
    @Test
    void anOrderOfTwentyScarceProductsCostsAsManyStatementsAsOneOfOne() {
        List<UUID> products = IntStream.range(0, 20).mapToObj(_ -> stocked(11)).toList();
        Map<UUID, Integer> wanted = products.stream().collect(Collectors.toMap(Function.identity(), _ -> 5));

        assertThat(statementsOf(
                        () -> reserve.reserveAll(List.of(new ReserveCommand(UUID.randomUUID(), wanted)), CAUSE)))
                .hasSizeLessThanOrEqualTo(9)
                .filteredOn(statement -> statement.contains("outbox"))
                .hasSize(1);
        assertThat(jdbc.sql(
                                "select count(*) from outbox where event_key = any(?) and type = 'inventory.availability_changed'")
                        .param(products.stream().map(UUID::toString).toArray(String[]::new))
                        .query(Integer.class)
                        .single())
                .isEqualTo(20);
    }

    @Test
    void aConfirmationReadsAndWritesItsBatchesOnce() {
        UUID orderId = reserved(1, 3).getFirst();

        assertThat(statementsOf(() -> workflow.on(EventFixtures.confirmed(orderId, new Line(bananas, 3)))))
                .filteredOn(statement -> statement.contains("batch"))
                .hasSize(3);
    }

    private List<UUID> reserved(int orders, int units) {
        List<ReserveCommand> commands = IntStream.range(0, orders)
                .mapToObj(_ -> new ReserveCommand(UUID.randomUUID(), Map.of(bananas, units)))
                .toList();
        reserve.reserveAll(commands, CAUSE);
        return commands.stream().map(ReserveCommand::orderId).toList();
    }

    private static List<String> statementsOf(Runnable work) {
        STATEMENTS.clear();
        work.run();
        return List.copyOf(STATEMENTS);
    }
}
