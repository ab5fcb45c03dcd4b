package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.order.OrderCostIT.Counting;
import com.homedelivery.shared.idempotency.IdempotencyKey;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.context.request.RequestContextHolder;

/** What placing an order costs the database: every statement that is sent while a request is handled, a batch as one. */
@Import(Counting.class)
class OrderCostIT extends OrderServiceTest {

    private static final List<String> STATEMENTS = Collections.synchronizedList(new ArrayList<>());

    @TestConfiguration
    static class Counting {

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
            return proxy(
                    Connection.class,
                    (method, arguments) -> method.getName().equals("prepareStatement")
                            ? counted((PreparedStatement) call(method, connection, arguments), (String) arguments[0])
                            : call(method, connection, arguments));
        }

        private static PreparedStatement counted(PreparedStatement statement, String sql) {
            return proxy(PreparedStatement.class, (method, arguments) -> {
                if (method.getName().startsWith("execute") && RequestContextHolder.getRequestAttributes() != null) {
                    STATEMENTS.add(sql.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
                }
                return call(method, statement, arguments);
            });
        }

        private interface Call {
            Object with(Method method, Object[] arguments) throws Throwable;
        }

        private static <T> T proxy(Class<T> type, Call call) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (_, method, arguments) -> call.with(method, arguments)));
        }

        private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    @Test
    void aPlainOrderCostsSixStatements() {
        assertThat(statementsOf(() -> order(customerWithMilkAndCoffee())))
                .as("look for an order of this cart, and for promotions; insert the order, its lines, its"
                        + " timeline, the event")
                .hasSize(6);
    }

    @Test
    void anIdempotencyKeyCostsTwoMore() {
        ApiClient customer = customerWithMilkAndCoffee()
                .withHeader(IdempotencyKey.HEADER, UUID.randomUUID().toString());

        assertThat(statementsOf(() -> order(customer)))
                .as("claim the key, and tie it to the order")
                .hasSize(8);
    }

    @Test
    void aPromotionWithoutALimitCostsTwoMoreAndChangesNothingThatOrdersShare() {
        String code = coupon(Map.of("kind", "PERCENTAGE", "percent", 10));
        ApiClient customer = customerWithMilkAndCoffee();

        assertThat(statementsOf(() -> orderWith(customer, List.of(code))))
                .as("look whether it has a limit, and say who uses it")
                .hasSize(8)
                .noneMatch(statement -> statement.startsWith("update"));
    }

    @Test
    void asManyPromotionsAreLookedUpByAsManyStatementsAsOne() {
        Map<String, Object> once =
                Map.of("kind", "AMOUNT", "amount", 0.1, "maxUsesPerCustomer", 1, "firstOrderOnly", true);
        List<String> one = List.of(coupon(once));
        List<String> many = Stream.generate(() -> coupon(once)).limit(5).toList();

        assertThat(statementsOf(() -> quoteWith(customerWithMilkAndCoffee(), many)))
                .as("look for the promotions, what the customer has used, and whether they have ordered; keep the"
                        + " quote")
                .hasSize(4)
                .hasSameSizeAs(statementsOf(() -> quoteWith(customerWithMilkAndCoffee(), one)));
    }

    @Test
    void aPageOfPromotionsIsCountedAtOnce() {
        Stream.generate(() -> coupon(Map.of("kind", "FREE_DELIVERY"))).limit(3).forEach(_ -> {});

        assertThat(statementsOf(() -> api.asAdmin().get("/orders/promotions?limit=2")))
                .as("the promotions, how many there are, how often they are used")
                .hasSize(3);
    }

    private ApiClient customerWithMilkAndCoffee() {
        ApiClient customer = customerWithMilk();
        putInCart(customer, "Coffee", 1, "19.50");
        return customer;
    }

    private String coupon(Map<String, Object> details) {
        Map<String, Object> request = new HashMap<>(details);
        request.put("name", "Promotion");
        request.put("code", UUID.randomUUID().toString());
        return api.asAdmin()
                .post("/orders/promotions", request)
                .hasStatus(201)
                .data()
                .get("code")
                .asString();
    }

    private static ApiResult orderWith(ApiClient customer, List<String> codes) {
        return customer.post("/orders", Map.of("couponCodes", codes, "deliveryAddress", HOME));
    }

    private static ApiResult quoteWith(ApiClient customer, List<String> codes) {
        return customer.post("/orders/quote", Map.of("couponCodes", codes, "deliveryAddress", HOME));
    }

    private static List<String> statementsOf(Supplier<ApiResult> request) {
        STATEMENTS.clear();
        assertThat(request.get().status()).isIn(200, 201);
        return List.copyOf(STATEMENTS);
    }
}
