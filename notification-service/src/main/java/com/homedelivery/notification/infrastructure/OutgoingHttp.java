package com.homedelivery.notification.infrastructure;

import com.homedelivery.notification.application.OutgoingUrlException;
import com.homedelivery.notification.application.OutgoingUrls;
import com.homedelivery.shared.api.error.OverloadedException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Posts to addresses that others have given us: to public ones alone, with TLS, without following redirects, within a time
 * limit, and without reading more of the answer than its beginning. Each call has its own connection.
 */
@Component
class OutgoingHttp implements OutgoingUrls {

    private static final int MAX_BODY = 512;
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);
    private static final int MAX_CONNECTIONS = 100;

    private final PublicAddresses addresses;
    private final SingletonSupplier<CloseableHttpClient> client;
    private volatile @Nullable CloseableHttpClient openedClient;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    OutgoingHttp(PublicAddresses addresses) {
        this.addresses = addresses;
        this.client = SingletonSupplier.of(this::newClient);
    }

    /**
     * What was answered.
     *
     * @param body the first 512 bytes
     * @param retryAfter seconds that the server asks us to wait
     */
    record Answer(int status, String body, Optional<Duration> retryAfter) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    private CloseableHttpClient newClient() {
        CloseableHttpClient opened = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_TIMEOUT)
                                .setSocketTimeout(CONNECT_TIMEOUT)
                                .build())
                        .build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("HomeDelivery/1.0")
                .build();
        openedClient = opened;
        return opened;
    }

    /** Checks the form of the URL and where its host points to now. */
    @Override
    public void check(String url) throws OutgoingUrlException {
        URI uri = parse(url);
        try {
            addresses.check(uri.getHost());
        } catch (HostLookup.BusyException e) {
            throw new OverloadedException("Too many hosts are being looked up, try again in a moment");
        } catch (HostLookup.TooSlowException e) {
            throw new OutgoingUrlException("must point to a host that can be looked up in time");
        } catch (UnknownHostException e) {
            throw new OutgoingUrlException("must point to a public address");
        }
    }

    private URI parse(String url) throws OutgoingUrlException {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new OutgoingUrlException("must be a URL");
        }
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new OutgoingUrlException("must be a URL with a host, without a password and a fragment");
        }
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && addresses.isAllowed(uri.getHost());
        if (!secure && !plain) {
            throw new OutgoingUrlException("must begin with https://");
        }
        return uri;
    }

    /**
     * Posts, and waits for the answer.
     *
     * @param timeout for all of it, whatever the server does
     * @throws IOException when there is no answer, or the address may not be called
     */
    Answer post(String url, Map<String, String> headers, byte[] body, ContentType type, Duration timeout)
            throws IOException {
        HttpPost request;
        try {
            request = new HttpPost(parse(url));
        } catch (OutgoingUrlException e) {
            throw new IOException("The URL " + e.getMessage(), e);
        }
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, type));
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(timeout))
                .setConnectionRequestTimeout(CONNECT_TIMEOUT)
                .build());
        Future<Answer> call = calls.submit(() -> execute(request));
        try {
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            request.abort();
            throw new IOException("There was no answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? "No answer" : describe(e.getCause()), e);
        } catch (InterruptedException e) {
            request.abort();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static String describe(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    /** The connection is closed once the beginning was read: whatever else comes is not waited for. */
    private Answer execute(HttpPost request) throws IOException {
        ClassicHttpResponse response = client.obtain().executeOpen(null, request, null);
        try {
            HttpEntity entity = response.getEntity();
            String body = entity == null
                    ? ""
                    : new String(entity.getContent().readNBytes(MAX_BODY), StandardCharsets.UTF_8)
                            .replace("\u0000", "");
            return new Answer(response.getCode(), body, retryAfter(response));
        } finally {
            request.abort();
        }
    }

    private static Optional<Duration> retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (header == null || !header.getValue().matches("\\d{1,6}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(header.getValue())));
    }

    @PreDestroy
    void close() {
        calls.shutdownNow();
        CloseableHttpClient opened = openedClient;
        if (opened != null) {
            opened.close(CloseMode.IMMEDIATE);
        }
    }
}
