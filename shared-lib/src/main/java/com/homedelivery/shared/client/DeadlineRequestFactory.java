package com.homedelivery.shared.client;

import com.homedelivery.shared.deadline.RequestDeadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/**
 * Requests that are given up after the read time-out, or when the {@link RequestDeadline} of the thread is past, and that
 * tell the other side how long that is. The time counts until the whole answer is read.
 */
final class DeadlineRequestFactory implements ClientHttpRequestFactory {

    private final HttpClient client;
    private final Duration readTimeout;

    DeadlineRequestFactory(HttpClient client, Duration readTimeout) {
        this.client = client;
        this.readTimeout = readTimeout;
    }

    /** @throws CallRejectedException when nothing is left of the time */
    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
        long millis = RequestDeadline.atMost(readTimeout).toMillis();
        if (millis == 0) {
            throw new CallRejectedException("No time is left to ask " + uri.getAuthority());
        }
        // The time-out is one of the factory, not of the request. A factory holds nothing but the client.
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(Duration.ofMillis(millis));
        ClientHttpRequest request = requests.createRequest(uri, method);
        request.getHeaders().set(RequestDeadline.HEADER, String.valueOf(millis));
        return request;
    }
}
