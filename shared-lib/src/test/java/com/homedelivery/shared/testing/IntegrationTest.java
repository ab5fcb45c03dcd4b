package com.homedelivery.shared.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on a random port, on real servers:
 *
 * <pre>
 * &#64;IntegrationTest
 * class PlaceOrderIT {
 *
 *     &#64;Test
 *     void refusesAnEmptyCart(&#64;Autowired ApiClient api) {
 *         api.asCustomer().post("/orders", "{}").hasError(400, "VALIDATION_ERROR");
 *     }
 * }
 * </pre>
 *
 * <p>Beside the service's own beans a test gets an {@link ApiClient} injected, an {@link EventPublisher} where there is
 * Redis, and {@link OutboxEvents} where there is a database.
 *
 * <p>A class so marked ends in {@code IT}. All of them in one module share the servers' databases, and the Spring context as
 * well as long as they ask for the same properties and beans; a test therefore makes its own customers and orders and
 * does not count those of others. See {@link RealServers} for what is set up.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = RealServers.class)
@Import(IntegrationTestConfiguration.class)
public @interface IntegrationTest {}
