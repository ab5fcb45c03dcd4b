package com.homedelivery.localstack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Shows that the suite is there. */
public final class Demo {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Demo() {}

    /**
     * Asks the gateway how it is.
     *
     * @param gateway where clients enter
     * @param addresses every service by its name, and {@code mail-api} where mail can be read
     * @return 0 when all went as it should, else 1
     */
    public static int run(URI gateway, Map<String, URI> addresses) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(gateway.resolve("/health")).timeout(TIMEOUT).build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            System.out.println(gateway + " answers " + answer.statusCode() + " for " + addresses.size() + " addresses");
            return answer.statusCode() == 200 ? 0 : 1;
        } catch (IOException e) {
            System.err.println(gateway + " does not answer: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
