package com.homedelivery.shared.testing;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a service over HTTP as somebody, and hands back the whole response:
 *
 * <pre>{@code
 * api.asAdmin().post("/products", Map.of("name", "Milk")).hasStatus(201).id();
 * api.anonymous().get("/orders").hasError(401, "UNAUTHORIZED");
 * }</pre>
 *
 * <p>Clients do not change: each method that says who is calling, or with which header, gives another one. A test of the
 * running service gets the anonymous one injected, see {@link IntegrationTest}.
 */
public final class ApiClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final URI baseUrl;
    private final RestTestClient http;
    private final AccessTokens tokens;
    private final HttpHeaders headers;
    private final @Nullable CurrentUser user;

    private ApiClient(
            URI baseUrl, RestTestClient http, AccessTokens tokens, HttpHeaders headers, @Nullable CurrentUser user) {
        this.baseUrl = baseUrl;
        this.http = http;
        this.tokens = tokens;
        this.headers = headers;
        this.user = user;
    }

    /** A client without a token, of the service at a port of this machine. */
    public static ApiClient to(int port, AccessTokens tokens) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HTTP);
        requests.setReadTimeout(TIMEOUT);
        requests.enableCompression(false);
        return new ApiClient(
                URI.create("http://localhost:" + port),
                RestTestClient.bindToServer(requests).build(),
                tokens,
                new HttpHeaders(),
                null);
    }

    // Who is calling.

    public ApiClient anonymous() {
        return new ApiClient(baseUrl, http, tokens, without(HttpHeaders.AUTHORIZATION), null);
    }

    public ApiClient as(CurrentUser caller) {
        return withToken(tokens.issueFor(caller), caller);
    }

    public ApiClient as(UUID userId, Role role) {
        return as(new CurrentUser(userId, userId + "@example.test", role));
    }

    /** The customer with this id. */
    public ApiClient as(UUID customerId) {
        return as(customerId, Role.USER);
    }

    /** Somebody new of this role, as another service of the suite if it is {@link Role#SERVICE}. */
    public ApiClient as(Role role) {
        return role == Role.SERVICE ? asService("test-service") : as(UUID.randomUUID(), role);
    }

    /** A new customer. */
    public ApiClient asCustomer() {
        return as(Role.USER);
    }

    /** A new rider. */
    public ApiClient asRider() {
        return as(Role.RIDER);
    }

    /** A new admin. */
    public ApiClient asAdmin() {
        return as(Role.ADMIN);
    }

    /** Another service of the suite. */
    public ApiClient asService(String name) {
        return withToken(tokens.issueFor(new CallingService(name)), null);
    }

    /** Whoever a token was issued for, valid or not. */
    public ApiClient withToken(String token) {
        return withToken(token, null);
    }

    /** With one more header, in place of one of this name. */
    public ApiClient withHeader(String name, String value) {
        HttpHeaders more = without(name);
        more.set(name, value);
        return new ApiClient(baseUrl, http, tokens, more, user);
    }

    /** The id of the person who is calling. */
    public UUID userId() {
        return Objects.requireNonNull(user, "No person is calling").id();
    }

    /** The token that is sent. */
    public String token() {
        return Objects.requireNonNull(headers.getFirst(HttpHeaders.AUTHORIZATION), "There is no token")
                .substring("Bearer ".length());
    }

    public int port() {
        return baseUrl.getPort();
    }

    // What is called. A path may have a query; with variables it is a template of Spring's, else it is sent as it is.

    public ApiResult get(String path, Object... variables) {
        return exchange(http.method(HttpMethod.GET), path, null, variables);
    }

    public ApiResult delete(String path) {
        return call(HttpMethod.DELETE, path, null);
    }

    /** Without a body. */
    public ApiResult post(String path) {
        return call(HttpMethod.POST, path, null);
    }

    public ApiResult post(String path, @Nullable Object body) {
        return call(HttpMethod.POST, path, body);
    }

    public ApiResult put(String path, @Nullable Object body) {
        return call(HttpMethod.PUT, path, body);
    }

    public ApiResult patch(String path, @Nullable Object body) {
        return call(HttpMethod.PATCH, path, body);
    }

    /**
     * Makes any call.
     *
     * @param body sent as it is if it is text, bytes or a resource, in chunks if a resource does not know its length; else
     *     written as JSON; nothing is sent for null
     */
    public ApiResult call(HttpMethod method, String path, @Nullable Object body) {
        return exchange(http.method(method), path, body);
    }

    private ApiResult exchange(
            RestTestClient.RequestBodyUriSpec method, String path, @Nullable Object body, Object... variables) {
        RestTestClient.RequestBodySpec request =
                variables.length == 0 ? method.uri(URI.create(baseUrl + path)) : method.uri(baseUrl + path, variables);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(content(body));
        }
        request.headers(sent -> sent.putAll(headers));
        EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
        byte[] received = result.getResponseBody();
        return new ApiResult(
                result.getStatus().value(), result.getResponseHeaders(), received == null ? new byte[0] : received);
    }

    private static Object content(Object body) {
        return switch (body) {
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case byte[] bytes -> bytes;
            case Resource resource -> resource;
            default -> JsonMapper.shared().writeValueAsBytes(body);
        };
    }

    private ApiClient withToken(String token, @Nullable CurrentUser caller) {
        HttpHeaders more = without(HttpHeaders.AUTHORIZATION);
        more.setBearerAuth(token);
        return new ApiClient(baseUrl, http, tokens, more, caller);
    }

    private HttpHeaders without(String name) {
        HttpHeaders copy = HttpHeaders.copyOf(headers);
        copy.remove(name);
        return copy;
    }
}
