package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.AtOnce;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Public reads of the catalogue: seldom asked of the service, never of yesterday. */
class CatalogueIT extends GatewayTest {

    private static final TestCatalogue CATALOGUE = new TestCatalogue();
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Another one for each test, so that none finds what another has read. */
    private final String product = "/api/products/" + UUID.randomUUID();

    @DynamicPropertySource
    static void catalogue(DynamicPropertyRegistry registry) {
        registry.add("homedelivery.gateway.services.product", CATALOGUE::url);
    }

    @Test
    void manyWhoAskForTheSameShareOneRead() {
        List<Answer> answers = AtOnce.run(50, () -> get(product + "/slow"));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.isPassedOn().body()).contains("price"));
        assertThat(CATALOGUE.reads(product + "/slow")).isLessThanOrEqualTo(5);
    }

    @Test
    void noPriceIsOlderThanASecond() {
        get(product).isPassedOn();
        for (int price = 2; price < 6; price++) {
            CATALOGUE.setPrice(price);
            String current = "\"price\":" + price + ",";
            long changed = System.nanoTime();
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        Duration since = Duration.ofNanos(System.nanoTime() - changed);
                        boolean isCurrent = get(product).isPassedOn().body().contains(current);
                        assertThat(isCurrent || since.compareTo(FRESH) < 0)
                                .as("an old price %s after the change", since)
                                .isTrue();
                        return isCurrent;
                    });
        }
    }

    @Test
    void whoeverChangesAPriceSeesItAtOnce() {
        for (int price = 11; price < 15; price++) {
            get(product).isPassedOn();
            send(request(product, tokenOfSomebody()).PUT(BodyPublishers.ofString(String.valueOf(price))))
                    .isPassedOn();

            assertThat(get(product).body()).contains("\"price\":" + price + ",");
        }
    }

    @Test
    void aClientThatHasTheAnswerIsToldSo() {
        Answer answer = get(product).isPassedOn();

        Answer unchanged = send(request(product).header("If-None-Match", answer.header("ETag")));
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.header("ETag")).isEqualTo(answer.header("ETag"));
        assertThat(unchanged.header("Cache-Control")).isEqualTo("no-cache, public");
        assertThat(unchanged.header("X-RateLimit-Remaining")).isEqualTo("98");
        assertThat(send(request(product).header("If-None-Match", "W/\"other\"")).status())
                .isEqualTo(200);
    }

    @Test
    void askingForTheHeadOnlyGivesTheSameHead() {
        Answer whole = get(product).isPassedOn();
        Answer head =
                send(request(product).method("HEAD", BodyPublishers.noBody())).isPassedOn();

        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"Content-Length", "Content-Type", "ETag", "Cache-Control", "Vary"}) {
            assertThat(head.headers().allValues(name))
                    .as(name)
                    .isEqualTo(whole.headers().allValues(name));
        }
    }

    @Test
    void aListIsCompressedForWhoeverCanReadIt() throws Exception {
        HttpResponse<byte[]> compressed = bytes(request(product + "/list").header("Accept-Encoding", "br, gzip"));
        HttpResponse<byte[]> refused = bytes(request(product + "/list").header("Accept-Encoding", "gzip;q=0"));
        HttpResponse<byte[]> plain = bytes(request(product + "/list"));

        assertThat(header(compressed, "Content-Encoding")).containsExactly("gzip");
        assertThat(header(refused, "Content-Encoding")).isEmpty();
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(compressed.body().length).isLessThan(plain.body().length / 4);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8)).contains("\"name\":\"product 99\"");
        }
        for (HttpResponse<byte[]> answer : List.of(compressed, refused, plain)) {
            assertThat(header(answer, "Vary")).contains("Accept-Encoding");
        }
    }

    @Test
    void everybodyGetsWhatNobodyInParticularGets() {
        Answer signedIn = send(request(product, tokenOfSomebody()).header("Cookie", "a=b"));

        assertThat(signedIn.isPassedOn().body()).contains("\"asked\":\"anonymously\"");
        assertThat(get(product).body()).contains("\"asked\":\"anonymously\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "no-store", "not-public", "sets-a-cookie", "varies", "too-large"})
    void whatIsNotForEverybodyIsAskedForEachTime(String kind) {
        Answer first = get(product + "/" + kind, tokenOfSomebody()).isPassedOn();
        Answer second = get(product + "/" + kind, tokenOfSomebody()).isPassedOn();

        assertThat(first.body()).contains("\"asked\":\"by somebody\"");
        assertThat(first.body()).isNotEqualTo(second.body());
        assertThat(first.headers().firstValue("Age")).isEmpty();
    }

    @Test
    void whatWasNotThereAMomentAgoIsFoundNow() {
        get(product + "/appears").isRefusedWith(404, "NOT_FOUND");

        assertThat(get(product + "/appears").status()).isEqualTo(200);
    }

    @Test
    void aReadOfAnotherKindIsForTheServiceToUnderstand() {
        Answer part = send(request(product).header("Range", "bytes=0-3"));

        assertThat(part.status()).isEqualTo(206);
    }

    private HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static List<String> header(HttpResponse<byte[]> answer, String name) {
        HttpHeaders headers = answer.headers();
        return headers.allValues(name);
    }
}
