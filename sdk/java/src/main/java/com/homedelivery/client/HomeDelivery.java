package com.homedelivery.client;

import com.homedelivery.client.api.AnalyticsApi;
import com.homedelivery.client.api.AuthApi;
import com.homedelivery.client.api.CartApi;
import com.homedelivery.client.api.DeliveriesApi;
import com.homedelivery.client.api.HealthApi;
import com.homedelivery.client.api.InventoryApi;
import com.homedelivery.client.api.NotificationsApi;
import com.homedelivery.client.api.OpsApi;
import com.homedelivery.client.api.OrdersApi;
import com.homedelivery.client.api.PaymentsApi;
import com.homedelivery.client.api.ProductsApi;
import com.homedelivery.client.api.RidersApi;
import com.homedelivery.client.api.UsersApi;
import com.homedelivery.client.http.ApiClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The API of a gateway, as one caller. An answer has what was asked for in {@code getData()}:
 *
 * <pre>{@code
 * HomeDelivery shop = HomeDelivery.at(URI.create("http://localhost:3000"));
 * Tokens tokens = shop.auth().login(new LoginRequest().email(email).password(password)).getData();
 * HomeDelivery mine = shop.withToken(tokens::getAccessToken);
 * Cart cart = mine.cart().getCart(null, null).getData();
 * }</pre>
 *
 * An answer that is an error is thrown as {@link HomeDeliveryException}; when none comes, what is thrown is an
 * {@link com.homedelivery.client.http.ApiException} with an {@link java.io.IOException} as its cause. May be used by many
 * threads at once.
 */
public final class HomeDelivery {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** The gateway has answered by then. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(20);

    private final URI gateway;
    private final HttpClient http;
    private final Supplier<@Nullable String> token;
    private final ApiClient client;

    private HomeDelivery(URI gateway, HttpClient http, Supplier<@Nullable String> token) {
        this.gateway = gateway;
        this.http = http;
        this.token = token;
        this.client = new SharedConnections(http);
        client.updateBaseUri(gateway.toString().replaceFirst("/$", ""));
        client.setReadTimeout(RESPONSE_TIMEOUT);
        client.setResponseInterceptor(HomeDeliveryException::throwIfError);
        client.setRequestInterceptor(request -> {
            String known = token.get();
            if (known != null) {
                request.header("Authorization", "Bearer " + known);
            }
        });
    }

    /**
     * As nobody in particular.
     *
     * @param gateway {@code http://localhost:3000}
     */
    public static HomeDelivery at(URI gateway) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        return new HomeDelivery(gateway, http, () -> null);
    }

    /**
     * The same gateway, as somebody who is logged in.
     *
     * @param token gives the access token; asked before each request and each connection, so that a refreshed one is taken. With
     *     null a request goes without, and tracking waits
     */
    public HomeDelivery withToken(Supplier<@Nullable String> token) {
        return new HomeDelivery(gateway, http, token);
    }

    /**
     * Live tracking, connected until it is closed; who is refused is not told.
     *
     * @throws IllegalArgumentException when the gateway's address is none of HTTP
     */
    public Tracking tracking() {
        return tracking(refusal -> {});
    }

    /**
     * Live tracking, connected until it is closed.
     *
     * @param onRefusal told what the gateway refuses. It ends the connection; where trying again cannot help, tracking ends with it
     * @throws IllegalArgumentException when the gateway's address is none of HTTP
     */
    public Tracking tracking(Consumer<? super Refusal> onRefusal) {
        return new Tracking(gateway, token, onRefusal, Tracking.FIRST_WAIT);
    }

    /** Numbers for the shop. */
    public AnalyticsApi analytics() {
        return new AnalyticsApi(client);
    }

    /** Accounts, login, tokens and roles. */
    public AuthApi auth() {
        return new AuthApi(client);
    }

    /** The caller's cart. */
    public CartApi cart() {
        return new CartApi(client);
    }

    /** Deliveries. */
    public DeliveriesApi deliveries() {
        return new DeliveriesApi(client);
    }

    /** Whether the gateway is up. */
    public HealthApi health() {
        return new HealthApi(client);
    }

    /** Stock. */
    public InventoryApi inventory() {
        return new InventoryApi(client);
    }

    /** E-mails about what happens to an order. */
    public NotificationsApi notifications() {
        return new NotificationsApi(client);
    }

    /** Events that could not be acted on or sent, for operators. */
    public OpsApi ops() {
        return new OpsApi(client);
    }

    /** Orders and their life. */
    public OrdersApi orders() {
        return new OrdersApi(client);
    }

    /** Payments and refunds. */
    public PaymentsApi payments() {
        return new PaymentsApi(client);
    }

    /** The catalogue. */
    public ProductsApi products() {
        return new ProductsApi(client);
    }

    /** The caller's shift and offers. */
    public RidersApi riders() {
        return new RidersApi(client);
    }

    /** The caller's profile and address book. */
    public UsersApi users() {
        return new UsersApi(client);
    }

    /** The generated one makes an HTTP client, with connections and threads of its own, for each API that is made of it. */
    private static final class SharedConnections extends ApiClient {

        private final HttpClient http;

        private SharedConnections(HttpClient http) {
            this.http = http;
        }

        @Override
        public HttpClient getHttpClient() {
            return http;
        }
    }
}
